/** A worker thread that understands batches of posts. */
import { parentPort } from 'node:worker_threads'
import { openUnderstanding, type Understood } from './understanding.ts'

/** What the pool sends: a number for the batch, the texts, and what each says of its language (empty for nothing). */
export interface Batch {
  readonly number: number
  readonly texts: readonly string[]
  readonly declared: readonly string[]
}

export interface BatchDone {
  readonly number: number
  readonly understood: readonly Understood[]
}

const understanding = openUnderstanding()

parentPort?.on('message', ({ number, texts, declared }: Batch) => {
  const understood = texts.map((text, at) => understanding.understand(text, declared[at] === '' ? undefined : declared[at]))
  parentPort?.postMessage({ number, understood } satisfies BatchDone, [])
})
