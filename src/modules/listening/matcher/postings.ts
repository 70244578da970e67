/** For each feature, the queries that are found by it. */
import { ListPool, roomFor } from './list-pool.ts'

/**
 * Lists of entries `query n feature…`: the query, and `n` features of which a
 * post must have one besides, so that most candidates are dismissed without
 * opening the query (n 0: nothing to dismiss it by).
 */
export class Postings {
  readonly pool = new ListPool()
  /** By feature: where its list begins, and how many integers it holds. */
  at = new Int32Array(1024)
  size = new Int32Array(1024)

  /** Makes room for features below `limit`. */
  reserve(limit: number): void {
    if (limit <= this.at.length) return
    for (const name of ['at', 'size'] as const) {
      const larger = new Int32Array(limit * 2)
      larger.set(this[name])
      this[name] = larger
    }
  }

  add(feature: number, query: number, filter: readonly number[]): void {
    const size = this.size[feature] ?? 0
    const needed = size + 2 + filter.length
    if (size === 0) this.at[feature] = this.pool.take(needed)
    else if (needed > roomFor(size)) {
      const from = this.at[feature] ?? 0
      const to = this.pool.take(needed)
      this.pool.items.copyWithin(to, from, from + size)
      this.pool.give(from, size)
      this.at[feature] = to
    }
    const { items } = this.pool
    let end = (this.at[feature] ?? 0) + size
    items[end++] = query
    items[end++] = filter.length
    for (const each of filter) items[end++] = each
    this.size[feature] = needed
  }

  remove(feature: number, query: number): void {
    const { items } = this.pool
    const from = this.at[feature] ?? 0
    const size = this.size[feature] ?? 0
    for (let entry = from; entry < from + size;) {
      const length = 2 + (items[entry + 1] ?? 0)
      if (items[entry] !== query) {
        entry += length
        continue
      }
      items.copyWithin(entry, entry + length, from + size)
      this.#shrink(feature, from, size, size - length)
      return
    }
  }

  #shrink(feature: number, from: number, size: number, kept: number): void {
    this.size[feature] = kept
    if (kept > 0 && roomFor(kept) === roomFor(size)) return
    if (kept > 0) {
      const to = this.pool.take(kept)
      this.pool.items.copyWithin(to, from, from + kept)
      this.at[feature] = to
    }
    this.pool.give(from, size)
  }
}
