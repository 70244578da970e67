/** Topics: what the company listens for. */
import { sql } from 'kysely'
import { Invalid, NotFound } from '../../kernel/fault.ts'
import type { Instant } from '../../kernel/instant.ts'
import { newId, type Uuid } from '../../kernel/ids.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { TopicRole } from './api.ts'
import { wordLists } from './lists/lists.ts'
import { parseQuery } from './query/index.ts'

export interface Backfill {
  readonly edition: number
  readonly state: 'running' | 'done' | 'failed'
  readonly scanned: number
  readonly total: number
  readonly matched: number
  readonly words: string
}

export interface Topic {
  readonly id: Uuid
  readonly name: string
  readonly role: TopicRole
  readonly query: string
  readonly colour: number
  readonly edition: number
  readonly activeFrom: number | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly backfill: Backfill | null
}

export interface TopicDraft {
  readonly name: string
  readonly role: TopicRole
  readonly query: string
  readonly applyToHistory: boolean
}

/** How many topics an installation holds at most. */
const maxTopics = 10_000

const columns = sql`topic.id, topic.name, topic.role, topic.query, topic.colour, topic.edition, topic.active_from as "activeFrom", topic.created_at as "createdAt", topic.updated_at as "updatedAt",
  case when fill.edition is null then null else json_build_object('edition', fill.edition, 'state', fill.state, 'scanned', fill.scanned, 'total', fill.total, 'matched', fill.matched, 'words', fill.words) end as backfill`

export async function listTopics(db: Db): Promise<Topic[]> {
  const { rows } = await sql<Topic>`select ${columns} from listening.topics topic left join listening.backfills fill on fill.edition = topic.edition where topic.removed_at is null order by topic.created_at, topic.id`.execute(db)
  return rows
}

export async function findTopic(db: Db, id: Uuid): Promise<Topic> {
  const { rows } = await sql<Topic>`select ${columns} from listening.topics topic left join listening.backfills fill on fill.edition = topic.edition where topic.id = ${id} and topic.removed_at is null`.execute(db)
  const topic = rows[0]
  if (!topic) throw new NotFound('topic', id)
  return topic
}

/** Tells every process that topics changed. */
async function announce(tx: Tx): Promise<void> {
  await sql`select pg_notify('rapport_topics', '')`.execute(tx)
}

async function startBackfill(tx: Tx, id: Uuid, edition: number, replaces: number | null): Promise<void> {
  await sql`insert into listening.backfills (edition, topic, replaces, words) values (${edition}, ${id}, ${replaces}, 'Waiting to start')`.execute(tx)
}

/** Makes a topic. With `applyToHistory` the history kept is searched in the background. */
export async function createTopic(db: Db, draft: TopicDraft): Promise<Topic> {
  parseQuery(draft.query, { lists: await wordLists(db) })
  const id = newId()
  await db.transaction().execute(async (tx) => {
    const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count from listening.topics where removed_at is null`.execute(tx)
    if ((counted[0]?.count ?? 0) >= maxTopics) throw new Invalid(`There are ${maxTopics} topics already, the most that one installation holds. Remove some first.`, undefined, 'listening.topics.too-many')
    // The least used colour, so that the first five topics are told apart at a glance.
    const { rows } = await sql<{ edition: number }>`
      insert into listening.topics (id, name, role, query, colour)
      values (${id}, ${draft.name}, ${draft.role}, ${draft.query},
        (select n from generate_series(0, 4) as n left join listening.topics used on used.colour = n and used.removed_at is null group by n order by count(used.id), n limit 1))
      returning edition`.execute(tx)
    const edition = rows[0]?.edition
    if (draft.applyToHistory && edition !== undefined) await startBackfill(tx, id, edition, null)
    await announce(tx)
  })
  return findTopic(db, id)
}

/**
 * Changes a topic. A changed query that applies to history gets a new edition,
 * which replaces the old one; otherwise it goes on from now.
 */
export async function updateTopic(db: Db, id: Uuid, change: Partial<TopicDraft>): Promise<Topic> {
  if (change.query !== undefined) parseQuery(change.query, { lists: await wordLists(db) })
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ query: string; edition: number }>`select query, edition from listening.topics where id = ${id} and removed_at is null for update`.execute(tx)
    const before = rows[0]
    if (!before) throw new NotFound('topic', id)
    await sql`update listening.topics set name = coalesce(${change.name ?? null}, name), role = coalesce(${change.role ?? null}, role), query = coalesce(${change.query ?? null}, query), updated_at = now() where id = ${id}`.execute(tx)
    if (change.query !== undefined && change.query !== before.query && change.applyToHistory !== false) {
      const { rows: next } = await sql<{ edition: number }>`update listening.topics set edition = nextval('listening.editions'), active_from = null where id = ${id} returning edition`.execute(tx)
      await startBackfill(tx, id, next[0]?.edition ?? 0, before.edition)
    }
    await announce(tx)
  })
  return findTopic(db, id)
}

export async function removeTopic(db: Db, id: Uuid): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numAffectedRows } = await sql`update listening.topics set removed_at = now() where id = ${id} and removed_at is null`.execute(tx)
    if (numAffectedRows === 0n) throw new NotFound('topic', id)
    await announce(tx)
  })
}

/** Brings a removed topic back; what was said meanwhile is searched again. */
export async function restoreTopic(db: Db, id: Uuid): Promise<Topic> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ edition: number; old: number }>`
      update listening.topics topic set removed_at = null, edition = nextval('listening.editions'), active_from = null
      from (select id, edition as old from listening.topics where id = ${id} and removed_at is not null for update) as before
      where topic.id = before.id returning topic.edition, before.old`.execute(tx)
    const row = rows[0]
    if (!row) throw new NotFound('removed topic', id)
    await startBackfill(tx, id, row.edition, row.old)
    await announce(tx)
  })
  return findTopic(db, id)
}

/** Notes from which place in the stream on editions are matched by the loop. */
export async function activate(tx: Tx, editions: readonly number[], from: number): Promise<void> {
  await sql`update listening.topics set active_from = ${from} where edition = any(${editions}::int[]) and active_from is null`.execute(tx)
}

/** Topics removed longer ago than an undo lasts: their editions, now gone for good. */
export async function dropRemoved(db: Db, olderThan: Date): Promise<number[]> {
  const { rows } = await sql<{ edition: number }>`delete from listening.topics where removed_at < ${olderThan} returning edition`.execute(db)
  return rows.map((row) => row.edition)
}
