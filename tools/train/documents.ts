/** Gathers posts as rows of features for training, and measures what was learnt. */
import type { Documents, Linear } from '../../src/modules/listening/understanding/training.ts'

export interface Row {
  readonly rows: Int32Array
  readonly values: Float32Array
  readonly label: number
  readonly weight: number
}

/** One document's features, repeated ones added up, addressed within a table of 2^bits rows. */
export function merged(rows: Int32Array, values: Float32Array, count: number, bits: number): Pick<Row, 'rows' | 'values'> {
  const mask = 2 ** bits - 1
  const sums = new Map<number, number>()
  for (let at = 0; at < count; at++) {
    const row = (rows[at] ?? 0) & mask
    sums.set(row, (sums.get(row) ?? 0) + (values[at] ?? 0))
  }
  return { rows: Int32Array.from(sums.keys()), values: Float32Array.from(sums.values()) }
}

export function gather(all: readonly Row[]): Documents {
  const total = all.reduce((sum, { rows }) => sum + rows.length, 0)
  const rows = new Int32Array(total)
  const values = new Float32Array(total)
  const starts = new Int32Array(all.length + 1)
  let at = 0
  for (const [number, each] of all.entries()) {
    rows.set(each.rows, at)
    values.set(each.values, at)
    at += each.rows.length
    starts[number + 1] = at
  }
  return { rows, values, starts, labels: Int32Array.from(all, ({ label }) => label), weights: Float32Array.from(all, ({ weight }) => weight) }
}

export function scoresOf(linear: Linear, documents: Documents, document: number): number[] {
  const classes = linear.bias.length
  const scores = Array.from(linear.bias)
  for (let at = documents.starts[document] ?? 0; at < (documents.starts[document + 1] ?? 0); at++) {
    const row = (documents.rows[at] ?? 0) * classes
    const value = documents.values[at] ?? 0
    for (let each = 0; each < classes; each++) scores[each] = (scores[each] ?? 0) + (linear.table[row + each] ?? 0) * value
  }
  return scores
}

/** Counts of right label against told label, and the means that are reported. */
export class Confusion {
  readonly #counts: number[][]
  constructor(classes: number) {
    this.#counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  }

  add(right: number, told: number): void {
    const row = this.#counts[right]
    if (row !== undefined) row[told] = (row[told] ?? 0) + 1
  }

  get count(): number {
    return this.#counts.flat().reduce((sum, each) => sum + each, 0)
  }

  get accuracy(): number {
    return this.#counts.reduce((sum, row, at) => sum + (row[at] ?? 0), 0) / this.count
  }

  /** Mean over classes of the share of each that was told right. */
  get macroRecall(): number {
    return mean(this.#counts.map((row, at) => (row[at] ?? 0) / Math.max(1, row.reduce((sum, each) => sum + each, 0))))
  }

  /** Mean over classes of the harmonic mean of precision and recall. */
  get macroF1(): number {
    return mean(this.#counts.map((row, at) => {
      const right = row[at] ?? 0
      const wanted = row.reduce((sum, each) => sum + each, 0)
      const told = this.#counts.reduce((sum, other) => sum + (other[at] ?? 0), 0)
      return right === 0 ? 0 : (2 * right) / (wanted + told)
    }))
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length)
}

/** Number of the greatest. */
export function greatest(values: ArrayLike<number>): number {
  let best = 0
  for (let at = 1; at < values.length; at++) if ((values[at] ?? 0) > (values[best] ?? 0)) best = at
  return best
}
