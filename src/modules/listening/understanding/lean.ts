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
  const taught = rowsTaught({ labels, bits, table })
  const sums = sumsOf(classes)
  for (let at = 0; at < count; at++) {
    const row = (rows[at] ?? 0) & mask
    if (taught[row] === 0) continue
    const value = values[at] ?? 0
    for (let each = 0; each < classes; each++) sums[each] = (sums[each] ?? 0) + (table[row * classes + each] ?? 0) * value
  }
  for (let each = 0; each < classes; each++) scores[each] = (scores[each] ?? 0) + Math.max(-furthestLean, Math.min(furthestLean, sums[each] ?? 0))
}

const known = new WeakMap<Float32Array, Uint8Array>()
/** Which rows hold anything; few do, and the rest need no sum. */
function rowsTaught({ labels, bits, table }: Lean): Uint8Array {
  let taught = known.get(table)
  if (taught === undefined) {
    taught = new Uint8Array(2 ** bits)
    for (const [place, weight] of table.entries()) if (weight !== 0) taught[Math.floor(place / labels.length)] = 1
    known.set(table, taught)
  }
  return taught
}

let scratch = new Float64Array(0)
function sumsOf(classes: number): Float64Array {
  if (scratch.length < classes) scratch = new Float64Array(classes)
  scratch.fill(0)
  return scratch
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
