/** Puts an answer into the conversation and the outbox, in one transaction. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { OutgoingFile, OutgoingMessage, Party, Visibility } from '../../../kernel/message.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { differences, keepChanges } from '../change.ts'
import type { ConversationDeps } from '../deps.ts'
import { insertMessages } from '../message-store.ts'
import type { Conversation, Message, Reply } from '../model.ts'
import type { Account } from '../ports.ts'
import { scopeOfTold } from '../receiving/told-scope.ts'
import { tell } from '../tell.ts'
import { answered } from './answered.ts'
import type { Content } from './api.ts'
import { referencesOf, type ThreadRow } from './compose.ts'
import { putInBox } from './outbox-store.ts'

export interface Answer {
  readonly key: Uuid
  readonly account: Account
  readonly thread: ThreadRow
  readonly visibility: Visibility
  readonly answers: Message | null
  readonly to: readonly Party[]
  readonly cc: readonly Party[]
  readonly bcc: readonly Party[]
  readonly subject: string | null
  readonly text: string
  readonly html: string | null
  readonly files: readonly OutgoingFile[]
  readonly template: Reply['template']
  readonly language: string | null
  /** Who signs it; `null` where nobody does. */
  readonly sender: string | null
  readonly content: Content | null
  readonly then: 'wait' | 'close' | 'keep-open'
  readonly sendAfter: Instant
  readonly held: boolean
  readonly rule: string | null
}

/** What is sent much later counts as an answer once it goes. */
const countsAtOnceMs = 5 * 60_000

export async function putAnswer(tx: Tx, deps: Pick<ConversationDeps, 'hooks' | 'telling'>, by: Actor, before: Conversation, answer: Answer, now: Instant): Promise<{ message: Message; conversation: Conversation }> {
  const { account, thread, answers } = answer
  const countsNow = !answer.held && answer.sendAfter - now <= countsAtOnceMs
  const message: Message = {
    id: answer.key, conversation: before.id, thread: thread.id, is: 'message', direction: 'outbound', visibility: answer.visibility, kind: answer.visibility === 'public' ? 'reply' : 'message', account: account.id, channel: account.channel, externalId: null, interaction: null, url: null, identity: null,
    author: { externalId: account.externalId, name: answer.sender ?? account.name, ...(account.handle === null ? {} : { handle: account.handle }) }, member: by.kind === 'member' ? by.id : null, memberName: answer.rule === null ? by.name : null, at: now, takenAt: now, subject: answer.subject, text: answer.text, html: answer.html, quoted: null,
    addressed: { to: answer.to, cc: answer.cc, bcc: answer.bcc }, refs: answers?.externalId ? [answers.externalId] : [], language: answer.language, labels: null, automatic: null, mentions: [], editedAt: null, removedAt: null, state: answer.held ? 'held' : 'queued', stateAt: now, failedBecause: null, failureCode: null, sentByRule: answer.rule,
  }
  const after = countsNow ? answered(before, message, answer.files.map(({ name }) => name), answer.then, now) : before
  await insertMessages(tx, [message])
  await attach(tx, message.id, answer.files)
  await putInBox(tx, {
    message: message.id, conversation: before.id, account: account.id, sendAfter: answer.sendAfter, held: answer.held,
    outgoing: { message: await outgoingOf(tx, before, answer), content: answer.content, then: answer.then, answered: countsNow, was: differences(before, after) },
  })
  const [changed] = await keepChanges(tx, deps, by, now, [{ before, after, lines: [] }])
  const conversation = changed ?? before
  await tell(tx, [{ is: 'message', conversation: before.id, id: message.id, direction: 'outbound', note: false, state: message.state, isNew: true, scope: scopeOfTold(conversation) }])
  if (countsNow) for (const { onAnswered } of deps.hooks) await onAnswered?.(tx, { conversation, message, by, first: before.firstAnswerAt === null && after.firstAnswerAt !== null })
  return { message, conversation }
}

async function outgoingOf(tx: Tx, conversation: Conversation, answer: Answer): Promise<OutgoingMessage> {
  const { answers, thread, account } = answer
  const [root] = answers?.refs ?? []
  const author = answers?.author
  return {
    key: answer.key, visibility: answer.visibility, to: answer.to, ...(answer.cc.length > 0 ? { cc: answer.cc } : {}), ...(answer.bcc.length > 0 ? { bcc: answer.bcc } : {}),
    inReplyTo: answers?.externalId ? { externalId: answers.externalId, ...(root === undefined ? {} : { root }), ...(answers.url === null ? {} : { url: answers.url }), ...(author ? { author: { externalId: author.externalId, ...(author.handle === undefined ? {} : { handle: author.handle }), ...(author.name === undefined ? {} : { name: author.name }) } } : {}) } : null,
    thread: thread.networkThread, references: await referencesOf(tx, thread.id), conversation: conversation.id, ...((account.abilities.subject || account.abilities.warning === true) && answer.subject !== null ? { subject: answer.subject } : {}), text: answer.text, ...(account.abilities.html && answer.html !== null ? { html: answer.html } : {}),
    files: answer.files, ...(answer.template === null ? {} : { template: answer.template }), ...(answer.language === null ? {} : { language: answer.language }), sender: answer.sender === null ? null : { name: answer.sender }, automatic: answer.rule !== null,
  }
}

/** What was uploaded belongs to the message from now on. */
export async function attach(tx: Tx, message: Uuid, files: readonly OutgoingFile[]): Promise<void> {
  if (files.length === 0) return
  const rows = files.map(({ file, name, mediaType, bytes, alt }, place) => ({ id: newId(), message, place, file, name, media_type: mediaType, bytes, alt: alt ?? null }))
  await sql`insert into conversations.attachments (id, message, place, file, name, declared_type, media_type, bytes, alt) select id, message, place, file, name, media_type, media_type, bytes, alt
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, message uuid, place smallint, file uuid, name text, media_type text, bytes bigint, alt text)`.execute(tx)
  await sql`delete from conversations.uploads where file = any(${files.map(({ file }) => file)}::uuid[])`.execute(tx)
}
