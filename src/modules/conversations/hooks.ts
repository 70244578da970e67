/**
 * Where routing, promises, rules of engagement, approvals, recovery and
 * satisfaction take part. All of them run in the transaction of what they
 * follow: what they write is there exactly when that is.
 */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Visibility } from '../../kernel/message.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Conversation, ConversationFacts, ConversationState, Message, Reply } from './model.ts'

/** A message from outside was kept. Called once a message, also when it came late. */
export interface Received {
  readonly conversation: Conversation
  readonly message: Message
  /** `opened`: it began the conversation. `reopened`: it was closed. `woken`: it was snoozed. `went-on`: none of these. */
  readonly made: 'opened' | 'reopened' | 'woken' | 'went-on'
  /** A newer message was here already. */
  readonly late: boolean
  facts(): Promise<ConversationFacts>
}

/** An answer of ours left or will surely leave: called when it is queued by a hand or a rule, and when an answer given at the network itself came back. */
export interface Answered {
  readonly conversation: Conversation
  readonly message: Message
  readonly by: { readonly kind: Actor['kind']; readonly id: string | null; readonly name: string }
  readonly first: boolean
}

export interface Closed {
  readonly conversation: Conversation
  readonly by: Actor
  readonly because: string | null
}

/** State, assignee, team, priority, labels or threads changed; `before` has what changed, as it was. */
export interface Changed {
  readonly conversation: Conversation
  readonly before: Partial<Conversation>
  readonly by: Actor
  readonly at: Instant
}

/** What the rules say about an answer before it goes. */
export interface Verdict {
  /** `send`: it goes. `approve`: it is held until the approval is given. `refuse`: it does not go. */
  readonly decision: 'send' | 'approve' | 'refuse'
  /** Sentences for the composer, the weightiest first: which rule, and why. */
  readonly because: readonly { readonly rule: Uuid; readonly name: string; readonly sentence: string }[]
  /** Where in the text something stands that must not be said. */
  readonly marks?: readonly { readonly start: number; readonly end: number; readonly sentence: string }[]
  /** What the composer offers beside it. */
  readonly playbooks?: readonly { readonly id: Uuid; readonly name: string }[]
}

/** Somebody whom we want to address first. */
export interface ReachingOutTo {
  readonly channel: string
  readonly externalId: string
  readonly identity: Uuid
  readonly visibility: Visibility
  readonly saidAt: Instant
  /** They named, answered or wrote to us before: then it is no unasked word. */
  readonly addressedUs: boolean
  readonly isBot: boolean
}

export interface ConversationHooks {
  onReceived?(tx: Tx, received: Received): Promise<void>
  onAnswered?(tx: Tx, answered: Answered): Promise<void>
  onClosed?(tx: Tx, closed: Closed): Promise<void>
  onChanged?(tx: Tx, changed: Changed): Promise<void>
  /** Asked while somebody writes, with what stands there so far, and once more in the transaction that sends. */
  mayAnswer?(db: Db | Tx, actor: Actor, facts: ConversationFacts, reply: Pick<Reply, 'visibility' | 'account' | 'text' | 'files' | 'inReplyTo'>): Promise<Verdict>
  /** Asked before we begin with somebody; `because` says everything that speaks against it. */
  mayReachOut?(db: Db, to: ReachingOutTo): Promise<{ readonly may: boolean; readonly because: string }>
  /** A message is held; whoever asked for that takes it from here, and calls `release` or `refuse` of the deeds. */
  onHeld?(tx: Tx, held: { readonly conversation: Conversation; readonly message: Message; readonly by: Actor; readonly verdict: Verdict }): Promise<void>
  /** What the list and the thread show beside a conversation, by conversation. Small: asked with every page. */
  shown?(db: Db, conversations: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Readonly<Record<string, unknown>>>>
}

/** Deeds that hooks and other parts of the module may do, in their own transaction. */
export interface ConversationDeeds {
  change(tx: Tx, by: Actor, conversation: Uuid, change: Change, because?: string): Promise<Conversation>
  /** Sends by a rule: a question after closing, say. Never to what a machine sent. */
  sendByRule(tx: Tx, rule: string, reply: Reply): Promise<Message>
  /** A held message goes, as it is or with other words. */
  release(tx: Tx, by: Actor, message: Uuid, words?: { readonly text: string; readonly html: string | null }): Promise<void>
  /** A held message does not go; it is back in its writer's draft. */
  refuse(tx: Tx, by: Actor, message: Uuid, because: string): Promise<void>
  note(tx: Tx, by: Actor, conversation: Uuid, text: string): Promise<Message>
  /** A line in the story of the conversation. */
  record(tx: Tx, by: Actor, conversation: Uuid, deed: string, facts?: Readonly<Record<string, unknown>>): Promise<void>
  factsOf(db: Db | Tx, conversations: readonly Uuid[]): Promise<ConversationFacts[]>
}

/** Only what is named changes. */
export interface Change {
  readonly state?: ConversationState
  readonly assignee?: string | null
  readonly team?: Uuid | null
  readonly priority?: Conversation['priority']
  readonly labels?: readonly Uuid[]
  readonly dueAt?: Instant | null
  readonly snoozedUntil?: Instant | null
}
