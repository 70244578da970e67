/** Understands posts off the main thread, in as many workers as it is given. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { TooMuch, Unavailable } from '../../../kernel/fault.ts'
import { unpackLabels, type Batch, type BatchDone, type Labelled, type Learnt, type Teaching } from './pool-worker.ts'
import type { Understood } from './understanding.ts'

export interface UnderstandingPool {
  /**
   * Understands the texts, in their order. `declared` holds for each text the
   * language that its channel says it is in, or undefined.
   *
   * @throws {TooMuch} when more posts wait than the queue may hold; nothing of the call was taken
   * @throws {Unavailable} when the pool is closed, or a batch ended three workers, by fault or by taking too long
   */
  understandMany(texts: readonly string[], declared?: readonly (string | undefined)[]): Promise<Understood[]>
  /** As `understandMany`, of each only what is kept, and with what people taught: see `teach`. */
  labelMany(texts: readonly string[], declared?: readonly (string | undefined)[]): Promise<Labelled[]>
  /** What people taught holds for every post that is asked for from now on. */
  teach(learnt: Learnt): void
  /** Posts taken and not yet understood. */
  readonly waiting: number
  /** Ends the workers; what still waits is refused. */
  close(): Promise<void>
}

export interface PoolOptions {
  /** Worker threads; by default one less than there are cores, at least one. */
  readonly workers?: number
  /** Most posts that may wait. */
  readonly maxWaiting?: number
  /** How long a batch may take before its worker is replaced. */
  readonly batchTimeMs?: number
  /** The program of a worker; for tests. */
  readonly program?: URL
}

/** Posts sent to a worker at once: enough that sending costs little, few enough to share among workers. */
const batchSize = 256
const maxTries = 3

interface Task {
  readonly batch: Batch
  tries: number
  timer?: NodeJS.Timeout
  readonly done: (answer: BatchDone) => void
  readonly failed: (fault: unknown) => void
}

class Pool implements UnderstandingPool {
  readonly #queue: Task[] = []
  readonly #busy = new Map<Worker, Task | undefined>()
  readonly #program: URL
  readonly #maxWaiting: number
  readonly #places: number
  readonly #batchTimeMs: number
  #teaching: Teaching | undefined
  #number = 0
  #waiting = 0
  #isClosed = false

  constructor({ workers = Math.max(1, availableParallelism() - 1), maxWaiting = 100_000, batchTimeMs = 30_000, program = new URL('pool-worker.ts', import.meta.url) }: PoolOptions) {
    this.#program = program
    this.#maxWaiting = maxWaiting
    this.#places = workers
    this.#batchTimeMs = batchTimeMs
  }

  get waiting(): number {
    return this.#waiting
  }

  async understandMany(texts: readonly string[], declared: readonly (string | undefined)[] = []): Promise<Understood[]> {
    return (await this.#ask('understand', texts, declared)).flatMap(({ understood }) => understood ?? [])
  }

  async labelMany(texts: readonly string[], declared: readonly (string | undefined)[] = []): Promise<Labelled[]> {
    return (await this.#ask('label', texts, declared)).flatMap(({ packed }) => (packed ? unpackLabels(packed) : []))
  }

  teach(learnt: Learnt): void {
    this.#teaching = { kind: 'learnt', learnt }
    for (const worker of this.#busy.keys()) worker.postMessage(this.#teaching, [])
  }

  async #ask(kind: Batch['kind'], texts: readonly string[], declared: readonly (string | undefined)[]): Promise<BatchDone[]> {
    if (this.#isClosed) throw closed()
    if (this.#waiting + texts.length > this.#maxWaiting) throw new TooMuch(`${this.#waiting} posts wait to be understood and ${texts.length} more would pass the limit of ${this.#maxWaiting}. Send fewer at once, or wait for earlier ones.`, 'listening.understanding.too-much', 503, 1)
    this.#waiting += texts.length
    const parts: Promise<BatchDone>[] = []
    for (let from = 0; from < texts.length; from += batchSize) {
      const to = Math.min(texts.length, from + batchSize)
      const batch: Batch = { kind, number: ++this.#number, texts: texts.slice(from, to), declared: Array.from({ length: to - from }, (_, at) => declared[from + at] ?? '') }
      parts.push(new Promise((done, failed) => this.#queue.push({ batch, tries: 0, done, failed })))
    }
    this.#next()
    try {
      return await Promise.all(parts)
    } finally {
      this.#waiting -= texts.length
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const task of this.#queue.splice(0)) task.failed(closed())
    for (const task of this.#busy.values()) {
      clearTimeout(task?.timer)
      task?.failed(closed())
    }
    const workers = [...this.#busy.keys()]
    this.#busy.clear()
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  #hire(): Worker {
    const worker = new Worker(this.#program)
    // A pool that nobody uses keeps no process alive.
    worker.unref()
    if (this.#teaching) worker.postMessage(this.#teaching, [])
    this.#busy.set(worker, undefined)
    worker.on('message', (answer: BatchDone) => {
      const task = this.#busy.get(worker)
      if (task === undefined || task.batch.number !== answer.number) return
      clearTimeout(task.timer)
      this.#busy.set(worker, undefined)
      worker.unref()
      task.done(answer)
      this.#next()
    })
    // A worker that fails also exits; one place replaces it.
    let cause: unknown
    worker.on('error', (fault) => { cause = fault })
    worker.on('exit', () => this.#replace(worker, cause))
    return worker
  }

  /** A worker died: its batch goes to another, unless it seems to be what kills them. */
  #replace(worker: Worker, cause: unknown): void {
    if (!this.#busy.has(worker)) return
    const task = this.#busy.get(worker)
    this.#busy.delete(worker)
    if (task !== undefined) {
      clearTimeout(task.timer)
      task.tries++
      if (task.tries < maxTries) this.#queue.unshift(task)
      else task.failed(new Unavailable(`A batch of ${task.batch.texts.length} posts ended ${maxTries} workers one after another and is given up. The posts are kept without sentiment; the log has the cause.`, 'listening.understanding.workers', { cause }))
    }
    this.#next()
  }

  /** Gives waiting batches to workers without work, hiring as far as there are places. */
  #next(): void {
    if (this.#isClosed) return
    while (this.#queue.length > 0) {
      const worker = this.#idle() ?? (this.#busy.size < this.#places ? this.#hire() : undefined)
      if (worker === undefined) return
      const task = this.#queue.shift()
      if (task === undefined) return
      this.#busy.set(worker, task)
      worker.ref()
      task.timer = setTimeout(() => void worker.terminate(), this.#batchTimeMs)
      task.timer.unref()
      worker.postMessage(task.batch, [])
    }
  }

  #idle(): Worker | undefined {
    for (const [worker, task] of this.#busy) if (task === undefined) return worker
    return undefined
  }
}

function closed(): Unavailable {
  return new Unavailable('Understanding is closed, as Rapport is stopping. Send the posts again once it runs.', 'listening.understanding.closed')
}

/** A pool whose workers start with the first posts; each opens the weights for itself, some 15 MB. */
export function openUnderstandingPool(options: PoolOptions = {}): UnderstandingPool {
  return new Pool(options)
}
