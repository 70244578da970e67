/** SQL of messages and notes as rows. */
import { sql, type RawBuilder } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Message } from './model.ts'

const fields: Readonly<Record<keyof Omit<Message, 'is'>, readonly [column: string, type: string]>> = {
  id: ['id', 'uuid'], conversation: ['conversation', 'uuid'], thread: ['thread', 'uuid'], direction: ['direction', 'text'], visibility: ['visibility', 'text'], kind: ['kind', 'text'], account: ['account', 'uuid'], channel: ['channel', 'text'], externalId: ['external_id', 'text'],
  interaction: ['interaction', 'uuid'], url: ['url', 'text'], identity: ['identity', 'uuid'], author: ['author', 'jsonb'], member: ['member', 'text'], memberName: ['member_name', 'text'], at: ['at', 'timestamptz'], takenAt: ['taken_at', 'timestamptz'], subject: ['subject', 'text'], text: ['text', 'text'],
  html: ['html', 'text'], quoted: ['quoted', 'text'], addressed: ['addressed', 'jsonb'], refs: ['refs', 'text[]'], language: ['language', 'text'], labels: ['labels', 'jsonb'], automatic: ['automatic', 'text'], mentions: ['mentions', 'text[]'], editedAt: ['edited_at', 'timestamptz'], removedAt: ['removed_at', 'timestamptz'],
  state: ['state', 'text'], stateAt: ['state_at', 'timestamptz'], failedBecause: ['failed_because', 'text'], failureCode: ['failure_code', 'text'], sentByRule: ['sent_by_rule', 'text'],
}
const entries = Object.entries(fields) as [keyof typeof fields, readonly [string, string]][]

/** All fields by their names. `bodies`: with the HTML, which a list does without. */
export function messageColumns(alias = 'message', { bodies = true } = {}): RawBuilder<unknown> {
  const named = entries.map(([name, [column]]) => (name === 'html' && !bodies ? `case when ${alias}.html is null then null else '' end as "html"` : `${alias}.${column} as "${name}"`))
  return sql.raw([...named, `case when ${alias}.note then 'note' else 'message' end as "is"`].join(', '))
}

export async function messageById(db: Db | Tx, id: Uuid, lock = false): Promise<Message | null> {
  const { rows } = await sql<Message>`select ${messageColumns()} from conversations.messages message where id = ${id} ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0] ?? null
}

const times = new Set(entries.filter(([, [, type]]) => type === 'timestamptz').map(([name]) => name))
const jsonTypes = [...entries.map(([, [column, type]]) => `${column} ${type.endsWith('[]') ? 'jsonb' : type}`), 'note boolean'].join(', ')

/** Inserts messages; those that are here already are left as they are. Says which are new. */
export async function insertMessages(tx: Tx, messages: readonly Message[]): Promise<Set<Uuid>> {
  if (messages.length === 0) return new Set()
  const records = messages.map((message) => ({
    ...Object.fromEntries(entries.map(([name, [column]]) => {
      const value = message[name]
      return [column, times.has(name) && value !== null ? new Date(value as Instant).toISOString() : value]
    })),
    note: message.is === 'note',
  }))
  const values = entries.map(([, [column, type]]) => (type.endsWith('[]') ? `coalesce((select array_agg(value) from jsonb_array_elements_text(row.${column})), '{}')` : `row.${column}`))
  const { rows } = await sql<{ id: Uuid }>`insert into conversations.messages (${sql.raw([...entries.map(([, [column]]) => column), 'note'].join(', '))}) select ${sql.raw([...values, 'row.note'].join(', '))}
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as row (${sql.raw(jsonTypes)}) on conflict do nothing returning id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** The beginning of what was said, for lists. */
export function beginning(text: string, files: readonly string[] = []): string {
  const words = text.replaceAll(/\s+/g, ' ').trim()
  const shown = words === '' ? files.join(', ') : words
  return shown.length <= 240 ? shown : `${shown.slice(0, 239).toWellFormed().replaceAll('\uFFFD', '')}…`
}
