/** Another version of a message that is here: changed at its source, with the earlier words kept. */
import { sql } from 'kysely'
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { beginning } from '../message-store.ts'
import type { Heard } from '../model.ts'
import { tell } from '../tell.ts'
import { keepAttachments } from './keep.ts'
import type { KnownMessage } from './surroundings.ts'

export async function revise(tx: Tx, known: KnownMessage, heard: Heard, now: Instant): Promise<void> {
  const subject = heard.subject ?? heard.title
  // The network's own account of what we sent says it in its own form; that is no edit.
  const isSame = known.text === heard.text && (known.subject ?? '') === (subject ?? '') && (heard.html === null || known.html === heard.html)
  if (isSame || known.removed || known.direction === 'outbound') return
  await sql`insert into conversations.earlier_words (message, until, subject, text, html) values (${known.id}, ${new Date(now)}, ${known.subject}, ${known.text}, ${known.html}) on conflict do nothing`.execute(tx)
  await sql`update conversations.messages set subject = ${subject}, text = ${heard.text}, html = ${heard.html}, quoted = ${heard.quoted}, language = ${heard.language}, labels = ${heard.labels === null ? null : JSON.stringify(heard.labels)}::jsonb, edited_at = ${new Date(now)} where id = ${known.id}`.execute(tx)
  if (heard.attachments.length > known.attachments) await keepAttachments(tx, [{ id: known.id, attachments: heard.attachments }])
  await touch(tx, known, beginning(heard.text, heard.attachments.map(({ name }) => name)), ['message'])
}

/** Messages taken back at their source: the words go, that there was a message stays. */
export async function removeWords(tx: Tx, interactions: readonly Uuid[], now: Instant): Promise<void> {
  if (interactions.length === 0) return
  const { rows } = await sql<{ id: Uuid; conversation: Uuid; direction: 'inbound' | 'outbound' }>`
    update conversations.messages set text = '', html = null, quoted = null, subject = null, labels = null, removed_at = ${new Date(now)} where interaction = any(${[...interactions]}::uuid[]) and removed_at is null returning id, conversation, direction`.execute(tx)
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await sql`delete from conversations.earlier_words where message = any(${ids}::uuid[])`.execute(tx)
  // Their files are nobody's from now on, and go from the disk with the next tidying, once this has surely happened.
  await sql`with gone as (delete from conversations.attachments where message = any(${ids}::uuid[]) returning file) insert into conversations.uploads (file, member, name, media_type, bytes, at) select distinct file, '', '', '', 0, 'epoch'::timestamptz from gone where file is not null on conflict do nothing`.execute(tx)
  for (const row of rows) await touch(tx, row, '', ['message'])
}

async function touch(tx: Tx, { id, conversation, direction }: Pick<KnownMessage, 'id' | 'conversation' | 'direction'>, words: string, what: readonly string[]): Promise<void> {
  const { rows: [row] } = await sql<{ revision: number; accounts: Uuid[]; team: Uuid | null; labels: Uuid[]; assignee: string | null }>`
    update conversations.conversations set revision = revision + 1, last_words = case when last_message = ${id} then ${words} else last_words end where id = ${conversation} returning revision, accounts, team, labels, assignee`.execute(tx)
  if (!row) return
  const scope = { accounts: row.accounts, team: row.team, labels: row.labels, assignee: row.assignee }
  await tell(tx, [
    { is: 'message', conversation, id, direction, note: false, state: 'changed', isNew: false, scope },
    { is: 'conversation', id: conversation, revision: row.revision, what, by: null, scope },
  ])
}
