/** The words for what passes between a person and an account of ours, beyond what every interaction says. */
import type { Uuid } from './ids.ts'
import type { Instant } from './instant.ts'

/** `public`: anybody can read it at the network. `private`: only the two sides. */
export const visibilities = ['public', 'private'] as const
export type Visibility = (typeof visibilities)[number]

/** A file that came with a message. At least one of `file`, `url` and `reference` says where it is. */
export interface Attachment {
  /** Key in our own file store (`platform/kept-files.ts`), once it is here. */
  readonly file?: Uuid
  /** Where the network shows it; may stop working. */
  readonly url?: string
  /** The network's own id, by which the channel can fetch it. */
  readonly reference?: string
  readonly name: string
  /** As the sender says; what it really is shows when it is kept. */
  readonly mediaType: string
  readonly bytes?: number
  readonly alt?: string
  /** Of a picture inside the HTML: its Content-ID without angle brackets. */
  readonly contentId?: string
}

/** Somebody at the other end, or one of ours. */
export interface Party {
  readonly externalId: string
  readonly handle?: string
  readonly name?: string
}

/** Sent by a machine: such a message is never answered by one. */
export type AutomaticKind = 'reply' | 'bounce' | 'bulk' | 'notification'

/**
 * What makes an interaction a message of ours to handle: it reached, or left,
 * one of our accounts. `text` of the interaction holds only the new words.
 */
export interface MessageFacts {
  /** Our account's id. */
  readonly account: Uuid
  readonly visibility: Visibility
  /** The network's own dialogue; what shares it on one account belongs together. */
  readonly thread?: string
  /** What it answers, oldest first, as far as it says: external ids. */
  readonly references?: readonly string[]
  /** The conversation that it names itself, by a token of ours that was verified. */
  readonly conversation?: Uuid
  /** Whom it is addressed to, besides us or, when it is ours, by us. */
  readonly to?: readonly Party[]
  readonly cc?: readonly Party[]
  readonly subject?: string
  /** As it came, at most 2,000,000 code units; made safe when it is shown. */
  readonly html?: string
  /** Earlier words that it repeats, to be folded. */
  readonly quoted?: string
  readonly attachments?: readonly Attachment[]
  readonly automatic?: AutomaticKind
  /** Of what we sent: the key it was sent with. */
  readonly key?: Uuid
}

/** What became of a message that we sent. `upTo`: everything of the thread until then, for networks that count so. */
export interface Receipt {
  readonly channel: string
  readonly account: Uuid
  readonly state: 'delivered' | 'read' | 'failed'
  readonly at: Instant
  readonly externalId?: string
  readonly thread?: string
  readonly upTo?: Instant
  /** Of a failure: a sentence, and the network's own code. */
  readonly because?: string
  readonly code?: string
}

/** How a network counts the length of a text. */
export const lengthUnits = ['graphemes', 'code-points', 'code-units', 'bytes'] as const
export type LengthUnit = (typeof lengthUnits)[number]

/** What can be sent through an account, so that the composer knows before the network says no. */
export interface Abilities {
  /** What an answer can be, the usual one first. */
  readonly visibilities: readonly Visibility[]
  readonly text: { readonly max: number | null; readonly unit: LengthUnit; /** Every link counts as so many; absent: as it is long. */ readonly linkLength?: number }
  readonly subject: boolean
  /** Words of warning can stand before the text, which is folded behind them. They travel as the subject. */
  readonly warning?: boolean
  readonly html: boolean
  /** `null`: no files at all. */
  readonly attachments: { readonly max: number; readonly maxBytes: number; /** Such as `image/*`; empty: anything. */ readonly mediaTypes: readonly string[]; readonly alt: boolean } | null
  /** For so many hours after their last message we may answer freely; `null`: always. */
  readonly windowHours: number | null
  /** For what the window holds; absent: for everything. */
  readonly windowFor?: readonly Visibility[]
  /** After the window, only with templates that the network approved. */
  readonly templates: boolean
  /** Whether a message can be begun, or only answered. */
  readonly begins: boolean
  readonly edits: boolean
  readonly deletes: boolean
  readonly receipts: readonly ('delivered' | 'read')[]
  /**
   * Whether sending the same key again arrives once. Where not, what was cut
   * off in the middle is not tried again by itself: a person decides.
   */
  readonly repeatable: boolean
}

/** A file to be sent. */
export interface OutgoingFile {
  readonly file: Uuid
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly alt?: string
}

/** What one of our accounts is to send. Plain data, so that it can wait in a table. */
export interface OutgoingMessage {
  /** The same for every try. */
  readonly key: Uuid
  readonly visibility: Visibility
  /** Whom it is for, the first foremost. */
  readonly to: readonly Party[]
  readonly cc?: readonly Party[]
  readonly bcc?: readonly Party[]
  /** What it answers; `null` begins something. */
  readonly inReplyTo: { readonly externalId: string; readonly root?: string; readonly url?: string; readonly author?: Party } | null
  readonly thread: string | null
  /** Earlier messages of the matter by their external ids, oldest first. */
  readonly references: readonly string[]
  readonly conversation: Uuid
  readonly subject?: string
  readonly text: string
  readonly html?: string
  readonly files: readonly OutgoingFile[]
  readonly template?: { readonly name: string; readonly language: string; readonly values: readonly string[] }
  /** BCP 47, of the text. */
  readonly language?: string
  /** Who signs it, where the network can show that. */
  readonly sender: { readonly name: string; readonly avatarUrl?: string } | null
  /** Sent by a rule, not by a hand: marked so where the network can (`Auto-Submitted`). */
  readonly automatic: boolean
}

/** What the network made of it. */
export interface Sent {
  readonly externalId: string
  /** Further pieces, where it had to be cut. */
  readonly parts?: readonly string[]
  readonly thread?: string
  readonly url?: string
  readonly at: Instant
  /** Of several it was for, those whom it did not reach. */
  readonly refused?: readonly { readonly externalId: string; readonly because: string }[]
}

/** Words that a network approved, to begin with or to go on after the window. */
export interface MessageTemplate {
  readonly name: string
  /** As the network writes it: `nl`, `en_US`. */
  readonly language: string
  /** `marketing`, `utility` and the like. */
  readonly category: string
  /** With `{{1}}` or `{{name}}` where values go. */
  readonly text: string
  /** What is asked for, in the order of `OutgoingMessage.template.values`. */
  readonly values: readonly string[]
}
