/** Seeded chance: one small generator and the distributions the simulated world draws from. */

/**
 * Mixes integers into one well-spread 32-bit number.
 * Source: finaliser of MurmurHash3 (Austin Appleby, public domain), folded over the parts.
 */
export function mix(...parts: readonly number[]): number {
  let h = 0x9e3779b9
  for (const part of parts) {
    h ^= part | 0
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    // Beyond 32 bits (instants, slots) the upper half must count too.
    h = (h ^ (h >>> 16)) + Math.imul(Math.floor(part / 4294967296) | 0, 0x27d4eb2f)
  }
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 14)) >>> 0
}

/** A text as a 32-bit number. Source: FNV-1a (Fowler, Noll, Vo), over UTF-16 code units. */
export function textSeed(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/**
 * The generator sfc32: 128 bits of state, period at least 2^32.
 * Source: Chris Doty-Humphrey, PractRand ("small fast counting" generator).
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private d = 1

  constructor(...seed: readonly number[]) {
    this.a = mix(1, ...seed) | 0
    this.b = mix(2, ...seed) | 0
    this.c = mix(3, ...seed) | 0
    for (let i = 0; i < 4; i++) this.uint32()
  }

  uint32(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + t | 0
    return t >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 4294967296
  }

  /** Uniform integer in [0, below). */
  int(below: number): number {
    return Math.floor(this.next() * below)
  }

  /** Uniform integer, both ends included. */
  between(low: number, high: number): number {
    return low + this.int(high - low + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.int(list.length)]
    if (item === undefined) throw new RangeError('Cannot pick from an empty list.')
    return item
  }

  /** Index drawn in proportion to the weights. */
  weighted(weights: readonly number[]): number {
    let total = 0
    for (const weight of weights) total += weight
    let left = this.next() * total
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i] ?? 0
      if (left < 0) return i
    }
    return weights.length - 1
  }

  /** Standard normal. Source: Box and Muller 1958. */
  normal(): number {
    const u = 1 - this.next()
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.next())
  }

  /** Log-normal with this median; `sigma` is the deviation of the logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next())
  }

  /** Gamma with this shape and scale. Source: Marsaglia and Tsang 2000. */
  gamma(shape: number, scale: number): number {
    if (shape < 1) return this.gamma(shape + 1, scale) * (1 - this.next()) ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - this.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale
    }
  }

  /** Poisson. Small means by Knuth's product, large ones by PTRS (Hörmann 1993). */
  poisson(mean: number): number {
    if (mean <= 0) return 0
    if (mean < 30) {
      const limit = Math.exp(-mean)
      let k = 0
      for (let p = this.next(); p > limit; p *= this.next()) k++
      return k
    }
    const b = 0.931 + 2.53 * Math.sqrt(mean)
    const a = -0.059 + 0.02483 * b
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    const vr = 0.9277 - 3.6224 / (b - 2)
    for (;;) {
      const u = this.next() - 0.5
      const v = 1 - this.next()
      const us = 0.5 - Math.abs(u)
      const k = Math.floor((2 * a / us + b) * u + mean + 0.43)
      if (us >= 0.07 && v <= vr) return k
      if (k < 0 || (us < 0.013 && v > us)) continue
      if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= k * Math.log(mean) - mean - logFactorial(k)) return k
    }
  }

  /** Counts with a heavy tail: a Poisson whose mean is Gamma with shape `k`. Smaller `k`, heavier tail. */
  negativeBinomial(mean: number, k: number): number {
    return mean <= 0 ? 0 : this.poisson(this.gamma(k, mean / k))
  }

  /**
   * Rank in [0, size), small ranks most often: the continuous power law
   * (density ∝ (rank + 1)^-exponent) inverted and floored.
   */
  zipf(size: number, exponent: number): number {
    const power = 1 - exponent
    const top = (size + 1) ** power
    return Math.min(size - 1, Math.floor((1 + this.next() * (top - 1)) ** (1 / power) - 1))
  }

  /** Angle in radians around `mean`. Source: Best and Fisher 1979. */
  vonMises(mean: number, kappa: number): number {
    const tau = 1 + Math.sqrt(1 + 4 * kappa * kappa)
    const rho = (tau - Math.sqrt(2 * tau)) / (2 * kappa)
    const r = (1 + rho * rho) / (2 * rho)
    for (;;) {
      const z = Math.cos(Math.PI * this.next())
      const f = (1 + r * z) / (r + z)
      const c = kappa * (r - f)
      const u = 1 - this.next()
      if (c * (2 - c) > u || Math.log(c / u) + 1 >= c) return mean + Math.sign(this.next() - 0.5) * Math.acos(f)
    }
  }
}

/** ln k!, by table or Stirling's series. */
function logFactorial(k: number): number {
  if (k < 10) {
    let product = 1
    for (let i = 2; i <= k; i++) product *= i
    return Math.log(product)
  }
  const n = k + 1
  return (n - 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)
}
