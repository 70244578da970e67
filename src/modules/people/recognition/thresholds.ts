/** Chooses from what certainty on identities are joined, and from what on they are offered, by the errors to be expected. */
import { bitsOf, probabilityOf } from '../linkage/model.ts'

/** What a threshold would do to the pairs at hand. */
export interface ErrorAt {
  readonly probability: number
  /** Pairs at and above it. */
  readonly joined: number
  /** Share of those that are wrong, as the model expects. */
  readonly expectedWrong: number
  /** Share of true pairs below it, as the model expects. */
  readonly expectedMissed: number
  /** Of pairs whose truth is known, how many at and above are right and wrong. */
  readonly knownRight: number
  readonly knownWrong: number
}

export interface Thresholds {
  /** Joined at and above; null while too little is known to trust any. */
  readonly joinAt: number | null
  /** Offered for review at and above. */
  readonly offerAt: number
  readonly errors: readonly ErrorAt[]
}

/** Wrong joins allowed among automatic ones. */
export const mostWrong = 0.005
/** Known pairs needed before anything is joined by itself. */
export const fewestKnown = 30
const offerAt = 0.5
/** A join by itself is at least this certain, whatever the mean of all of them would allow. */
const candidates = [0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999]

function errorAt(pairs: readonly { bits: number; known: boolean | null }[], probability: number): ErrorAt {
  const least = bitsOf(probability)
  let [joined, wrong, missed, total, knownRight, knownWrong] = [0, 0, 0, 0, 0, 0]
  for (const { bits, known } of pairs) {
    const p = probabilityOf(bits)
    total += p
    if (bits < least) missed += p
    else {
      joined++
      wrong += 1 - p
      if (known === true) knownRight++
      if (known === false) knownWrong++
    }
  }
  return { probability, joined, expectedWrong: joined === 0 ? 0 : wrong / joined, expectedMissed: total === 0 ? 0 : missed / total, knownRight, knownWrong }
}

/**
 * The least certainty of which half the allowed errors are expected, and at
 * which pairs of known truth agree: a model that is wrong about them is not
 * believed about others. Without enough known pairs there is nothing to hold
 * the model against, so all is offered and nothing joined.
 */
export function chooseThresholds(pairs: readonly { bits: number; known: boolean | null }[], known: number): Thresholds {
  const errors = [offerAt, 0.8, 0.9, 0.95, ...candidates].map((probability) => errorAt(pairs, probability))
  const joinAt = known < fewestKnown ? undefined : errors.find((error) => error.probability >= (candidates[0] ?? 1) && error.expectedWrong <= mostWrong / 2 && error.knownWrong <= mostWrong * (error.knownRight + error.knownWrong))
  return { joinAt: joinAt?.probability ?? null, offerAt, errors }
}
