/** SQL of acts: what each conversation was and became, so that an act is undone exactly. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Conversation } from '../model.ts'

export type Move =
  | { readonly is: 'change'; readonly conversation: Uuid; readonly was: Partial<Conversation>; readonly became: Partial<Conversation> }
  /** Threads, messages without a thread of their own, and what was said about it, went to another conversation. */
  | { readonly is: 'join'; readonly conversation: Uuid; readonly into: Uuid; readonly threads: readonly Uuid[]; readonly notes: readonly Uuid[]; readonly was: Partial<Conversation>; readonly intoWas: Partial<Conversation> }
  | { readonly is: 'split'; readonly conversation: Uuid; readonly made: Uuid; readonly threads: readonly { readonly from: Uuid; readonly to: Uuid; readonly tookOver: boolean }[]; readonly messages: readonly { readonly id: Uuid; readonly thread: Uuid | null }[]; readonly was: Partial<Conversation> }

export interface Act {
  readonly id: Uuid
  readonly member: string
  readonly at: Instant
  readonly deed: string
  readonly changes: readonly Move[]
  readonly undoneAt: Instant | null
}

const keptMs = 30 * dayMs

export async function keepAct(tx: Tx, act: Omit<Act, 'undoneAt'>): Promise<void> {
  await sql`insert into conversations.acts (id, member, at, deed, changes) values (${act.id}, ${act.member}, ${new Date(act.at)}, ${act.deed}, ${JSON.stringify(act.changes)}::jsonb)`.execute(tx)
}

export async function actForUndo(tx: Tx, id: Uuid): Promise<Act | null> {
  const { rows } = await sql<Act>`select id, member, at, deed, changes, undone_at as "undoneAt" from conversations.acts where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function markUndone(tx: Tx, id: Uuid, now: Instant): Promise<void> {
  await sql`update conversations.acts set undone_at = ${new Date(now)} where id = ${id}`.execute(tx)
}

export async function dropOldActs(db: Db, now: Instant): Promise<void> {
  await sql`delete from conversations.acts where at < ${new Date(now - keptMs)}`.execute(db)
}
