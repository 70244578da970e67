/** What became of what we sent: delivered, read, failed; also when that is told before we know the message's id. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Receipt } from '../../../kernel/message.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { tell, type Told } from '../tell.ts'

const keptMs = 7 * dayMs

/** A later state never gives way to an earlier one; a failure is believed unless it was read. */
const moves = sql`case
  when receipt.state = 'failed' then message.state in ('sent', 'delivered', 'sending', 'unknown', 'queued')
  when receipt.state = 'delivered' then message.state in ('sent', 'sending', 'unknown', 'failed')
  else message.state in ('sent', 'delivered', 'sending', 'unknown', 'failed') end`

export async function takeReceipts(tx: Tx, receipts: readonly Receipt[], now: Instant): Promise<void> {
  for (const receipt of receipts) {
    const { account, state, at, externalId, thread, upTo } = receipt
    if (externalId !== undefined) {
      const { rows } = await sql<{ message: Uuid }>`select id as message from conversations.messages where account = ${account} and external_id = ${externalId} and direction = 'outbound' union select message from conversations.parts where account = ${account} and external_id = ${externalId}`.execute(tx)
      if (rows.length > 0) await apply(tx, rows.map(({ message }) => message), receipt)
      else await sql`insert into conversations.early_receipts (account, external_id, state, at, because, code, kept_at) values (${account}, ${externalId}, ${state}, ${new Date(at)}, ${receipt.because ?? null}, ${receipt.code ?? null}, ${new Date(now)}) on conflict do nothing`.execute(tx)
    } else if (thread !== undefined) {
      const { rows } = await sql<{ message: Uuid }>`select message.id as message from conversations.messages message join conversations.threads thread on thread.id = message.thread
        where thread.account = ${account} and thread.network_thread = ${thread} and message.direction = 'outbound' and message.state in ('sent', 'delivered') and message.at <= ${new Date(upTo ?? at)} order by message.at desc limit 200`.execute(tx)
      await apply(tx, rows.map(({ message }) => message), receipt)
    }
  }
}

/** For messages whose id has just become known. */
export async function applyEarlyReceipts(tx: Tx, sent: readonly { readonly account: Uuid; readonly externalId: string; readonly id: Uuid }[]): Promise<void> {
  for (const { account, externalId, id } of sent) {
    const { rows } = await sql<{ state: Receipt['state']; at: Instant; because: string | null; code: string | null }>`delete from conversations.early_receipts where account = ${account} and external_id = ${externalId} returning state, at, because, code`.execute(tx)
    for (const row of rows.toSorted((a, b) => a.at - b.at)) await apply(tx, [id], { state: row.state, at: row.at, ...(row.because === null ? {} : { because: row.because }), ...(row.code === null ? {} : { code: row.code }) })
  }
}

export async function dropEarlyReceipts(db: Db, now: Instant): Promise<void> {
  await sql`delete from conversations.early_receipts where kept_at < ${new Date(now - keptMs)}`.execute(db)
}

async function apply(tx: Tx, messages: readonly Uuid[], { state, at, because, code }: Pick<Receipt, 'state' | 'at' | 'because' | 'code'>): Promise<void> {
  if (messages.length === 0) return
  const { rows } = await sql<{ id: Uuid; conversation: Uuid; accounts: Uuid[]; team: Uuid | null; labels: Uuid[]; assignee: string | null }>`
    with receipt as (select ${state}::text as state)
    update conversations.messages message set state = receipt.state, state_at = ${new Date(at)}, failed_because = ${state === 'failed' ? because ?? null : null}, failure_code = ${state === 'failed' ? code ?? null : null}
    from receipt, conversations.conversations conversation where message.id = any(${[...messages]}::uuid[]) and conversation.id = message.conversation and ${moves}
    returning message.id, message.conversation, conversation.accounts, conversation.team, conversation.labels, conversation.assignee`.execute(tx)
  if (rows.length === 0) return
  // It surely went out, so nobody tries it again.
  if (state !== 'failed') await sql`delete from conversations.outbox where message = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
  await tell(tx, rows.map(({ id, conversation, accounts, team, labels, assignee }): Told => ({ is: 'message', conversation, id, direction: 'outbound', note: false, state, isNew: false, scope: { accounts, team, labels, assignee } })))
}
