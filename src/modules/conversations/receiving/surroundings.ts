/** What is known around messages that come in: asked for a whole stretch at once. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { conversationsById } from '../conversation-store.ts'
import type { Heard, MessageState } from '../model.ts'
import { dialogueKey, externalKey, type Surroundings, type Thread } from './place.ts'

/** A message that is here already, as far as another version or an echo of it needs. */
export interface KnownMessage {
  readonly id: Uuid
  readonly interaction: Uuid | null
  readonly account: Uuid
  readonly externalId: string | null
  readonly conversation: Uuid
  readonly thread: Uuid
  readonly direction: 'inbound' | 'outbound'
  readonly state: MessageState
  readonly subject: string | null
  readonly text: string
  readonly html: string | null
  readonly removed: boolean
  readonly attachments: number
}

export interface Around extends Surroundings {
  readonly byInteraction: Map<Uuid, KnownMessage>
  readonly byId: Map<Uuid, KnownMessage>
  /** Of ours, by account and external id. */
  readonly sent: Map<string, KnownMessage>
  /** Of ours, at the network now or of unknown fate, by account. */
  readonly underway: Map<Uuid, KnownMessage[]>
}

const threadColumns = sql`id, conversation, account, channel, network_thread as "networkThread", opened_at as "openedAt"`

export async function surroundings(tx: Tx, heard: readonly Heard[]): Promise<Around> {
  const ids = heard.map(({ id }) => id)
  const keys = heard.flatMap(({ key }) => key ?? [])
  const named = heard.flatMap(({ conversation }) => conversation ?? [])
  const externals = heard.flatMap(({ account, references, externalId, direction }) => [...references.map((external) => ({ account, external })), ...(direction === 'outbound' ? [{ account, external: externalId }] : [])])
  const dialogues = heard.flatMap(({ account, thread }) => (thread === null ? [] : [{ account, thread }]))
  const speaking = [...new Set(heard.filter(({ direction, key }) => direction === 'outbound' && key === null).map(({ account }) => account))]

  const columns = sql`message.id, message.interaction, message.account, message.external_id as "externalId", message.conversation, message.thread, message.direction, message.state, message.subject, message.text, message.html, message.removed_at is not null as removed, (select count(*)::int from conversations.attachments where message = message.id) as attachments`
  const { rows: known } = await sql<KnownMessage>`select ${columns} from conversations.messages message where message.interaction = any(${ids}::uuid[]) or message.id = any(${[...ids, ...keys]}::uuid[])`.execute(tx)
  const { rows: byExternal } = externals.length === 0 ? { rows: [] } : await sql<KnownMessage & { asked: string }>`
    select distinct ${columns}, asked.external as asked from jsonb_to_recordset(${JSON.stringify(externals)}::jsonb) as asked (account uuid, external text)
    join lateral (select id from conversations.messages where external_id = asked.external and account = asked.account union select message from conversations.parts where external_id = asked.external and account = asked.account) as found on true
    join conversations.messages message on message.id = found.id where message.thread is not null`.execute(tx)
  const { rows: underway } = speaking.length === 0 ? { rows: [] } : await sql<KnownMessage>`select ${columns} from conversations.messages message join conversations.outbox outbox on outbox.message = message.id where outbox.account = any(${speaking}::uuid[]) and message.state in ('sending', 'unknown')`.execute(tx)
  const { rows: taking } = dialogues.length === 0 ? { rows: [] } : await sql<Thread>`
    select ${threadColumns} from conversations.threads where takes and (account, network_thread) in (select account, thread from jsonb_to_recordset(${JSON.stringify(dialogues)}::jsonb) as asked (account uuid, thread text))`.execute(tx)

  const wanted = [...new Set([...named, ...taking.map(({ conversation }) => conversation), ...byExternal.map(({ conversation }) => conversation), ...known.map(({ conversation }) => conversation), ...underway.map(({ conversation }) => conversation)])]
  // Also where those went that were joined to others.
  const { rows: all } = await sql<{ id: Uuid }>`with recursive followed (id) as (select unnest(${wanted}::uuid[]) union select joined_to from conversations.conversations one join followed on followed.id = one.id where joined_to is not null) select id from followed`.execute(tx)
  const conversations = await conversationsById(tx, all.map(({ id }) => id), true)
  // Read once they are locked, so that a join or split at this moment lies wholly before or after.
  const { rows: threads } = await sql<Thread>`select ${threadColumns} from conversations.threads where conversation = any(${[...conversations.keys()]}::uuid[])`.execute(tx)
  const byThread = new Map(threads.map((thread) => [thread.id, thread]))
  return {
    conversations, threads: byThread,
    taking: new Map(taking.flatMap(({ id, account, networkThread }) => { const thread = byThread.get(id); return thread && networkThread !== null ? [[dialogueKey(account, networkThread), thread]] : [] })),
    byExternal: new Map(byExternal.map(({ account, asked, thread }) => [externalKey(account, asked), thread])),
    byInteraction: new Map(known.flatMap((message) => (message.interaction === null ? [] : [[message.interaction, message]]))),
    byId: new Map(known.map((message) => [message.id, message])),
    sent: new Map(byExternal.filter(({ direction }) => direction === 'outbound').map((message) => [externalKey(message.account, message.asked), message])),
    underway: Map.groupBy(underway, ({ account }) => account),
  }
}
