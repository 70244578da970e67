/** Reads a post into hashed features: words, their neighbours, pieces of words, marks and shape. */
import { digit, foldTable, kindTable, letter, pictograph, silent, space, surrogate, unspaced } from './characters.ts'
import { hashEnd, hashPair, hashStart, hashStep } from './hash.ts'
import { isNegation } from './negation.ts'

/** What is read of a long text; the rest says little more and would cost time. */
const maxUnits = 2_000
const maxWordUnits = 40
/** Words after a negation that it may turn round, unless a mark ends it before. */
const negationReach = 4

const saltNegated = 0x51ed270b
const saltTag = 0x2c1b3c6d
const saltPiece = 0x297a2d39
const saltStart = 0x6d2b79f5
const saltSkip = 0x1b56c4e9
const saltShape = 0x7feb352d
const tokenAddress = 0x3c6ef372
const tokenName = 0x1f83d9ab
const tokenNumber = 0x5be0cd19

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** Undoes entities and escapes that archives leave in a text. */
function plain(text: string): string {
  if (!text.includes('&') && !text.includes('\\u')) return text
  return text
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/**
 * Reads posts one after another into the same two lists, which hold until the
 * next `read`. `words` has single words, pairs, triples, marks, emoji and the
 * shape of the whole; `pieces` has stretches of 2 to 5 letters within words.
 * A feature may occur twice.
 */
export class FeatureReader {
  readonly words = new Int32Array(maxUnits * 8)
  readonly pieces = new Int32Array(maxUnits * 6)
  /** The words, marks and emoji one by one, and whether a negation reaches each. */
  readonly tokens = new Int32Array(maxUnits)
  readonly turned = new Uint8Array(maxUnits)
  wordCount = 0
  pieceCount = 0
  tokenCount = 0
  /** Web addresses and tags of the last post. */
  addressCount = 0
  tagCount = 0

  #text = ''
  readonly #froms = new Int32Array(maxUnits)
  readonly #tos = new Int32Array(maxUnits)
  #from = 0
  readonly #kinds = kindTable()
  readonly #folds = foldTable()
  readonly #units = new Uint16Array(maxWordUnits + 2)
  /** The two tokens before, 0 at the start. */
  #before = 0
  #beforeThat = 0
  #negated = 0

  read(raw: string): void {
    const text = plain(raw.length > maxUnits * 2 ? raw.slice(0, maxUnits * 2) : raw)
    const kinds = this.#kinds
    const folds = this.#folds
    const length = Math.min(text.length, maxUnits)
    this.wordCount = 0
    this.pieceCount = 0
    this.tokenCount = 0
    this.tagCount = 0
    this.addressCount = 0
    this.#text = text
    this.#before = saltStart
    this.#beforeThat = 0
    this.#negated = 0
    let shouted = 0
    let stretched = 0
    let exclamations = 0
    let questions = 0
    let names = 0
    let tokens = 0
    let emoji = 0

    let at = 0
    while (at < length) {
      const code = text.charCodeAt(at)
      const kind = kinds[code] ?? 0
      if (kind === space || kind === silent) {
        at++
        continue
      }
      tokens++
      this.#from = at
      if (kind === letter || kind === unspaced) {
        const end = this.#wordEnd(text, at, length)
        if (isAddress(text, at, end)) {
          at = spaceAfter(text, end, length, kinds)
          this.addressCount++
          this.#token(tokenAddress, at)
          continue
        }
        const shape = this.#word(text, at, end, 0)
        if ((shape & 1) !== 0) shouted++
        if ((shape & 2) !== 0) stretched++
        at = end
        continue
      }
      if (kind === digit) {
        let end = at + 1
        while (end < length && kinds[text.charCodeAt(end)] === digit) end++
        this.#token(tokenNumber + (end - at > 3 ? 4 : end - at), end)
        at = end
        continue
      }
      if (kind === surrogate || kind === pictograph) {
        let hash = hashStep(hashStart, code)
        at++
        if (kind === surrogate && at < length) hash = hashStep(hash, text.charCodeAt(at++))
        if (code === 0xd83c && (text.charCodeAt(at - 1) & 0xfffc) === 0xdffc) continue // a colour of skin
        emoji++
        this.#emit(hashEnd(hash))
        this.#token(hashEnd(hash), at)
        continue
      }
      const next = at + 1 < length ? text.charCodeAt(at + 1) : 32
      const nextKind = kinds[next] ?? 0
      if (code === 64 && (nextKind === letter || next === 95 || nextKind === digit)) {
        at = nameAfter(text, at + 1, length, kinds)
        names++
        this.#token(tokenName, at)
        continue
      }
      if (code === 35 && (nextKind === letter || nextKind === unspaced)) {
        const end = this.#wordEnd(text, at + 1, length)
        this.tagCount++
        this.#word(text, at + 1, end, saltTag)
        at = end
        continue
      }
      // A run of marks, of which at most three alike count; a face may end in a letter.
      let hash = hashStart
      let alike = 0
      let last = 0
      while (at < length) {
        const mark = folds[text.charCodeAt(at)] ?? 0
        if ((kinds[mark] ?? 0) !== 0 || mark === 64 || mark === 35) break
        if (mark === 33) exclamations++
        if (mark === 63) questions++
        if (mark === 46 || mark === 44 || mark === 33 || mark === 63 || mark === 59 || mark === 58) this.#negated = 0
        alike = mark === last ? alike + 1 : 1
        last = mark
        if (alike <= 3) hash = hashStep(hash, mark)
        at++
      }
      if (at < length && last !== 0) {
        const ending = text.charCodeAt(at)
        const isFace = (last === 58 || last === 59 || last === 61 || last === 45) && (ending === 68 || ending === 80 || ending === 112 || ending === 79 || ending === 111 || ending === 83 || ending === 47 || ending === 51)
        const isHeart = last === 60 && ending === 51
        const after = at + 1 < length ? kinds[text.charCodeAt(at + 1)] : space
        if ((isFace || isHeart) && after !== letter && after !== digit) {
          hash = hashStep(hash, ending)
          at++
        }
      }
      if (last === 0) at++
      else this.#token(hashEnd(hash), at)
    }
    this.#emit(hashPair(saltShape, this.#before))
    this.#shape(1, shouted, tokens)
    this.#count(2, stretched)
    this.#count(3, exclamations)
    this.#count(4, questions)
    this.#count(5, this.addressCount)
    this.#count(6, names)
    this.#count(7, emoji)
    this.#emit(hashPair(saltShape + 8, tokens < 6 ? 0 : tokens < 12 ? 1 : tokens < 20 ? 2 : 3))
  }

  /** Token number `at` of the last post as it was written; the emoji of a face, the letters of a word. */
  written(at: number): string {
    return this.#text.slice(this.#froms[at] ?? 0, this.#tos[at] ?? 0)
  }

  #wordEnd(text: string, start: number, length: number): number {
    const kinds = this.#kinds
    let end = start
    while (end < length) {
      const code = text.charCodeAt(end)
      const kind = kinds[code]
      if (kind === letter || kind === unspaced || kind === digit || kind === silent || code === 95) end++
      else if ((code === 39 || code === 0x2019) && end + 1 < length && kinds[text.charCodeAt(end + 1)] === letter) end++
      else break
    }
    return end
  }

  /** Emits a word; 1 is added to the answer when it was shouted, 2 when a letter was stretched. */
  #word(text: string, start: number, end: number, salt: number): number {
    const folds = this.#folds
    const units = this.#units
    let hash = hashStart
    let size = 0
    let capitals = 0
    let shape = 0
    let isUnspaced = false
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at)
      const folded = folds[code] ?? 0
      if (folded !== code) capitals++
      if (size > 1 && folded === units[size] && folded === units[size - 1]) {
        shape |= 2
        continue
      }
      if (this.#kinds[code] === unspaced) isUnspaced = true
      if (size === maxWordUnits) {
        // What has no spaces is read in stretches; of an endless word the start must do.
        if (!isUnspaced) break
        units[0] = 32
        this.#pieces(units, size + 1)
        size = 0
      }
      size++
      units[size] = folded
      hash = hashStep(hash, folded)
    }
    hash = hashEnd(hash)
    if (capitals > 2 && capitals * 3 > (end - start) * 2) shape |= 1
    if (salt !== 0) this.#emit(hashPair(hash, salt))
    if (!isUnspaced) this.#token(hash, end)
    units[0] = 32
    units[size + 1] = 32
    this.#pieces(units, size + 2)
    return shape
  }

  /** Stretches of 2 (inside), 3, 4 and 5 units of the word and its borders. */
  #pieces(units: Uint16Array, size: number): void {
    let count = this.pieceCount
    const pieces = this.pieces
    for (let from = 0; from < size - 1; from++) {
      let hash = hashStep(saltPiece, units[from] ?? 0)
      hash = hashStep(hash, units[from + 1] ?? 0)
      pieces[count++] = hashEnd(hash)
      const last = Math.min(size, from + 5)
      for (let to = from + 2; to < last; to++) {
        hash = hashStep(hash, units[to] ?? 0)
        pieces[count++] = hashEnd(hash)
      }
    }
    this.pieceCount = count
  }

  /** A token in its neighbourhood: alone, with one and with two before it, and under a negation. */
  #token(hash: number, end: number): void {
    const words = this.words
    let count = this.wordCount
    this.tokens[this.tokenCount] = hash
    this.#froms[this.tokenCount] = this.#from
    this.#tos[this.tokenCount] = end
    this.turned[this.tokenCount++] = this.#negated > 0 ? 1 : 0
    words[count++] = hash
    const pair = hashPair(this.#before, hash)
    words[count++] = pair
    if (this.#beforeThat !== 0) {
      words[count++] = hashPair(this.#beforeThat, pair)
      words[count++] = hashPair(this.#beforeThat ^ saltSkip, hash)
    }
    if (this.#negated > 0) {
      words[count++] = hashPair(hash, saltNegated)
      this.#negated--
    }
    this.wordCount = count
    if (isNegation(hash)) this.#negated = negationReach
    this.#beforeThat = this.#before
    this.#before = hash
  }

  #emit(hash: number): void {
    this.words[this.wordCount++] = hash
  }

  #count(which: number, count: number): void {
    if (count > 0) this.#emit(hashPair(saltShape + which, count > 2 ? 3 : count))
  }

  #shape(which: number, part: number, whole: number): void {
    if (part > 0) this.#emit(hashPair(saltShape + which, part * 2 > whole ? 2 : 1))
  }
}

/** `http` alone stands for an address in cleaned collections. */
function isAddress(text: string, start: number, end: number): boolean {
  const size = end - start
  if (size < 3 || size > 5) return false
  const one = text.charCodeAt(start) | 32
  if (one === 104) {
    if (size < 4 || (text.charCodeAt(start + 1) | 32) !== 116 || (text.charCodeAt(start + 2) | 32) !== 116 || (text.charCodeAt(start + 3) | 32) !== 112) return false
    return size === 4 || (text.charCodeAt(start + 4) | 32) === 115
  }
  return size === 3 && one === 119 && (text.charCodeAt(start + 1) | 32) === 119 && (text.charCodeAt(start + 2) | 32) === 119 && text.charCodeAt(end) === 46
}

function spaceAfter(text: string, from: number, length: number, kinds: Uint8Array): number {
  let at = from
  while (at < length && kinds[text.charCodeAt(at)] !== space) at++
  return at
}

function nameAfter(text: string, from: number, length: number, kinds: Uint8Array): number {
  let at = from
  while (at < length) {
    const code = text.charCodeAt(at)
    const kind = kinds[code]
    if (kind === letter || kind === digit || code === 95 || ((code === 46 || code === 45) && kinds[text.charCodeAt(at + 1)] === letter)) at++
    else break
  }
  return at
}
