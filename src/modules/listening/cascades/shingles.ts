/** What of a text is compared with other texts: its pairs of neighbouring words. Pure. */
import { cleanText } from '../../../kernel/admission.ts'
import { WordScan, plainWord } from '../query/word-scan.ts'

/** With fewer words than this, people say the same thing without having it from each other. */
export const fewestWords = 8

/** How far into a text is looked: what differs only after that is the same to us. */
const mostCharacters = 4_000

const scan = new WordScan()
/** What a repost by hand is opened with, and addresses, whose trackers differ from copy to copy. */
const beside = /^\s*(?:RT|MT|via)\s+@\S+:?\s*|https?:\/\/\S+/giu

/**
 * The hashes of a text's pairs of neighbouring words (w-shingling with w = 2;
 * Broder, "On the resemblance and containment of documents", 1997), sorted,
 * each once. Case, accents, signs, addresses and `RT @name:` do not count. Empty
 * for a text of too few words.
 */
export function pairsOf(text: string): Int32Array<ArrayBuffer> {
  scan.clear()
  scan.add(cleanText(text.slice(0, mostCharacters)).replaceAll(beside, ' '))
  const words: number[] = []
  for (let index = 0; index < scan.count; index++) if (scan.kind[index] === plainWord) words.push(scan.hash[index] as number)
  if (words.length < fewestWords) return new Int32Array(0)
  const pairs = new Set<number>()
  for (let index = 1; index < words.length; index++) pairs.add(Math.imul((words[index - 1] as number) ^ (words[index - 1] as number) >>> 15, 0x2c1b_3c6d) ^ Math.imul(words[index] as number, 0x297a_2d39))
  return Int32Array.from(pairs).toSorted()
}

/** Jaccard's index of two sorted sets: what they share, of all they have. 0 where one is empty. */
export function resemblance(one: Int32Array, other: Int32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const a = one[i] as number
    const b = other[j] as number
    if (a === b) {
      shared += 1
      i += 1
      j += 1
    } else if (a < b) i += 1
    else j += 1
  }
  const all = one.length + other.length - shared
  return all === 0 ? 0 : shared / all
}
