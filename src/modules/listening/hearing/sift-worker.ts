/** The thread that searches: it holds the queries that are being looked for, and says which posts of a batch each matches. */
import { parentPort } from 'node:worker_threads'
import { Matcher } from '../matcher/index.ts'
import type { Post, Query } from '../query/index.ts'

export type SiftTold =
  | { readonly kind: 'query'; readonly key: string; readonly root: Query['root'] }
  | { readonly kind: 'no-query'; readonly key: string }

/** Posts as JSON: one string is copied between threads at a fraction of the cost of the objects. */
export interface SiftBatch {
  readonly kind: 'sift'
  readonly number: number
  readonly key: string
  readonly posts: string
}

export interface SiftDone {
  readonly number: number
  /** Places of the matching ones within the batch, in order. */
  readonly found: readonly number[]
}

if (parentPort) {
  const port = parentPort
  const matchers = new Map<string, Matcher>()
  port.on('message', (ask: SiftTold | SiftBatch) => {
    if (ask.kind === 'query') {
      const matcher = new Matcher()
      matcher.set('query', { root: ask.root, warnings: [] })
      matchers.set(ask.key, matcher)
    } else if (ask.kind === 'no-query') matchers.delete(ask.key)
    else {
      const matcher = matchers.get(ask.key)
      const found = (JSON.parse(ask.posts) as Post[]).flatMap((post, at) => (matcher && matcher.match(post).length > 0 ? [at] : []))
      port.postMessage({ number: ask.number, found } satisfies SiftDone)
    }
  })
}
