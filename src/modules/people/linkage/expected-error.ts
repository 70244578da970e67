/** What a threshold costs: how many joins are expected to be wrong, how many true pairs to be missed. */
import { bitsOf, probabilityOf } from './model.ts'
import type { ScoredPairs } from './scored-pairs.ts'

export interface ExpectedError {
  readonly threshold: number
  /** Pairs at and above the threshold. */
  readonly joined: number
  /** Expected number of these that are two people. */
  readonly wrong: number
  /** Expected number of pairs below that are one person. */
  readonly missed: number
}

/** Sums up the probabilities above and below, as Fellegi & Sunter (1969) define the two errors of a linkage rule. */
export function expectedError(pairs: ScoredPairs, threshold: number): ExpectedError {
  const least = bitsOf(threshold)
  let [joined, wrong, missed] = [0, 0, 0]
  for (let i = 0; i < pairs.length; i++) {
    const bits = pairs.bits[i] as number
    const probability = probabilityOf(bits)
    if (bits >= least) {
      joined++
      wrong += 1 - probability
    } else missed += probability
  }
  return { threshold, joined, wrong, missed }
}
