/** What we sent, heard again from the network: joins the message that it is. */
import { sql } from 'kysely'
import type { Instant } from '../../../kernel/instant.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { Heard } from '../model.ts'
import { tell } from '../tell.ts'
import type { KnownMessage } from './surroundings.ts'

/** The network has it, so it went out, whatever we know of the sending. */
export async function joinEcho(tx: Tx, known: KnownMessage, heard: Heard, now: Instant): Promise<void> {
  const { rows: [row] } = await sql<{ state: string }>`
    update conversations.messages set interaction = ${heard.id}, external_id = coalesce(external_id, ${heard.externalId}), url = coalesce(url, ${heard.url}), author = coalesce(author, ${JSON.stringify(heard.author)}::jsonb),
      state = case when state in ('queued', 'sending', 'unknown', 'failed') then 'sent' else state end, state_at = case when state in ('queued', 'sending', 'unknown', 'failed') then ${new Date(now)} else state_at end, failed_because = null, failure_code = null
    where id = ${known.id} and not exists (select from conversations.messages other where other.interaction = ${heard.id} and other.id <> ${known.id}) returning state`.execute(tx)
  if (!row) return
  if (heard.externalId !== known.externalId && known.externalId !== null) await sql`insert into conversations.parts (account, external_id, message) values (${heard.account}, ${heard.externalId}, ${known.id}) on conflict do nothing`.execute(tx)
  await sql`delete from conversations.outbox where message = ${known.id}`.execute(tx)
  if (heard.thread !== null) await learnThread(tx, known, heard.thread)
  const { rows: [conversation] } = await sql<{ revision: number; accounts: string[]; team: string | null; labels: string[]; assignee: string | null }>`update conversations.conversations set revision = revision + 1 where id = ${known.conversation} returning revision, accounts, team, labels, assignee`.execute(tx)
  if (conversation) await tell(tx, [{ is: 'message', conversation: known.conversation, id: known.id, direction: 'outbound', note: false, state: row.state, isNew: false, scope: conversation }])
}

/** A thread that we began has the network's name for it from now on. */
export async function learnThread(tx: Tx, { thread }: Pick<KnownMessage, 'thread'>, networkThread: string): Promise<void> {
  await sql`update conversations.threads set network_thread = ${networkThread} where id = ${thread} and network_thread is null
    and not exists (select from conversations.threads other where other.account = threads.account and other.network_thread = ${networkThread} and other.takes)`.execute(tx)
}
