/** Counts how often the same row came before, in bounded memory, the same way every time. */

/** Past so many different rows new ones share counters. 2^22 slots take 48 MB. */
const maxSlots = 2 ** 22
const sharedCounters = 2 ** 20

/**
 * An open-addressing table of 64-bit digests to counts. It grows to
 * `maxSlots` and is exact until it is three quarters full, at about three
 * million different rows. Rows that come new after that share a fixed number of
 * counters: two of them may then be numbered 1 and 2 although they differ,
 * which keeps every number unique among equal rows, all that is needed.
 * Fed with the same rows in the same order it gives the same numbers.
 */
export class RowCounts {
  #high: Uint32Array
  #low: Uint32Array
  #counts: Uint32Array
  #used = 0
  readonly #limit: number
  #shared: Uint32Array | null = null

  constructor(limit = maxSlots) {
    this.#limit = limit
    const first = Math.min(limit, 2 ** 12)
    this.#high = new Uint32Array(first)
    this.#low = new Uint32Array(first)
    this.#counts = new Uint32Array(first)
  }

  /** Counts the row with this digest (8 bytes or more) and says how often it has come, this time included. */
  next(digest: Uint8Array): number {
    const view = new DataView(digest.buffer, digest.byteOffset, 8)
    const high = view.getUint32(0)
    const low = view.getUint32(4)
    let slot = this.#slotOf(high, low)
    if (this.#counts[slot] !== 0) return this.#add(slot)
    if (this.#used >= this.#counts.length * 0.75) {
      if (this.#counts.length >= this.#limit) return this.#sharedNext(low)
      this.#grow()
      slot = this.#slotOf(high, low)
    }
    this.#used++
    this.#high[slot] = high
    this.#low[slot] = low
    this.#counts[slot] = 1
    return 1
  }

  #add(slot: number): number {
    const count = (this.#counts[slot] ?? 0) + 1
    this.#counts[slot] = count
    return count
  }

  #sharedNext(low: number): number {
    this.#shared ??= new Uint32Array(sharedCounters)
    const at = low % sharedCounters
    const count = (this.#shared[at] ?? 0) + 1
    this.#shared[at] = count
    return count
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#counts.length - 1
    let slot = high & mask
    while (this.#counts[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [high, low, counts] = [this.#high, this.#low, this.#counts]
    const size = counts.length * 2
    this.#high = new Uint32Array(size)
    this.#low = new Uint32Array(size)
    this.#counts = new Uint32Array(size)
    for (let old = 0; old < counts.length; old++) {
      const count = counts[old] ?? 0
      if (count === 0) continue
      const slot = this.#slotOf(high[old] ?? 0, low[old] ?? 0)
      this.#high[slot] = high[old] ?? 0
      this.#low[slot] = low[old] ?? 0
      this.#counts[slot] = count
    }
  }
}
