/** Holds many queries and says which of them a post answers. */
import { holds } from '../query/evaluate.ts'
import { readPost } from '../query/places.ts'
import type { Reading } from '../query/places.ts'
import type { Post } from '../query/post.ts'
import type { Node, Query } from '../query/syntax-tree.ts'
import { WordScan } from '../query/word-scan.ts'
import { chooseNeeds } from './anchors.ts'
import { opAnd, opHas, opNode, opNot, opOr, opPhrase, opSeek, sizeOf } from './code.ts'
import { compile } from './compile.ts'
import { Features } from './features.ts'
import { ListPool } from './list-pool.ts'
import { Postings } from './postings.ts'
import { Sighting } from './sighting.ts'

/** Posts after which anchors are chosen again for the first time; then after eight times as many, and so on. */
const firstReview = 512
/** Queries whose anchor is reviewed after one post: some ten microseconds, so that nobody waits for a review. */
const reviewedAtOnce = 16

/** Where the parts of a query lie in the pool: code, uses of features, anchors. */
interface Filed { id: string; at: number; code: number; uses: number; anchorsAt: number; anchors: number }

/**
 * Many thousands of queries against each post, with the same answer as putting
 * each query to it by itself. Queries may come, change and go between posts.
 *
 * A query is filed under its rarest need: features (words, pairs, patterns) of
 * which a post must have one for the query to hold. A post is cut into words
 * once; only queries filed under something it has are looked at.
 */
export class Matcher {
  readonly #features = new Features()
  readonly #postings = new Postings()
  readonly #sighting = new Sighting()
  readonly #scan = new WordScan()
  readonly #pool = new ListPool()
  readonly #numbers = new Map<string, number>()
  readonly #filed: (Filed | undefined)[] = []
  readonly #freeNumbers: number[] = []
  #codeAt = new Int32Array(64)
  /** By query: the last post it was put to, so that two anchors in one post do not ask twice. */
  #lastPost = new Int32Array(64)
  #post = 0
  /** Queries without an anchor, put to every post. */
  readonly #always = new Set<number>()
  readonly #nodes: (Node | undefined)[] = []
  readonly #freeNodes: number[] = []
  #found: number[] = []
  #reading: Reading | undefined
  #nextReview = firstReview
  #reviewing = -1

  get size(): number {
    return this.#numbers.size
  }

  /** Adds a query, or puts it in the place of the one with this id. */
  set(id: string, query: Query): void {
    this.delete(id)
    const number = this.#freeNumbers.pop() ?? this.#filed.length
    this.#makeRoom(number)
    const { code, uses } = compile(query.root, this.#features, (node) => this.#keep(node))
    this.#postings.reserve(this.#features.limit)
    const at = this.#pool.take(code.length + uses.length)
    this.#pool.items.set(code, at)
    this.#pool.items.set(uses, at + code.length)
    this.#codeAt[number] = at
    this.#numbers.set(id, number)
    this.#filed[number] = { id, at, code: code.length, uses: uses.length, anchorsAt: 0, anchors: 0 }
    this.#anchor(number, code)
  }

  /** Takes a query out. Returns whether it was there. */
  delete(id: string): boolean {
    const number = this.#numbers.get(id)
    const filed = number === undefined ? undefined : this.#filed[number]
    if (number === undefined || filed === undefined) return false
    this.#unanchor(number, filed)
    const { items } = this.#pool
    for (let index = filed.at + filed.code; index < filed.at + filed.code + filed.uses; index++) this.#features.release(items[index] ?? 0)
    this.#forgetNodes(filed)
    this.#pool.give(filed.at, filed.code + filed.uses)
    this.#numbers.delete(id)
    this.#filed[number] = undefined
    this.#freeNumbers.push(number)
    return true
  }

  /** The ids of the queries that hold for the post, in the order of their coming as far as places were not used again. */
  match(post: Post): string[] {
    const found = this.#matchNumbers(post)
    if (found.length === 0) return []
    if (found.length > 1) found.sort((one, other) => one - other)
    return found.map((number) => this.#filed[number]?.id ?? '')
  }

  #matchNumbers(post: Post): number[] {
    const scan = this.#scan
    const sighting = this.#sighting
    const features = this.#features
    const reading = readPost(post, scan, features.addresses > 0)
    this.#reading = reading
    sighting.look(scan, features)
    if (this.#found.length > 0) this.#found = []
    if (++this.#post > 0x7fff_fff0) {
      this.#post = 1
      this.#lastPost.fill(0)
    }
    this.#candidates()
    if (this.#always.size > 0) for (const number of this.#always) if (this.#holds(this.#codeAt[number] as number)) this.#found.push(number)
    sighting.end(scan)
    if (++features.seen >= this.#nextReview) this.#review()
    return this.#found
  }

  #candidates(): void {
    const { present, presentCount, sketch } = this.#sighting
    const { at: listAt, size: listSize } = this.#postings
    const items = this.#postings.pool.items
    const { posts } = this.#features
    const lastPost = this.#lastPost
    const post = this.#post
    for (let index = 0; index < presentCount; index++) {
      const feature = present[index] as number
      posts[feature] = (posts[feature] as number) + 1
      const size = listSize[feature] as number
      if (size === 0) continue
      let at = listAt[feature] as number
      const end = at + size
      while (at < end) {
        const number = items[at] as number
        const filters = items[at + 1] as number
        at += 2
        if (filters > 0) {
          const next = at + filters
          let passes = false
          for (; at < next; at++) {
            const other = items[at] as number
            if (((sketch[(other >>> 5) & 2047] as number) & (1 << (other & 31))) !== 0) {
              passes = true
              break
            }
          }
          at = next
          if (!passes) continue
        }
        if (lastPost[number] === post) continue
        lastPost[number] = post
        if (this.#holds(this.#codeAt[number] as number)) this.#found.push(number)
      }
    }
  }

  /** Whether the operation at `at` of the pool holds for the post that is being read. */
  #holds(at: number): boolean {
    const code = this.#pool.items
    const { seenAt, base } = this.#sighting
    switch (code[at]) {
      case opHas: return (seenAt[code[at + 1] as number] as number) >= base
      case opNot: return !this.#holds(at + 1)
      case opSeek: return this.#seeks(code[at + 1] as number)
      case opPhrase: return this.#seeks(code[at + 2] as number) && this.#phrase(at)
      case opNode: return this.#reading !== undefined && holds(this.#nodes[code[at + 1] as number] as Node, this.#reading)
      default: {
        const isOr = code[at] === opOr
        const end = at + (code[at + 1] as number)
        for (let next = at + 2; next < end;) {
          let holdsHere: boolean
          if (code[next] === opHas) {
            holdsHere = (seenAt[code[next + 1] as number] as number) >= base
            next += 2
          } else {
            holdsHere = this.#holds(next)
            next += sizeOf(code, next)
          }
          if (holdsHere === isOr) return isOr
        }
        return !isOr
      }
    }
  }

  #seeks(feature: number): boolean {
    return this.#sighting.seeks(feature, this.#scan, this.#features)
  }

  #phrase(at: number): boolean {
    const code = this.#pool.items
    const { seenAt, base, featureOf, nextOf } = this.#sighting
    const first = code[at + 3] as number
    const words = (code[at + 1] as number) - 3
    const seen = seenAt[first] as number
    for (let start = seen >= base ? seen - base : -1; start >= 0; start = nextOf[start] as number) {
      let k = 1
      while (k < words && start + k < this.#scan.count && featureOf[start + k] === code[at + 3 + k]) k++
      if (k === words) return true
    }
    return false
  }

  /** Files a query under its rarest need. */
  #anchor(number: number, code: ArrayLike<number>): void {
    const filed = this.#filed[number]
    if (filed === undefined) return
    const { anchor, filter } = chooseNeeds(code, this.#features)
    filed.anchors = anchor?.features.length ?? 0
    if (anchor === undefined) {
      this.#always.add(number)
      return
    }
    filed.anchorsAt = this.#pool.take(filed.anchors)
    this.#pool.items.set(anchor.features, filed.anchorsAt)
    for (const feature of anchor.features) {
      this.#postings.add(feature, number, filter)
      this.#features.anchor(feature)
    }
  }

  #unanchor(number: number, filed: Filed): void {
    this.#always.delete(number)
    if (filed.anchors === 0) return
    for (let index = filed.anchorsAt; index < filed.anchorsAt + filed.anchors; index++) {
      const feature = this.#pool.items[index] ?? 0
      this.#postings.remove(feature, number)
      this.#features.unanchor(feature)
    }
    this.#pool.give(filed.anchorsAt, filed.anchors)
    filed.anchors = 0
  }

  /** Looks at some anchors again, now that more is known about what is frequent. */
  #review(): void {
    if (this.#reviewing < 0) this.#reviewing = 0
    const end = Math.min(this.#filed.length, this.#reviewing + reviewedAtOnce)
    for (; this.#reviewing < end; this.#reviewing++) {
      const filed = this.#filed[this.#reviewing]
      if (filed === undefined) continue
      const code = this.#pool.items.slice(filed.at, filed.at + filed.code)
      this.#unanchor(this.#reviewing, filed)
      this.#anchor(this.#reviewing, code)
    }
    if (end < this.#filed.length) return
    this.#reviewing = -1
    this.#nextReview = this.#features.seen * 8
  }

  #keep(node: Node): number {
    const number = this.#freeNodes.pop() ?? this.#nodes.length
    this.#nodes[number] = node
    return number
  }

  #forgetNodes(filed: Filed): void {
    const { items } = this.#pool
    for (let at = filed.at; at < filed.at + filed.code;) {
      const op = items[at]
      if (op === opNode) {
        const node = items[at + 1] ?? 0
        this.#nodes[node] = undefined
        this.#freeNodes.push(node)
      }
      at += op === opNot ? 1 : op === opAnd || op === opOr ? 2 : sizeOf(items, at)
    }
  }

  #makeRoom(number: number): void {
    if (number < this.#codeAt.length) return
    const larger = new Int32Array(number * 2)
    larger.set(this.#codeAt)
    this.#codeAt = larger
    const last = new Int32Array(number * 2)
    last.set(this.#lastPost)
    this.#lastPost = last
  }
}
