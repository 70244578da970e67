/** Which posts say the same as one that somebody corrected: the same words, or nearly. */
import { hashPair, hashStart, hashWord } from './hash.ts'
import { isNegation } from './negation.ts'

/** What is compared of a post. */
export interface Sketch {
  /** Hash of the normalised words in their order; 0 where there are none. */
  readonly exact: number
  /** The smallest hashes of stretches of three words, ascending: a sample of all of them that is the same for the same text. */
  readonly stretches: readonly number[]
  readonly words: number
  readonly negations: number
}

/** Size of the sample: texts of fewer stretches are compared whole. */
const sampled = 128
/** Share of stretches that near-identical texts have in common: in a text of 23 words one may differ, or some at an end. */
const alike = 0.75
/** Shorter texts are only compared word for word. */
const fewestWords = 8
const maxUnits = 2_000
/** Stretches of a corrected post by which others find it. */
const indexed = 16

/** What a text may hold that does not count. */
const unsaid = /https?:|www\.|@|\brt\b/
/** Only what lies beyond has forms that are brought together. */
const beyondLatin = /[\u0080-\u00bf\u0250-\uffff]/

/**
 * Words as they count: lower case, without addresses, names, marks and
 * repetition of the sender (`RT`). What is left decides whether two posts are
 * the same.
 */
export function normalisedWords(text: string): string[] {
  const cut = text.slice(0, maxUnits)
  const low = (beyondLatin.test(cut) ? cut.normalize('NFKC') : cut).toLowerCase()
  const said = unsaid.test(low) ? low.replaceAll(/https?:\/\/\S+|www\.\S+|@[\p{L}\p{N}_.@-]+|\brt\b/gu, ' ') : low
  return (/['’]/.test(said) ? said.replaceAll(/['’]/g, '') : said).match(/[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []
}

/** The sample is a bottom-k sketch (Broder 1997) of word triples. */
export function sketchOf(text: string): Sketch {
  return sketchOfWords(normalisedWords(text).map(hashWord))
}

function sketchOfWords(hashes: readonly number[]): Sketch {
  const stretches = new Set<number>()
  for (let at = 0; at + 2 < hashes.length; at++) stretches.add(stretchAt(hashes, at))
  let negations = 0
  for (const hash of hashes) if (isNegation(hash)) negations++
  return { exact: exactOf(hashes), stretches: [...stretches].toSorted((a, b) => a - b).slice(0, sampled), words: hashes.length, negations }
}

function stretchAt(hashes: readonly number[], at: number): number {
  return hashPair(hashes[at] ?? 0, hashPair(hashes[at + 1] ?? 0, hashes[at + 2] ?? 0)) >>> 0
}

function exactOf(hashes: readonly number[]): number {
  if (hashes.length === 0) return 0
  let exact = hashStart
  for (const hash of hashes) exact = hashPair(exact, hash)
  return exact | 0 || 1
}

/** Share of stretches in common, from 0 to 1, estimated from the smallest hashes of both together. */
export function resemblance(one: Sketch, other: Sketch): number {
  const size = Math.min(sampled, one.stretches.length + other.stretches.length)
  let left = 0
  let right = 0
  let taken = 0
  let both = 0
  while (taken < size && (left < one.stretches.length || right < other.stretches.length)) {
    const a = one.stretches[left] ?? Infinity
    const b = other.stretches[right] ?? Infinity
    if (a === b) both++
    if (a <= b) left++
    if (b <= a) right++
    taken++
  }
  return taken === 0 ? 0 : both / taken
}

/** A negation more or less turns the meaning round, however alike the rest is. */
export function areNearlySame(one: Sketch, other: Sketch): boolean {
  if (one.exact !== 0 && one.exact === other.exact && one.words === other.words) return true
  return one.words >= fewestWords && other.words >= fewestWords && one.negations === other.negations && resemblance(one, other) >= alike
}

/** Finds the sketched posts that a text is nearly the same as. */
export class Resembling<T> {
  readonly #exact = new Map<number, { sketch: Sketch; of: T }[]>()
  readonly #near = new Map<number, { sketch: Sketch; of: T }[]>()
  readonly size: number

  /** The first of several that fit is found, so give the most telling first. */
  constructor(entries: readonly { readonly sketch: Sketch; readonly of: T }[]) {
    this.size = entries.length
    const add = (map: Map<number, { sketch: Sketch; of: T }[]>, key: number, entry: { sketch: Sketch; of: T }): void => {
      const list = map.get(key)
      if (list) list.push(entry)
      else map.set(key, [entry])
    }
    for (const entry of entries) {
      if (entry.sketch.exact !== 0) add(this.#exact, entry.sketch.exact, entry)
      for (const stretch of entry.sketch.stretches.slice(0, indexed)) add(this.#near, stretch, entry)
    }
  }

  /** All that the text is nearly the same as, the same words first. */
  find(text: string): T[] {
    if (this.size === 0) return []
    const hashes = normalisedWords(text).map(hashWord)
    // Most posts are like none: the sketch is made only of those that share something.
    let sharesSome = this.#exact.has(exactOf(hashes))
    for (let at = 0; at + 2 < hashes.length && !sharesSome; at++) sharesSome = this.#near.has(stretchAt(hashes, at))
    if (!sharesSome) return []
    const sketch = sketchOfWords(hashes)
    const found = new Set<T>()
    for (const { sketch: other, of } of this.#exact.get(sketch.exact) ?? []) if (areNearlySame(sketch, other)) found.add(of)
    const looked = new Set<T>()
    for (const stretch of sketch.stretches) {
      for (const { sketch: other, of } of this.#near.get(stretch) ?? []) {
        if (looked.has(of)) continue
        looked.add(of)
        if (areNearlySame(sketch, other)) found.add(of)
      }
    }
    return [...found]
  }
}
