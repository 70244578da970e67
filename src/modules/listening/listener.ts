/** All topics as one matcher, kept true while topics come and go. */
import { sentence } from '../../kernel/fault.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Interaction } from '../../kernel/interaction.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Log } from '../../platform/logs.ts'
import { DoorPool, type Sieve } from './door/index.ts'
import type { TopicThreads } from './hearing/hearing-pool.ts'
import { TopicMatcher } from './hearing/topic-matcher.ts'
import type { Labels } from './labels/labels.ts'
import { allLists, type WordList } from './lists/lists.ts'
import { listsNamedIn } from './lists/named-lists.ts'
import { parseQuery, postOf, type Query } from './query/index.ts'
import { listTopics, type Topic } from './topics.ts'

/** How many of the public posts that nobody wanted are remembered, so that a new query has something to be tried on. */
const sampleSize = 5_000

export interface Listener {
  /** Reads the topics anew if any changed since. */
  refresh(): Promise<void>
  readonly topics: readonly Topic[]
  query(topic: Uuid): Query | undefined
  /** Word lists by name, as of the last refresh. */
  readonly lists: ReadonlyMap<string, readonly string[]>
  topicOfEdition(edition: number): Topic | undefined
  /** Another number whenever a refresh changed what is matched: what was heard before is to be heard again. */
  readonly version: number
  /** Editions that an interaction belongs to, found here and now; the loop has it found in threads. Without labels, what a query asks of them does not hold. */
  match(interaction: Interaction, language: string, labels?: Labels | null): number[]
  /** Of a public firehose's posts, those that some topic may want once they are understood. */
  door(items: readonly Interaction[]): Interaction[]
  /** The same on other threads, for the bytes of one firehose; `reader` is a module that exports `openReader`. */
  sieve(reader: URL, options: unknown): Sieve
  /** Recent posts that came to the door and were let go, newest first. */
  readonly letGo: readonly Interaction[]
  /** Share of all posts let go in that time that `letGo` holds: 1 in quiet times, less in a flood. */
  readonly letGoShare: number
  /** Marks the topics as changed; the next refresh reads them. */
  invalidate(): void
  /** Ends the threads at the door. */
  close(): Promise<void>
}

/** By what a query may name a topic. */
export function topicNames(topic: Topic | undefined): string[] {
  return topic === undefined ? [] : [topic.name, topic.id]
}

/** A topic's name and text, and when each word list it names was changed last. */
function stampOf({ name, query }: Topic, lists: readonly WordList[]): string {
  if (!/list/i.test(query)) return `${name}\0${query}`
  const named = listsNamedIn(query)
  return [name, query, ...lists.filter(({ name }) => named.has(name.toLowerCase())).map(({ id, changedAt }) => `${id} ${changedAt}`)].join('\0')
}

/** @param threads who else has to know of every topic */
export function openListener(db: Db, log: Log, threads?: TopicThreads): Listener {
  const matcher = new TopicMatcher()
  let topics: readonly Topic[] = []
  let queries = new Map<Uuid, Query>()
  let byEdition = new Map<number, Topic>()
  let lists: ReadonlyMap<string, readonly string[]> = new Map()
  /** By edition: its text and the state of the word lists it names. What is the same need not be read again. */
  let stamps = new Map<string, string>()
  let version = 0
  let stale = true
  let refreshing: Promise<void> | null = null
  const sample: Interaction[] = []
  /** For how many posts that were let go each of the sample stands. */
  const standsFor: number[] = []
  let nextSample = 0
  const letGo = (posts: readonly Interaction[], each: number): void => {
    for (const post of posts) {
      sample[nextSample] = post
      standsFor[nextSample] = each
      nextSample = (nextSample + 1) % sampleSize
    }
  }
  const pool = new DoorPool(letGo)

  /** Whoever asks while topics are being read waits for them. */
  async function refresh(): Promise<void> {
    if (stale) {
      stale = false
      const before = refreshing
      refreshing = (before ?? Promise.resolve()).catch(() => undefined).then(readTopics).finally(() => { if (refreshing === mine) refreshing = null })
      const mine = refreshing
    }
    if (refreshing) await refreshing
  }

  async function readTopics(): Promise<void> {
    let read: Topic[]
    let keptLists: WordList[]
    try {
      ;[read, keptLists] = await Promise.all([listTopics(db), allLists(db)])
    } catch (thrown) {
      stale = true
      throw thrown
    }
    lists = new Map(keptLists.map(({ name, entries }) => [name, entries]))
    const before = new Map(stamps)
    const nextStamps = new Map<string, string>()
    const nextQueries = new Map<Uuid, Query>()
    for (const topic of read) {
      const key = String(topic.edition)
      try {
        const stamp = stampOf(topic, keptLists)
        const same = before.get(key) === stamp ? queries.get(topic.id) : undefined
        const query = same ?? parseQuery(topic.query, { lists })
        nextQueries.set(topic.id, query)
        nextStamps.set(key, stamp)
        if (same === undefined) {
          matcher.set(key, query, topicNames(topic))
          threads?.setTopic(key, query, topicNames(topic))
          pool.set(key, query)
          version++
        }
      } catch (thrown) {
        // A query that an older version took and this one does not: the others go on.
        log.error('listening.topic-unreadable', { topic: topic.id, because: sentence(thrown) })
      }
      before.delete(key)
    }
    for (const gone of before.keys()) {
      matcher.delete(gone)
      threads?.deleteTopic(gone)
      pool.delete(gone)
      version++
    }
    topics = read
    queries = nextQueries
    stamps = nextStamps
    byEdition = new Map(read.map((topic) => [topic.edition, topic]))
  }

  return {
    refresh,
    get topics() {
      return topics
    },
    query: (topic) => queries.get(topic),
    get lists() {
      return lists
    },
    topicOfEdition: (edition) => byEdition.get(edition),
    get version() {
      return version
    },
    match: (interaction, language, labels) => matcher.match(postOf(interaction), language, labels ?? {}),
    door: (items) =>
      items.filter((item) => {
        if (matcher.wantsLetIn(postOf(item))) return true
        letGo([item], 1)
        return false
      }),
    sieve: (reader, options) => {
      const sieve = pool.open(reader, options)
      return { ...sieve, sift: async (...asked) => { await refresh(); return sieve.sift(...asked) } }
    },
    get letGo() {
      return [...sample.slice(0, nextSample).toReversed(), ...sample.slice(nextSample).toReversed()]
    },
    get letGoShare() {
      return sample.length === 0 ? 1 : sample.length / standsFor.reduce((sum, each) => sum + each, 0)
    },
    invalidate: () => {
      stale = true
    },
    close: () => pool.close(),
  }
}
