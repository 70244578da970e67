/**
 * How likely a count is: a negative binomial of mean `mean` and variance
 * mean + clump × mean², since people answer each other. Its tails are those of
 * the gamma law of the same mean and variance, by the cube root of Wilson &
 * Hilferty ("The Distribution of Chi-Square", PNAS 17, 1931).
 */

export interface CountLaw {
  readonly mean: number
  /** Excess of the variance over a Poisson's, by the square of the mean. */
  readonly clump: number
}

const leastMean = 1e-6

/** Standard normal deviate of a count: 2 is unusually many, −2 unusually few. */
export function deviate(count: number, { mean, clump }: CountLaw): number {
  const expected = Math.max(leastMean, mean)
  const variance = expected + clump * expected * expected
  const shape = (expected * expected) / variance
  // Below about one expected event the cube root bends; the plain ratio is the safer end there.
  if (shape < 0.5) return (count - expected) / Math.sqrt(variance + 1)
  // A count is the middle of its step: half a unit towards the mean.
  const corrected = count > expected ? Math.max(expected, count - 0.5) : Math.min(expected, count + 0.5)
  return (Math.cbrt(corrected / expected) - (1 - 1 / (9 * shape))) * Math.sqrt(9 * shape)
}

/** The count at a standard normal deviate, not below zero: `quantile(1.645, law)` is passed one time in twenty. */
export function quantile(z: number, { mean, clump }: CountLaw): number {
  const expected = Math.max(leastMean, mean)
  const variance = expected + clump * expected * expected
  const shape = (expected * expected) / variance
  if (shape < 0.5) return Math.max(0, expected + z * Math.sqrt(variance))
  return Math.max(0, expected * (1 - 1 / (9 * shape) + z / Math.sqrt(9 * shape)) ** 3)
}

/** Chance that a standard normal is above `z`: Abramowitz & Stegun, "Handbook of Mathematical Functions", 26.2.17, with the tail's own expansion beyond 6. */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z)
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z > 6) return (density / z) * (1 - 1 / (z * z))
  const t = 1 / (1 + 0.231_641_9 * z)
  return density * t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))))
}
