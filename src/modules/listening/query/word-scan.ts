/** Cuts text into words, folded and hashed, without making objects: what both evaluator and matcher read. */
import { characterBeyond, classOf, emoji, expansionBase, expansions, foldOf, ignored, learn, letter, mark, pair, separator, single, unknown } from './characters.ts'

/** Kinds of word in a {@link WordScan}. */
export const plainWord = 0
/** A piece of a web address: found by addresses and domains only. */
export const addressWord = 1
/** Keeps words of different texts (text, title, links) from being neighbours. */
export const gapWord = 2

/** Start values that keep plain words and words of addresses apart. */
export const plainSeed = 0x2f0b_4c47
export const addressSeed = 0x51ed_270b
/** Odd multiplier of the rolling hash; golden ratio of 2^32. */
export const hashStep = 0x9e37_79b1

const wwwHash = hashOf('www', plainSeed)
/** Distance in words between two texts of one post: more than any NEAR reaches. */
const gapBetweenTexts = 1 << 20

/** The rolling hash of folded units, as {@link WordScan} computes it. */
export function hashOf(folded: string, seed: number = plainSeed): number {
  let hash = seed
  for (let index = 0; index < folded.length; index++) hash = Math.imul(hash ^ folded.charCodeAt(index), hashStep)
  return hash
}

const isHash = (unit: number): boolean => unit === 0x23 || unit === 0xff03
const isAt = (unit: number): boolean => unit === 0x40 || unit === 0xff20

function endsAddress(unit: number, kind: number): boolean {
  return unit <= 0x20 || kind === single || kind === emoji || unit === 0x22 || unit === 0x3c || unit === 0x3e || unit === 0xa0
    || unit === 0xab || unit === 0xbb || (unit >= 0x2000 && unit <= 0x200a) || (unit >= 0x2018 && unit <= 0x201f)
    || unit === 0x2028 || unit === 0x2029 || (unit >= 0x3000 && unit <= 0x301f) || (unit >= 0xff00 && unit <= 0xff0f)
}

/**
 * The words of one post. Reused from post to post: `clear`, then `add` each
 * text; memory grows to the longest post seen (at most some ten bytes a
 * character) and stays.
 *
 * A word is a run of letters, digits and marks; every other character parts
 * words. Each character of a script without spaces is a word, and each emoji
 * sequence. In `#tags` and `@names` the underscore belongs to the word.
 */
export class WordScan {
  count = 0
  hash = new Int32Array(256)
  start = new Int32Array(256)
  end = new Int32Array(256)
  /** Where the word stands, counted in words; pieces of one address or of one Korean word share a place. */
  place = new Int32Array(256)
  kind = new Uint8Array(256)
  /** Folded units of word `i`: `folded[foldFrom[i] … foldFrom[i + 1])`. */
  foldFrom = new Int32Array(257)
  folded = new Uint16Array(1024)
  /** The texts that were added, and the index of the first word of each. */
  readonly texts: string[] = []
  readonly textFrom: number[] = []
  #nextPlace = 0

  clear(): void {
    this.count = 0
    this.#nextPlace = 0
    this.foldFrom[0] = 0
    this.texts.length = 0
    this.textFrom.length = 0
  }

  /** Adds a text, apart from the ones before it. `address`: it is a web address as a whole. */
  add(text: string, address = false): void {
    this.#makeRoom(text.length)
    if (this.texts.length > 0) this.#addGap()
    this.texts.push(text)
    this.textFrom.push(this.count)
    this.#scan(text, 0, text.length, address)
  }

  /** Index in `texts` of the text that word `index` is in. */
  textOf(index: number): number {
    let text = this.textFrom.length - 1
    while (text > 0 && (this.textFrom[text] ?? 0) > index) text--
    return text
  }

  /** The folded word, as a string: for tests and for query words, not for the hot path. */
  word(index: number): string {
    return String.fromCharCode(...this.folded.subarray(this.foldFrom[index], this.foldFrom[index + 1]))
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
    this.foldFrom[index + 1] = this.foldFrom[index] ?? 0
  }

  #makeRoom(length: number): void {
    const words = this.count + length + 2
    if (words > this.hash.length) {
      const size = words + (words >> 1)
      this.hash = grown(this.hash, new Int32Array(size))
      this.start = grown(this.start, new Int32Array(size))
      this.end = grown(this.end, new Int32Array(size))
      this.place = grown(this.place, new Int32Array(size))
      this.kind = grown(this.kind, new Uint8Array(size))
      this.foldFrom = grown(this.foldFrom, new Int32Array(size + 1))
    }
    this.#makeFoldRoom((this.foldFrom[this.count] ?? 0) + length + 64)
  }

  #makeFoldRoom(units: number): void {
    if (units > this.folded.length) this.folded = grown(this.folded, new Uint16Array(units + (units >> 1)))
  }

  #scan(text: string, from: number, to: number, address: boolean): void {
    const { hash: hashes, start: starts, end: ends, place: places, kind: kinds, foldFrom } = this
    let folded = this.folded
    const seed = address ? addressSeed : plainSeed
    const wordKind = address ? addressWord : plainWord
    let place = this.#nextPlace
    let count = this.count
    let f = foldFrom[count] as number
    let i = from
    // End of the last Korean syllable: the next one, if it follows at once, shares its place.
    let koreanEnd = -1

    while (i < to) {
      let unit = text.charCodeAt(i)
      let kind = classOf[unit] as number
      if (kind === separator) {
        if (unit !== 0x5f || address || i === from || !(isHash(text.charCodeAt(i - 1)) || isAt(text.charCodeAt(i - 1)))) {
          i++
          continue
        }
        kind = letter
      } else if (kind === unknown) {
        learn(unit)
        continue
      }
      const start = i
      let hash = seed
      if (kind === letter) {
        const before = i > from ? text.charCodeAt(i - 1) : 0
        const underscores = !address && (isHash(before) || isAt(before))
        for (;;) {
          if (kind === letter) {
            const unitFolded = foldOf[unit] as number
            if (unitFolded < expansionBase || unitFolded > 0xdfff) {
              folded[f++] = unitFolded === 0 ? unit : unitFolded
              hash = Math.imul(hash ^ (unitFolded === 0 ? unit : unitFolded), hashStep)
            } else {
              const several = expansions[unitFolded - expansionBase] as Uint16Array
              this.#makeFoldRoom(f + several.length + to - i + 64)
              folded = this.folded
              for (const each of several) {
                folded[f++] = each
                hash = Math.imul(hash ^ each, hashStep)
              }
            }
          } else if (kind === unknown) {
            learn(unit)
            kind = classOf[unit] as number
            continue
          } else if (kind === mark) {
            const unitFolded = foldOf[unit] as number
            // A mark that folds to several units does not follow letters of scripts with spaces; the unit itself will do.
            folded[f++] = unitFolded < expansionBase ? unitFolded : unit
            hash = Math.imul(hash ^ (folded[f - 1] as number), hashStep)
          } else if (kind === pair) {
            const codePoint = text.codePointAt(i) as number
            const wide = codePoint > 0xffff ? characterBeyond(codePoint) : undefined
            if (wide === undefined || (wide.kind !== letter && wide.kind !== mark && wide.kind !== ignored)) break
            this.#makeFoldRoom(f + wide.folded.length + to - i + 64)
            folded = this.folded
            for (let k = 0; k < wide.folded.length; k++) {
              folded[f++] = wide.folded.charCodeAt(k)
              hash = Math.imul(hash ^ wide.folded.charCodeAt(k), hashStep)
            }
            i++
          } else if (kind !== ignored) {
            if (unit !== 0x5f || !underscores) break
            folded[f++] = unit
            hash = Math.imul(hash ^ unit, hashStep)
          }
          i++
          if (i >= to) break
          unit = text.charCodeAt(i)
          kind = classOf[unit] as number
        }
        if (f === foldFrom[count]) {
          // A pair that turned out not to start a word.
          if (i === start) i++
          continue
        }
        if (!address && i < to && this.#opensAddress(text, i, to, unit, hash, start)) {
          const addressFrom = unit === 0x3a ? i + 3 : start
          const addressTo = addressEnd(text, addressFrom, to)
          this.count = count
          this.#nextPlace = place
          this.#scan(text, addressFrom, addressTo, true)
          folded = this.folded
          place = this.#nextPlace
          count = this.count
          f = foldFrom[count] as number
          i = addressTo
          continue
        }
      } else if (kind === single) {
        hash = this.#foldSingle(text, i, to, f, seed)
        i = this.#after
        f = this.#foldAfter
        folded = this.folded
      } else if (kind === emoji || kind === pair) {
        const codePoint = text.codePointAt(i) as number
        const wide = codePoint > 0xffff ? characterBeyond(codePoint).kind : kind
        if (wide === letter) {
          // Letters beyond the basic plane start a word like any other: go round again as one.
          hash = this.#foldLetters(text, i, to, f, seed)
        } else if (wide === single) hash = this.#foldSingle(text, i, to, f, seed)
        else if (wide === emoji) hash = this.#foldEmoji(text, i, to, f, seed)
        else {
          i += codePoint > 0xffff ? 2 : 1
          continue
        }
        i = this.#after
        f = this.#foldAfter
        folded = this.folded
      } else {
        i++
        continue
      }
      hashes[count] = hash
      starts[count] = start
      ends[count] = i
      kinds[count] = wordKind
      if (kind === single && isKorean(text.charCodeAt(start))) {
        if (koreanEnd === start) place--
        koreanEnd = i
      }
      places[count] = place
      if (!address) place++
      count++
      foldFrom[count] = f
    }
    if (address) place++
    this.count = count
    this.#nextPlace = place
  }

  #after = 0
  #foldAfter = 0

  /** Whether the word that ends at `i` opens a web address: `scheme://` or `www.`. */
  #opensAddress(text: string, i: number, to: number, unit: number, hash: number, start: number): boolean {
    if (unit === 0x3a) return i + 3 < to && text.charCodeAt(i + 1) === 0x2f && text.charCodeAt(i + 2) === 0x2f
    return unit === 0x2e && hash === wwwHash && i - start === 3 && i + 1 < to && text.charCodeAt(i + 1) > 0x2f
  }

  #keep(folding: string, at: number, hash: number): number {
    this.#makeFoldRoom(at + folding.length + 8)
    for (let k = 0; k < folding.length; k++) {
      this.folded[at + k] = folding.charCodeAt(k)
      hash = Math.imul(hash ^ folding.charCodeAt(k), hashStep)
    }
    this.#foldAfter = at + folding.length
    return hash
  }

  /** One character of a script without spaces, with the marks that follow it. */
  #foldSingle(text: string, from: number, to: number, at: number, seed: number): number {
    let folding = ''
    let i = from
    while (i < to) {
      const codePoint = text.codePointAt(i) as number
      const { kind, folded } = characterBeyond(codePoint)
      if (i > from && kind !== mark && kind !== ignored) break
      folding += folded
      i += codePoint > 0xffff ? 2 : 1
      // Zero-width and accents after the character belong to it only for the reader's eye.
      if (kind === mark && (codePoint === 0x3099 || codePoint === 0x309a || codePoint === 0xff9e || codePoint === 0xff9f)) folding = folding.normalize('NFC')
      // Hostile runs of marks would make a word of any length.
      if (i - from > 64) break
    }
    this.#after = i
    return this.#keep(folding, at, seed)
  }

  #foldLetters(text: string, from: number, to: number, at: number, seed: number): number {
    let folding = ''
    let i = from
    while (i < to) {
      const codePoint = text.codePointAt(i) as number
      const { kind, folded } = characterBeyond(codePoint)
      if (kind !== letter && kind !== mark && kind !== ignored) break
      folding += folded
      i += codePoint > 0xffff ? 2 : 1
    }
    this.#after = i
    return this.#keep(folding, at, seed)
  }

  /** One emoji: with its joined parts, without skin tones and presentation; flags as pairs. */
  #foldEmoji(text: string, from: number, to: number, at: number, seed: number): number {
    let folding = ''
    let i = from
    let joined = true
    let indicators = 0
    while (i < to) {
      const codePoint = text.codePointAt(i) as number
      const { kind, folded } = characterBeyond(codePoint)
      const indicator = codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff
      if (kind === emoji) {
        if (!joined && !(indicator && indicators === 1)) break
        folding += folded
        joined = false
        indicators = indicator ? indicators + 1 : 2
      } else if (kind === ignored) {
        if (codePoint === 0x200d) joined = true
      } else if (codePoint === 0x2640 || codePoint === 0x2642) folding += folded
      else break
      i += codePoint > 0xffff ? 2 : 1
      if (i - from > 64) break
    }
    this.#after = i
    return this.#keep(folding, at, seed)
  }
}

function addressEnd(text: string, from: number, to: number): number {
  let i = from
  while (i < to) {
    const unit = text.charCodeAt(i)
    if (classOf[unit] === unknown) learn(unit)
    if (endsAddress(unit, classOf[unit] as number)) break
    i++
  }
  return i
}

function isKorean(unit: number): boolean {
  return (unit >= 0xac00 && unit <= 0xd7ff) || (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0x3131 && unit <= 0x318e)
}

function grown<A extends Int32Array | Uint16Array | Uint8Array>(old: A, fresh: A): A {
  fresh.set(old)
  return fresh
}

/** A whole string folded as words are, other characters kept: for comparing names and handles. */
export function foldText(text: string): string {
  let folded = ''
  for (const each of text) {
    const { kind, folded: form } = characterBeyond(each.codePointAt(0) ?? 0)
    folded += kind === separator ? each : form
  }
  return folded
}
