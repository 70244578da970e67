/**
 * Hashes of words and of their neighbourhoods, as 32-bit integers.
 *
 * Method: FNV-1a over UTF-16 units (Fowler, Noll, Vo), finished by the mixer of
 * MurmurHash3 (Austin Appleby, public domain), so that low bits may be used as
 * an address: the hashing trick (Weinberger et al. 2009).
 */

export const hashStart = 0x811c9dc5 | 0

/** One more code unit. */
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

/** Spreads what was hashed over all 32 bits. */
export function hashEnd(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** Two hashes as one; the order matters. */
export function hashPair(one: number, other: number): number {
  return hashEnd(Math.imul(one, 0x9e3779b1) ^ other)
}

/** Hash of a whole word, as the reader of features makes it. */
export function hashWord(word: string): number {
  let hash = hashStart
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, word.charCodeAt(at))
  return hashEnd(hash)
}
