/** Draws pairs that agree on one field: they show which other agreements come along by themselves. */
import type { Records } from './records.ts'

/**
 * Visits `most` random pairs of rows that have the same value in a slot, each
 * such pair of the table being equally likely; or each pair once when there are
 * no more than that.
 */
export function visitAgreeing(records: Records, slot: number, most: number, random: () => number, visit: (a: number, b: number) => void): void {
  const { codes, width, size } = records
  const values = records.values[slot]?.length ?? 0
  const starts = new Uint32Array(values + 1)
  for (let row = 0; row < size; row++) {
    const at = (codes[row * width + slot] as number) + 1
    starts[at] = (starts[at] as number) + 1
  }
  for (let code = 0; code < values; code++) starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number)
  const rows = new Uint32Array(size)
  const next = starts.slice()
  for (let row = 0; row < size; row++) {
    const code = codes[row * width + slot] as number
    const at = next[code] as number
    rows[at] = row
    next[code] = at + 1
  }
  // Pairs up to and including each value; the missing value, code 0, gives none.
  const pairs = new Float64Array(values)
  for (let code = 1; code < values; code++) {
    const held = (starts[code + 1] as number) - (starts[code] as number)
    pairs[code] = (pairs[code - 1] as number) + (held * (held - 1)) / 2
  }
  const all = pairs.at(-1) ?? 0
  if (all <= most) {
    for (let code = 1; code < values; code++) {
      const [from, to] = [starts[code] as number, starts[code + 1] as number]
      for (let i = from; i < to; i++) for (let j = i + 1; j < to; j++) visit(rows[i] as number, rows[j] as number)
    }
    return
  }
  for (let drawn = 0; drawn < most; drawn++) {
    const code = firstAbove(pairs, random() * all)
    const from = starts[code] as number
    const held = (starts[code + 1] as number) - from
    const first = Math.floor(random() * held)
    const second = Math.floor(random() * (held - 1))
    visit(rows[from + first] as number, rows[from + (second < first ? second : second + 1)] as number)
  }
}

/** Index of the first entry of a rising list that is above a number. */
function firstAbove(rising: Float64Array, number: number): number {
  let [low, high] = [0, rising.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] as number) > number) high = middle
    else low = middle + 1
  }
  return low
}
