/** From what the composer holds to what would be sent: which thread, in answer to what, to whom. */
import { sql } from 'kysely'
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { OutgoingFile, Party, Visibility } from '../../../kernel/message.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { messageColumns } from '../message-store.ts'
import type { Conversation, Message } from '../model.ts'
import type { Account } from '../ports.ts'
import type { Content } from './api.ts'

export interface ThreadRow {
  readonly id: Uuid
  readonly account: Uuid
  readonly channel: string
  readonly networkThread: string | null
  readonly lastInboundAt: Instant | null
}

export interface Composed {
  readonly thread: ThreadRow
  readonly account: Account
  readonly visibility: Visibility
  readonly answers: Message | null
  readonly to: readonly Party[]
  readonly files: readonly OutgoingFile[]
}

export async function threadsOf(db: Db | Tx, conversation: Uuid): Promise<ThreadRow[]> {
  // The one where they wrote last comes first.
  return (await sql<ThreadRow>`select thread.id, thread.account, thread.channel, thread.network_thread as "networkThread", said.at as "lastInboundAt" from conversations.threads thread
    left join lateral (select max(at) as at from conversations.messages where thread = thread.id and direction = 'inbound') as said on true
    where thread.conversation = ${conversation} order by said.at desc nulls last, thread.opened_at desc`.execute(db)).rows
}

export async function compose(db: Db | Tx, conversation: Conversation, content: Content, accounts: readonly Account[]): Promise<Composed> {
  const threads = await threadsOf(db, conversation.id)
  const answered = content.inReplyTo === null ? null : await answeredMessage(db, conversation.id, content.inReplyTo)
  const thread = threads.find(({ id }) => id === (content.thread ?? answered?.thread)) ?? (content.thread === null ? threads[0] : undefined)
  if (!thread) throw new Invalid('This thread is not part of the conversation any more. Load it again.', { path: '/thread' }, 'conversations.thread')
  const account = accounts.find(({ id }) => id === thread.account)
  if (!account) throw new Conflict('The account that this came in on is no longer connected. Connect it again under Settings, Accounts.', 'conversations.account-gone')
  const answers = answered ?? (await latestOf(db, thread.id))
  const visibility = content.visibility ?? (answers && account.abilities.visibilities.includes(answers.visibility) ? answers.visibility : account.abilities.visibilities[0] ?? 'private')
  return { thread, account, visibility, answers, to: content.to === null ? await recipients(db, conversation.id, thread, answers) : parties(content.to), files: await filesOf(db, content) }
}

/** Without what is not said. */
export function parties(list: Content['cc']): Party[] {
  return list.map(({ externalId, handle, name }) => ({ externalId, ...(handle === undefined ? {} : { handle }), ...(name === undefined ? {} : { name }) }))
}

async function answeredMessage(db: Db | Tx, conversation: Uuid, id: Uuid): Promise<Message> {
  const { rows: [row] } = await sql<Message>`select ${messageColumns('message', { bodies: false })} from conversations.messages message where id = ${id} and conversation = ${conversation} and not note`.execute(db)
  if (!row) throw new NotFound('message', id)
  return row
}

/** Theirs; of a thread that we began, ours. */
async function latestOf(db: Db | Tx, thread: Uuid): Promise<Message | null> {
  return (await sql<Message>`select ${messageColumns('message', { bodies: false })} from conversations.messages message where thread = ${thread} and external_id is not null and removed_at is null and automatic is distinct from 'bounce' order by (direction = 'inbound') desc, at desc, id desc limit 1`.execute(db)).rows[0] ?? null
}

async function recipients(db: Db | Tx, conversation: Uuid, { channel }: ThreadRow, answers: Message | null): Promise<readonly Party[]> {
  if (answers?.direction === 'inbound' && answers.author) {
    const { externalId, handle, name } = answers.author
    return [{ externalId, ...(handle === undefined ? {} : { handle }), ...(name === undefined ? {} : { name }) }]
  }
  if (answers?.addressed.to?.length) return answers.addressed.to
  const { rows } = await sql<{ externalId: string; handle: string | null; name: string | null }>`select external_id as "externalId", handle, name from conversations.participants where conversation = ${conversation} and channel = ${channel} order by last_at desc limit 1`.execute(db)
  return rows.map(({ externalId, handle, name }) => ({ externalId, ...(handle === null ? {} : { handle }), ...(name === null ? {} : { name }) }))
}

async function filesOf(db: Db | Tx, { files }: Content): Promise<OutgoingFile[]> {
  if (files.length === 0) return []
  const { rows } = await sql<{ file: Uuid; mediaType: string; bytes: number }>`select file, media_type as "mediaType", bytes from conversations.uploads where file = any(${files.map(({ file }) => file)}::uuid[])`.execute(db)
  const known = new Map(rows.map((row) => [row.file, row]))
  return files.map(({ file, name, alt }) => {
    const kept = known.get(file)
    if (!kept) throw new Invalid(`The file "${name}" is not here any more. Add it again.`, { path: '/files' }, 'conversations.file-gone')
    return { file, name, mediaType: kept.mediaType, bytes: kept.bytes, ...(alt === undefined ? {} : { alt }) }
  })
}

/** What goes to the account, as it waits in the outbox. */
export async function referencesOf(db: Db | Tx, thread: Uuid): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`select external_id as "externalId" from (select external_id, at, id from conversations.messages where thread = ${thread} and external_id is not null order by at desc, id desc limit 50) as newest order by at, id`.execute(db)
  return rows.map(({ externalId }) => externalId)
}
