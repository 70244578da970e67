/** Scores of each language for a text, from the frequencies of its n-grams. */
import { readFileSync } from 'node:fs'
import { foldTable, kindTable, letter, silent, space, unspaced } from './characters.ts'
import { hashEnd, hashStart, hashStep } from './hash.ts'

/** Bytes after which the rest of a text is not read. */
const maxBytes = 380
const maxWordBytes = 70
/** What every listed n-gram adds to its languages beside its own score; the table leaves it out. */
const leastScore = 53
const border = 32

/** Address of an n-gram of UTF-8 bytes. */
export function gramHash(bytes: readonly number[]): number {
  let hash = hashStart
  for (const byte of bytes) hash = hashStep(hash, byte)
  return hashEnd(hash)
}

/**
 * Method: Efficient Language Detector (Nito T.): n-grams of four bytes, three
 * apart, with the borders of words; each counts once. The frequencies are those
 * of the package `eld`, size large, 60 languages (Apache-2.0). Here they lie in
 * one open-addressed table, so that a text is told without making a string.
 */
export class LanguageTable {
  readonly languages: readonly string[]
  /** Score of each language for the last text, in the order of `languages`. */
  readonly scores: Float64Array
  /** How many different n-grams the last text had, known or not. */
  grams = 0
  /** How many letters the last text had, names, tags and addresses apart. */
  letters = 0
  /** The code of the last letter that was read; 0 when there was none. */
  sample = 0

  readonly #keys: Int32Array
  readonly #places: Int32Array
  readonly #seen: Int32Array
  readonly #starts: Int32Array
  readonly #pairs: Uint8Array
  readonly #mask: number
  readonly #kinds = kindTable()
  readonly #folds = foldTable()
  readonly #bytes = new Uint8Array(maxWordBytes + 4)
  #size = 0
  #turn = 0

  constructor(file: URL) {
    const read = readFileSync(file)
    const nameBytes = read.readUInt32LE(0)
    const gramCount = read.readUInt32LE(4)
    const pairCount = read.readUInt32LE(8)
    this.languages = read.toString('latin1', 12, 12 + nameBytes).split(' ')
    this.scores = new Float64Array(this.languages.length)
    const size = 2 ** (Math.ceil(Math.log2(gramCount)) + 1)
    this.#mask = size - 1
    this.#keys = new Int32Array(size)
    this.#places = new Int32Array(size)
    this.#seen = new Int32Array(size)
    this.#starts = new Int32Array(gramCount + 2)
    let at = 12 + nameBytes
    const countsAt = at + gramCount * 4
    for (let gram = 1; gram <= gramCount; gram++, at += 4) {
      const key = read.readInt32LE(at)
      let slot = key & this.#mask
      while (this.#places[slot] !== 0) slot = (slot + 1) & this.#mask
      this.#keys[slot] = key
      this.#places[slot] = gram
      this.#starts[gram + 1] = (this.#starts[gram] ?? 0) + (read[countsAt + gram - 1] ?? 0)
    }
    this.#pairs = new Uint8Array(read.subarray(countsAt + gramCount, countsAt + gramCount + pairCount * 2))
  }

  /** Fills `scores` for the text. Names, addresses, digits and marks are passed over, and tags unless `withTags`. */
  read(text: string, withTags: boolean): void {
    const kinds = this.#kinds
    const folds = this.#folds
    this.scores.fill(0)
    this.grams = 0
    this.letters = 0
    this.sample = 0
    this.#turn++
    this.#size = 0
    let bytes = 0
    for (let at = 0; at < text.length && bytes <= maxBytes; at++) {
      const code = text.charCodeAt(at)
      const kind = kinds[code]
      if (kind === letter || kind === unspaced) {
        if (this.#size === 0 && isAddress(text, at)) {
          at = spaceAfter(text, at, kinds)
          continue
        }
        const folded = folds[code] ?? 0
        bytes += folded < 0x80 ? 1 : folded < 0x800 ? 2 : 3
        // Combining marks part words in the table; they are no letters there.
        if (this.#isMark(code)) this.#endWord()
        else {
          this.letters++
          this.sample = code
          this.#add(folded)
        }
        continue
      }
      if (kind === silent) continue
      if ((code === 39 || code === 96 || code === 0x2019) && isLetterKind(kinds[text.charCodeAt(at + 1)])) {
        bytes++
        this.#add(code)
        continue
      }
      this.#endWord()
      bytes++
      if ((code === 64 || code === 36 || (code === 35 && !withTags)) && kinds[text.charCodeAt(at + 1)] !== space) at = nameAfter(text, at, kinds)
    }
    this.#endWord()
  }

  #isMark(code: number): boolean {
    return code > 0x2ff && marks[code] === 1
  }

  #add(code: number): void {
    const bytes = this.#bytes
    let size = this.#size
    if (size >= maxWordBytes) return
    if (code < 0x80) bytes[size++] = code
    else if (code < 0x800) {
      bytes[size++] = 0xc0 | (code >> 6)
      bytes[size++] = 0x80 | (code & 0x3f)
    } else {
      bytes[size++] = 0xe0 | (code >> 12)
      bytes[size++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[size++] = 0x80 | (code & 0x3f)
    }
    this.#size = size
  }

  #endWord(): void {
    const size = this.#size
    if (size === 0) return
    this.#size = 0
    let from = 0
    for (; from + 4 < size; from += 3) this.#gram(from === 0, from, from + 4, false)
    this.#gram(from === 0, Math.max(0, size - 4), size, true)
  }

  #gram(opens: boolean, from: number, to: number, closes: boolean): void {
    const bytes = this.#bytes
    let hash = opens ? hashStep(hashStart, border) : hashStart
    for (let at = from; at < to; at++) hash = hashStep(hash, bytes[at] ?? 0)
    if (closes) hash = hashStep(hash, border)
    hash = hashEnd(hash)
    let slot = hash & this.#mask
    let place = this.#places[slot] ?? 0
    while (place !== 0 && this.#keys[slot] !== hash) {
      slot = (slot + 1) & this.#mask
      place = this.#places[slot] ?? 0
    }
    if (place === 0) {
      // Unknown ones are not told apart; a repeated one counts again, which matters little.
      this.grams++
      return
    }
    if (this.#seen[slot] === this.#turn) return
    this.#seen[slot] = this.#turn
    this.grams++
    const scores = this.scores
    const pairs = this.#pairs
    const end = (this.#starts[place + 1] ?? 0) * 2
    for (let at = (this.#starts[place] ?? 0) * 2; at < end; at += 2) {
      const language = pairs[at] ?? 0
      scores[language] = (scores[language] ?? 0) + (pairs[at + 1] ?? 0) + leastScore
    }
  }
}

const isMark = /\p{M}/u
const marks = new Uint8Array(65_536)
for (let code = 0x300; code < 65_536; code++) if ((code < 0xd800 || code > 0xdfff) && isMark.test(String.fromCharCode(code))) marks[code] = 1

function isLetterKind(kind: number | undefined): boolean {
  return kind === letter || kind === unspaced
}

function isAddress(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32
  if (code === 104) return text.startsWith('http', at) && !isWordUnit(text.charCodeAt(at + 4), text.charCodeAt(at + 5))
  return code === 119 && text.startsWith('www.', at)
}

function isWordUnit(code: number, after: number): boolean {
  // "http" alone stands for an address in cleaned collections; "https://" goes on with an s.
  if (code === 115) return after !== 58
  return code >= 97 && code <= 122
}

function spaceAfter(text: string, from: number, kinds: Uint8Array): number {
  let at = from
  while (at < text.length && kinds[text.charCodeAt(at)] !== space) at++
  return at
}

/** Index of the last unit of a name or tag that starts at `from`. */
function nameAfter(text: string, from: number, kinds: Uint8Array): number {
  let at = from
  while (at + 1 < text.length) {
    const code = text.charCodeAt(at + 1)
    const kind = kinds[code]
    if (isLetterKind(kind) || kind === 2 || code === 95 || ((code === 46 || code === 45) && isLetterKind(kinds[text.charCodeAt(at + 2)]))) at++
    else break
  }
  return at
}
