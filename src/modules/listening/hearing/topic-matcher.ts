/** Topics put to a post: before it is understood, and once it is. */
import { DoorMatcher } from '../door/index.ts'
import { Matcher } from '../matcher/index.ts'
import { asksTopics, type Known, type Post, type Query } from '../query/index.ts'

/** Every topic's query, by the number of its edition as text. */
export class TopicMatcher {
  readonly #matcher = new Matcher()
  readonly #door = new DoorMatcher()
  /** By what a query may name each topic. */
  readonly #names = new Map<string, readonly string[]>()
  /** Editions whose query asks which other topics a post belongs to. */
  readonly #related = new Set<string>()

  /** @param names by what other queries may name it, in `topic:` */
  set(key: string, query: Query, names: readonly string[]): void {
    this.#matcher.set(key, query)
    this.#door.set(key, query)
    this.#names.set(key, names)
    if (asksTopics(query)) this.#related.add(key)
    else this.#related.delete(key)
  }

  delete(key: string): void {
    this.#matcher.delete(key)
    this.#door.delete(key)
    this.#names.delete(key)
    this.#related.delete(key)
  }

  /** Whether some topic may want it once it is understood; never false for what `match` would find. */
  mayWant(post: Post): boolean {
    return this.#door.mayWantInside(post)
  }

  /** Whether some topic wants it let in from a public firehose. */
  wantsLetIn(post: Post): boolean {
    return this.#door.wants(post)
  }

  /** Editions that a post belongs to. What is not known of it does not hold where a query asks for it. */
  match(post: Post, language: string, known: Known = {}): number[] {
    const { sentiment, emotion, intent } = known
    const read = { ...post, languages: [language], sentiment, emotion, intent }
    const found = this.#matcher.match(read)
    if (this.#related.size === 0) return found.map(Number)
    // `topic:` asks of the topics that a post belongs to without looking at others.
    const topics = found.filter((key) => !this.#related.has(key)).flatMap((key) => this.#names.get(key) ?? [])
    return this.#matcher.match({ ...read, topics }).map(Number)
  }
}
