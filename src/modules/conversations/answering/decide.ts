/** What somebody decides about a message that is not out: take it back, try again, settle, release or refuse it. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { keepLines } from '../activity.ts'
import { differences, keepChanges } from '../change.ts'
import { conversationById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import { messageById } from '../message-store.ts'
import type { Conversation, Message } from '../model.ts'
import { scopeOfTold } from '../receiving/told-scope.ts'
import { tell } from '../tell.ts'
import { answered } from './answered.ts'
import { contentSchema, type Content } from './api.ts'
import { keepDraft, type Draft } from './draft-store.ts'
import { boxRow, emptyBox, letGo, type BoxRow } from './outbox-store.ts'

type Deps = Pick<ConversationDeps, 'hooks' | 'telling' | 'clock'>

/** Locked, conversation first, as everywhere. @throws {NotFound} */
async function locked(tx: Tx, id: Uuid): Promise<{ message: Message; conversation: Conversation; box: BoxRow | null }> {
  const where = await messageById(tx, id)
  const conversation = where === null ? null : await conversationById(tx, where.conversation, true)
  const message = conversation === null ? null : await messageById(tx, id, true)
  if (message === null || conversation === null) throw new NotFound('message', id)
  return { message, conversation, box: await boxRow(tx, id, true) }
}

/** Back into the draft of whoever wrote it, as if it had never been sent. @throws {Conflict} when it is on its way */
export async function takeBack(tx: Tx, deps: Deps, by: Actor, id: Uuid): Promise<Draft> {
  const now = deps.clock.now()
  const { message, conversation, box } = await locked(tx, id)
  if (box === null || !['queued', 'held', 'failed'].includes(message.state) || (box.leasedUntil !== null && !box.held)) throw new Conflict('It is on its way already and cannot be taken back.', 'conversations.on-its-way')
  if (message.member !== null && message.member !== by.id && by.role !== 'owner' && by.role !== 'manager') throw new Conflict('Only who wrote it can take it back.', 'conversations.not-yours')
  const content = box.outgoing.content ?? contentSchema.parse({ text: message.text })
  await sql`insert into conversations.uploads (file, member, name, media_type, bytes, at) select file, ${message.member ?? by.id}, name, coalesce(media_type, declared_type), coalesce(bytes, 0), ${new Date(now)} from conversations.attachments where message = ${id} and file is not null on conflict do nothing`.execute(tx)
  await emptyBox(tx, id)
  const after = box.outgoing.answered && conversation.lastMessage === id ? { ...conversation, ...stillAsWas(box, conversation) } : conversation
  await sql`update conversations.conversations set last_message = null where last_message = ${id}`.execute(tx)
  await keepChanges(tx, deps, by, now, [{ before: conversation, after: { ...after, messages: Math.max(0, conversation.messages - (box.outgoing.answered ? 1 : 0)) }, lines: [] }])
  await sql`delete from conversations.messages where id = ${id}`.execute(tx)
  const writer = message.member === null ? by : { id: message.member, name: message.memberName ?? by.name }
  await keepDraft(tx, writer, conversation.id, content, now)
  await tell(tx, [{ is: 'message', conversation: conversation.id, id, direction: 'outbound', note: false, state: 'cancelled', isNew: false, scope: scopeOfTold(conversation) }])
  return { conversation: conversation.id, content, changedAt: now }
}

/** Nothing newer came; what is as the answer left it becomes what it was. */
const stillAsWas = (box: BoxRow, { revision: _revision, ...conversation }: Conversation): Partial<Conversation> => Object.fromEntries(Object.entries(box.outgoing.was).filter(([name]) => name in conversation && name !== 'messages' && name !== 'assignee'))

/** Sends again what failed or of which nobody knows. */
export async function retry(tx: Tx, deps: Deps, by: Actor, id: Uuid): Promise<void> {
  const now = deps.clock.now()
  const { message, conversation, box } = await locked(tx, id)
  if (box === null || !['failed', 'unknown'].includes(message.state)) throw new Conflict('Only what was not sent can be sent again.', 'conversations.not-failed')
  await queueAgain(tx, deps, by, { message, conversation, box }, now)
  await keepLines(tx, [{ conversation: conversation.id, at: now, by, deed: 'tried-again', facts: { message: id } }])
}

async function queueAgain(tx: Tx, deps: Deps, by: Actor, { message, conversation, box }: { message: Message; conversation: Conversation; box: BoxRow }, now: Instant): Promise<void> {
  await sql`update conversations.messages set state = 'queued', state_at = ${new Date(now)}, failed_because = null, failure_code = null where id = ${message.id}`.execute(tx)
  await letGo(tx, message.id, now)
  if (!box.outgoing.answered || conversation.state === 'open') {
    const after = answered(conversation, message, [], box.outgoing.then, now)
    const counted = box.outgoing.answered ? { ...after, messages: conversation.messages } : after
    await sql`update conversations.outbox set outgoing = outgoing || ${JSON.stringify({ answered: true, was: differences(conversation, counted) })}::jsonb where message = ${message.id}`.execute(tx)
    const [changed] = await keepChanges(tx, deps, by, now, [{ before: conversation, after: counted, lines: [] }])
    if (!box.outgoing.answered) for (const { onAnswered } of deps.hooks) await onAnswered?.(tx, { conversation: changed ?? conversation, message, by, first: conversation.firstAnswerAt === null })
  }
  await tell(tx, [{ is: 'message', conversation: conversation.id, id: message.id, direction: 'outbound', note: false, state: 'queued', isNew: false, scope: scopeOfTold(conversation) }])
}

/** Somebody looked at the network, or gives it up. */
export async function settleByHand(tx: Tx, deps: Deps, by: Actor, id: Uuid, went: boolean): Promise<void> {
  const now = deps.clock.now()
  const { message, conversation, box } = await locked(tx, id)
  if (box === null || !['failed', 'unknown'].includes(message.state)) throw new Conflict('What became of this message is known.', 'conversations.settled')
  await sql`update conversations.messages set state = ${went ? 'sent' : 'cancelled'}, state_at = ${new Date(now)} where id = ${id}`.execute(tx)
  await emptyBox(tx, id)
  await keepLines(tx, [{ conversation: conversation.id, at: now, by, deed: went ? 'said-sent' : 'given-up', facts: { message: id } }])
  await tell(tx, [{ is: 'message', conversation: conversation.id, id, direction: 'outbound', note: false, state: went ? 'sent' : 'cancelled', isNew: false, scope: scopeOfTold(conversation) }])
}

/** What was to go later goes now. */
export async function sendNow(tx: Tx, deps: Deps, id: Uuid): Promise<void> {
  const now = deps.clock.now()
  const { message, conversation, box } = await locked(tx, id)
  if (box === null || message.state !== 'queued') throw new Conflict('This message does not wait to be sent.', 'conversations.not-waiting')
  await letGo(tx, id, now)
  await tell(tx, [{ is: 'message', conversation: conversation.id, id, direction: 'outbound', note: false, state: 'queued', isNew: false, scope: scopeOfTold(conversation) }])
}

/** The approval is given: it goes, as it is or with other words. */
export async function release(tx: Tx, deps: Deps, by: Actor, id: Uuid, words?: { readonly text: string; readonly html: string | null }): Promise<void> {
  const { message, conversation, box } = await locked(tx, id)
  if (box === null || message.state !== 'held') throw new Conflict('This message does not wait for an approval any more.', 'conversations.not-held')
  const said = words === undefined ? message : { ...message, text: words.text, html: words.html }
  if (words !== undefined) {
    await sql`update conversations.messages set text = ${words.text}, html = ${words.html} where id = ${id}`.execute(tx)
    const { html: _html, ...rest } = box.outgoing.message
    const changed: Content | null = box.outgoing.content === null ? null : { ...box.outgoing.content, text: words.text, html: words.html }
    await sql`update conversations.outbox set outgoing = ${JSON.stringify({ ...box.outgoing, content: changed, message: { ...rest, text: words.text, ...(words.html === null ? {} : { html: words.html }) } })}::jsonb where message = ${id}`.execute(tx)
  }
  const writer = message.member === null ? by : { kind: 'member' as const, id: message.member, name: message.memberName ?? '', role: by.role }
  await queueAgain(tx, deps, writer, { message: said, conversation, box: (await boxRow(tx, id)) ?? box }, deps.clock.now())
}

/** The approval is refused: it is back in its writer's draft, and the story says why. */
export async function refuse(tx: Tx, deps: Deps, by: Actor, id: Uuid, because: string): Promise<void> {
  const { message, conversation } = await locked(tx, id)
  if (message.state !== 'held') throw new Conflict('This message does not wait for an approval any more.', 'conversations.not-held')
  await takeBack(tx, deps, message.member === null ? by : { kind: 'member', id: message.member, name: message.memberName ?? '', role: 'agent' }, id)
  await keepLines(tx, [{ conversation: conversation.id, at: deps.clock.now(), by, deed: 'refused', facts: { because, to: message.memberName } }])
}
