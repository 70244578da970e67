/** SQL of what comes with messages: threads, files, and who takes part. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { Heard } from '../model.ts'
import type { Thread } from './place.ts'

export type NewThread = Thread

export async function keepThreads(tx: Tx, threads: readonly NewThread[]): Promise<void> {
  if (threads.length === 0) return
  const rows = JSON.stringify(threads.map(({ id, conversation, account, channel, networkThread, openedAt }) => ({ id, conversation, account, channel, network_thread: networkThread, opened_at: new Date(openedAt).toISOString() })))
  const record = sql`jsonb_to_recordset(${rows}::jsonb) as row (id uuid, conversation uuid, account uuid, channel text, network_thread text, opened_at timestamptz)`
  await sql`update conversations.threads set takes = false where takes and (account, network_thread) in (select account, network_thread from ${record})`.execute(tx)
  // Of several of one dialogue the last takes.
  await sql`insert into conversations.threads (id, conversation, account, channel, network_thread, opened_at, takes)
    select id, conversation, account, channel, network_thread, opened_at, network_thread is null or row_number() over (partition by account, network_thread order by opened_at desc, id desc) = 1 from ${record}`.execute(tx)
}

export async function keepAttachments(tx: Tx, heard: readonly Pick<Heard, 'id' | 'attachments'>[]): Promise<void> {
  const rows = heard.flatMap(({ id, attachments }) => attachments.map((one, place) => ({ id: newId(), message: id, place, file: one.file ?? null, url: one.url ?? null, reference: one.reference ?? null, name: one.name.slice(0, 300), declared_type: one.mediaType.slice(0, 200), bytes: one.bytes ?? null, alt: one.alt ?? null, content_id: one.contentId ?? null })))
  if (rows.length === 0) return
  await sql`insert into conversations.attachments (id, message, place, file, url, reference, name, declared_type, bytes, alt, content_id)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, message uuid, place smallint, file uuid, url text, reference text, name text, declared_type text, bytes bigint, alt text, content_id text)
    on conflict (message, place) do nothing`.execute(tx)
}

/** Whoever wrote to us; and of what we began, whom we wrote to. */
export async function keepParticipants(tx: Tx, placed: readonly { readonly heard: Pick<Heard, 'direction' | 'identity' | 'channel' | 'author' | 'at'>; readonly conversation: Uuid }[]): Promise<void> {
  const byKey = new Map<string, Record<string, unknown>>()
  for (const { heard, conversation } of placed) {
    if (heard.direction !== 'inbound') continue
    byKey.set(`${conversation}${heard.identity}`, { conversation, identity: heard.identity, channel: heard.channel, external_id: heard.author.externalId, handle: heard.author.handle ?? null, name: heard.author.name ?? null, avatar_url: heard.author.avatarUrl ?? null, last_at: new Date(heard.at).toISOString() })
  }
  if (byKey.size === 0) return
  await sql`insert into conversations.participants as known (conversation, identity, channel, external_id, handle, name, avatar_url, last_at)
    select * from jsonb_to_recordset(${JSON.stringify([...byKey.values()])}::jsonb) as row (conversation uuid, identity uuid, channel text, external_id text, handle text, name text, avatar_url text, last_at timestamptz)
    on conflict (conversation, identity) do update set handle = coalesce(excluded.handle, known.handle), name = coalesce(excluded.name, known.name), avatar_url = coalesce(excluded.avatar_url, known.avatar_url), last_at = greatest(excluded.last_at, known.last_at)`.execute(tx)
}
