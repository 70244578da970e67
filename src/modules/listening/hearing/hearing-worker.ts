/** One thread that hears: it holds every topic and the models, and answers a batch of posts at a time. */
import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { Post, Query } from '../query/index.ts'
import { answerer, handedOver, type Batch, type BatchDone, type Teaching } from '../understanding/batches.ts'
import { Taught } from '../understanding/index.ts'
import { hear, type PackedHeard } from './hear.ts'
import { TopicMatcher } from './topic-matcher.ts'

/** What a thread is told beside what understanding is told. */
export type Told =
  | { readonly kind: 'topic'; readonly key: string; readonly root: Query['root']; readonly names: readonly string[] }
  | { readonly kind: 'no-topic'; readonly key: string }

/** Posts as JSON: one string is copied between threads at a fraction of the cost of the objects. */
export interface HearBatch {
  readonly kind: 'hear'
  readonly number: number
  readonly posts: string
}

export interface HearingDone extends BatchDone {
  readonly heard?: PackedHeard
}

if (parentPort) {
  // Now, because a thread that is ended does not come to it.
  flushCompileCache()
  const port = parentPort
  const taught = new Taught()
  const topics = new TopicMatcher()
  const understand = answerer(taught)
  port.on('message', (ask: Told | HearBatch | Batch | Teaching) => {
    if (ask.kind === 'topic') topics.set(ask.key, { root: ask.root, warnings: [] }, ask.names)
    else if (ask.kind === 'no-topic') topics.delete(ask.key)
    else if (ask.kind === 'hear') {
      const heard = hear(topics, taught, JSON.parse(ask.posts) as Post[])
      port.postMessage({ number: ask.number, heard } satisfies HearingDone, [heard.understood.buffer as ArrayBuffer, heard.counts.buffer as ArrayBuffer, heard.editions.buffer as ArrayBuffer, ...handedOver(heard.labels)])
    } else {
      const said = understand(ask)
      if (said) port.postMessage(said, said.packed ? handedOver(said.packed) : [])
    }
  })
}
