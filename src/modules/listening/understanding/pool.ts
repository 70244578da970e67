/** Understands posts off the main thread, in as many workers as it is given. */
import { availableParallelism } from 'node:os'
import { unpackLabels, type BatchDone, type Teaching } from './batches.ts'
import type { Labelled, Learnt } from './taught.ts'
import type { Understood } from './understanding.ts'
import { WorkerPool } from './worker-pool.ts'

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
  /** The program of a worker. */
  readonly program?: URL
}

/** Posts sent to a worker at once: enough that sending costs little, few enough to share among workers. */
export const batchSize = 256

export class Pool<Done extends BatchDone = BatchDone> implements UnderstandingPool {
  protected readonly workers: WorkerPool<Done>

  constructor({ workers = Math.max(1, availableParallelism() - 1), maxWaiting = 100_000, batchTimeMs = 30_000, program = new URL('pool-worker.ts', import.meta.url) }: PoolOptions) {
    this.workers = new WorkerPool({ workers, maxWaiting, batchTimeMs, program })
  }

  get waiting(): number {
    return this.workers.waiting
  }

  async understandMany(texts: readonly string[], declared: readonly (string | undefined)[] = []): Promise<Understood[]> {
    return (await this.#ask('understand', texts, declared)).flatMap(({ understood }) => understood ?? [])
  }

  async labelMany(texts: readonly string[], declared: readonly (string | undefined)[] = []): Promise<Labelled[]> {
    return (await this.#ask('label', texts, declared)).flatMap(({ packed }) => (packed ? unpackLabels(packed) : []))
  }

  teach(learnt: Learnt): void {
    this.workers.tell('learnt', { kind: 'learnt', learnt } satisfies Teaching)
  }

  #ask(kind: 'understand' | 'label', texts: readonly string[], declared: readonly (string | undefined)[]): Promise<Done[]> {
    return this.workers.ask(Array.from({ length: Math.ceil(texts.length / batchSize) }, (_, part) => {
      const from = part * batchSize
      const to = Math.min(texts.length, from + batchSize)
      return { posts: to - from, batch: { kind, texts: texts.slice(from, to), declared: Array.from({ length: to - from }, (__, at) => declared[from + at] ?? '') } }
    }))
  }

  close(): Promise<void> {
    return this.workers.close()
  }
}

/** A pool whose workers start with the first posts; each opens the weights for itself, some 15 MB. */
export function openUnderstandingPool(options: PoolOptions = {}): UnderstandingPool {
  return new Pool(options)
}
