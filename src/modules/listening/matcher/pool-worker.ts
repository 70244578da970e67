/** One thread of a {@link MatcherPool}: a matcher of its own, told of every change. */
import { parentPort } from 'node:worker_threads'
import { parseQuery } from '../query/index.ts'
import type { Post } from '../query/index.ts'
import { Matcher } from './matcher.ts'
import { readPostLines } from './post-lines.ts'
import type { BadLine, LineFormat } from './post-lines.ts'

export type Lists = readonly (readonly [string, readonly string[]])[]
/** What a thread is asked; answers come in the order of the questions. */
export type Ask =
  | { readonly kind: 'set'; readonly id: string; readonly text: string; readonly lists: Lists }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'match'; readonly posts: readonly Post[] }
  | { readonly kind: 'lines'; readonly block: Uint8Array; readonly format: LineFormat }
  | { readonly kind: 'ready' }
export type Answer =
  | { readonly kind: 'matched'; readonly found: readonly (readonly string[])[] }
  | { readonly kind: 'lines'; readonly posts: number; readonly found: readonly (readonly [post: number, id: string])[]; readonly bad: readonly BadLine[]; readonly matchingMs: number }
  | { readonly kind: 'ready' }

/** Answers one question; `undefined` where none is due. */
export function answerer(): (ask: Ask) => Answer | undefined {
  const matcher = new Matcher()
  return (ask) => {
    switch (ask.kind) {
      case 'set': matcher.set(ask.id, parseQuery(ask.text, { lists: new Map(ask.lists) })); return undefined
      case 'delete': matcher.delete(ask.id); return undefined
      case 'match': return { kind: 'matched', found: ask.posts.map((post) => matcher.match(post)) }
      case 'ready': return { kind: 'ready' }
      case 'lines': {
        const bad: BadLine[] = []
        const posts = readPostLines(ask.block, ask.format, (line) => bad.push(line))
        const found: [number, string][] = []
        const from = performance.now()
        for (let line = 0; line < posts.length; line++) {
          const post = posts[line]
          if (post !== undefined) for (const id of matcher.match(post)) found.push([line, id])
        }
        return { kind: 'lines', posts: posts.length, found, bad, matchingMs: performance.now() - from }
      }
    }
  }
}

if (parentPort) {
  const port = parentPort
  const answer = answerer()
  port.on('message', (ask: Ask) => {
    const said = answer(ask)
    if (said) port.postMessage(said)
  })
}
