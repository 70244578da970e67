/** Notes for colleagues, and word to those whom they name. */
import { sql } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Letter, LetterLanguage } from '../../../kernel/letter.ts'
import type { OutgoingFile } from '../../../kernel/message.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { ConversationDeps } from '../deps.ts'
import { beginning, insertMessages, messageById } from '../message-store.ts'
import type { Conversation, Message } from '../model.ts'
import type { Colleague } from '../ports.ts'
import { scopeOfTold } from '../receiving/told-scope.ts'
import { tell } from '../tell.ts'
import { attach } from './put.ts'

type Deps = Pick<ConversationDeps, 'members' | 'telling'>

export async function addNote(tx: Tx, deps: Deps, by: Actor, conversation: Conversation, { key, text, mentions, files = [] }: { key?: Uuid | undefined; text: string; mentions: readonly string[]; files?: readonly OutgoingFile[] }, now: Instant): Promise<Message> {
  const known = key === undefined ? null : await messageById(tx, key)
  if (known) return known
  const named = await colleagues(deps, mentions)
  const note: Message = {
    id: key ?? newId(now), conversation: conversation.id, thread: null, is: 'note', direction: 'outbound', visibility: 'private', kind: 'note', account: null, channel: null, externalId: null, interaction: null, url: null, identity: null, author: null, member: by.kind === 'member' ? by.id : null, memberName: by.name,
    at: now, takenAt: now, subject: null, text, html: null, quoted: null, addressed: {}, refs: [], language: null, labels: null, automatic: null, mentions: named.map(({ id }) => id), editedAt: null, removedAt: null, state: 'kept', stateAt: now, failedBecause: null, failureCode: null, sentByRule: null,
  }
  await insertMessages(tx, [note])
  await attach(tx, note.id, files)
  await mention(tx, deps, by, conversation, note, named, now)
  await tell(tx, [{ is: 'message', conversation: conversation.id, id: note.id, direction: 'outbound', note: true, state: 'kept', isNew: true, scope: scopeOfTold(conversation) }])
  return note
}

async function colleagues({ members }: Deps, mentions: readonly string[]): Promise<Colleague[]> {
  return mentions.length === 0 ? [] : (await members.all()).filter(({ id, active }) => active && mentions.includes(id))
}

/** Told once each: in the page at once, and by mail where mail is set up. */
async function mention(tx: Tx, deps: Deps, by: Actor, conversation: Conversation, note: Message, named: readonly Colleague[], now: Instant): Promise<void> {
  const fresh: Colleague[] = []
  for (const colleague of named) {
    const { rows } = await sql`insert into conversations.mentions (member, note, conversation, at) values (${colleague.id}, ${note.id}, ${conversation.id}, ${new Date(now)}) on conflict do nothing returning member`.execute(tx)
    if (rows.length > 0 && colleague.id !== by.id) fresh.push(colleague)
  }
  if (fresh.length === 0) return
  await tell(tx, [{ is: 'mentioned', members: fresh.map(({ id }) => id), conversation: conversation.id, number: conversation.number, note: note.id, by: by.name, words: beginning(note.text) }])
  for (const { email, language } of fresh) await deps.telling.mail(tx, { address: email, language: language ?? 'en' }, mentionLetter(by.name, conversation, note.text, language ?? 'en'))
}

function mentionLetter(by: string, { id, number, subject }: Conversation, text: string, language: LetterLanguage): Letter {
  const quotes = [{ text: beginning(text), by }]
  return {
    en: { subject: `${by} mentioned you in #${number} ${subject}`, opening: `${by} mentioned you in a note.`, quotes, action: { label: 'Open the conversation', path: `/inbox/${id}` }, closing: 'You get this because a colleague named you.' },
    nl: { subject: `${by} vermeldde je in #${number} ${subject}`, opening: `${by} vermeldde je in een notitie.`, quotes, action: { label: 'Open het gesprek', path: `/inbox/${id}` }, closing: 'Je krijgt dit omdat een collega je noemde.' },
  }[language]
}

/** @throws {NotFound} when it is not one's own */
async function ownNote(tx: Tx, by: Actor, id: Uuid): Promise<Message> {
  const note = await messageById(tx, id, true)
  if (note === null || note.is !== 'note' || note.member !== by.id || note.removedAt !== null) throw new NotFound('note of yours', id)
  return note
}

export async function changeNote(tx: Tx, deps: Deps, by: Actor, conversation: Conversation, id: Uuid, { text, mentions }: { text: string; mentions: readonly string[] }, now: Instant): Promise<Message> {
  const note = await ownNote(tx, by, id)
  const named = await colleagues(deps, mentions)
  await sql`update conversations.messages set text = ${text}, mentions = ${named.map((one) => one.id)}::text[], edited_at = ${new Date(now)} where id = ${id}`.execute(tx)
  const changed = { ...note, text, mentions: named.map((one) => one.id), editedAt: now }
  await mention(tx, deps, by, conversation, changed, named, now)
  await tell(tx, [{ is: 'message', conversation: note.conversation, id, direction: 'outbound', note: true, state: 'kept', isNew: false, scope: scopeOfTold(conversation) }])
  return changed
}

/** Its words go; that there was a note stays. Says which files went. */
export async function removeNote(tx: Tx, by: Actor, conversation: Conversation, id: Uuid, now: Instant): Promise<Uuid[]> {
  const note = await ownNote(tx, by, id)
  await sql`update conversations.messages set text = '', mentions = '{}', removed_at = ${new Date(now)} where id = ${id}`.execute(tx)
  await sql`delete from conversations.mentions where note = ${id}`.execute(tx)
  const { rows } = await sql<{ file: Uuid | null }>`delete from conversations.attachments where message = ${id} returning file`.execute(tx)
  await tell(tx, [{ is: 'message', conversation: note.conversation, id, direction: 'outbound', note: true, state: 'kept', isNew: false, scope: scopeOfTold(conversation) }])
  return rows.flatMap(({ file }) => file ?? [])
}
