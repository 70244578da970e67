/** Which posts may be wanted, before they are understood: never fewer than the loop will want. */
import { spokenText } from '../labels/spoken-text.ts'
import { Matcher } from '../matcher/matcher.ts'
import type { Post } from '../query/post.ts'
import type { Node, Query } from '../query/syntax-tree.ts'
import { relaxed, tellable, type Relaxed } from '../query/unsure.ts'
import { languageOf } from '../understanding/language-of.ts'

/** Holds for every post. */
const everything: Node = { kind: 'or', of: [{ kind: 'field', field: 'kind', value: 'post' }, { kind: 'not', of: { kind: 'field', field: 'kind', value: 'post' } }] }

/**
 * What is asked of sentiment, emotion, intent and topics may hold of any post
 * here, asked for or ruled out; the loop decides. Languages are found out
 * here, for posts that nothing else rules out, since what is declared is often
 * wrong.
 *
 * A query of which nothing can be told before a post is understood
 * (`sentiment:negative`) would let a whole firehose in. At the door it stands
 * for what can be told of it, if anything; it sorts what others bring in.
 */
export class DoorMatcher {
  /** Every query, with all that is unknown taken out. */
  readonly #glance = new Matcher()
  /** Those that ask for a language, with it. */
  readonly #byLanguage = new Matcher()
  readonly #asksLanguage = new Set<string>()
  /** Those that any post may meet once it is understood. */
  readonly #anything = new Set<string>()

  get size(): number {
    return this.#glance.size
  }

  set(id: string, query: Query): void {
    this.delete(id)
    const withLanguage = this.#openTo(id, query)
    if (typeof withLanguage === 'string') return put(this.#glance, id, withLanguage)
    const without = relaxed(withLanguage, 'language too')
    put(this.#glance, id, without)
    if (without === withLanguage) return
    this.#asksLanguage.add(id)
    put(this.#byLanguage, id, withLanguage)
  }

  #openTo(id: string, query: Query): Relaxed {
    const open = relaxed(query)
    if (open !== 'all') return open
    this.#anything.add(id)
    return tellable(query)
  }

  delete(id: string): boolean {
    this.#anything.delete(id)
    this.#asksLanguage.delete(id)
    this.#byLanguage.delete(id)
    return this.#glance.delete(id)
  }

  /** Whether some query may want a post of which only a part was read. */
  mayWant(post: Post): boolean {
    return this.#glance.size > 0 && this.#glance.match(post).length > 0
  }

  /** Whether some query may want what is here already, once it is understood. */
  mayWantInside(post: Post): boolean {
    return this.#anything.size > 0 || this.wants(post)
  }

  /** Whether some query may want it let in; the post's languages are what is declared. */
  wants(post: Post): boolean {
    if (this.#glance.size === 0) return false
    const found = this.#glance.match(post)
    if (found.length === 0) return false
    if (found.some((id) => !this.#asksLanguage.has(id))) return true
    return this.#byLanguage.match({ ...post, languages: [languageOf(spokenText(post), post.languages)] }).length > 0
  }
}

function put(matcher: Matcher, id: string, query: Relaxed): void {
  if (query === 'nothing') return
  matcher.set(id, query === 'all' ? { root: everything, warnings: [] } : query)
}
