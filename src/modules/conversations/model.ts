/** The words of conversations as types: what is kept of a matter, its messages, and what rules decide on. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Attachment, OutgoingFile, Party, Visibility } from '../../kernel/message.ts'

/** `open`: we are to act. `waiting`: they are. `snoozed`: not before a time, or not before they answer. */
export const conversationStates = ['open', 'waiting', 'snoozed', 'closed'] as const
export type ConversationState = (typeof conversationStates)[number]

export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof priorities)[number]

export const messageStates = ['received', 'held', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled', 'kept'] as const
/**
 * `received` came in. `held` awaits an approval. `queued` waits to be sent,
 * `sending` is at the network now. `failed`: the network said no. `unknown`:
 * it may have gone out, somebody decides. `kept`: a note.
 */
export type MessageState = (typeof messageStates)[number]

export interface Conversation {
  readonly id: Uuid
  readonly number: number
  readonly subject: string
  readonly state: ConversationState
  readonly priority: Priority
  readonly spam: boolean
  /** A member's id. */
  readonly assignee: string | null
  readonly team: Uuid | null
  readonly labels: readonly Uuid[]
  /** Of the latest message from outside. */
  readonly account: Uuid
  readonly channel: string
  readonly visibility: Visibility
  /** Whom it is with: the latest outside who wrote. */
  readonly identity: Uuid | null
  readonly language: string | null
  readonly sentiment: string | null
  readonly emotion: string | null
  readonly intent: string | null
  readonly urgency: string | null
  readonly followers: number | null
  readonly topics: readonly Uuid[]
  /** Of all its threads. */
  readonly accounts: readonly Uuid[]
  readonly channels: readonly string[]
  readonly openedAt: Instant
  /** A member who reached out; `null` when they came to us. */
  readonly openedBy: string | null
  readonly lastAt: Instant
  readonly lastMessage: Uuid | null
  readonly lastDirection: 'inbound' | 'outbound'
  readonly lastWords: string
  readonly lastInboundAt: Instant | null
  readonly lastOutboundAt: Instant | null
  /** Since when they wait for an answer; `null` while they are to act. */
  readonly waitingSince: Instant | null
  readonly firstAnswerAt: Instant | null
  readonly closedAt: Instant | null
  readonly closedBecause: string | null
  readonly reopened: number
  readonly snoozedUntil: Instant | null
  readonly dueAt: Instant | null
  readonly joinedTo: Uuid | null
  readonly follows: Uuid | null
  readonly messages: number
  readonly revision: number
}

export interface Message {
  readonly id: Uuid
  readonly conversation: Uuid
  readonly thread: Uuid | null
  readonly is: 'message' | 'note'
  readonly direction: 'inbound' | 'outbound'
  readonly visibility: Visibility
  readonly kind: string
  readonly account: Uuid | null
  readonly channel: string | null
  readonly externalId: string | null
  readonly interaction: Uuid | null
  readonly url: string | null
  readonly identity: Uuid | null
  readonly author: Author | null
  readonly member: string | null
  readonly memberName: string | null
  readonly at: Instant
  readonly takenAt: Instant
  readonly subject: string | null
  readonly text: string
  readonly html: string | null
  readonly quoted: string | null
  readonly addressed: Addressed
  readonly refs: readonly string[]
  readonly language: string | null
  readonly labels: MessageLabels | null
  readonly automatic: string | null
  readonly mentions: readonly string[]
  readonly editedAt: Instant | null
  readonly removedAt: Instant | null
  readonly state: MessageState
  readonly stateAt: Instant
  readonly failedBecause: string | null
  readonly failureCode: string | null
  readonly sentByRule: string | null
}

/** Who wrote, as the channel shows them. */
export interface Author extends Party {
  readonly url?: string
  readonly avatarUrl?: string
  readonly followers?: number
}

export interface Addressed {
  readonly to?: readonly Party[]
  readonly cc?: readonly Party[]
  readonly bcc?: readonly Party[]
}

/** What is understood of a message. */
export interface MessageLabels {
  readonly sentiment: string
  readonly emotion: string
  readonly intent: string
  readonly urgency: string
}

/** What was heard for one of our accounts, understood, as the loop hands it over. */
export interface Heard {
  readonly id: Uuid
  readonly identity: Uuid
  readonly channel: string
  readonly externalId: string
  readonly kind: string
  readonly direction: 'inbound' | 'outbound'
  readonly author: Author
  readonly at: Instant
  readonly takenAt: Instant
  readonly text: string
  readonly title: string | null
  readonly url: string | null
  readonly language: string | null
  readonly labels: MessageLabels | null
  readonly topics: readonly Uuid[]
  readonly account: Uuid
  readonly visibility: Visibility
  readonly thread: string | null
  /** External ids that it answers, oldest first. */
  readonly references: readonly string[]
  readonly conversation: Uuid | null
  readonly addressed: Addressed
  readonly subject: string | null
  readonly html: string | null
  readonly quoted: string | null
  readonly attachments: readonly Attachment[]
  readonly automatic: string | null
  readonly key: Uuid | null
}

/** What rules decide on: routing, promises and rules of engagement see the same, live and looking back. */
export interface ConversationFacts {
  readonly conversation: Uuid
  readonly channel: string
  readonly account: Uuid
  readonly visibility: Visibility
  readonly kind: string
  readonly topics: readonly Uuid[]
  readonly sentiment: string | null
  readonly emotion: string | null
  readonly intent: string | null
  readonly urgency: string | null
  readonly language: string | null
  readonly followers: number | null
  readonly person: Uuid | null
  readonly stage: string | null
  readonly valueMinor: number | null
  readonly currency: string | null
  readonly isOurs: boolean
  readonly companyIds: readonly Uuid[]
  readonly labels: readonly Uuid[]
  readonly team: Uuid | null
  readonly assignee: string | null
  readonly priority: Priority
  readonly state: ConversationState
  /** Of their messages since our last, oldest first, and at least of the last one. */
  readonly words: string
  readonly subject: string
  readonly openedAt: Instant
  readonly waitingSince: Instant | null
  readonly lastInboundAt: Instant | null
  readonly firstAnswerAt: Instant | null
  readonly reopened: number
  readonly earlierConversations: number
  /** Sent by a machine: never answered by one. */
  readonly automatic: boolean
}

/** What is about to be sent, as rules see it and as the outbox keeps it. */
export interface Reply {
  readonly conversation: Uuid
  readonly thread: Uuid
  readonly account: Uuid
  readonly visibility: Visibility
  /** What it answers; `null` begins something. */
  readonly inReplyTo: Uuid | null
  readonly subject: string | null
  readonly text: string
  readonly html: string | null
  readonly to: readonly Party[]
  readonly cc: readonly Party[]
  readonly bcc: readonly Party[]
  readonly files: readonly OutgoingFile[]
  readonly template: { readonly name: string; readonly language: string; readonly values: readonly string[] } | null
  readonly language: string | null
}

/** Which conversations somebody may read: everything, or what one of these lists allows, and what is assigned to them. */
export type Scope =
  | { readonly all: true }
  | { readonly all: false; readonly member: string; readonly accounts: readonly Uuid[]; readonly teams: readonly Uuid[]; readonly labels: readonly Uuid[]; /** What belongs to no team, too. */ readonly teamless: boolean }
