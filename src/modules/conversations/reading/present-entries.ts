/** Messages, notes and deeds as the API shows them. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { Party } from '../../../kernel/message.ts'
import { isSafePicture } from '../files/media-type.ts'
import type { Message } from '../model.ts'
import type { ActivityRow, Entry } from './entries.ts'
import { maybe, namesOfMembers, type PresentDeps } from './present.ts'
import type { activityView, attachmentView, entryView, messageView, noteView } from './views.ts'

interface AttachmentRow {
  readonly id: Uuid
  readonly message: Uuid
  readonly name: string
  readonly declaredType: string
  readonly mediaType: string | null
  readonly bytes: number | null
  readonly alt: string | null
  readonly contentId: string | null
}
interface Sending {
  readonly message: Uuid
  readonly sendAfter: Instant
  readonly nextTryAt: Instant
  readonly tries: number
  readonly lastFault: string | null
}

interface Hydrated {
  readonly attachments: ReadonlyMap<Uuid, readonly AttachmentRow[]>
  readonly outbox: ReadonlyMap<Uuid, Sending>
  readonly earlier: ReadonlyMap<Uuid, number>
  readonly answers: ReadonlyMap<string, Uuid>
  readonly people: Awaited<ReturnType<PresentDeps['people']['known']>>
  readonly members: ReadonlyMap<string, string>
}

export async function presentEntries(deps: PresentDeps, entries: readonly Entry[]): Promise<z.input<typeof entryView>[]> {
  const hydrated = await hydrate(deps, entries.flatMap((entry) => (entry.is === 'said' ? [entry.message] : [])))
  return entries.map((entry) => (entry.is === 'done' ? activityOf(entry.activity) : entry.message.is === 'note' ? noteOf(entry.message, hydrated) : messageOf(deps, entry.message, hydrated)))
}

export async function presentMessage(deps: PresentDeps, message: Message): Promise<z.input<typeof messageView>> {
  return messageOf(deps, message, await hydrate(deps, [message]))
}

export async function presentNote(deps: PresentDeps, note: Message): Promise<z.input<typeof noteView>> {
  return noteOf(note, await hydrate(deps, [note]))
}

async function hydrate(deps: PresentDeps, messages: readonly Message[]): Promise<Hydrated> {
  const ids = messages.map(({ id }) => id)
  const refs = [...new Set(messages.flatMap((one) => one.refs.at(-1) ?? []))]
  const { db } = deps
  const [attachments, outbox, earlier, answers, people, members] = await Promise.all([
    sql<AttachmentRow>`select id, message, name, declared_type as "declaredType", media_type as "mediaType", bytes, alt, content_id as "contentId" from conversations.attachments where message = any(${ids}::uuid[]) order by message, place`.execute(db),
    sql<Sending>`select message, send_after as "sendAfter", next_try_at as "nextTryAt", tries, last_fault as "lastFault" from conversations.outbox where message = any(${ids}::uuid[])`.execute(db),
    sql<{ message: Uuid; count: number }>`select message, count(*)::int as count from conversations.earlier_words where message = any(${ids}::uuid[]) group by message`.execute(db),
    refs.length === 0 ? { rows: [] } : sql<{ id: Uuid; external: string; account: Uuid }>`select id, external_id as external, account from conversations.messages where external_id = any(${refs}::text[]) and conversation = any(${[...new Set(messages.map((one) => one.conversation))]}::uuid[])`.execute(db),
    deps.people.known(db, [...new Set(messages.flatMap(({ identity }) => identity ?? []))]), namesOfMembers(deps),
  ])
  return {
    attachments: Map.groupBy(attachments.rows, ({ message }) => message), outbox: new Map(outbox.rows.map((row) => [row.message, row])), earlier: new Map(earlier.rows.map(({ message, count }) => [message, count])),
    answers: new Map(answers.rows.map(({ id, external, account }) => [`${account}\0${external}`, id])), people, members,
  }
}

const party = ({ externalId, handle, name }: Party): { externalId: string; handle: string | null; name: string | null } => ({ externalId, handle: handle ?? null, name: name ?? null })

function attachmentsOf(message: Message, { attachments }: Hydrated): z.input<typeof attachmentView>[] {
  return (attachments.get(message.id) ?? []).map(({ id, name, declaredType, mediaType, bytes, alt, contentId }) => ({ id, name, mediaType: mediaType ?? declaredType, bytes, alt, picture: isSafePicture(mediaType ?? declaredType) || (mediaType === null && declaredType === 'image/*'), inline: contentId !== null && message.html !== null }))
}

function messageOf({ picture }: Pick<PresentDeps, 'picture'>, message: Message, hydrated: Hydrated): z.input<typeof messageView> {
  const { author, member, addressed } = message
  const sending = hydrated.outbox.get(message.id)
  const last = message.refs.at(-1)
  return {
    is: 'message', id: message.id, thread: message.thread ?? '', at: iso(message.at), direction: message.direction, visibility: message.visibility, kind: message.kind, account: message.account ?? '', channel: message.channel ?? '', url: message.url !== null && /^https?:\/\//i.test(message.url) ? message.url : null,
    by: { identity: message.identity, person: message.identity === null ? null : hydrated.people.get(message.identity)?.person ?? message.identity, member, name: (member === null ? null : hydrated.members.get(member) ?? message.memberName) ?? author?.name ?? author?.handle ?? author?.externalId ?? '', handle: author?.handle ?? null, avatar: author?.avatarUrl ? picture(author.avatarUrl) : null },
    to: (addressed.to ?? []).map(party), cc: (addressed.cc ?? []).map(party), bcc: message.direction === 'outbound' ? (addressed.bcc ?? []).map(party) : [],
    inReplyTo: last === undefined ? null : hydrated.answers.get(`${message.account}\0${last}`) ?? null, subject: message.subject, text: message.text, html: message.html !== null, quoted: message.quoted, language: message.language, labels: message.labels, automatic: message.automatic, rule: message.sentByRule,
    attachments: attachmentsOf(message, hydrated), editedAt: maybe(message.editedAt), removedAt: maybe(message.removedAt), earlier: hydrated.earlier.get(message.id) ?? 0,
    state: message.state, stateAt: iso(message.stateAt), sendAfter: sending ? iso(sending.sendAfter) : null, nextTryAt: sending && sending.tries > 0 ? iso(sending.nextTryAt) : null, tries: sending?.tries ?? 0, because: message.failedBecause ?? sending?.lastFault ?? null,
  }
}

function noteOf(note: Message, hydrated: Hydrated): z.input<typeof noteView> {
  return {
    is: 'note', id: note.id, at: iso(note.at), by: { member: note.member, name: (note.member === null ? null : hydrated.members.get(note.member)) ?? note.memberName ?? '' }, text: note.text,
    mentions: note.mentions.map((member) => ({ member, name: hydrated.members.get(member) ?? member })), attachments: attachmentsOf(note, hydrated), editedAt: maybe(note.editedAt), removedAt: maybe(note.removedAt),
  }
}

function activityOf({ id, at, byKind, byId, byName, deed, facts }: ActivityRow): z.input<typeof activityView> {
  return { is: 'activity', id, at: iso(at), by: { kind: byKind, id: byId, name: byName }, deed, facts }
}
