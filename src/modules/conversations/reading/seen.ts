/** Until when each member has read what, and which notes name them. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'

export async function markRead(db: Db | Tx, member: string, conversations: readonly Uuid[], until: Instant, now: Instant): Promise<void> {
  await sql`insert into conversations.seen as seen (member, conversation, until) select ${member}, id, ${new Date(until)} from conversations.conversations where id = any(${[...conversations]}::uuid[])
    on conflict (member, conversation) do update set until = greatest(seen.until, excluded.until)`.execute(db)
  await sql`update conversations.mentions set read_at = ${new Date(now)} where member = ${member} and conversation = any(${[...conversations]}::uuid[]) and read_at is null and at <= ${new Date(until)}`.execute(db)
}

/** As before their last message came. */
export async function markUnread(db: Db | Tx, member: string, conversations: readonly Uuid[]): Promise<void> {
  await sql`insert into conversations.seen as seen (member, conversation, until) select ${member}, id, coalesce(last_inbound_at, last_at) - interval '1 millisecond' from conversations.conversations where id = any(${[...conversations]}::uuid[])
    on conflict (member, conversation) do update set until = excluded.until`.execute(db)
}

export async function readUntil(db: Db, member: string, conversation: Uuid): Promise<Instant | null> {
  return (await sql<{ until: Instant }>`select until from conversations.seen where member = ${member} and conversation = ${conversation}`.execute(db)).rows[0]?.until ?? null
}

export async function unreadMentions(db: Db, member: string): Promise<number> {
  return (await sql<{ count: number }>`select count(*) as count from conversations.mentions where member = ${member} and read_at is null`.execute(db)).rows[0]?.count ?? 0
}

export interface MentionRow {
  readonly note: Uuid
  readonly conversation: Uuid
  readonly number: number
  readonly subject: string
  readonly by: string
  readonly text: string
  readonly at: Instant
  readonly read: boolean
}

export async function mentionsOf(db: Db, member: string, before: { at: Instant; id: Uuid } | null, limit: number): Promise<MentionRow[]> {
  const { rows } = await sql<MentionRow>`select mention.note, mention.conversation, conversation.number, conversation.subject, coalesce(note.member_name, '') as by, left(note.text, 500) as text, mention.at, mention.read_at is not null as read
    from conversations.mentions mention join conversations.messages note on note.id = mention.note join conversations.conversations conversation on conversation.id = mention.conversation
    where mention.member = ${member} and ${before === null ? sql`true` : sql`(mention.at, mention.note) < (${new Date(before.at)}, ${before.id}::uuid)`} order by mention.at desc, mention.note desc limit ${limit}`.execute(db)
  return rows
}
