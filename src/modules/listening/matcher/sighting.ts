/** Finds the features of a matcher in one post after the other. */
import { simple, slow } from '../query/characters.ts'
import type { WordScan } from '../query/word-scan.ts'
import { addressSeed, beginningLength, hashStep, plainSeed, plainWord } from '../query/word-scan.ts'
import { fits } from '../query/word-pattern.ts'
import { pairFeature, pairKey } from './features.ts'
import type { Features } from './features.ts'
import { fullCell, shortKey } from './pattern-sketch.ts'
import type { WordTable } from './word-table.ts'

/** Bits of the sketch of a post: a feature is in it if its bit is set; others may share the bit. */
const sketchBits = 1 << 16

/**
 * What the current post has. A feature is present when `seenAt[feature] >=
 * base`, and then first stands at word `seenAt[feature] - base`; `base` grows
 * from post to post, so nothing needs to be wiped.
 */
export class Sighting {
  seenAt = new Int32Array(1024)
  /** By feature: `base` of the last post in which it was sought and not found. */
  #missedAt = new Int32Array(1024)
  base = 1
  /** By word: its feature, or 0. */
  featureOf = new Int32Array(256)
  /** By word: the next word with the same feature, or -1. */
  nextOf = new Int32Array(256)
  /** The features present, each once. */
  present = new Int32Array(256)
  presentCount = 0
  #count = 0
  readonly sketch = new Int32Array(sketchBits >> 5)

  /** Looks up the words of a post. Keeps what it found until the next call. */
  look(scan: WordScan, features: Features): void {
    this.#begin(scan, features)
    this.#words(scan, features)
    if (features.prefixes.size > 0) this.#prefixes(scan, features)
    if (features.inner.size > 0) this.#inner(scan, features)
  }

  #begin(scan: WordScan, features: Features): void {
    this.#count = scan.count
    const { sketch, present } = this
    for (let index = 0; index < this.presentCount; index++) sketch[((present[index] as number) >>> 5) & 2047] = 0
    this.presentCount = 0
    if (scan.count > this.featureOf.length) {
      this.featureOf = new Int32Array(scan.count * 2)
      this.nextOf = new Int32Array(scan.count * 2)
    }
    if (features.limit > this.seenAt.length) {
      const larger = new Int32Array(features.limit * 2)
      larger.set(this.seenAt)
      this.seenAt = larger
      this.#missedAt = new Int32Array(larger.length)
    }
    if (this.base > 0x7000_0000) {
      this.seenAt.fill(0)
      this.#missedAt.fill(0)
      this.base = 1
    }
  }

  /** Ends the numbering of this post's words, so that the next one finds nothing present. */
  end(scan: WordScan): void {
    this.base += scan.count + 1
  }

  /** Whether the post has a pair or a pattern; sought once a post, and only when asked for unless a query is filed under it. */
  seeks(feature: number, scan: WordScan, features: Features): boolean {
    const { seenAt, base } = this
    if ((seenAt[feature] as number) >= base) return true
    if (this.#missedAt[feature] === base || (features.anchored[feature] as number) > 0) return false
    const index = features.kind[feature] === pairFeature ? this.#seekPair(feature, features) : this.#seekPattern(feature, scan, features)
    if (index < 0) this.#missedAt[feature] = base
    else seenAt[feature] = base + index
    return index >= 0
  }

  #seekPair(feature: number, features: Features): number {
    const { seenAt, base, featureOf, nextOf } = this
    const first = features.first[feature] as number
    const second = features.second[feature] as number
    const seen = seenAt[first] as number
    if (seen < base || (seenAt[second] as number) < base) return -1
    for (let index = seen - base; index >= 0; index = nextOf[index] as number) {
      // Behind the last word there may be one of an earlier post.
      if (index + 1 < this.#count && featureOf[index + 1] === second) return index
    }
    return -1
  }

  #seekPattern(feature: number, scan: WordScan, features: Features): number {
    const { kind, beginning, count } = scan
    const hash = features.beginningHash[feature] as number
    for (let index = 0; index < count; index++) {
      if ((hash === 0 || beginning[index] === hash) && kind[index] === plainWord && fitsFeature(feature, scan, features, index)) return index
    }
    return -1
  }

  #words(scan: WordScan, features: Features): void {
    const { featureOf, nextOf, base, seenAt } = this
    const { hash, kind } = scan
    const { spelling, opens } = features
    const { slots, mask, shift } = features.words
    const kinds = features.kind
    // Backwards, so that each chain of equal words runs forwards.
    let after = 0
    for (let index = scan.count - 1; index >= 0; index--) {
      const key = hash[index] as number
      let feature = 0
      for (let at = key >>> shift; ; at = (at + 1) & mask) {
        const value = slots[2 * at + 1] as number
        if (value === 0) break
        if (slots[2 * at] !== key) continue
        if (kinds[value] !== kind[index] || !scan.spells(index, spelling[value] as string)) continue
        feature = value
        break
      }
      featureOf[index] = feature
      if (feature !== 0) {
        const seen = seenAt[feature] as number
        nextOf[index] = seen >= base ? seen - base : -1
        seenAt[feature] = base + index
        if (seen < base) this.#found(feature)
        if (after !== 0 && opens[feature] !== 0 && kind[index] === plainWord) this.#pair(feature, after, index, features)
      }
      after = feature
    }
  }

  #pair(first: number, second: number, index: number, features: Features): void {
    const { slots, mask, shift } = features.pairs
    const key = pairKey(first, second)
    for (let at = key >>> shift; ; at = (at + 1) & mask) {
      const value = slots[2 * at + 1] as number
      if (value === 0) return
      if (slots[2 * at] !== key || features.first[value] !== first || features.second[value] !== second) continue
      const seen = this.seenAt[value] as number
      this.seenAt[value] = this.base + index
      if (seen < this.base) this.#found(value)
      return
    }
  }

  #found(feature: number): void {
    if (this.presentCount === this.present.length) {
      const larger = new Int32Array(this.present.length * 2)
      larger.set(this.present)
      this.present = larger
    }
    this.present[this.presentCount++] = feature
    const cell = (feature >>> 5) & 2047
    this.sketch[cell] = (this.sketch[cell] as number) | (1 << (feature & 31))
  }

  /** Patterns that begin with a literal, by the hash of the beginning of each word. */
  #prefixes(scan: WordScan, features: Features): void {
    const { sketch: { full, short, fulls, shorts, ones } } = features
    const { count, kind, beginning, start, units } = scan
    const single = scan.textCount === 1
    for (let index = 0; index < count; index++) {
      if (kind[index] !== plainWord) continue
      if (fulls > 0) {
        const hash = beginning[index] as number
        if (((full[fullCell(hash)] as number) & (1 << (hash & 31))) !== 0) this.#tryPatterns(features.prefixes, hash, scan, features, index)
      }
      if (shorts === 0) continue
      const from = (start[index] as number) + (single ? 0 : scan.unitFrom[scan.textOf(index)] as number)
      const first = simple[units[from] as number] as number
      const second = simple[units[from + 1] as number] as number
      const key = shortKey(first, second)
      if (ones > 0 || first === slow || second === slow || ((short[key >> 5] as number) & (1 << (key & 31))) !== 0) this.#shortPrefixes(scan, features, index)
    }
  }

  #shortPrefixes(scan: WordScan, features: Features, index: number): void {
    const { prefixLengths } = features
    const { units } = scan
    const from = (scan.start[index] as number) + (scan.unitFrom[scan.textOf(index)] as number)
    const length = Math.min((scan.end[index] as number) - (scan.start[index] as number), beginningLength - 1)
    let hash = plainSeed
    for (let at = 0; at < length; at++) {
      const folded = simple[units[from + at] as number] as number
      if (folded === 0 || folded === slow) {
        this.#slowPrefixes(scan, features, index)
        return
      }
      hash = Math.imul(hash ^ folded, hashStep)
      if (prefixLengths[at + 1] !== 0) this.#tryPatterns(features.prefixes, hash, scan, features, index)
    }
  }

  /** For words that do not fold unit by unit. */
  #slowPrefixes(scan: WordScan, features: Features, index: number): void {
    const word = scan.word(index)
    let hash = plainSeed
    for (let at = 0; at < word.length && at < beginningLength - 1; at++) {
      hash = Math.imul(hash ^ word.charCodeAt(at), hashStep)
      if (features.prefixLengths[at + 1] !== 0) this.#tryPatterns(features.prefixes, hash, scan, features, index)
    }
  }

  /** Patterns that begin with a wildcard, by a literal of up to three units anywhere in a word. */
  #inner(scan: WordScan, features: Features): void {
    for (let index = 0; index < scan.count; index++) {
      if (scan.kind[index] !== plainWord) continue
      const word = scan.word(index)
      for (let from = 0; from < word.length; from++) {
        let hash = addressSeed
        for (let at = from; at < word.length && at < from + 3; at++) {
          hash = Math.imul(hash ^ word.charCodeAt(at), hashStep)
          if (features.innerLengths[at + 1 - from] !== 0) this.#tryPatterns(features.inner, hash, scan, features, index)
        }
      }
    }
  }

  #tryPatterns({ slots, mask, shift }: WordTable, hash: number, scan: WordScan, features: Features, index: number): void {
    for (let slot = hash >>> shift; slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      if (slots[2 * slot] === hash) this.#tryPattern(slots[2 * slot + 1] as number, scan, features, index)
    }
  }

  #tryPattern(feature: number, scan: WordScan, features: Features, index: number): void {
    if ((this.seenAt[feature] as number) >= this.base || !fitsFeature(feature, scan, features, index)) return
    this.seenAt[feature] = this.base + index
    this.#found(feature)
  }
}

function fitsFeature(feature: number, scan: WordScan, features: Features, index: number): boolean {
  const beginning = features.beginning[feature] as string
  return beginning === '' ? fits(features.spelling[feature] as string, scan.word(index)) : scan.begins(index, beginning)
}
