/** Cuts text into words and hashes them, without making objects: what both evaluator and matcher read. */
import { simple, slow } from './characters.ts'
import { foldRange } from './fold.ts'
import { addressEnd, opensAddress, opensName, underscore, wordEnd } from './word-ends.ts'

/** Kinds of word in a {@link WordScan}. */
export const plainWord = 0
/** A piece of a web address: found by addresses and domains only. */
export const addressWord = 1
/** Keeps words of different texts (text, title, links) from being neighbours. */
const gapWord = 2

/** Start values that keep plain words and words of addresses apart. */
export const plainSeed = 0x2f0b_4c47
export const addressSeed = 0x51ed_270b
/** Odd multiplier of the rolling hash; golden ratio of 2^32. */
export const hashStep = 0x9e37_79b1
/** Folded units after which the hash of a word's beginning is kept. */
export const beginningLength = 4

const wwwHash = hashOf('www', plainSeed)
/** Distance in words between two texts of one post: more than any NEAR reaches. */
const gapBetweenTexts = 1 << 20

/** The rolling hash of folded units, as {@link WordScan} computes it. */
export function hashOf(folded: string, seed: number = plainSeed): number {
  let hash = seed
  for (let index = 0; index < folded.length; index++) hash = Math.imul(hash ^ folded.charCodeAt(index), hashStep)
  return hash
}

/**
 * The words of one post. Reused from post to post: `clear`, then `add` each
 * text; memory grows to the longest post seen (some 25 bytes a character at
 * most) and stays.
 *
 * A word is a run of letters, digits and marks; every other character parts
 * words. Each character of a script without spaces is a word, and each emoji
 * sequence. In `#tags` and `@names` the underscore belongs to the word.
 */
export class WordScan {
  count = 0
  hash = new Int32Array(256)
  /** Hash of the first four folded units, or of fewer if there are no more. */
  beginning = new Int32Array(256)
  start = new Int32Array(256)
  end = new Int32Array(256)
  /** Where the word stands, counted in words; pieces of one address or of one Korean word share a place. */
  place = new Int32Array(256)
  kind = new Uint8Array(256)
  /** The texts that were added, the first `textCount`; more are left over from earlier posts. */
  readonly texts: string[] = []
  /** Index of the first word of each text, and where its units begin in `units`. */
  readonly textFrom: number[] = []
  readonly unitFrom: number[] = []
  textCount = 0
  /**
   * The code units of the texts, each text followed by a 0. Reading a string
   * unit by unit costs by how the string came to be (sliced, joined); from
   * here it is always the same, and copying costs a tenth of reading.
   */
  units = new Uint16Array(1024)
  #bytes = Buffer.from(this.units.buffer)
  #unitsUsed = 0
  #nextPlace = 0
  /** What the slow path found: where the word ends, its hash and that of its beginning. */
  #after = 0
  #slowHash = 0
  #slowBeginning = 0

  clear(): void {
    this.count = 0
    this.#nextPlace = 0
    this.#unitsUsed = 0
    this.textCount = 0
  }

  /** Adds a text, apart from the ones before it. `address`: it is a web address as a whole. */
  add(text: string, address = false): void {
    const { length } = text
    if (this.count + length + 2 > this.hash.length) this.#makeRoom(this.count + length + 2)
    if (this.#unitsUsed + length >= this.units.length) this.#makeUnitRoom(this.#unitsUsed + length + 1)
    if (this.textCount > 0) this.#addGap()
    const from = this.#unitsUsed
    this.#bytes.write(text, from * 2, length * 2, 'utf16le')
    this.units[from + length] = 0
    this.#unitsUsed = from + length + 1
    this.texts[this.textCount] = text
    this.textFrom[this.textCount] = this.count
    this.unitFrom[this.textCount] = from
    this.textCount++
    if (address) this.#addAddress(text, from, 0, length)
    else this.#addPlain(text, from, length)
  }

  /** Number of the text that word `index` is in. */
  textOf(index: number): number {
    let text = this.textCount - 1
    while (text > 0 && (this.textFrom[text] as number) > index) text--
    return text
  }

  /** The folded word. */
  word(index: number): string {
    return foldRange(this.texts[this.textOf(index)] ?? '', this.start[index] ?? 0, this.end[index] ?? 0)
  }

  /** Whether word `index` folds to `spelling`. */
  spells(index: number, spelling: string): boolean {
    const { units } = this
    const start = this.start[index] as number
    const length = (this.end[index] as number) - start
    if (length === spelling.length) {
      const from = start + (this.unitFrom[this.textOf(index)] as number)
      let same = 0
      while (same < length && simple[units[from + same] as number] === spelling.charCodeAt(same)) same++
      if (same === length) return true
    }
    return this.word(index) === spelling
  }

  /** Whether word `index`, folded, begins with `literal`. */
  begins(index: number, literal: string): boolean {
    const { units } = this
    const from = (this.start[index] as number) + (this.unitFrom[this.textOf(index)] as number)
    const length = (this.end[index] as number) - (this.start[index] as number)
    let same = 0
    while (same < literal.length && same < length) {
      const folded = simple[units[from + same] as number] as number
      if (folded === 0 || folded === slow) return this.word(index).startsWith(literal)
      if (folded !== literal.charCodeAt(same)) return false
      same++
    }
    return same === literal.length
  }

  #addGap(): void {
    const index = this.count++
    this.hash[index] = 0
    this.start[index] = 0
    this.end[index] = 0
    this.#nextPlace += gapBetweenTexts
    this.place[index] = this.#nextPlace
    this.#nextPlace += gapBetweenTexts
    this.kind[index] = gapWord
  }

  #makeRoom(words: number): void {
    const size = words + (words >> 1)
    this.hash = grown(this.hash, new Int32Array(size))
    this.beginning = grown(this.beginning, new Int32Array(size))
    this.start = grown(this.start, new Int32Array(size))
    this.end = grown(this.end, new Int32Array(size))
    this.place = grown(this.place, new Int32Array(size))
    this.kind = grown(this.kind, new Uint8Array(size))
  }

  #makeUnitRoom(units: number): void {
    this.units = grown(this.units, new Uint16Array(units * 2))
    this.#bytes = Buffer.from(this.units.buffer)
  }

  /** Adds the words of a running text, whose units begin at `base`. */
  #addPlain(text: string, base: number, length: number): void {
    const { hash: hashes, beginning: beginnings, start: starts, end: ends, place: places, kind: kinds, units } = this
    let place = this.#nextPlace
    let count = this.count
    const to = base + length
    let i = base
    while (i < to) {
      let unit = units[i] as number
      let folded = simple[unit] as number
      if (folded === 0) {
        if (unit !== underscore || !opensName(text, i - base)) {
          i++
          continue
        }
        folded = slow
      }
      const start = i
      let hash = plainSeed
      let beginning = 0
      while (folded < slow) {
        hash = Math.imul(hash ^ folded, hashStep)
        i++
        if (i - start === beginningLength) beginning = hash
        // The 0 behind the text ends the last word.
        unit = units[i] as number
        folded = simple[unit] as number
        if (folded === 0) break
      }
      if (i - start < beginningLength) beginning = hash
      if (folded === slow || (unit === underscore && opensName(text, start - base))) {
        const begins = this.#slowWord(text, start - base, length, false)
        i = base + this.#after
        if (!begins) continue
        hash = this.#slowHash
        beginning = this.#slowBeginning
        unit = units[i] as number
        // Syllables of one Korean word share a place.
        if (count > this.count && isKorean(units[start] as number) && ends[count - 1] === start - base && isKorean(units[start - 1] as number)) place--
      }
      if ((unit === 0x3a || unit === 0x2e) && opensAddress(text, i - base, length, unit, hash === wwwHash && i - start === 3)) {
        const addressFrom = unit === 0x3a ? i - base + 3 : start - base
        const addressTo = addressEnd(text, addressFrom, length)
        this.count = count
        this.#nextPlace = place
        this.#addAddress(text, base, addressFrom, addressTo)
        i = base + addressTo
        place = this.#nextPlace
        count = this.count
        continue
      }
      hashes[count] = hash
      beginnings[count] = beginning
      starts[count] = start - base
      ends[count] = i - base
      kinds[count] = plainWord
      places[count] = place++
      count++
    }
    this.count = count
    this.#nextPlace = place
  }

  /** Adds the pieces of a web address, `from … to` of the text whose units begin at `base`. */
  #addAddress(text: string, base: number, from: number, to: number): void {
    const { hash: hashes, beginning: beginnings, start: starts, end: ends, place: places, kind: kinds, units } = this
    let i = from
    while (i < to) {
      let folded = simple[units[base + i] as number] as number
      if (folded === 0) {
        i++
        continue
      }
      const start = i
      let hash = addressSeed
      while (folded !== 0 && folded < slow && i < to) {
        hash = Math.imul(hash ^ folded, hashStep)
        folded = simple[units[base + ++i] as number] as number
      }
      if (folded === slow && i < to) {
        const begins = this.#slowWord(text, start, to, true)
        i = this.#after
        if (!begins) continue
        hash = this.#slowHash
      }
      const index = this.count++
      hashes[index] = hash
      beginnings[index] = 0
      starts[index] = start
      ends[index] = i
      kinds[index] = addressWord
      places[index] = this.#nextPlace
    }
    this.#nextPlace++
  }

  /**
   * A word with a character that needs more than one look: of a script without
   * spaces, an emoji, a letter that folds to several, one beyond the basic
   * plane, a mark. Returns false where no word begins; `#after` is where to go on.
   */
  #slowWord(text: string, from: number, to: number, address: boolean): boolean {
    const end = wordEnd(text, from, to, !address && opensName(text, from))
    this.#after = end
    if (end === from) {
      this.#after = from + ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1)
      return false
    }
    const folded = foldRange(text, from, end)
    if (folded === '') return false
    let hash = address ? addressSeed : plainSeed
    for (let index = 0; index < folded.length; index++) {
      hash = Math.imul(hash ^ folded.charCodeAt(index), hashStep)
      if (index < beginningLength) this.#slowBeginning = hash
    }
    this.#slowHash = hash
    return true
  }
}

function isKorean(unit: number): boolean {
  return (unit >= 0xac00 && unit <= 0xd7ff) || (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0x3131 && unit <= 0x318e)
}

function grown<A extends Int32Array | Uint16Array | Uint8Array>(old: A, fresh: A): A {
  fresh.set(old)
  return fresh
}
