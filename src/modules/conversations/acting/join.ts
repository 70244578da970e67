/** Brings conversations into one: their threads and notes move, and are remembered so that they can move back. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { differences, keepChanges, type Made } from '../change.ts'
import type { ConversationDeps } from '../deps.ts'
import type { Conversation } from '../model.ts'
import { keepAct, type Move } from './act-store.ts'
import { readable, type Acted } from './readable.ts'

export async function join(deps: ConversationDeps, actor: Actor, id: Uuid, others: readonly Uuid[]): Promise<Acted> {
  const now = deps.clock.now()
  if (others.includes(id)) throw new Conflict('A conversation cannot be joined to itself.', 'conversations.join-itself')
  return deps.db.transaction().execute(async (tx) => {
    const found = await readable(tx, deps, actor, [id, ...others])
    const into = found.find((one) => one.id === id)
    const rest = found.filter((one) => one.id !== id)
    if (!into) throw new NotFound('conversation', id)
    if (rest.length < new Set(others).size) throw new NotFound('conversation', others.find((other) => !rest.some((one) => one.id === other)) ?? '')
    const act = newId(now)
    const moves: Move[] = []
    const made: Made[] = []
    const together = rest.reduce(joined, into)
    for (const other of rest) {
      const { rows: threads } = await sql<{ id: Uuid }>`update conversations.threads set conversation = ${id} where conversation = ${other.id} returning id`.execute(tx)
      const { rows: notes } = await sql<{ id: Uuid }>`select id from conversations.messages where conversation = ${other.id} and thread is null`.execute(tx)
      await sql`update conversations.messages set conversation = ${id} where conversation = ${other.id}`.execute(tx)
      await sql`update conversations.outbox set conversation = ${id} where conversation = ${other.id}`.execute(tx)
      await sql`update conversations.mentions set conversation = ${id} where conversation = ${other.id}`.execute(tx)
      await sql`insert into conversations.participants select ${id}, identity, channel, external_id, handle, name, avatar_url, last_at from conversations.participants where conversation = ${other.id} on conflict (conversation, identity) do nothing`.execute(tx)
      const gone: Conversation = { ...other, joinedTo: id, messages: 0 }
      moves.push({ is: 'join', conversation: other.id, into: id, threads: threads.map((one) => one.id), notes: notes.map((one) => one.id), was: differences(other, gone), intoWas: moves.length === 0 ? differences(into, together) : {} })
      made.push({ before: other, after: gone, lines: [{ deed: 'joined-to', facts: { conversation: id, number: into.number }, act }] })
    }
    made.push({ before: into, after: together, lines: rest.map((other) => ({ deed: 'joined', facts: { conversation: other.id, number: other.number, subject: other.subject }, act })) })
    const changed = await keepChanges(tx, deps, actor, now, made)
    await keepAct(tx, { id: act, member: actor.id, at: now, deed: 'join', changes: moves })
    return { act, changed: changed.map((one) => one.id) }
  })
}

/** The one that stays, as it is with the other's messages. */
function joined(into: Conversation, other: Conversation): Conversation {
  const newest = other.lastAt > into.lastAt ? other : into
  const inbound = (other.lastInboundAt ?? 0) > (into.lastInboundAt ?? 0) ? other : into
  const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))
  const most = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))
  const isOpen = into.state === 'open' || other.state === 'open'
  return {
    ...into, state: isOpen ? 'open' : into.state, ...(isOpen ? { closedAt: null, closedBecause: null, snoozedUntil: null } : {}),
    labels: [...new Set([...into.labels, ...other.labels])], topics: [...new Set([...into.topics, ...other.topics])], accounts: [...new Set([...into.accounts, ...other.accounts])], channels: [...new Set([...into.channels, ...other.channels])],
    assignee: into.assignee ?? other.assignee, team: into.team ?? other.team, openedAt: Math.min(into.openedAt, other.openedAt), messages: into.messages + other.messages,
    lastAt: newest.lastAt, lastMessage: newest.lastMessage, lastDirection: newest.lastDirection, lastWords: newest.lastWords,
    account: inbound.account, channel: inbound.channel, visibility: inbound.visibility, identity: inbound.identity, language: inbound.language, sentiment: inbound.sentiment, emotion: inbound.emotion, intent: inbound.intent, urgency: inbound.urgency, followers: inbound.followers,
    lastInboundAt: most(into.lastInboundAt, other.lastInboundAt), lastOutboundAt: most(into.lastOutboundAt, other.lastOutboundAt), waitingSince: least(into.waitingSince, other.waitingSince), firstAnswerAt: least(into.firstAnswerAt, other.firstAnswerAt), dueAt: least(into.dueAt, other.dueAt),
  }
}

/** Threads, with what came in them meanwhile, and notes go back. */
export async function unjoin(tx: Tx, { conversation, threads, notes }: Extract<Move, { is: 'join' }>): Promise<void> {
  await sql`update conversations.threads set conversation = ${conversation} where id = any(${[...threads]}::uuid[])`.execute(tx)
  await sql`update conversations.messages set conversation = ${conversation} where thread = any(${[...threads]}::uuid[]) or id = any(${[...notes]}::uuid[])`.execute(tx)
  await sql`update conversations.outbox set conversation = ${conversation} where message in (select id from conversations.messages where conversation = ${conversation})`.execute(tx)
  await sql`update conversations.mentions set conversation = ${conversation} where note = any(${[...notes]}::uuid[])`.execute(tx)
  await removeStrangers(tx)
}

/** Nobody takes part in a conversation any more of whose messages none is theirs; those that we began with them stay. */
async function removeStrangers(tx: Tx): Promise<void> {
  await sql`delete from conversations.participants taking where exists (select from conversations.conversations where id = taking.conversation and identity is distinct from taking.identity and opened_by is null)
    and taking.conversation in (select conversation from conversations.activity where deed = 'joined') and not exists (select from conversations.messages where conversation = taking.conversation and identity = taking.identity)`.execute(tx)
}
