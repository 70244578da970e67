/** Texts that were said before, and which of them a new one repeats. */
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { resemblance } from './shingles.ts'

/** A text that began something, and where it belongs. */
export interface KnownText {
  readonly seq: number
  readonly id: Uuid
  readonly cascade: Uuid
  readonly at: Instant
  readonly pairs: Int32Array
}

/** Texts are near-identical from this resemblance on: in thirteen words, one other word. */
export const nearFrom = 0.7
/** Who says the same thing longer apart did not get it from the other. */
export const copiesWithinMs = 7 * dayMs

/**
 * How many pairs of a set must be looked up, so that no set of resemblance
 * `nearFrom` or more is missed: two such sets share one of their first
 * |x| − ⌈t·|x|⌉ + 1 elements in any order common to both (prefix filtering:
 * Chaudhuri, Ganti and Kaushik, ICDE 2006; Bayardo, Ma and Srikant, WWW 2007).
 */
export function prefixLength(size: number): number {
  return size === 0 ? 0 : size - Math.ceil(nearFrom * size) + 1
}

/** The newest `most` texts. Finds exactly what comparing with each of them would find. */
export class NearTexts {
  readonly #most: number
  readonly #texts = new Map<number, KnownText>()
  readonly #byPair = new Map<number, number[]>()
  /** The number of the newest text; 0 when there is none. */
  newest = 0

  constructor(most = 50_000) {
    this.#most = most
  }

  get size(): number {
    return this.#texts.size
  }

  /** Numbers rise from call to call. */
  add(text: KnownText): void {
    this.newest = text.seq
    if (text.pairs.length === 0) return
    this.#texts.set(text.seq, text)
    for (const pair of text.pairs.subarray(0, prefixLength(text.pairs.length))) {
      const list = this.#byPair.get(pair)
      if (list) list.push(text.seq)
      else this.#byPair.set(pair, [text.seq])
    }
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= this.#most) break
      this.#forget(oldest)
    }
  }

  /** Of the texts said at most a week apart, the one that resembles most, the earliest of equals. */
  find(pairs: Int32Array, at: Instant): KnownText | null {
    let best: KnownText | null = null
    let most = 0
    const looked = new Set<number>()
    for (const pair of pairs.subarray(0, prefixLength(pairs.length))) {
      for (const seq of this.#byPair.get(pair) ?? []) {
        if (looked.has(seq)) continue
        looked.add(seq)
        const text = this.#texts.get(seq)
        if (text === undefined || Math.abs(at - text.at) > copiesWithinMs) continue
        // Sets of sizes too far apart cannot resemble enough, whatever they share.
        if (Math.min(pairs.length, text.pairs.length) < nearFrom * Math.max(pairs.length, text.pairs.length)) continue
        const near = resemblance(pairs, text.pairs)
        if (near < nearFrom || near < most || (near === most && best !== null && best.seq < seq)) continue
        best = text
        most = near
      }
    }
    return best
  }

  #forget(seq: number): void {
    const text = this.#texts.get(seq)
    this.#texts.delete(seq)
    for (const pair of text?.pairs.subarray(0, prefixLength(text.pairs.length)) ?? []) {
      const list = this.#byPair.get(pair)?.filter((one) => one !== seq) ?? []
      if (list.length === 0) this.#byPair.delete(pair)
      else this.#byPair.set(pair, list)
    }
  }
}
