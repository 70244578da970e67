/** What an answer makes of a conversation, and what its failing takes back. Pure. */
import type { Instant } from '../../../kernel/instant.ts'
import { beginning } from '../message-store.ts'
import type { Conversation, Message } from '../model.ts'

export function answered(before: Conversation, { id, text, at }: Pick<Message, 'id' | 'text' | 'at'>, files: readonly string[], then: 'wait' | 'close' | 'keep-open', now: Instant): Conversation {
  const after: Conversation = {
    ...before, messages: before.messages + 1, lastAt: Math.max(before.lastAt, at), lastMessage: id, lastDirection: 'outbound', lastWords: beginning(text, files), lastOutboundAt: Math.max(before.lastOutboundAt ?? 0, at),
    firstAnswerAt: before.firstAnswerAt ?? (before.lastInboundAt === null ? null : at), waitingSince: null, snoozedUntil: null,
  }
  if (then === 'close') return { ...after, state: 'closed', closedAt: now }
  return { ...after, state: then === 'wait' ? 'waiting' : 'open', closedAt: null, closedBecause: null }
}

/** It did not go out: they wait again, and it is ours to act. */
export function unanswered(before: Conversation, was: Partial<Conversation>): Conversation {
  const since = was.waitingSince ?? null
  return { ...before, state: 'open', closedAt: null, closedBecause: null, waitingSince: since === null ? before.waitingSince : Math.min(since, before.waitingSince ?? since), ...('firstAnswerAt' in was ? { firstAnswerAt: was.firstAnswerAt ?? null } : {}) }
}
