/** Threads that understand posts and match them against every topic. */
import type { Query, Post } from '../query/index.ts'
import { batchSize, Pool, type PoolOptions, type UnderstandingPool } from '../understanding/index.ts'
import { unpackHeard, type Heard } from './hear.ts'
import type { HearBatch, HearingDone, Told } from './hearing-worker.ts'

/** Who has to know of every topic. */
export interface TopicThreads {
  /** Adds or changes a topic, for every post that is asked for after it. */
  setTopic(key: string, query: Query, names: readonly string[]): void
  deleteTopic(key: string): void
}

export interface HearingPool extends UnderstandingPool, TopicThreads {
  /**
   * What the threads find out of each post, in the order of the posts.
   *
   * @throws {TooMuch} when more posts wait than the queue may hold; nothing of the call was taken
   * @throws {Unavailable} when the pool is closed, or a batch ended three workers
   */
  hearMany(posts: readonly Post[]): Promise<Heard[]>
}

class Threads extends Pool<HearingDone> implements HearingPool {
  setTopic(key: string, { root }: Query, names: readonly string[]): void {
    this.workers.tell(`topic ${key}`, { kind: 'topic', key, root, names } satisfies Told)
  }

  deleteTopic(key: string): void {
    this.workers.untell(`topic ${key}`, { kind: 'no-topic', key } satisfies Told)
  }

  async hearMany(posts: readonly Post[]): Promise<Heard[]> {
    const done = await this.workers.ask(Array.from({ length: Math.ceil(posts.length / batchSize) }, (_, part) => {
      const some = posts.slice(part * batchSize, (part + 1) * batchSize)
      return { posts: some.length, batch: { kind: 'hear', posts: JSON.stringify(some) } satisfies Omit<HearBatch, 'number'> }
    }))
    return done.flatMap(({ heard }) => (heard ? unpackHeard(heard) : []))
  }
}

/** Workers start with the first posts; each opens the models for itself and holds every topic. */
export function openHearingPool(options: PoolOptions = {}): HearingPool {
  return new Threads({ program: new URL('hearing-worker.ts', import.meta.url), ...options })
}
