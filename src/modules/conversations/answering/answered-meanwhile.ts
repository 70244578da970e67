/** A colleague answered after what somebody saw: they are told before they answer as well. */
import { sql } from 'kysely'
import { Fault } from '../../../kernel/fault.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'

export interface OthersAnswer {
  readonly id: Uuid
  readonly by: string
  readonly at: Instant
  readonly text: string
}

export class AnsweredMeanwhile extends Fault {
  readonly code = 'conversations.answered-meanwhile'
  override readonly status = 409
  override readonly details: Readonly<Record<string, unknown>>
  constructor({ id, by, at, text }: OthersAnswer) {
    super(`${by} answered while you wrote. Read that first; send yours all the same if it still helps.`)
    this.details = { message: id, by, at: iso(at), text }
  }
}

/** The newest answer of others, taken in after a message that somebody saw. */
export async function answeredSince(db: Db | Tx, conversation: Uuid, member: string, seen: Uuid): Promise<OthersAnswer | null> {
  const { rows } = await sql<OthersAnswer>`
    select id, coalesce(member_name, author->>'name', '') as by, at, left(text, 500) as text from conversations.messages
    where conversation = ${conversation} and direction = 'outbound' and not note and member is distinct from ${member} and state not in ('failed', 'cancelled') and sent_by_rule is null
      and taken_at > (select taken_at from conversations.messages where id = ${seen} and conversation = ${conversation}) and id <> ${seen} order by taken_at desc limit 1`.execute(db)
  return rows[0] ?? null
}
