/** How conversations, messages and what was done are shown. */
import { z } from 'zod'
import { channelName } from '../../../kernel/interaction.ts'
import { conversationStates, messageStates, priorities } from '../model.ts'

const time = z.iso.datetime()

export const partyView = z.object({ externalId: z.string(), handle: z.string().nullable(), name: z.string().nullable() })

/** Somebody outside who takes part. */
export const participantView = z.object({
  identity: z.string(),
  person: z.string().describe('Opens their page; changes when identities are joined.'),
  channel: channelName,
  externalId: z.string(),
  handle: z.string().nullable(),
  name: z.string().nullable(),
  avatar: z.string().nullable(),
})

/** A conversation as it stands in the list. */
export const conversationView = z.object({
  id: z.string(),
  number: z.int(),
  subject: z.string(),
  state: z.enum(conversationStates),
  priority: z.enum(priorities),
  spam: z.boolean(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  labels: z.array(z.string()),
  account: z.string(),
  channel: channelName,
  channels: z.array(channelName),
  visibility: z.enum(['public', 'private']),
  /** Whom it is with: the latest outside who wrote. */
  with: participantView.nullable(),
  stage: z.string().nullable(),
  language: z.string().nullable(),
  sentiment: z.string().nullable(),
  intent: z.string().nullable(),
  urgency: z.string().nullable(),
  openedAt: time,
  lastAt: time,
  lastDirection: z.enum(['inbound', 'outbound']),
  lastWords: z.string().describe('The beginning of the newest message.'),
  waitingSince: time.nullable().describe('Since when they wait for us; null while they are to act.'),
  dueAt: time.nullable().describe('The nearest promise.'),
  snoozedUntil: time.nullable(),
  closedAt: time.nullable(),
  reopened: z.int(),
  messages: z.int(),
  unread: z.boolean().describe('Something came since I read it.'),
  drafted: z.boolean().describe('I have a draft here.'),
  failed: z.boolean().describe('An answer could not be sent, or nobody knows whether it was.'),
  revision: z.int().describe('Goes up with every change.'),
  /** What the rules of engagement, promises and recovery say about it. */
  more: z.record(z.string(), z.unknown()),
})

export const attachmentView = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string().describe('What it is as far as is known; what it says it is until it was looked at.'),
  bytes: z.int().nullable(),
  alt: z.string().nullable(),
  picture: z.boolean().describe('May be shown in the page.'),
  inline: z.boolean().describe('Stands inside the HTML.'),
})

export const messageView = z.object({
  is: z.literal('message'),
  id: z.string(),
  thread: z.string(),
  at: time,
  direction: z.enum(['inbound', 'outbound']),
  visibility: z.enum(['public', 'private']),
  kind: z.string(),
  account: z.string(),
  channel: channelName,
  url: z.string().nullable(),
  /** Of them; for ours the member, or the account when it was answered at the network itself. */
  by: z.object({ identity: z.string().nullable(), person: z.string().nullable(), member: z.string().nullable(), name: z.string(), handle: z.string().nullable(), avatar: z.string().nullable() }),
  to: z.array(partyView),
  cc: z.array(partyView),
  bcc: z.array(partyView).describe('Only of what we sent.'),
  inReplyTo: z.string().nullable().describe('A message of this conversation.'),
  subject: z.string().nullable(),
  text: z.string(),
  html: z.boolean().describe('There is an HTML version to ask for.'),
  quoted: z.string().nullable().describe('Earlier words that it repeats.'),
  language: z.string().nullable(),
  labels: z.object({ sentiment: z.string(), emotion: z.string(), intent: z.string(), urgency: z.string() }).nullable(),
  automatic: z.string().nullable().describe('Sent by a machine: reply, bounce, bulk or notification.'),
  rule: z.string().nullable().describe('Sent by this rule of ours.'),
  attachments: z.array(attachmentView),
  editedAt: time.nullable(),
  removedAt: time.nullable().describe('Taken back at its source; its words are gone.'),
  earlier: z.int().describe('How many earlier wordings are kept.'),
  state: z.enum(messageStates),
  stateAt: time,
  sendAfter: time.nullable().describe('While queued: until then it can be taken back.'),
  nextTryAt: time.nullable(),
  tries: z.int(),
  because: z.string().nullable().describe('Why it was not sent, or not yet.'),
})

export const noteView = z.object({
  is: z.literal('note'),
  id: z.string(),
  at: time,
  by: z.object({ member: z.string().nullable(), name: z.string() }),
  text: z.string(),
  mentions: z.array(z.object({ member: z.string(), name: z.string() })),
  attachments: z.array(attachmentView),
  editedAt: time.nullable(),
  removedAt: time.nullable(),
})

export const activityView = z.object({
  is: z.literal('activity'),
  id: z.string(),
  at: time,
  by: z.object({ kind: z.enum(['member', 'key', 'system']), id: z.string().nullable(), name: z.string() }),
  /** Such as `assigned`, `closed`, `joined`; what it says stands in `facts`, with names as they were. */
  deed: z.string(),
  facts: z.record(z.string(), z.unknown()),
})

export const entryView = z.discriminatedUnion('is', [messageView, noteView, activityView])

export const accountView = z.object({ id: z.string(), channel: channelName, name: z.string(), handle: z.string().nullable() })

export const threadView = z.object({ id: z.string(), account: z.string(), channel: channelName, openedAt: time, lastAt: time.nullable(), messages: z.int() })
