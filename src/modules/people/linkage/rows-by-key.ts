/** Rows by a number: a sorted list for what was there at the start, a map for what came later. */
import { sortByKey } from './sort-by-key.ts'

export class RowsByKey {
  private readonly keys: Uint32Array
  private readonly rows: Uint32Array
  private readonly later = new Map<number, number[]>()

  /** @param keyOf a row's number; rows with 0 are left out. */
  constructor(size: number, keyOf: (row: number) => number) {
    const keys = new Uint32Array(size)
    const rows = new Uint32Array(size)
    let held = 0
    for (let row = 0; row < size; row++) {
      const key = keyOf(row)
      if (key === 0) continue
      keys[held] = key
      rows[held++] = row
    }
    this.keys = keys.slice(0, held)
    this.rows = rows.slice(0, held)
    sortByKey(this.rows, this.keys)
  }

  add(key: number, row: number): void {
    if (key === 0) return
    const known = this.later.get(key)
    if (known) known.push(row)
    else this.later.set(key, [row])
  }

  /** Visits the rows with a key, none when there are more than `most`. */
  visit(key: number, most: number, visit: (row: number) => void): void {
    let [low, high] = [0, this.keys.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.keys[middle] as number) < key) low = middle + 1
      else high = middle
    }
    const later = this.later.get(key) ?? []
    let end = low
    while (this.keys[end] === key && end - low <= most) end++
    if (end - low + later.length > most) return
    for (let at = low; at < end; at++) visit(this.rows[at] as number)
    for (const row of later) visit(row)
  }
}
