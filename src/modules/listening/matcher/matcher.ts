/** Holds many queries and says which of them a post answers. */
import { holds } from '../query/evaluate.ts'
import { readPost } from '../query/places.ts'
import type { Post } from '../query/post.ts'
import type { Query } from '../query/syntax-tree.ts'
import { WordScan } from '../query/word-scan.ts'

export class Matcher {
  readonly #queries = new Map<string, Query>()
  readonly #scan = new WordScan()

  /** Adds a query, or puts it in the place of the one with this id. */
  set(id: string, query: Query): void {
    this.#queries.set(id, query)
  }

  /** Takes a query out. Returns whether it was there. */
  delete(id: string): boolean {
    return this.#queries.delete(id)
  }

  get size(): number {
    return this.#queries.size
  }

  /** The ids of the queries that hold for the post. */
  match(post: Post): string[] {
    const reading = readPost(post, this.#scan)
    const found: string[] = []
    for (const [id, query] of this.#queries) if (holds(query.root, reading)) found.push(id)
    return found
  }
}
