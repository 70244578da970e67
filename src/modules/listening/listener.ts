/** All topics as one matcher, kept true while topics come and go. */
import { sentence } from '../../kernel/fault.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Interaction } from '../../kernel/interaction.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { Log } from '../../platform/logs.ts'
import { Matcher } from './matcher/index.ts'
import { parseQuery, postOf, type Query } from './query/index.ts'
import { listTopics, type Topic } from './topics.ts'

/** How many of the public posts that nobody wanted are remembered, so that a new query has something to be tried on. */
const sampleSize = 5_000

export interface Listener {
  /** Reads the topics anew if any changed since. */
  refresh(): Promise<void>
  readonly topics: readonly Topic[]
  query(topic: Uuid): Query | undefined
  topicOfEdition(edition: number): Topic | undefined
  /** Editions that an interaction belongs to. */
  match(interaction: Interaction, language: string): number[]
  /** Of a public firehose's posts, those that some topic wants. */
  door(items: readonly Interaction[]): Interaction[]
  /** Recent posts that came to the door and were let go, newest first. */
  readonly letGo: readonly Interaction[]
  /** Marks the topics as changed; the next refresh reads them. */
  invalidate(): void
}

export function openListener(db: Db, log: Log): Listener {
  const matcher = new Matcher()
  let topics: readonly Topic[] = []
  let queries = new Map<Uuid, Query>()
  let byEdition = new Map<number, Topic>()
  let stale = true
  const sample: Interaction[] = []
  let nextSample = 0

  async function refresh(): Promise<void> {
    if (!stale) return
    stale = false
    let read: Topic[]
    try {
      read = await listTopics(db)
    } catch (thrown) {
      stale = true
      throw thrown
    }
    const texts = new Map(topics.map((topic) => [String(topic.edition), topic.query]))
    const nextQueries = new Map<Uuid, Query>()
    for (const topic of read) {
      const key = String(topic.edition)
      try {
        const query = texts.get(key) === topic.query ? queries.get(topic.id) ?? parseQuery(topic.query) : parseQuery(topic.query)
        nextQueries.set(topic.id, query)
        if (texts.get(key) !== topic.query) matcher.set(key, query)
      } catch (thrown) {
        // A query that an older version took and this one does not: the others go on.
        log.error('listening.topic-unreadable', { topic: topic.id, because: sentence(thrown) })
      }
      texts.delete(key)
    }
    for (const gone of texts.keys()) matcher.delete(gone)
    topics = read
    queries = nextQueries
    byEdition = new Map(read.map((topic) => [topic.edition, topic]))
  }

  return {
    refresh,
    get topics() {
      return topics
    },
    query: (topic) => queries.get(topic),
    topicOfEdition: (edition) => byEdition.get(edition),
    match: (interaction, language) => matcher.match(postOf(interaction, language)).map(Number),
    door: (items) =>
      items.filter((item) => {
        if (matcher.size > 0 && matcher.match(postOf(item, item.languages?.[0])).length > 0) return true
        sample[nextSample] = item
        nextSample = (nextSample + 1) % sampleSize
        return false
      }),
    get letGo() {
      return [...sample.slice(0, nextSample).toReversed(), ...sample.slice(nextSample).toReversed()]
    },
    invalidate: () => {
      stale = true
    },
  }
}
