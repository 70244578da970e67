/** What can be found in a post at one glance: words, pairs of neighbours, patterns; each has a number and a frequency. */
import { addressSeed, beginningLength, hashOf, hashStep, plainSeed } from '../query/word-scan.ts'
import { PatternSketch } from './pattern-sketch.ts'
import { WordTable } from './word-table.ts'

/** The first two have the numbers of `plainWord` and `addressWord`, so that a word of a text and its feature compare at once. */
const wordFeature = 0
const addressFeature = 1
export const pairFeature = 2
export const patternFeature = 3

/** Posts that the guess about a feature's frequency weighs as much as. */
const guessWeight = 100

/** Where the literal is that a pattern is found by: at the beginning of words, or anywhere in them. */
interface PatternKey { readonly hash: number; readonly length: number; readonly anywhere: boolean }

function beginningOf(pattern: string): string {
  return /^[^*?]*/.exec(pattern)?.[0].slice(0, beginningLength) ?? ''
}

/** The literal that every word that fits the pattern has; `undefined` when there is none. */
function patternKey(pattern: string): PatternKey | undefined {
  const beginning = beginningOf(pattern)
  if (beginning !== '') return { hash: hashOf(beginning, plainSeed), length: beginning.length, anywhere: false }
  const longest = pattern.split(/[*?]+/).reduce((best, each) => (each.length > best.length ? each : best), '').slice(0, 3)
  return longest === '' ? undefined : { hash: hashOf(longest, addressSeed), length: longest.length, anywhere: true }
}

/** The key of two neighbouring words. */
export function pairKey(first: number, second: number): number {
  return Math.imul(Math.imul(first, hashStep) ^ second, hashStep)
}

/**
 * The features that the queries of a matcher speak of. Numbers start at 1 and
 * are used again after the last query that spoke of the feature is gone.
 */
export class Features {
  /** Words and address words by hash. */
  readonly words = new WordTable()
  readonly pairs = new WordTable()
  readonly #patterns = new Map<string, number>()
  /** Patterns that queries are filed under, by their literals. The others are sought only when somebody asks. */
  readonly prefixes = new WordTable()
  readonly inner = new WordTable()
  readonly sketch = new PatternSketch()
  /** How many patterns have a literal of each length, at the beginning and anywhere. */
  readonly prefixLengths = new Int32Array(beginningLength + 1)
  readonly innerLengths = new Int32Array(4)
  /** By feature. The word or pattern itself; '' for pairs. */
  readonly spelling: string[] = ['']
  /** Of a pattern that is a literal with one `*` at its end, the literal; else ''. */
  readonly beginning: string[] = ['']
  /** Of a pattern with a literal beginning of full length, the hash of that; else 0. */
  beginningHash = new Int32Array(1024)
  kind = new Uint8Array(1024)
  /** Of a pair, its two words. */
  first = new Int32Array(1024)
  second = new Int32Array(1024)
  /** How many pairs that queries are filed under begin with this word. */
  opens = new Int32Array(1024)
  uses = new Int32Array(1024)
  /** How many queries are filed under it. */
  anchored = new Int32Array(1024)
  /** Posts that had it, since it is known. */
  posts = new Int32Array(1024)
  /** Of a pair or pattern that was looked for in every post once: its share then; else 0. */
  counted = new Float64Array(1024)
  /** Posts seen before it was known. */
  born = new Int32Array(1024)
  /** Address words in use: without any, links need not be read. */
  addresses = 0
  /** Posts seen. */
  seen = 0
  readonly #free: number[] = []

  /** Number of features ever in use at once, plus one. */
  get limit(): number {
    return this.spelling.length
  }

  /** The feature of a word, made if need be; counts one use. */
  word(spelling: string, address: boolean): number {
    const hash = hashOf(spelling, address ? addressSeed : plainSeed)
    const kind = address ? addressFeature : wordFeature
    for (const known of this.words.valuesOf(hash)) {
      if (this.spelling[known] !== spelling || this.kind[known] !== kind) continue
      this.#use(known)
      return known
    }
    const fresh = this.#make(spelling, kind)
    this.words.add(hash, fresh)
    if (address) this.addresses++
    return fresh
  }

  /** The feature of two words side by side. */
  pair(first: number, second: number): number {
    const key = pairKey(first, second)
    for (const known of this.pairs.valuesOf(key)) {
      if (this.first[known] !== first || this.second[known] !== second) continue
      this.#use(known)
      return known
    }
    const fresh = this.#make('', pairFeature)
    this.first[fresh] = first
    this.second[fresh] = second
    this.#use(first)
    this.#use(second)
    this.pairs.add(key, fresh)
    return fresh
  }

  /** The feature of a pattern with `*` or `?`; `undefined` when any word may fit it. */
  pattern(spelling: string): number | undefined {
    const known = this.#patterns.get(spelling)
    if (known !== undefined) {
      this.#use(known)
      return known
    }
    if (patternKey(spelling) === undefined) return undefined
    const fresh = this.#make(spelling, patternFeature)
    this.#patterns.set(spelling, fresh)
    return fresh
  }

  /** A query is filed under the feature: from now on it is looked for in every post. */
  anchor(feature: number): void {
    this.#add(this.anchored, feature, 1)
    if (this.anchored[feature] !== 1 || !this.#isSought(feature)) return
    this.posts[feature] = 0
    this.born[feature] = this.seen
    this.#lookFor(feature, 1)
  }

  unanchor(feature: number): void {
    if (this.anchored[feature] === 1 && this.#isSought(feature)) this.counted[feature] = this.share(feature)
    this.#add(this.anchored, feature, -1)
    if (this.anchored[feature] === 0 && this.#isSought(feature)) this.#lookFor(feature, -1)
  }

  /** Whether it is looked for only where a query is filed under it. */
  #isSought(feature: number): boolean {
    return this.kind[feature] === pairFeature || this.kind[feature] === patternFeature
  }

  #lookFor(feature: number, change: 1 | -1): void {
    if (this.kind[feature] === pairFeature) {
      this.#add(this.opens, this.first[feature] ?? 0, change)
      return
    }
    const spelling = this.spelling[feature] ?? ''
    const key = patternKey(spelling)
    if (key === undefined) return
    const table = key.anywhere ? this.inner : this.prefixes
    this.#add(key.anywhere ? this.innerLengths : this.prefixLengths, key.length, change)
    if (change > 0) table.add(key.hash, feature)
    else table.remove(key.hash, feature)
    if (key.anywhere) return
    if (change > 0) this.sketch.add(beginningOf(spelling))
    else if (this.sketch.remove(beginningOf(spelling))) this.sketch.rebuild(this.#beginnings())
  }

  /** Counts one use less; forgets the feature after the last. */
  release(feature: number): void {
    this.#add(this.uses, feature, -1)
    if (this.uses[feature] !== 0) return
    const spelling = this.spelling[feature] ?? ''
    switch (this.kind[feature]) {
      case pairFeature: {
        const first = this.first[feature] ?? 0
        const second = this.second[feature] ?? 0
        this.pairs.remove(pairKey(first, second), feature)
        this.release(first)
        this.release(second)
        break
      }
      case patternFeature: this.#patterns.delete(spelling); break
      case addressFeature:
        this.addresses--
        this.words.remove(hashOf(spelling, addressSeed), feature)
        break
      default: this.words.remove(hashOf(spelling, plainSeed), feature)
    }
    this.spelling[feature] = ''
    this.#free.push(feature)
  }

  /** Share of posts that are expected to have it, from 0 to 1: as counted, leaning on a guess while little is known. */
  share(feature: number): number {
    if (this.#isSought(feature) && this.anchored[feature] === 0) return this.#shareUnwatched(feature)
    const posts = this.posts[feature] ?? 0
    const since = this.seen - (this.born[feature] ?? 0)
    return (posts + guessWeight * this.#guess(feature)) / (since + guessWeight)
  }

  /** Of a pair or pattern that is not looked for in every post: as counted when it last was, else guessed. */
  #shareUnwatched(feature: number): number {
    const counted = this.counted[feature] ?? 0
    if (counted > 0) return counted
    if (this.kind[feature] === patternFeature) return this.#guess(feature)
    return Math.min(this.share(this.first[feature] ?? 0), this.share(this.second[feature] ?? 0)) / 8
  }

  /** A word that every post with the feature has, the rarer of a pair; 0 for a pattern. */
  wordOf(feature: number): number {
    if (this.kind[feature] === patternFeature) return 0
    if (this.kind[feature] !== pairFeature) return feature
    const first = this.first[feature] ?? 0
    const second = this.second[feature] ?? 0
    return this.share(first) < this.share(second) ? first : second
  }

  /** Short words are frequent; a pair is rarer than either of its words. */
  #guess(feature: number): number {
    const length = this.spelling[feature]?.length ?? 0
    switch (this.kind[feature]) {
      case pairFeature: return Math.min(this.#guess(this.first[feature] ?? 0), this.#guess(this.second[feature] ?? 0)) / 16
      case patternFeature: return Math.min(1, 0.2 / length ** 2)
      default: return length <= 1 ? 0.02 : 0.05 / length ** 2
    }
  }

  *#beginnings(): Generator<string> {
    for (let feature = 1; feature < this.limit; feature++) {
      const spelling = this.spelling[feature] ?? ''
      if (this.kind[feature] === patternFeature && (this.anchored[feature] ?? 0) > 0 && beginningOf(spelling) !== '') yield beginningOf(spelling)
    }
  }

  #use(feature: number): void {
    this.#add(this.uses, feature, 1)
  }

  #make(spelling: string, kind: number): number {
    const feature = this.#free.pop() ?? this.spelling.length
    this.spelling[feature] = spelling
    this.beginning[feature] = kind === patternFeature && /^[^*?]+\*$/.test(spelling) ? spelling.slice(0, -1) : ''
    if (feature >= this.kind.length) this.#grow()
    this.kind[feature] = kind
    const beginning = kind === patternFeature ? beginningOf(spelling) : ''
    this.beginningHash[feature] = beginning.length === beginningLength ? hashOf(beginning, plainSeed) : 0
    this.uses[feature] = 1
    this.opens[feature] = 0
    this.anchored[feature] = 0
    this.posts[feature] = 0
    this.counted[feature] = 0
    this.born[feature] = this.seen
    return feature
  }

  #add(counts: Int32Array, index: number, change: number): void {
    counts[index] = (counts[index] ?? 0) + change
  }

  #grow(): void {
    const size = this.kind.length * 2
    const kind = new Uint8Array(size)
    kind.set(this.kind)
    this.kind = kind
    const counted = new Float64Array(size)
    counted.set(this.counted)
    this.counted = counted
    for (const name of ['beginningHash', 'first', 'second', 'opens', 'uses', 'anchored', 'posts', 'born'] as const) {
      const larger = new Int32Array(size)
      larger.set(this[name])
      this[name] = larger
    }
  }
}
