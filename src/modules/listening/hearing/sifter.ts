/** Searches many posts for one query in a thread of its own, so that neither the loop nor the hearing of what comes in waits for it. */
import { Fault } from '../../../kernel/fault.ts'
import type { Post, Query } from '../query/index.ts'
import { WorkerPool } from '../understanding/index.ts'
import type { SiftBatch, SiftDone, SiftTold } from './sift-worker.ts'

/** Posts sent at once: writing them down for the thread takes this one some milliseconds. */
const batchSize = 250
const batchTimeMs = 10_000

/** Thrown when a query takes so long over so few posts that history cannot be searched for it. */
export class SlowQuery extends Fault {
  readonly code = 'listening.query.slow'
  override readonly status = 422
  constructor(posts: number, cause: unknown) {
    super(`This query took longer than ${batchTimeMs / 1000} seconds over ${posts} posts, three times, so history is not searched for it. Leave out wildcards at the beginning of words, or make it shorter.`, { cause })
  }
}

export interface Sifter {
  /**
   * The matching ones, in the order given.
   *
   * @param post what the query language reads of each; asked for shortly before it is looked at
   * @throws {SlowQuery} when the query is too slow to search with
   */
  find<One>(query: Query, among: readonly One[], post: (one: One) => Post): Promise<One[]>
  close(): Promise<void>
}

/** The thread starts with the first search. */
export function openSifter(): Sifter {
  const workers = new WorkerPool<SiftDone>({ workers: 1, maxWaiting: Infinity, batchTimeMs, program: new URL('sift-worker.ts', import.meta.url) })
  let queries = 0
  return {
    find: async <One>({ root }: Query, among: readonly One[], post: (one: One) => Post): Promise<One[]> => {
      const key = String(++queries)
      workers.tell(`query ${key}`, { kind: 'query', key, root } satisfies SiftTold)
      try {
        const found: One[] = []
        // One batch after another, so that searches take turns and little is written down in advance.
        for (let from = 0; from < among.length; from += batchSize) {
          const some = among.slice(from, from + batchSize)
          const [done] = await workers.ask([{ posts: some.length, batch: { kind: 'sift', key, posts: JSON.stringify(some.map(post)) } satisfies Omit<SiftBatch, 'number'> }]).catch((thrown: unknown) => {
            throw thrown instanceof Fault && thrown.code === 'listening.understanding.workers' ? new SlowQuery(some.length, thrown) : thrown
          })
          for (const at of done?.found ?? []) found.push(...some.slice(at, at + 1))
        }
        return found
      } finally {
        workers.untell(`query ${key}`, { kind: 'no-query', key } satisfies SiftTold)
      }
    },
    close: () => workers.close(),
  }
}
