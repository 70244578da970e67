/** Which conversation a message belongs to, and what it makes of that conversation. Pure. */
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Received } from '../hooks.ts'
import { beginning } from '../message-store.ts'
import type { Conversation, Heard } from '../model.ts'

export interface Thread {
  readonly id: Uuid
  readonly conversation: Uuid
  readonly account: Uuid
  readonly channel: string
  readonly networkThread: string | null
  readonly openedAt: Instant
}

/** What is known around a stretch of messages; grows as they are placed. */
export interface Surroundings {
  readonly conversations: Map<Uuid, Conversation>
  readonly threads: Map<Uuid, Thread>
  /** Threads that take what comes in a network's dialogue, by `dialogueKey`. */
  readonly taking: Map<string, Thread>
  /** Thread of a message by account and external id. */
  readonly byExternal: Map<string, Uuid>
}

export const externalKey = (account: Uuid, externalId: string): string => `${account}\0${externalId}`
export const dialogueKey = (account: Uuid, thread: string): string => `${account}\0${thread}`

export type Place =
  | { readonly in: 'thread'; readonly thread: Thread }
  /** A new thread in a conversation that is there. */
  | { readonly in: 'conversation'; readonly conversation: Conversation }
  | { readonly in: 'new'; readonly follows: Uuid | null }

/** Where a conversation went that was joined to another. */
export function present(conversations: ReadonlyMap<Uuid, Conversation>, id: Uuid): Conversation | null {
  let found = conversations.get(id) ?? null
  for (let steps = 0; found?.joinedTo && steps < 20; steps++) found = conversations.get(found.joinedTo) ?? null
  return found
}

export function placeOf(heard: Heard, around: Surroundings, reopenMs: number): Place {
  const named = heard.conversation === null ? null : present(around.conversations, heard.conversation)
  if (named) {
    if (goesOn(named, heard, reopenMs)) return inConversation(named, heard, around)
    return { in: 'new', follows: named.id }
  }
  const thread = threadOf(heard, around)
  const conversation = thread === null ? null : present(around.conversations, thread.conversation)
  if (thread === null || conversation === null) return { in: 'new', follows: null }
  return goesOn(conversation, heard, reopenMs) ? { in: 'thread', thread } : { in: 'new', follows: conversation.id }
}

/** What was closed for too long does not go on: the matter is another by then. */
function goesOn({ state, closedAt }: Conversation, { at, takenAt }: Heard, reopenMs: number): boolean {
  return state !== 'closed' || closedAt === null || Math.min(at, takenAt) - closedAt <= reopenMs
}

function inConversation(conversation: Conversation, { account, thread }: Heard, { threads }: Surroundings): Place {
  const own = [...threads.values()].filter((one) => one.conversation === conversation.id && one.account === account)
  const same = own.find((one) => one.networkThread === thread) ?? (thread === null ? own[0] : own.find((one) => one.networkThread === null))
  return same ? { in: 'thread', thread: same } : { in: 'conversation', conversation }
}

function threadOf({ account, thread, references }: Heard, { byExternal, threads, taking }: Surroundings): Thread | null {
  for (const external of references.toReversed()) {
    const found = byExternal.get(externalKey(account, external))
    const thread = found === undefined ? undefined : threads.get(found)
    if (thread) return thread
  }
  return thread === null ? null : taking.get(dialogueKey(account, thread)) ?? null
}

/** A conversation that a message begins. */
export function begun(id: Uuid, heard: Heard, follows: Uuid | null, identity: Uuid | null): Omit<Conversation, 'number'> {
  const { account, channel, visibility, at } = heard
  return {
    id, subject: subjectOf(heard), state: 'open', priority: 'normal', spam: false, assignee: null, team: null, labels: [], account, channel, visibility, identity,
    language: null, sentiment: null, emotion: null, intent: null, urgency: null, followers: null, topics: [], accounts: [account], channels: [channel], openedAt: at, openedBy: null,
    lastAt: at, lastMessage: null, lastDirection: heard.direction, lastWords: '', lastInboundAt: null, lastOutboundAt: null, waitingSince: null, firstAnswerAt: null, closedAt: null, closedBecause: null,
    reopened: 0, snoozedUntil: null, dueAt: null, joinedTo: null, follows, messages: 0, revision: 1,
  }
}

const answerMarks = /^(?:\s*(?:re|fwd?|aw|wg|antw|betr|doorst|tr|rv|sv|vs|odp)\s*(?:\[\d+\])?\s*:)+\s*/i
export const withoutMarks = (subject: string): string => subject.replace(answerMarks, '').trim()

function subjectOf({ subject, title, text }: Heard): string {
  const said = withoutMarks(subject ?? title ?? '')
  return said === '' ? beginning(text).slice(0, 120) : said.slice(0, 500)
}

export interface Effect {
  readonly conversation: Conversation
  readonly made: Received['made'] | null
  readonly late: boolean
}

/**
 * What a message makes of its conversation. A person's message sets us to
 * work, unless a machine answered for them; one of ours has them to act.
 * `answeredThere`: we answered later at the network itself, so it was read.
 */
export function effect(before: Conversation, heard: Heard, isNew: boolean, answeredThere: boolean): Effect {
  const late = !isNew && heard.at < before.lastAt
  const shared = {
    ...before, messages: before.messages + 1, revision: before.revision + (isNew ? 0 : 1),
    accounts: withOne(before.accounts, heard.account), channels: withOne(before.channels, heard.channel),
    ...(late ? {} : { lastAt: heard.at, lastMessage: heard.id, lastDirection: heard.direction, lastWords: beginning(heard.text, heard.attachments.map(({ name }) => name)) }),
    openedAt: Math.min(before.openedAt, heard.at),
  }
  return heard.direction === 'inbound' ? inbound(before, shared, heard, { isNew, late, answeredThere }) : outbound(before, shared, heard, late)
}

function inbound(before: Conversation, shared: Conversation, heard: Heard, { isNew, late, answeredThere }: { isNew: boolean; late: boolean; answeredThere: boolean }): Effect {
  const silent = heard.automatic === 'reply'
  const asks = !silent && !answeredThere
  // What a newsletter says nobody waits for.
  const waits = asks && (heard.automatic === null || heard.automatic === 'bounce')
  const newest = before.lastInboundAt === null || heard.at >= before.lastInboundAt
  const said = newest ? {
    account: heard.account, channel: heard.channel, visibility: heard.visibility, identity: heard.identity, language: heard.language ?? before.language, followers: heard.author.followers ?? before.followers,
    ...(heard.labels ? { sentiment: heard.labels.sentiment, emotion: heard.labels.emotion, intent: heard.labels.intent, urgency: heard.labels.urgency } : {}),
  } : {}
  const made: Received['made'] = isNew ? 'opened' : !asks || before.spam ? 'went-on' : before.state === 'closed' ? 'reopened' : before.state === 'snoozed' ? 'woken' : 'went-on'
  return {
    late, made,
    conversation: {
      ...shared, ...said, topics: [...new Set([...before.topics, ...heard.topics])],
      lastInboundAt: Math.max(before.lastInboundAt ?? 0, heard.at),
      waitingSince: waits ? Math.min(before.waitingSince ?? heard.at, heard.at) : before.waitingSince,
      ...(asks && !before.spam ? { state: 'open' as const, snoozedUntil: null, closedAt: null, closedBecause: null, reopened: before.reopened + (made === 'reopened' ? 1 : 0) } : {}),
    },
  }
}

/** Answered at the network itself, or sent by us and heard again. */
function outbound(before: Conversation, shared: Conversation, heard: Heard, late: boolean): Effect {
  const answers = before.lastInboundAt === null || heard.at >= before.lastInboundAt
  return {
    late, made: null,
    conversation: {
      ...shared, lastOutboundAt: Math.max(before.lastOutboundAt ?? 0, heard.at),
      ...(before.lastInboundAt !== null && before.firstAnswerAt === null && answers ? { firstAnswerAt: heard.at } : {}),
      ...(answers ? { waitingSince: null, ...(before.state === 'open' ? { state: 'waiting' as const } : {}) } : {}),
    },
  }
}

const withOne = <T>(list: readonly T[], one: T): readonly T[] => (list.includes(one) ? list : [...list, one])

export const reopenMsOf = (days: number): number => days * dayMs
