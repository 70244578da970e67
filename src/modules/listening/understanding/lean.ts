/** What was learnt from corrections: a small table that leans the shipped models one way or the other, never far. */
import { softmax } from './training.ts'

/** A table of 2^`bits` rows by classes, added to the scores of the model beneath. All zero changes nothing. */
export interface Lean {
  readonly labels: readonly string[]
  readonly bits: number
  /** Row by row, class by class. */
  readonly table: Float32Array
}

/** How far all rows of a post together may move one class, in units of logarithmic odds. */
export const furthestLean = 3

/** Adds the lean of a post's rows to `scores`, which has one score a class. */
export function addLean({ labels, bits, table }: Lean, rows: Int32Array, values: Float32Array, count: number, scores: Float64Array): void {
  const classes = labels.length
  const mask = 2 ** bits - 1
  for (let each = 0; each < classes; each++) {
    let sum = 0
    for (let at = 0; at < count; at++) sum += (table[((rows[at] ?? 0) & mask) * classes + each] ?? 0) * (values[at] ?? 0)
    scores[each] = (scores[each] ?? 0) + Math.max(-furthestLean, Math.min(furthestLean, sum))
  }
}

/** The number of the greatest score; the first of equals. */
export function greatest(scores: Float64Array): number {
  let best = 0
  for (let each = 1; each < scores.length; each++) if ((scores[each] ?? 0) > (scores[best] ?? 0)) best = each
  return best
}

/** Leans probabilities, which stay such; answers the number of the likeliest. */
export function leanProbabilities(lean: Lean, rows: Int32Array, values: Float32Array, count: number, probabilities: Float64Array): number {
  for (let each = 0; each < probabilities.length; each++) probabilities[each] = Math.log(Math.max(1e-9, probabilities[each] ?? 0))
  addLean(lean, rows, values, count, probabilities)
  softmax(probabilities)
  return greatest(probabilities)
}
