/** Dismisses at one glance most words that no pattern with a literal beginning can fit. */
import { beginningLength, hashOf, plainSeed } from '../query/word-scan.ts'

const bits = 1 << 17
const shortBits = 1 << 12

/**
 * Two bit tables (Bloom, "Space/time trade-offs in hash coding with allowable
 * errors", 1970, with one hash): of the hashes of beginnings of full length,
 * and of the first two units of shorter ones. Removed patterns leave their
 * bits behind; `rebuild` wipes them.
 */
export class PatternSketch {
  readonly full = new Int32Array(bits >> 5)
  readonly short = new Int32Array(shortBits >> 5)
  /** Patterns with fewer than `beginningLength` literal units at the beginning, and those with only one. */
  fulls = 0
  shorts = 0
  ones = 0
  #stale = 0

  add(beginning: string): void {
    this.#count(beginning, 1)
    if (beginning.length >= beginningLength) {
      const hash = hashOf(beginning, plainSeed)
      const cell = fullCell(hash)
      this.full[cell] = (this.full[cell] ?? 0) | (1 << (hash & 31))
    } else if (beginning.length > 1) {
      const key = shortKey(beginning.charCodeAt(0), beginning.charCodeAt(1))
      this.short[key >> 5] = (this.short[key >> 5] ?? 0) | (1 << (key & 31))
    }
  }

  /** Returns whether so many bits are stale that `rebuild` is worth its while. */
  remove(beginning: string): boolean {
    this.#count(beginning, -1)
    return ++this.#stale > 1_000 + this.fulls + this.shorts
  }

  rebuild(beginnings: Iterable<string>): void {
    this.full.fill(0)
    this.short.fill(0)
    this.fulls = this.shorts = this.ones = this.#stale = 0
    for (const beginning of beginnings) this.add(beginning)
  }

  #count(beginning: string, change: number): void {
    if (beginning.length >= beginningLength) this.fulls += change
    else this.shorts += change
    if (beginning.length === 1) this.ones += change
  }
}

/** Index in `full` of the cell for a hash; the bit in it is `hash & 31`. */
export function fullCell(hash: number): number {
  return (hash >>> 10) & ((bits >> 5) - 1)
}

/** Bit in `short` for two folded units. */
export function shortKey(first: number, second: number): number {
  return (first ^ (second << 6)) & (shortBits - 1)
}
