/** Moves messages into a conversation of their own: another matter that came up in the same dialogue. */
import { sql } from 'kysely'
import { Conflict, Invalid } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { keepLines } from '../activity.ts'
import { differences, keepChanges } from '../change.ts'
import { insertConversations } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import { beginning, messageColumns } from '../message-store.ts'
import type { Conversation, Message } from '../model.ts'
import { keepAct, type Move } from './act-store.ts'
import { readable } from './readable.ts'

export async function split(deps: ConversationDeps, actor: Actor, id: Uuid, messages: readonly Uuid[], subject: string | undefined): Promise<{ act: Uuid; conversation: Uuid; changed: readonly Uuid[] }> {
  const now = deps.clock.now()
  return deps.db.transaction().execute(async (tx) => {
    const [before] = await readable(tx, deps, actor, [id])
    if (!before) throw new Conflict('The conversation is gone.', 'conversations.gone')
    const { rows: all } = await sql<Message>`select ${messageColumns('message', { bodies: false })} from conversations.messages message where conversation = ${id} order by at, id`.execute(tx)
    const moving = all.filter((one) => messages.includes(one.id))
    const staying = all.filter((one) => !messages.includes(one.id))
    if (moving.length < new Set(messages).size) throw new Invalid('Some of these messages are not in this conversation any more. Load it again.', { path: '/messages' }, 'conversations.split-others')
    if (!moving.some((one) => one.is === 'message')) throw new Invalid('A conversation needs at least one message, not only notes.', { path: '/messages' }, 'conversations.split-notes')
    if (!staying.some((one) => one.is === 'message')) throw new Invalid('At least one message stays. To name the whole conversation anew, change its subject.', { path: '/messages' }, 'conversations.split-all')

    const made = newId(now)
    const fresh = summary({ ...before, id: made, subject: subject || beginning(moving.find((one) => one.text !== '')?.text ?? before.subject).slice(0, 120), follows: null, joinedTo: null, reopened: 0, revision: 1, dueAt: null, openedBy: null }, moving)
    const after = summary(before, staying)
    const numbers = await insertConversations(tx, [fresh])
    const threads = await moveThreads(tx, made, moving, staying, now)
    await sql`update conversations.messages set conversation = ${made} where id = any(${moving.map((one) => one.id)}::uuid[])`.execute(tx)
    for (const { from, to } of threads) await sql`update conversations.messages set thread = ${to} where conversation = ${made} and thread = ${from}`.execute(tx)
    await sql`update conversations.outbox set conversation = ${made} where message = any(${moving.map((one) => one.id)}::uuid[])`.execute(tx)
    await sql`update conversations.mentions set conversation = ${made} where note = any(${moving.map((one) => one.id)}::uuid[])`.execute(tx)
    await sql`insert into conversations.participants select ${made}, identity, channel, external_id, handle, name, avatar_url, last_at from conversations.participants where conversation = ${id}
      and identity in (select identity from conversations.messages where conversation = ${made} and identity is not null)`.execute(tx)
    const act = newId(now)
    const number = numbers.get(made) ?? 0
    await keepChanges(tx, deps, actor, now, [{ before, after, lines: [{ deed: 'split', facts: { conversation: made, number, messages: moving.length }, act }] }])
    await keepLines(tx, [{ conversation: made, at: now, by: actor, deed: 'split-from', facts: { conversation: id, number: before.number }, act }])
    await keepAct(tx, { id: act, member: actor.id, at: now, deed: 'split', changes: [{ is: 'split', conversation: id, made, threads, messages: moving.map((one) => ({ id: one.id, thread: one.thread })), was: differences(before, after) }] })
    return { act, conversation: made, changed: [id, made] }
  })
}

/** A thread of its own for each that gives messages; the one with the newest message takes what comes next. */
async function moveThreads(tx: Tx, conversation: Uuid, moving: readonly Message[], staying: readonly Message[], now: number): Promise<{ from: Uuid; to: Uuid; tookOver: boolean }[]> {
  const threads: { from: Uuid; to: Uuid; tookOver: boolean }[] = []
  for (const from of new Set(moving.flatMap(({ thread }) => thread ?? []))) {
    const newest = (list: readonly Message[]): number => Math.max(0, ...list.filter(({ thread }) => thread === from).map(({ at }) => at))
    const takes = newest(moving) > newest(staying)
    const to = newId(now)
    const { rows: [was] } = await sql<{ takes: boolean }>`select takes from conversations.threads where id = ${from}`.execute(tx)
    const tookOver = takes && was?.takes === true
    if (tookOver) await sql`update conversations.threads set takes = false where id = ${from}`.execute(tx)
    await sql`insert into conversations.threads (id, conversation, account, channel, network_thread, takes, opened_at) select ${to}, ${conversation}, account, channel, network_thread, ${tookOver}, ${new Date(now)} from conversations.threads where id = ${from}`.execute(tx)
    threads.push({ from, to, tookOver })
  }
  return threads
}

/** What follows from the messages alone. */
function summary(conversation: Conversation, messages: readonly Message[]): Conversation {
  const said = messages.filter((one) => one.is === 'message')
  const inbound = said.filter((one) => one.direction === 'inbound')
  const outbound = said.filter((one) => one.direction === 'outbound' && !['cancelled', 'failed', 'held'].includes(one.state))
  const last = said.at(-1)
  const lastInbound = inbound.at(-1)
  const lastOutbound = outbound.at(-1)
  const unanswered = inbound.filter(({ at }) => at > (lastOutbound?.at ?? 0))
  return {
    ...conversation, messages: said.length, openedAt: said[0]?.at ?? conversation.openedAt, lastAt: last?.at ?? conversation.lastAt, lastMessage: last?.id ?? null, lastDirection: last?.direction ?? 'inbound', lastWords: beginning(last?.text ?? ''),
    lastInboundAt: lastInbound?.at ?? null, lastOutboundAt: lastOutbound?.at ?? null, firstAnswerAt: outbound.find(({ at }) => at >= (inbound[0]?.at ?? Infinity))?.at ?? null,
    waitingSince: conversation.state === 'closed' ? null : unanswered.find(({ automatic }) => automatic === null)?.at ?? null,
    accounts: [...new Set(said.flatMap(({ account }) => account ?? []))], channels: [...new Set(said.flatMap(({ channel }) => channel ?? []))],
    ...(lastInbound ? { account: lastInbound.account ?? conversation.account, channel: lastInbound.channel ?? conversation.channel, visibility: lastInbound.visibility, identity: lastInbound.identity, language: lastInbound.language } : {}),
  }
}

/** Messages go back where they were, and with them what came meanwhile. */
export async function unsplit(tx: Tx, { conversation, made, threads }: Extract<Move, { is: 'split' }>): Promise<void> {
  await sql`update conversations.messages set conversation = ${conversation} where conversation = ${made}`.execute(tx)
  await sql`update conversations.outbox set conversation = ${conversation} where conversation = ${made}`.execute(tx)
  await sql`update conversations.mentions set conversation = ${conversation} where conversation = ${made}`.execute(tx)
  for (const { from, to, tookOver } of threads) {
    await sql`update conversations.messages set thread = ${from} where thread = ${to}`.execute(tx)
    await sql`delete from conversations.threads where id = ${to}`.execute(tx)
    if (tookOver) await sql`update conversations.threads set takes = true where id = ${from} and not exists (select from conversations.threads other where other.account = threads.account and other.network_thread = threads.network_thread and other.takes)`.execute(tx)
  }
}
