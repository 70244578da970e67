/** The matcher on several cores, off the main thread. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../../../kernel/fault.ts'
import { parseQuery } from '../query/index.ts'
import type { Post } from '../query/index.ts'
import type { WordLists } from '../query/leaves.ts'
import type { Answer, Ask, Lists } from './pool-worker.ts'
import type { LineFormat } from './post-lines.ts'

type Waiting = (answer: Answer | Error) => void

/** A thread and those who wait for its answers, first come first. */
interface Thread { readonly worker: Worker; readonly waiting: Waiting[]; ended: Error | undefined }

/**
 * Many queries against many posts on every core given. Each thread holds all
 * queries and takes a share of the posts, so threads never wait for each
 * other; a change reaches a thread before any post that is asked for after it.
 */
export class MatcherPool {
  readonly #threads: Thread[]
  readonly #ids = new Set<string>()
  #closed = false

  constructor(threads: number = availableParallelism()) {
    this.#threads = Array.from({ length: Math.max(1, threads) }, () => open())
  }

  get threads(): number {
    return this.#threads.length
  }

  get size(): number {
    return this.#ids.size
  }

  /** Adds or changes a query. @throws QuerySyntaxFault here, before any thread hears of it. */
  set(id: string, text: string, lists: WordLists = new Map()): void {
    parseQuery(text, { lists })
    this.setChecked(id, text, [...lists])
  }

  /** As `set`, for a text that is known to be read without fault. */
  setChecked(id: string, text: string, lists: Lists = []): void {
    this.#ids.add(id)
    this.#tellAll({ kind: 'set', id, text, lists })
  }

  delete(id: string): boolean {
    if (!this.#ids.delete(id)) return false
    this.#tellAll({ kind: 'delete', id })
    return true
  }

  /** For each post the ids of the queries that hold for it. Put many posts into one call: each call costs some ten microseconds. */
  async match(posts: readonly Post[]): Promise<string[][]> {
    const answer = await this.#ask(this.#idlest(), { kind: 'match', posts })
    return answer.kind === 'matched' ? answer.found.map((ids) => [...ids]) : []
  }

  /** As `match`, for a block of whole lines, which is given away. */
  async matchLines(block: Uint8Array<ArrayBuffer>, format: LineFormat): Promise<Extract<Answer, { kind: 'lines' }> & { readonly thread: number }> {
    const thread = this.#idlest()
    const answer = await this.#ask(thread, { kind: 'lines', block, format }, [block.buffer])
    if (answer.kind !== 'lines') throw new Unavailable('A matching thread answered another question than it was asked.', 'listening.matcher.thread')
    return { ...answer, thread: this.#threads.indexOf(thread) }
  }

  /** Resolves when every thread has taken in all changes so far. */
  async ready(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => this.#ask(thread, { kind: 'ready' })))
  }

  /** Ends the threads; questions still open are refused. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }

  #idlest(): Thread {
    return this.#threads.reduce((best, each) => (each.ended === undefined && (best.ended !== undefined || each.waiting.length < best.waiting.length) ? each : best))
  }

  #tellAll(ask: Ask): void {
    for (const { worker } of this.#threads) worker.postMessage(ask, [])
  }

  #ask(thread: Thread, ask: Ask, given: readonly ArrayBuffer[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = thread.ended ?? (this.#closed ? new Unavailable('The matcher was closed.', 'listening.matcher.closed') : undefined)
      if (ended) {
        reject(ended)
        return
      }
      thread.waiting.push((answer) => { if (answer instanceof Error) reject(answer); else resolve(answer) })
      thread.worker.ref()
      thread.worker.postMessage(ask, given)
    })
  }
}

function open(): Thread {
  const thread: Thread = { worker: new Worker(new URL('pool-worker.ts', import.meta.url)), waiting: [], ended: undefined }
  const end = (because: Error): void => {
    thread.ended ??= because
    for (const waiting of thread.waiting.splice(0)) waiting(thread.ended)
  }
  thread.worker.on('message', (answer: Answer) => {
    thread.waiting.shift()?.(answer)
    if (thread.waiting.length === 0) thread.worker.unref()
  })
  thread.worker.on('error', (error: Error) => { end(new Unavailable(`A matching thread failed: ${error.message}`, 'listening.matcher.thread', { cause: error })) })
  thread.worker.on('exit', () => { end(new Unavailable('A matching thread has ended.', 'listening.matcher.closed')) })
  // Only open questions keep the process alive.
  thread.worker.unref()
  return thread
}
