/** SQL of the outbox: what waits, what is on its way, what somebody must look after. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { OutgoingMessage } from '../../../kernel/message.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Conversation } from '../model.ts'
import type { Content } from './api.ts'

/** Everything needed to send it, to take it back, and to go on afterwards. */
export interface Waiting {
  readonly message: OutgoingMessage
  /** As it stood in the composer; `null` for what a rule sends. */
  readonly content: Content | null
  readonly then: 'wait' | 'close' | 'keep-open'
  /** Whether the conversation counts as answered already, and what it was before. */
  readonly answered: boolean
  readonly was: Partial<Conversation>
}

export interface BoxRow {
  readonly message: Uuid
  readonly conversation: Uuid
  readonly account: Uuid
  readonly outgoing: Waiting
  readonly sendAfter: Instant
  readonly tries: number
  readonly firstTriedAt: Instant | null
  readonly leasedUntil: Instant | null
  readonly held: boolean
}
const columns = sql`box.message, box.conversation, box.account, box.outgoing, box.send_after as "sendAfter", box.tries, box.first_tried_at as "firstTriedAt", box.leased_until as "leasedUntil", box.held`

export async function putInBox(tx: Tx, { message, conversation, account, outgoing, sendAfter, held }: Pick<BoxRow, 'message' | 'conversation' | 'account' | 'outgoing' | 'sendAfter' | 'held'>): Promise<void> {
  await sql`insert into conversations.outbox (message, conversation, account, outgoing, send_after, next_try_at, held) values (${message}, ${conversation}, ${account}, ${JSON.stringify(outgoing)}::jsonb, ${new Date(sendAfter)}, ${new Date(sendAfter)}, ${held})`.execute(tx)
  if (!held) await wake(tx)
}

export async function boxRow(db: Db | Tx, message: Uuid, lock = false): Promise<BoxRow | null> {
  return (await sql<BoxRow>`select ${columns} from conversations.outbox box where message = ${message} ${lock ? sql`for update` : sql``}`.execute(db)).rows[0] ?? null
}

export interface Taken extends BoxRow {
  /** The process that had it stopped in the middle: nobody knows whether it went out. */
  readonly interrupted: boolean
}

/**
 * Takes what is due, for so long: from then on it counts as sending, durably.
 * Of a conversation one at a time, in the order in which they were written.
 */
export async function takeDue(db: Db, lease: Uuid, now: Instant, leaseMs: number, limit: number): Promise<Taken[]> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Taken>`
      with due as (
        select box.message, box.lease is not null as interrupted from conversations.outbox box
        where not box.held and box.next_try_at <= ${new Date(now)} and (box.leased_until is null or box.leased_until < ${new Date(now)})
          and not exists (select from conversations.outbox earlier where earlier.conversation = box.conversation and earlier.place < box.place and not earlier.held and earlier.send_after <= box.send_after)
        order by box.next_try_at limit ${limit} for update skip locked)
      update conversations.outbox box set leased_until = ${new Date(now + leaseMs)}, lease = ${lease}, tries = box.tries + 1, first_tried_at = coalesce(box.first_tried_at, ${new Date(now)}) from due where due.message = box.message
      returning ${columns}, due.interrupted`.execute(tx)
    if (rows.length > 0) await sql`update conversations.messages set state = 'sending', state_at = ${new Date(now)} where id = any(${rows.map(({ message }) => message)}::uuid[]) and state in ('queued', 'sending')`.execute(tx)
    return rows
  })
}

/** When something is due next, at the latest. */
export async function nextDue(db: Db): Promise<Instant | null> {
  return (await sql<{ at: Instant | null }>`select min(greatest(next_try_at, coalesce(leased_until, next_try_at))) as at from conversations.outbox where not held`.execute(db)).rows[0]?.at ?? null
}

export async function tryAgain(tx: Tx, message: Uuid, at: Instant, fault: string): Promise<void> {
  await sql`update conversations.outbox set next_try_at = ${new Date(at)}, leased_until = null, lease = null, last_fault = ${fault} where message = ${message}`.execute(tx)
  await sql`update conversations.messages set state = 'queued' where id = ${message} and state = 'sending'`.execute(tx)
}

export async function hold(tx: Tx, message: Uuid, fault: string): Promise<void> {
  await sql`update conversations.outbox set held = true, leased_until = null, lease = null, last_fault = ${fault} where message = ${message}`.execute(tx)
}

export async function letGo(tx: Tx, message: Uuid, now: Instant): Promise<void> {
  await sql`update conversations.outbox set held = false, leased_until = null, lease = null, tries = 0, first_tried_at = null, last_fault = null, send_after = least(send_after, ${new Date(now)}), next_try_at = ${new Date(now)} where message = ${message}`.execute(tx)
  await wake(tx)
}

export async function emptyBox(tx: Tx, message: Uuid): Promise<void> {
  await sql`delete from conversations.outbox where message = ${message}`.execute(tx)
}

export async function wake(tx: Db | Tx): Promise<void> {
  await sql`select pg_notify('rapport_outbox', '')`.execute(tx)
}
