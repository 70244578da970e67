/** Texts that were said before, and which of them a new one repeats. */
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'

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

/** A text as it is kept, and the last search that came by it. */
interface Kept {
  readonly text: KnownText
  searched: number
}

/** The texts that have a pair among their first ones, and at which place each has it. */
interface Postings {
  readonly kept: Kept[]
  readonly places: number[]
}

/** The fewest elements that two sets of these sizes share where they resemble enough. */
const fewestShared = (size: number, other: number): number => Math.ceil((nearFrom / (1 + nearFrom)) * (size + other) - 1e-9)

/**
 * How many elements two sorted sets share from a place in each on; -1 as soon
 * as that cannot become `fewest`.
 */
function sharedFrom(one: Int32Array, from: number, other: Int32Array, otherFrom: number, fewest: number): number {
  let shared = 0
  for (let i = from, j = otherFrom; i < one.length && j < other.length;) {
    if (shared + Math.min(one.length - i, other.length - j) < fewest) return -1
    const a = one[i] as number
    const b = other[j] as number
    if (a === b) shared += 1
    if (a <= b) i += 1
    if (b <= a) j += 1
  }
  return shared < fewest ? -1 : shared
}

/** The newest `most` texts. Finds exactly what comparing with each of them would find. */
export class NearTexts {
  readonly #most: number
  readonly #texts = new Map<number, Kept>()
  readonly #byPair = new Map<number, Postings>()
  #searches = 0
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
    const kept: Kept = { text, searched: 0 }
    this.#texts.set(text.seq, kept)
    for (let place = 0; place < prefixLength(text.pairs.length); place++) {
      const pair = text.pairs[place] as number
      const postings = this.#byPair.get(pair)
      if (postings) {
        postings.kept.push(kept)
        postings.places.push(place)
      } else this.#byPair.set(pair, { kept: [kept], places: [place] })
    }
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= this.#most) break
      this.#forget(oldest)
    }
  }

  /**
   * Of the texts said at most a week apart, the one that resembles most, the
   * earliest of equals. Where two sets meet first, all that they share comes from
   * there on, so most pairs of sets are told apart by the places alone (the
   * positional filter of Xiao, Wang, Lin and Yu, "Efficient similarity joins for
   * near duplicate detection", WWW 2008).
   */
  find(pairs: Int32Array, at: Instant): KnownText | null {
    let best: KnownText | null = null
    let most = 0
    const search = (this.#searches += 1)
    for (let place = 0; place < prefixLength(pairs.length); place++) {
      const postings = this.#byPair.get(pairs[place] as number)
      for (let index = 0; index < (postings?.kept.length ?? 0); index++) {
        const kept = postings?.kept[index] as Kept
        if (kept.searched === search) continue
        kept.searched = search
        const { text } = kept
        if (Math.abs(at - text.at) > copiesWithinMs) continue
        const shared = sharedFrom(pairs, place, text.pairs, postings?.places[index] as number, fewestShared(pairs.length, text.pairs.length))
        if (shared === -1) continue
        const near = shared / (pairs.length + text.pairs.length - shared)
        if (near < nearFrom || near < most || (near === most && best !== null && best.seq < text.seq)) continue
        best = text
        most = near
      }
    }
    return best
  }

  #forget(seq: number): void {
    const kept = this.#texts.get(seq)
    this.#texts.delete(seq)
    for (const pair of kept?.text.pairs.subarray(0, prefixLength(kept.text.pairs.length)) ?? []) {
      const postings = this.#byPair.get(pair)
      // The oldest text stands first in every list.
      const index = postings?.kept.findIndex((one) => one === kept) ?? -1
      if (postings === undefined || index === -1) continue
      if (postings.kept.length === 1) this.#byPair.delete(pair)
      else {
        postings.kept.splice(index, 1)
        postings.places.splice(index, 1)
      }
    }
  }
}
