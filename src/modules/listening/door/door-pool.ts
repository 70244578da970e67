/** The door on several cores: bytes of a firehose in, only wanted posts out, in order. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../../../kernel/fault.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Query } from '../query/index.ts'
import { Followed } from './followed.ts'
import { packed } from './messages.ts'
import type { Said, Sifted, Told } from './stretch.ts'

interface Thread {
  readonly worker: Worker
  readonly waiting: ((said: Said | Error) => void)[]
}

/** One firehose at the door. */
export interface Sieve {
  /** How many stretches keep every thread busy; more only wait in memory. */
  readonly depth: number
  /**
   * What of these messages is wanted. Several may be asked for before the first
   * is answered; they are answered in any order, so whoever moves a cursor awaits
   * them in the order of asking. Messages that every reader has to know (`forAll`)
   * reach each thread before any later stretch.
   * @throws {Unavailable} when the thread ended: read again from the last cursor.
   */
  sift(messages: readonly Buffer[], now: Instant, forAll?: readonly Buffer[]): Promise<Sifted>
  close(): void
}

/**
 * Threads that each hold all queries and a reader of every open firehose.
 * They begin with the first firehose; one that ends unexpectedly is replaced
 * when a firehose is opened again.
 */
export class DoorPool {
  readonly #threads: Thread[] = []
  readonly #queries = new Map<string, Query['root']>()
  readonly #sieves = new Map<number, { reader: string; options: unknown }>()
  readonly #most: number
  readonly #onLetGo: (posts: readonly Interaction[], standFor: number) => void
  readonly #followed = new Followed()
  #nextSieve = 1
  #closed = false

  /** @param onLetGo told some posts that nobody wanted, and for how many each stands */
  constructor(onLetGo: (posts: readonly Interaction[], standFor: number) => void, threads = Math.min(availableParallelism(), 16)) {
    this.#onLetGo = onLetGo
    this.#most = Math.max(1, threads)
  }

  get threads(): number {
    return this.#most
  }

  /** Adds or changes a query, for every message that comes after. */
  set(id: string, { root }: Query): void {
    this.#queries.set(id, root)
    this.#tellAll({ kind: 'set', id, root })
  }

  delete(id: string): void {
    if (this.#queries.delete(id)) this.#tellAll({ kind: 'delete', id })
  }

  /** Posts that are wanted: what passes them on without words is let in. */
  follow(keys: Float64Array, except?: Thread): void {
    if (keys.length === 0) return
    for (const key of keys) this.#followed.add(key)
    for (const thread of this.#threads) if (thread !== except) tell(thread, { kind: 'follow', keys })
  }

  /** @param reader address of a module that exports `openReader` */
  open(reader: URL, options: unknown): Sieve {
    const sieve = this.#nextSieve++
    if (this.#closed) throw new Unavailable('The door was closed.', 'listening.door.closed')
    while (this.#threads.length < this.#most) this.#threads.push(this.#start())
    this.#sieves.set(sieve, { reader: reader.href, options })
    this.#tellAll({ kind: 'open', sieve, reader: reader.href, options })
    return {
      depth: this.#most * 2,
      sift: async (messages, now, forAll = []) => {
        const thread = this.#idlest()
        if (forAll.length > 0) for (const other of this.#threads) if (other !== thread) tell(other, { kind: 'learn', sieve, block: packed(forAll), now })
        const said = await this.#ask(thread, { kind: 'sift', sieve, block: packed(messages), now })
        if (said.kind !== 'sifted') throw new Unavailable(`Messages could not be read at the door: ${said.kind === 'refused' ? said.because : 'another answer came'}.`, 'listening.door.refused')
        this.follow(said.wanted, thread)
        const unwanted = said.sifted.seen - said.sifted.items.length
        if (said.letGo.length > 0) this.#onLetGo(said.letGo, unwanted / said.letGo.length)
        return said.sifted
      },
      close: () => {
        this.#sieves.delete(sieve)
        this.#tellAll({ kind: 'shut', sieve })
      },
    }
  }

  /** Resolves when every thread knows all that was said so far. */
  async ready(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => this.#ask(thread, { kind: 'ready' })))
  }

  /** Ends the threads; open questions are refused. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }

  #idlest(): Thread {
    const [first, ...others] = this.#threads
    if (first === undefined || this.#closed) throw new Unavailable('No thread stands at the door. Reading goes on from where it stopped.', 'listening.door.closed')
    return others.reduce((best, each) => (each.waiting.length < best.waiting.length ? each : best), first)
  }

  #tellAll(told: Told): void {
    for (const thread of this.#threads) tell(thread, told)
  }

  #ask(thread: Thread, told: Told): Promise<Said> {
    return new Promise((resolve, reject) => {
      thread.waiting.push((said) => { if (said instanceof Error) reject(said); else resolve(said) })
      thread.worker.ref()
      tell(thread, told)
    })
  }

  #start(): Thread {
    const thread: Thread = { worker: new Worker(new URL('door-worker.ts', import.meta.url)), waiting: [] }
    let because: unknown
    thread.worker.on('message', (said: Said) => {
      thread.waiting.shift()?.(said)
      if (thread.waiting.length === 0) thread.worker.unref()
    })
    thread.worker.on('error', (error) => { because = error })
    thread.worker.on('exit', () => {
      // What it was asked is read again from the last cursor.
      for (const waiting of thread.waiting.splice(0)) waiting(new Unavailable('A thread at the door has ended. Reading goes on from where it stopped.', 'listening.door.thread', { cause: because }))
      const at = this.#threads.indexOf(thread)
      if (at >= 0) this.#threads.splice(at, 1)
    })
    thread.worker.unref()
    for (const [id, root] of this.#queries) tell(thread, { kind: 'set', id, root })
    const keys = Float64Array.from(this.#followed.keys)
    if (keys.length > 0) tell(thread, { kind: 'follow', keys })
    for (const [sieve, { reader, options }] of this.#sieves) tell(thread, { kind: 'open', sieve, reader, options })
    return thread
  }
}

function tell({ worker }: Thread, told: Told): void {
  worker.postMessage(told, told.kind === 'sift' || told.kind === 'learn' ? [told.block.bytes, told.block.ends.buffer] : [])
}
