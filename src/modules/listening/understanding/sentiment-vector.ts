/** A post as the row numbers and values that the sentiment model weighs. */
import { FeatureReader } from './features.ts'
import { hashPair, hashWord } from './hash.ts'
import type { Lexicon } from './lexicon.ts'

/** The languages whose words have weights of their own beside the common ones. */
export const trainedLanguages = ['en', 'nl', 'fr', 'de', 'es', 'pt', 'it', 'hi', 'ar'] as const

/** How much each family of features weighs against single words. */
const ownShare = 0.7
const pieceShare = 0.7
const signShare = 0.5
const saltSign = 0x3c2b1a09

const salts = new Map<string, number>(trainedLanguages.map((language) => [language, hashWord(language)]))
const english = hashWord('en')

/**
 * Each word is looked up twice, once in common and once in its own language
 * (Daumé 2007), so that a language with few examples leans on the others.
 * Families of features are scaled by the root of their number. `rows` are whole
 * 32-bit hashes; whoever weighs them masks them to the size of the table.
 */
export class SentimentVector {
  readonly rows = new Int32Array(32_000)
  readonly values = new Float32Array(32_000)
  count = 0
  /** Valences of the good and bad words of the last post, in 127ths, negations reckoned in. */
  readonly signs = new Float32Array(2_000)
  signCount = 0
  readonly #signTokens = new Int32Array(2_000)
  readonly reader = new FeatureReader()
  readonly #lexicon: Lexicon

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
  }

  read(text: string, language: string): void {
    const { reader, rows, values } = this
    reader.read(text)
    const { words, pieces, wordCount, pieceCount } = reader
    const salt = salts.get(language)
    let count = 0
    const wordValue = 1 / Math.sqrt(wordCount)
    for (let at = 0; at < wordCount; at++) {
      rows[count] = words[at] ?? 0
      values[count++] = wordValue
    }
    if (salt !== undefined) {
      const ownValue = ownShare * wordValue
      for (let at = 0; at < wordCount; at++) {
        rows[count] = hashPair(words[at] ?? 0, salt)
        values[count++] = ownValue
      }
    }
    if (pieceCount > 0) {
      const pieceValue = pieceShare / Math.sqrt(pieceCount)
      for (let at = 0; at < pieceCount; at++) {
        rows[count] = pieces[at] ?? 0
        values[count++] = pieceValue
      }
    }
    this.count = count
    this.#signs(salt ?? english)
  }

  /** Whether the last post had nothing to go by. */
  get isEmpty(): boolean {
    return this.reader.tokenCount === 0 && this.reader.pieceCount === 0
  }

  /** The good or bad word number `at`, as it was written. */
  signWord(at: number): string {
    return this.reader.written(this.#signTokens[at] ?? 0)
  }

  /** What the lexicon says of the whole: how many good and bad words, how strong, and which came last. */
  #signs(salt: number): void {
    const { tokens, turned, tokenCount } = this.reader
    let good = 0
    let bad = 0
    let sum = 0
    let top = 0
    let bottom = 0
    let last = 0
    this.signCount = 0
    for (let at = 0; at < tokenCount; at++) {
      let valence = this.#lexicon.valence(tokens[at] ?? 0, salt)
      if (valence === 0) continue
      if (turned[at] === 1) valence = -valence * 0.7
      sum += valence
      if (valence > 0) good++
      else bad++
      if (valence > top) top = valence
      if (valence < bottom) bottom = valence
      last = valence
      this.#signTokens[this.signCount] = at
      this.signs[this.signCount++] = valence
    }
    this.#sign(1, Math.min(good, 4))
    this.#sign(2, Math.min(bad, 4))
    this.#sign(3, Math.max(-6, Math.min(6, Math.round(sum / 40))))
    this.#sign(4, Math.round(top / 25))
    this.#sign(5, Math.round(bottom / 25))
    this.#sign(6, Math.sign(last))
    this.#sign(7, Math.min(good, 3) * 4 + Math.min(bad, 3))
  }

  #sign(which: number, value: number): void {
    this.rows[this.count] = hashPair(saltSign + which, value)
    this.values[this.count++] = signShare
  }
}
