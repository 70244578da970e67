/** Batches of work for threads that may fail: each is done once or given up with a reason. */
import { Worker } from 'node:worker_threads'
import { TooMuch, Unavailable } from '../../../kernel/fault.ts'

export interface WorkerPoolOptions {
  /** Worker threads at most; they begin with the first batch. */
  readonly workers: number
  /** Most posts that may wait. */
  readonly maxWaiting: number
  /** How long a batch may take before its worker is replaced. */
  readonly batchTimeMs: number
  /** The program of a worker: it answers each batch with a message of the same number. */
  readonly program: URL
}

interface Numbered {
  readonly number: number
}

interface Task<Done> {
  readonly batch: Numbered
  readonly posts: number
  tries: number
  timer?: NodeJS.Timeout
  readonly done: (answer: Done) => void
  readonly failed: (fault: unknown) => void
}

const maxTries = 3

/**
 * A queue before a number of threads. A thread that dies or takes too long is
 * replaced and its batch given to another; a batch that ended three is given up.
 */
export class WorkerPool<Done extends Numbered> {
  readonly #queue: Task<Done>[] = []
  readonly #busy = new Map<Worker, Task<Done> | undefined>()
  readonly #options: WorkerPoolOptions
  /** What every worker has to know, by key; a new one is told all of it first. */
  readonly #standing = new Map<string, unknown>()
  #number = 0
  #waiting = 0
  #isClosed = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  /** Posts taken and not yet answered. */
  get waiting(): number {
    return this.#waiting
  }

  /** Tells every worker, those to come included, before any batch that is asked for after it. */
  tell(key: string, message: unknown): void {
    this.#standing.set(key, message)
    for (const worker of this.#busy.keys()) worker.postMessage(message, [])
  }

  /** Takes back what was told under a key; `message` says so to those who were told. */
  untell(key: string, message: unknown): void {
    if (this.#standing.delete(key)) for (const worker of this.#busy.keys()) worker.postMessage(message, [])
  }

  /**
   * Answers of all batches, in their order.
   *
   * @throws {TooMuch} when more posts wait than may; nothing of the call was taken
   * @throws {Unavailable} when the pool is closed, or a batch ended three workers, by fault or by taking too long
   */
  async ask(batches: readonly { readonly posts: number; readonly batch: object }[]): Promise<Done[]> {
    if (this.#isClosed) throw closed()
    const posts = batches.reduce((sum, each) => sum + each.posts, 0)
    const { maxWaiting } = this.#options
    if (this.#waiting + posts > maxWaiting) throw new TooMuch(`${this.#waiting} posts wait to be understood and ${posts} more would pass the limit of ${maxWaiting}. Send fewer at once, or wait for earlier ones.`, 'listening.understanding.too-much', 503, 1)
    this.#waiting += posts
    const parts = batches.map((each) => new Promise<Done>((done, failed) => {
      this.#queue.push({ batch: { ...each.batch, number: ++this.#number }, posts: each.posts, tries: 0, done, failed })
    }))
    this.#next()
    try {
      return await Promise.all(parts)
    } finally {
      this.#waiting -= posts
    }
  }

  /** Ends the workers; what still waits is refused. */
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
    const worker = new Worker(this.#options.program)
    // A pool that nobody uses keeps no process alive.
    worker.unref()
    for (const message of this.#standing.values()) worker.postMessage(message, [])
    this.#busy.set(worker, undefined)
    worker.on('message', (answer: Done) => {
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
      else task.failed(new Unavailable(`A batch of ${task.posts} posts ended ${maxTries} workers one after another and is given up. The posts are kept without sentiment; the log has the cause.`, 'listening.understanding.workers', { cause }))
    }
    this.#next()
  }

  /** Gives waiting batches to workers without work, hiring as far as there are places. */
  #next(): void {
    if (this.#isClosed) return
    while (this.#queue.length > 0) {
      const worker = this.#idle() ?? (this.#busy.size < this.#options.workers ? this.#hire() : undefined)
      if (worker === undefined) return
      const task = this.#queue.shift()
      if (task === undefined) return
      this.#busy.set(worker, task)
      worker.ref()
      task.timer = setTimeout(() => void worker.terminate(), this.#options.batchTimeMs)
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
