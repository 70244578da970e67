/** From a hash to the numbers that are filed under it: open addressing in one typed array. */

/**
 * Linear probing with deletion by shifting back, so there are no tombstones
 * (Knuth, The Art of Computer Programming, volume 3, 6.4, algorithm R). Keys
 * need not be unique: the caller walks from `slotOf` until an empty slot.
 */
export class WordTable {
  /** Pairs of key and value; value 0 marks an empty slot. */
  slots = new Int32Array(64)
  /** Number of slots minus one. */
  mask = 31
  /** A key's first slot is `(key >>> shift)`. */
  shift = 27
  #count = 0

  get size(): number {
    return this.#count
  }

  /** Files `value`, above 0, under `key`. */
  add(key: number, value: number): void {
    if (++this.#count * 2 > this.mask) this.#grow()
    this.#put(key, value)
  }

  remove(key: number, value: number): void {
    const { slots, mask } = this
    let at = key >>> this.shift
    while (slots[2 * at + 1] !== 0 && (slots[2 * at] !== key || slots[2 * at + 1] !== value)) at = (at + 1) & mask
    if (slots[2 * at + 1] === 0) return
    this.#count--
    for (let next = (at + 1) & mask; slots[2 * next + 1] !== 0; next = (next + 1) & mask) {
      const home = (slots[2 * next] as number) >>> this.shift
      // What lies between its home and the hole may move into the hole.
      if (((next - home) & mask) < ((next - at) & mask)) continue
      slots[2 * at] = slots[2 * next] as number
      slots[2 * at + 1] = slots[2 * next + 1] as number
      at = next
    }
    slots[2 * at + 1] = 0
  }

  /** All values under `key`. For the cold paths; the hot ones walk `slots` themselves. */
  valuesOf(key: number): number[] {
    const values: number[] = []
    for (let at = key >>> this.shift; this.slots[2 * at + 1] !== 0; at = (at + 1) & this.mask) {
      if (this.slots[2 * at] === key) values.push(this.slots[2 * at + 1] as number)
    }
    return values
  }

  #put(key: number, value: number): void {
    let at = key >>> this.shift
    while (this.slots[2 * at + 1] !== 0) at = (at + 1) & this.mask
    this.slots[2 * at] = key
    this.slots[2 * at + 1] = value
  }

  #grow(): void {
    const old = this.slots
    this.slots = new Int32Array(old.length * 2)
    this.mask = this.mask * 2 + 1
    this.shift--
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) this.#put(old[at] as number, old[at + 1] as number)
  }
}
