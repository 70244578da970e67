/** What happened in a conversation: messages, notes and deeds in one order, paged by key. */
import { sql } from 'kysely'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { messageColumns } from '../message-store.ts'
import type { Message } from '../model.ts'

export interface ActivityRow {
  readonly id: Uuid
  readonly at: Instant
  readonly byKind: 'member' | 'key' | 'system'
  readonly byId: string | null
  readonly byName: string
  readonly deed: string
  readonly facts: Record<string, unknown>
}
export interface EntryKey {
  readonly at: Instant
  readonly id: Uuid
}
export type Entry = EntryKey & ({ readonly is: 'said'; readonly message: Message } | { readonly is: 'done'; readonly activity: ActivityRow })

/** Before or after a key; newest first, or oldest first after it. */
export async function entriesOf(db: Db, conversation: Uuid, from: { readonly before: EntryKey | null } | { readonly after: EntryKey }, limit: number): Promise<Entry[]> {
  const forward = 'after' in from
  const key = forward ? from.after : from.before
  const compare = sql.raw(forward ? '>' : '<')
  const direction = sql.raw(forward ? 'asc' : 'desc')
  const bound = (alias: string) => (key === null ? sql`true` : sql`(${sql.raw(alias)}.at, ${sql.raw(alias)}.id) ${compare} (${new Date(key.at)}, ${key.id}::uuid)`)
  const [{ rows: messages }, { rows: activities }] = await Promise.all([
    sql<Message>`select ${messageColumns('message', { bodies: false })} from conversations.messages message where message.conversation = ${conversation} and ${bound('message')} order by message.at ${direction}, message.id ${direction} limit ${limit}`.execute(db),
    sql<ActivityRow>`select id, at, by_kind as "byKind", by_id as "byId", by_name as "byName", deed, facts from conversations.activity activity where activity.conversation = ${conversation} and ${bound('activity')} order by activity.at ${direction}, activity.id ${direction} limit ${limit}`.execute(db),
  ])
  const all: Entry[] = [...messages.map((message): Entry => ({ is: 'said', at: message.at, id: message.id, message })), ...activities.map((activity): Entry => ({ is: 'done', at: activity.at, id: activity.id, activity }))]
  const order = (a: Entry, b: Entry): number => a.at - b.at || (a.id < b.id ? -1 : 1)
  return all.toSorted(forward ? order : (a, b) => order(b, a)).slice(0, limit)
}

export async function keyOfEntry(db: Db, conversation: Uuid, id: Uuid): Promise<EntryKey | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<EntryKey>`select at, id from conversations.messages where id = ${id} and conversation = ${conversation} union all select at, id from conversations.activity where id = ${id} and conversation = ${conversation}`.execute(db)
  return rows[0] ?? null
}
