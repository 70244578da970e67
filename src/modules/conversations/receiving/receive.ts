/**
 * Keeps what reached or left our accounts, in the transaction that records it:
 * finds or opens the conversation of each message, in the order of their own
 * times. What is here already is not kept again.
 */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import { keepLines, rapport, type Line } from '../activity.ts'
import { insertConversations, updateConversations } from '../conversation-store.ts'
import type { ConversationFacts, Conversation, Heard, Message } from '../model.ts'
import type { ConversationHooks } from '../hooks.ts'
import { insertMessages } from '../message-store.ts'
import { readSettings } from '../settings-store.ts'
import { tell, type Told } from '../tell.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { keepAttachments, keepParticipants, keepThreads, type NewThread } from './keep.ts'
import { begun, dialogueKey, effect, externalKey, placeOf, reopenMsOf, type Effect, type Thread } from './place.ts'
import { joinEcho } from './echo.ts'
import { applyEarlyReceipts } from './receipts.ts'
import { revise } from './revise.ts'
import { surroundings, type Around, type KnownMessage } from './surroundings.ts'
import { scopeOfTold } from './told-scope.ts'

export interface ReceiveDeps {
  readonly hooks: readonly ConversationHooks[]
  readonly now: () => number
  factsOf(tx: Tx, conversations: readonly Uuid[]): Promise<ConversationFacts[]>
  announceReceived(tx: Tx, received: readonly { conversation: Conversation; message: Message; opened: boolean; reopened: boolean }[]): Promise<void>
}

interface Placed {
  readonly heard: Heard
  readonly thread: Uuid
  readonly effect: Effect
  readonly isNew: boolean
}

export async function receive(tx: Tx, deps: ReceiveDeps, all: readonly Heard[]): Promise<void> {
  if (all.length === 0) return
  const heard = [...new Map(all.map((one) => [one.id, one])).values()].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const around = await surroundings(tx, heard)
  const reopenMs = reopenMsOf((await readSettings(tx)).reopenDays)
  const fresh: Heard[] = []
  for (const one of heard) {
    const known = around.byInteraction.get(one.id) ?? around.byId.get(one.id)
    const echoed = known ?? echoOf(one, around)
    if (known) await revise(tx, known, one, deps.now())
    else if (echoed) await joinEcho(tx, echoed, one, deps.now())
    else fresh.push(one)
  }
  if (fresh.length === 0) return
  const answeredThere = await answeredLater(tx, fresh, around)

  const opened = new Set<Uuid>()
  const changed = new Set<Uuid>()
  const newThreads: NewThread[] = []
  const placed: Placed[] = []
  for (const one of fresh) {
    const place = placeOf(one, around, reopenMs)
    const conversation = place.in === 'new' ? begun(newId(one.at), one, place.follows, one.direction === 'inbound' ? one.identity : null) as Conversation : place.in === 'conversation' ? place.conversation : around.conversations.get(place.thread.conversation)
    if (conversation === undefined) throw new Error(`The thread of message ${one.id} has no conversation.`)
    if (place.in === 'new') opened.add(conversation.id)
    else changed.add(conversation.id)
    const thread = place.in === 'thread' ? place.thread : openThread(one, conversation.id, around, newThreads)
    const isNew = place.in === 'new'
    const made = effect(conversation, one, isNew, answeredThere.has(one.id))
    around.conversations.set(conversation.id, made.conversation)
    around.byExternal.set(externalKey(one.account, one.externalId), thread.id)
    placed.push({ heard: one, thread: thread.id, effect: made, isNew })
  }
  await keep(tx, deps, around, { opened, changed, newThreads, placed })
}

/** A message of ours that comes back from the network: by its key, by the id the network gave it, or, while it is on its way, by its words. */
function echoOf(one: Heard, around: Around): KnownMessage | null {
  if (one.direction !== 'outbound') return null
  const byKey = one.key === null ? undefined : around.byId.get(one.key)
  const known = byKey ?? around.sent.get(externalKey(one.account, one.externalId))
  if (known) return known
  return around.underway.get(one.account)?.find(({ text }) => one.text !== '' && text.trim() === one.text.trim()) ?? null
}

function openThread(one: Heard, conversation: Uuid, around: Around, newThreads: NewThread[]): Thread {
  const thread: Thread = { id: newId(one.at), conversation, account: one.account, channel: one.channel, networkThread: one.thread, openedAt: one.at }
  around.threads.set(thread.id, thread)
  // The newest thread of a dialogue takes what comes next; an older one that still does is told to stop.
  if (one.thread !== null) around.taking.set(dialogueKey(one.account, one.thread), thread)
  newThreads.push(thread)
  return thread
}

/** Late messages that we had answered at the network itself by then. */
async function answeredLater(tx: Tx, fresh: readonly Heard[], { conversations }: Around): Promise<Set<Uuid>> {
  const late = fresh.filter(({ direction }) => direction === 'inbound')
  const inbound = [...conversations.values()].filter(({ lastOutboundAt }) => lastOutboundAt !== null && late.some(({ at }) => at < lastOutboundAt)).map(({ id }) => id)
  if (inbound.length === 0) return new Set()
  const { rows } = await sql<{ id: Uuid }>`
    select asked.id from jsonb_to_recordset(${JSON.stringify(late.map(({ id, at, account, thread }) => ({ id, at: new Date(at).toISOString(), account, thread })))}::jsonb) as asked (id uuid, at timestamptz, account uuid, thread text)
    where exists (select from conversations.messages message join conversations.threads thread on thread.id = message.thread
      where message.conversation = any(${inbound}::uuid[]) and thread.account = asked.account and thread.network_thread = asked.thread and message.direction = 'outbound' and message.member is null and message.sent_by_rule is null and message.at > asked.at)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

function messageOf({ heard: one, thread, effect: { conversation } }: Placed): Message {
  return {
    id: one.id, conversation: conversation.id, thread, is: 'message', direction: one.direction, visibility: one.visibility, kind: one.kind, account: one.account, channel: one.channel, externalId: one.externalId, interaction: one.id, url: one.url,
    identity: one.direction === 'inbound' ? one.identity : null, author: one.author, member: null, memberName: null, at: one.at, takenAt: one.takenAt, subject: one.subject ?? one.title, text: one.text, html: one.html, quoted: one.quoted, addressed: one.addressed, refs: one.references,
    language: one.language, labels: one.labels, automatic: one.automatic, mentions: [], editedAt: null, removedAt: null, state: one.direction === 'inbound' ? 'received' : 'sent', stateAt: one.takenAt, failedBecause: null, failureCode: null, sentByRule: null,
  }
}

async function keep(tx: Tx, deps: ReceiveDeps, around: Around, { opened, changed, newThreads, placed }: { opened: Set<Uuid>; changed: Set<Uuid>; newThreads: readonly NewThread[]; placed: readonly Placed[] }): Promise<void> {
  const of = (ids: ReadonlySet<Uuid>): Conversation[] => [...ids].flatMap((id) => around.conversations.get(id) ?? [])
  for (const id of opened) changed.delete(id)
  const numbers = await insertConversations(tx, of(opened))
  for (const [id, number] of numbers) {
    const conversation = around.conversations.get(id)
    if (conversation) around.conversations.set(id, { ...conversation, number })
  }
  await updateConversations(tx, of(changed))
  await keepThreads(tx, newThreads)
  const messages = placed.map(messageOf)
  await insertMessages(tx, messages)
  await keepAttachments(tx, placed.map(({ heard }) => heard))
  await keepParticipants(tx, placed.map(({ heard, effect: { conversation } }) => ({ heard, conversation: conversation.id })))
  await keepLines(tx, placed.flatMap(({ heard, effect: { made, conversation } }): Line[] => (made === 'reopened' || made === 'woken' ? [{ conversation: conversation.id, at: Math.max(heard.at, heard.takenAt), by: rapport, deed: made }] : [])))
  await applyEarlyReceipts(tx, placed.map(({ heard }) => heard).filter(({ direction }) => direction === 'outbound'))

  const told: Told[] = placed.map(({ heard, effect: { conversation } }) => ({ is: 'message', conversation: conversation.id, id: heard.id, direction: heard.direction, note: false, state: heard.direction === 'inbound' ? 'received' : 'sent', isNew: true, scope: scopeOfTold(conversation) }))
  for (const conversation of of(new Set([...opened, ...changed]))) told.push({ is: 'conversation', id: conversation.id, revision: conversation.revision, what: ['message'], by: null, scope: scopeOfTold(conversation) })
  await tell(tx, told)
  await callHooks(tx, deps, around, placed, messages)
}

async function callHooks(tx: Tx, deps: ReceiveDeps, around: Around, placed: readonly Placed[], messages: readonly Message[]): Promise<void> {
  const received: { conversation: Conversation; message: Message; opened: boolean; reopened: boolean }[] = []
  for (const [at, { effect: { made, late, conversation: then } }] of placed.entries()) {
    const message = messages[at]
    const conversation = around.conversations.get(then.id)
    if (!message || !conversation) continue
    if (made !== null) received.push({ conversation, message, opened: made === 'opened', reopened: made === 'reopened' })
    for (const hooks of deps.hooks) {
      if (made !== null) await hooks.onReceived?.(tx, { conversation, message, made, late, facts: async () => (await deps.factsOf(tx, [conversation.id]))[0] ?? Promise.reject(new Error(`The conversation ${conversation.id} has no facts.`)) })
      else await hooks.onAnswered?.(tx, { conversation, message, by: { kind: 'system', id: null, name: message.author?.name ?? '' }, first: conversation.firstAnswerAt === message.at })
    }
  }
  await deps.announceReceived(tx, received)
}
