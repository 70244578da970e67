/** SQL of drafts: one a member and conversation, kept while somebody types. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Content } from './api.ts'

export interface Draft {
  readonly conversation: Uuid
  readonly content: Content
  readonly changedAt: Instant
}

export async function keepDraft(db: Db | Tx, { id, name }: Pick<Actor, 'id' | 'name'>, conversation: Uuid, content: Content, now: Instant): Promise<void> {
  await sql`insert into conversations.drafts (member, member_name, conversation, content, changed_at) values (${id}, ${name}, ${conversation}, ${JSON.stringify(content)}::jsonb, ${new Date(now)})
    on conflict (member, conversation) do update set content = excluded.content, changed_at = excluded.changed_at, member_name = excluded.member_name`.execute(db)
}

export async function draftOf(db: Db | Tx, member: string, conversation: Uuid): Promise<Draft | null> {
  return (await sql<Draft>`select conversation, content, changed_at as "changedAt" from conversations.drafts where member = ${member} and conversation = ${conversation}`.execute(db)).rows[0] ?? null
}

export async function dropDraft(db: Db | Tx, member: string, conversation: Uuid): Promise<void> {
  await sql`delete from conversations.drafts where member = ${member} and conversation = ${conversation}`.execute(db)
}

export async function othersWriting(db: Db, member: string, conversation: Uuid): Promise<{ member: string; name: string; changedAt: Instant; is: 'reply' | 'note' }[]> {
  return (await sql<{ member: string; name: string; changedAt: Instant; is: 'reply' | 'note' }>`select member, member_name as name, changed_at as "changedAt", content->>'is' as "is" from conversations.drafts where conversation = ${conversation} and member <> ${member} order by changed_at desc limit 50`.execute(db)).rows
}
