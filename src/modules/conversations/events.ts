/** What conversations tell others: event types for webhooks and mail. */
import { z } from 'zod'
import { eventType, type Announcement } from '../../kernel/event.ts'
import { iso, type Instant } from '../../kernel/instant.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Conversation, Message } from './model.ts'

const time = z.iso.datetime()
const about = { conversation: z.guid(), number: z.int(), subject: z.string(), channel: z.string(), account: z.guid() }
const example = { conversation: '0198a0f0-0000-7000-8000-000000000001', number: 4711, subject: 'Late hub gear', channel: 'mail', account: '0198a0f0-0000-7000-8000-000000000002' }
const byWhom = z.object({ kind: z.enum(['member', 'key', 'system']), id: z.string(), name: z.string() })
const byExample = { kind: 'member' as const, id: 'agent', name: 'Agent' }

export const conversationOpened = eventType({ type: 'conversation.opened', summary: 'A conversation began', needs: 'conversations.read', data: z.object({ ...about, at: time }), example: { ...example, at: '2026-11-30T09:00:00.000Z' } })
export const conversationReopened = eventType({ type: 'conversation.reopened', summary: 'Somebody wrote in a conversation that was closed, or it was opened again', needs: 'conversations.read', data: z.object({ ...about, at: time }), example: { ...example, at: '2026-11-30T09:00:00.000Z' } })
export const conversationClosed = eventType({ type: 'conversation.closed', summary: 'A conversation was closed', needs: 'conversations.read', data: z.object({ ...about, at: time, by: byWhom, because: z.string().nullable() }), example: { ...example, at: '2026-11-30T09:00:00.000Z', by: byExample, because: null } })
export const conversationAssigned = eventType({ type: 'conversation.assigned', summary: 'A conversation was given to a member, a team, or nobody', needs: 'conversations.read', data: z.object({ ...about, at: time, by: byWhom, assignee: z.string().nullable(), team: z.guid().nullable() }), example: { ...example, at: '2026-11-30T09:00:00.000Z', by: byExample, assignee: 'agent', team: null } })
const message = { ...about, message: z.guid(), at: time }
const messageExample = { ...example, message: '0198a0f0-0000-7000-8000-000000000003', at: '2026-11-30T09:00:00.000Z' }
export const messageReceived = eventType({ type: 'message.received', summary: 'A message from outside came in; its words are asked for by its id', needs: 'conversations.read', data: z.object({ ...message, visibility: z.enum(['public', 'private']) }), example: { ...messageExample, visibility: 'private' } })
export const messageSent = eventType({ type: 'message.sent', summary: 'A message of ours went out', needs: 'conversations.read', data: z.object({ ...message, member: z.string().nullable(), rule: z.string().nullable() }), example: { ...messageExample, member: 'agent', rule: null } })
export const messageFailed = eventType({
  type: 'message.failed', summary: 'A message of ours could not be sent, or nobody knows whether it was', needs: 'conversations.read', data: z.object({ ...message, state: z.enum(['failed', 'unknown']), because: z.string() }), example: { ...messageExample, state: 'failed', because: 'The mail server refused the address.' },
  letter: ({ number, subject, because, conversation, state }, language) => ({
    en: { subject: `Not sent: #${number} ${subject}`, opening: state === 'failed' ? 'An answer could not be sent.' : 'Nobody knows whether an answer was sent.', facts: [['Why', because]] as const, action: { label: 'Open the conversation', path: `/inbox/${conversation}` } },
    nl: { subject: `Niet verzonden: #${number} ${subject}`, opening: state === 'failed' ? 'Een antwoord kon niet worden verzonden.' : 'Niemand weet of een antwoord is verzonden.', facts: [['Waarom', because]] as const, action: { label: 'Open het gesprek', path: `/inbox/${conversation}` } },
  })[language],
})

export const conversationEvents = [conversationOpened, conversationReopened, conversationClosed, conversationAssigned, messageReceived, messageSent, messageFailed]

const factsOf = ({ id, number, subject, channel, account }: Conversation): Record<string, unknown> => ({ conversation: id, number, subject, channel, account })

export function changedEvents(after: Conversation, was: Partial<Conversation>, { kind, id, name }: Actor, at: Instant): Announcement[] {
  const told: Announcement[] = []
  const by = { kind, id, name }
  if ('state' in was && after.state === 'closed') told.push({ type: conversationClosed.type, at, data: { ...factsOf(after), at: iso(at), by, because: after.closedBecause } })
  if (was.state === 'closed' && after.state !== 'closed') told.push({ type: conversationReopened.type, at, data: { ...factsOf(after), at: iso(at) } })
  if ('assignee' in was || 'team' in was) told.push({ type: conversationAssigned.type, at, data: { ...factsOf(after), at: iso(at), by, assignee: after.assignee, team: after.team } })
  return told
}

export function receivedEvents(received: readonly { readonly conversation: Conversation; readonly message: Message; readonly opened: boolean; readonly reopened: boolean }[]): Announcement[] {
  return received.flatMap(({ conversation, message: { id, at, visibility }, opened, reopened }): Announcement[] => [
    ...(opened ? [{ type: conversationOpened.type, at, data: { ...factsOf(conversation), at: iso(at) } }] : []),
    ...(reopened ? [{ type: conversationReopened.type, at, data: { ...factsOf(conversation), at: iso(at) } }] : []),
    { type: messageReceived.type, at, data: { ...factsOf(conversation), message: id, at: iso(at), visibility } },
  ])
}

export const sentEvent = (conversation: Conversation, { id, member, sentByRule }: Message, at: Instant): Announcement => ({ type: messageSent.type, at, data: { ...factsOf(conversation), message: id, at: iso(at), member, rule: sentByRule } })
export const failedEvent = (conversation: Conversation, id: string, state: 'failed' | 'unknown', because: string, at: Instant): Announcement => ({ type: messageFailed.type, at, data: { ...factsOf(conversation), message: id, at: iso(at), state, because } })
