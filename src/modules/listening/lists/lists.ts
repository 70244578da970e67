/** Word lists: kept, named by queries, and never pulled away from under them. */
import { sql } from 'kysely'
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { parseQuery } from '../query/index.ts'
import { readEntries } from './entries.ts'
import { listsNamedIn } from './named-lists.ts'

export interface WordList {
  readonly id: Uuid
  readonly name: string
  readonly entries: string[]
  readonly changedAt: Instant
  readonly changedBy: string
}

export interface UsingTopic {
  readonly id: Uuid
  readonly name: string
}

/** How many lists an installation holds at most. */
const maxLists = 1_000

const columns = sql`id, name, entries, changed_at as "changedAt", changed_by as "changedBy"`

export async function allLists(db: Db | Tx): Promise<WordList[]> {
  return (await sql<WordList>`select ${columns} from listening.lists order by lower(name)`.execute(db)).rows
}

/** @throws {NotFound} */
export async function findList(db: Db | Tx, id: Uuid): Promise<WordList> {
  const [found] = (await sql<WordList>`select ${columns} from listening.lists where id = ${id}`.execute(db)).rows
  if (!found) throw new NotFound('word list', id)
  return found
}

/** The lists as queries read them. */
export async function wordLists(db: Db | Tx): Promise<Map<string, string[]>> {
  return new Map((await allLists(db)).map(({ name, entries }) => [name, entries]))
}

/** Topics whose query names a list, whatever its case; removed ones that can still be brought back too. */
export async function topicsUsing(db: Db | Tx, name: string): Promise<UsingTopic[]> {
  const { rows } = await sql<UsingTopic & { query: string }>`select id, name, query from listening.topics where query ilike '%list%' order by name`.execute(db)
  return rows.filter(({ query }) => listsNamedIn(query).has(name.toLowerCase())).map(({ id, name: topic }) => ({ id, name: topic }))
}

async function announce(tx: Tx): Promise<void> {
  await sql`select pg_notify('rapport_topics', '')`.execute(tx)
}

const taken = (name: string): Conflict => new Conflict(`There is a word list "${name}" already. Names are compared without regard to case.`, 'listening.lists.name-taken')

async function isTaken(tx: Tx, name: string, but: Uuid | null): Promise<boolean> {
  return (await sql`select 1 from listening.lists where lower(name) = lower(${name}) and (${but}::uuid is null or id <> ${but}::uuid)`.execute(tx)).rows.length > 0
}

/** Makes a list. @throws {Invalid} for an entry that cannot be searched for @throws {Conflict} when the name is taken */
export async function createList(db: Db, draft: { name: string; entries: readonly string[] }, by: string): Promise<WordList> {
  const entries = readEntries(draft.entries)
  const id = newId()
  return db.transaction().execute(async (tx) => {
    await sql`lock table listening.lists in share row exclusive mode`.execute(tx)
    if (await isTaken(tx, draft.name, null)) throw taken(draft.name)
    const { rows } = await sql<{ count: number }>`select count(*) as count from listening.lists`.execute(tx)
    if ((rows[0]?.count ?? 0) >= maxLists) throw new Invalid(`There are ${maxLists} word lists already, the most that one installation holds. Remove some first.`, undefined, 'listening.lists.too-many')
    await sql`insert into listening.lists (id, name, entries, changed_by) values (${id}, ${draft.name}, ${entries}, ${by})`.execute(tx)
    await announce(tx)
    return findList(tx, id)
  })
}

/**
 * Changes a list; topics that name it follow at once. With `applyToHistory`
 * each of them gets a new edition, which is searched for in history and then
 * replaces the old one.
 * @throws {Conflict} when a list in use would get another name, or the name is taken
 */
export async function updateList(db: Db, id: Uuid, change: { name?: string | undefined; entries?: readonly string[] | undefined; applyToHistory: boolean }, by: string): Promise<WordList> {
  const entries = change.entries === undefined ? undefined : readEntries(change.entries)
  return db.transaction().execute(async (tx) => {
    await sql`lock table listening.lists in share row exclusive mode`.execute(tx)
    const before = await findList(tx, id)
    const name = change.name ?? before.name
    if (name.toLowerCase() !== before.name.toLowerCase()) await refuseInUse(tx, before, `"${before.name}" cannot be called "${name}" while topics name it`)
    if (await isTaken(tx, name, id)) throw taken(name)
    await sql`update listening.lists set name = ${name}, entries = coalesce(${entries ?? null}::text[], entries), changed_at = now(), changed_by = ${by} where id = ${id}`.execute(tx)
    const isNew = entries !== undefined && JSON.stringify(entries) !== JSON.stringify(before.entries)
    if (isNew) await keepReadable(tx, name)
    if (isNew && change.applyToHistory) await newEditions(tx, name)
    await announce(tx)
    return findList(tx, id)
  })
}

/** Every topic that names the list must still be readable with it: a list inside NEAR may grow past what a query holds. */
async function keepReadable(tx: Tx, name: string): Promise<void> {
  const lists = await wordLists(tx)
  for (const { id, name: topic } of await topicsUsing(tx, name)) {
    const { rows } = await sql<{ query: string }>`select query from listening.topics where id = ${id}`.execute(tx)
    try {
      parseQuery(rows[0]?.query ?? '', { lists })
    } catch (thrown) {
      throw new Conflict(`The topic "${topic}" could not be read with this list: ${thrown instanceof Error ? thrown.message : String(thrown)}`, 'listening.lists.unreadable')
    }
  }
}

async function newEditions(tx: Tx, name: string): Promise<void> {
  for (const { id } of await topicsUsing(tx, name)) {
    const { rows } = await sql<{ edition: number; old: number }>`
      update listening.topics topic set edition = nextval('listening.editions'), active_from = null
      from (select id, edition as old from listening.topics where id = ${id} and removed_at is null for update) as before
      where topic.id = before.id returning topic.edition, before.old`.execute(tx)
    const [next] = rows
    if (next) await sql`insert into listening.backfills (edition, topic, replaces, words) values (${next.edition}, ${id}, ${next.old}, 'Waiting to start')`.execute(tx)
  }
}

/** @throws {Conflict} while topics name it @throws {NotFound} */
export async function removeList(db: Db, id: Uuid): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`lock table listening.lists in share row exclusive mode`.execute(tx)
    const list = await findList(tx, id)
    await refuseInUse(tx, list, `"${list.name}" cannot go while topics name it`)
    await sql`delete from listening.lists where id = ${id}`.execute(tx)
    await announce(tx)
  })
}

async function refuseInUse(tx: Tx, list: WordList, what: string): Promise<void> {
  const using = await topicsUsing(tx, list.name)
  if (using.length > 0) throw new Conflict(`${what}: ${using.slice(0, 5).map(({ name }) => name).join(', ')}${using.length > 5 ? ' …' : ''}. Take list:${list.name} out of them first.`, 'listening.lists.in-use')
}
