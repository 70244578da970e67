/** SQL of conversations as rows: read, locked, and kept with all that changed. */
import { sql, type RawBuilder } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Conversation } from './model.ts'

/** Column and type of each field. */
const fields: Readonly<Record<keyof Omit<Conversation, 'number'>, readonly [column: string, type: string]>> = {
  id: ['id', 'uuid'], subject: ['subject', 'text'], state: ['state', 'text'], priority: ['priority', 'text'], spam: ['spam', 'boolean'], assignee: ['assignee', 'text'], team: ['team', 'uuid'], labels: ['labels', 'uuid[]'],
  account: ['account', 'uuid'], channel: ['channel', 'text'], visibility: ['visibility', 'text'], identity: ['identity', 'uuid'], language: ['language', 'text'], sentiment: ['sentiment', 'text'], emotion: ['emotion', 'text'], intent: ['intent', 'text'], urgency: ['urgency', 'text'],
  followers: ['followers', 'integer'], topics: ['topics', 'uuid[]'], accounts: ['accounts', 'uuid[]'], channels: ['channels', 'text[]'], openedAt: ['opened_at', 'timestamptz'], openedBy: ['opened_by', 'text'], lastAt: ['last_at', 'timestamptz'], lastMessage: ['last_message', 'uuid'],
  lastDirection: ['last_direction', 'text'], lastWords: ['last_words', 'text'], lastInboundAt: ['last_inbound_at', 'timestamptz'], lastOutboundAt: ['last_outbound_at', 'timestamptz'], waitingSince: ['waiting_since', 'timestamptz'], firstAnswerAt: ['first_answer_at', 'timestamptz'],
  closedAt: ['closed_at', 'timestamptz'], closedBecause: ['closed_because', 'text'], reopened: ['reopened', 'smallint'], snoozedUntil: ['snoozed_until', 'timestamptz'], dueAt: ['due_at', 'timestamptz'], joinedTo: ['joined_to', 'uuid'], follows: ['follows', 'uuid'], messages: ['messages', 'integer'], revision: ['revision', 'bigint'],
}
const entries = Object.entries(fields) as [keyof typeof fields, readonly [string, string]][]

/** All fields by their names, of a table or its alias. */
export function conversationColumns(alias = 'conversation'): RawBuilder<unknown> {
  return sql.raw([...entries.map(([name, [column]]) => `${alias}.${column} as "${name}"`), `${alias}.number as "number"`].join(', '))
}

export async function conversationsById(db: Db | Tx, ids: readonly Uuid[], lock = false): Promise<Map<Uuid, Conversation>> {
  if (ids.length === 0) return new Map()
  // In one order, so that two who lock several do not wait for each other.
  const { rows } = await sql<Conversation>`select ${conversationColumns()} from conversations.conversations conversation where id = any(${[...ids]}::uuid[]) order by id ${lock ? sql`for update` : sql``}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function conversationById(db: Db | Tx, id: Uuid, lock = false): Promise<Conversation | null> {
  return (await conversationsById(db, [id], lock)).get(id) ?? null
}

const times = new Set(entries.filter(([, [, type]]) => type === 'timestamptz').map(([name]) => name))
/** As `jsonb_to_recordset` reads it. */
function recordOf(conversation: Conversation): Record<string, unknown> {
  return Object.fromEntries(entries.map(([name, [column]]) => {
    const value = conversation[name]
    return [column, times.has(name) && value !== null ? new Date(value as Instant).toISOString() : value]
  }))
}
// Arrays come as JSON arrays, which a record set cannot read as arrays of PostgreSQL by itself.
const jsonTypes = entries.map(([, [column, type]]) => `${column} ${type.endsWith('[]') ? 'jsonb' : type}`).join(', ')
const valueOf = (column: string, type: string): string => (type.endsWith('[]') ? `coalesce((select array_agg(value::${type.slice(0, -2)}) from jsonb_array_elements_text(row.${column})), '{}')` : `row.${column}`)

/** Inserts new conversations; says the number of each. */
export async function insertConversations(tx: Tx, conversations: readonly Omit<Conversation, 'number'>[]): Promise<Map<Uuid, number>> {
  if (conversations.length === 0) return new Map()
  const columns = entries.map(([, [column]]) => column).join(', ')
  const { rows } = await sql<{ id: Uuid; number: number }>`insert into conversations.conversations (${sql.raw(columns)}) select ${sql.raw(entries.map(([, [column, type]]) => valueOf(column, type)).join(', '))}
    from jsonb_to_recordset(${JSON.stringify(conversations.map((one) => recordOf(one as Conversation)))}::jsonb) as row (${sql.raw(jsonTypes)}) returning id, number`.execute(tx)
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/** Writes conversations that are locked, with all their fields. */
export async function updateConversations(tx: Tx, conversations: readonly Conversation[]): Promise<void> {
  if (conversations.length === 0) return
  const sets = entries.filter(([name]) => name !== 'id').map(([, [column, type]]) => `${column} = ${valueOf(column, type)}`).join(', ')
  await sql`update conversations.conversations conversation set ${sql.raw(sets)} from jsonb_to_recordset(${JSON.stringify(conversations.map(recordOf))}::jsonb) as row (${sql.raw(jsonTypes)}) where conversation.id = row.id`.execute(tx)
}
