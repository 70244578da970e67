/** How grave an alarm is, as a number that means the same for every topic and kind. */
import type { Reading } from './model.ts'

/** So many mentions more or less are no matter of a factor: ten where one was expected is no crisis. */
const pause = 5
const stepsATenfold = 2.5
const mostTenfolds = 2
const mostNines = 4

/**
 * 1 to 10, rounded:
 *
 *     1 + 2.5 × log10 of how many times the expected (at most 100 times)
 *       + 1 for each factor of ten by which it is rarer (at most 10,000)
 *
 * "How many times" is (counted + 5) ÷ (expected + 5), turned round for what is
 * missing; "rarer" is −log10(1 − score).
 */
export function severityOf({ kind, score, value, expected }: Pick<Reading, 'kind' | 'score' | 'value' | 'expected'>): number {
  const ratio = (value + pause) / (expected + pause)
  const times = kind === 'drop' || kind === 'source-silent' ? 1 / ratio : ratio
  const magnitude = Math.min(mostTenfolds, Math.max(0, Math.log10(times)))
  const rarity = Math.min(mostNines, -Math.log10(Math.max(Number.EPSILON, 1 - score)))
  return Math.max(1, Math.min(10, Math.round(1 + stepsATenfold * magnitude + rarity)))
}
