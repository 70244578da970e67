/** What conversations need from outside. */
import type { Announcement } from '../../kernel/event.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Interaction } from '../../kernel/interaction.ts'
import type { Letter, LetterLanguage } from '../../kernel/letter.ts'
import type { Abilities, Attachment, OutgoingMessage, Sent } from '../../kernel/message.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Scope } from './model.ts'

/** One of our accounts, as far as conversations know it. */
export interface Account {
  readonly id: Uuid
  readonly channel: string
  readonly name: string
  readonly handle: string | null
  /** Our own address there: what it wrote is ours. */
  readonly externalId: string
  readonly abilities: Abilities
  /** It may be written through now; else a sentence says why not. */
  readonly ready: true | string
}

export interface Accounts {
  all(): Promise<readonly Account[]>
  /**
   * Sends one message.
   * @throws {SendFault} saying whether it may be tried again
   */
  send(account: Uuid, message: OutgoingMessage, signal: AbortSignal): Promise<Sent>
  /** Takes back what we sent, where the network can. */
  unsend(account: Uuid, externalId: string): Promise<void>
  /** Shows them that one of us writes, where the network can show it. */
  showTyping?(account: Uuid, thread: string, name: string): Promise<void>
  /** Shows them until when we have read, where the network can show it. */
  showRead?(account: Uuid, thread: string, until: Instant): Promise<void>
  fetchAttachment(account: Uuid, attachment: Attachment, signal: AbortSignal): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly mediaType: string | null }>
}

/** Somebody outside, as far as they are known. */
export interface KnownPerson {
  readonly person: Uuid
  readonly name: string
  readonly stage: string | null
  readonly valueMinor: number | null
  readonly currency: string | null
  readonly isOurs: boolean
  readonly companyIds: readonly Uuid[]
  /** All their addresses. */
  readonly identities: readonly Uuid[]
}

export interface People {
  /** By identity. Identities that are not known are left out. */
  known(db: Db | Tx, identities: readonly Uuid[]): Promise<ReadonlyMap<Uuid, KnownPerson>>
  identitiesOf(db: Db, person: Uuid): Promise<readonly Uuid[]>
  /** Identities whose handle or name holds these words; for `from:`. */
  identitiesNamed(db: Db, words: string, limit: number): Promise<readonly Uuid[]>
  /** Whether we may begin to write to an address; `because` when not. */
  mayContact(db: Db, identity: { readonly channel: string; readonly externalId: string }, purpose: 'service' | 'outreach'): Promise<{ readonly may: boolean; readonly because: string | null }>
}

/** A member, as colleagues see them. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: LetterLanguage | null
  readonly active: boolean
  readonly mayAnswer: boolean
}

export interface Members {
  all(): Promise<readonly Colleague[]>
}

export interface Teams {
  /** Teams of a member. */
  of(db: Db, member: string): Promise<readonly Uuid[]>
  all(db: Db): Promise<readonly { readonly id: Uuid; readonly name: string }[]>
}

export interface Listening {
  /** Topics that a post belongs to. */
  topicsOf(keys: readonly { readonly at: Instant; readonly id: Uuid }[]): Promise<ReadonlyMap<Uuid, readonly Uuid[]>>
}

/** What was said in public, by id: to answer a mention. */
export interface SaidInPublic {
  find(id: Uuid, at: Instant): Promise<(Interaction & { readonly id: Uuid; readonly identity: Uuid; readonly language: string }) | null>
}

export interface Telling {
  announce(tx: Tx, events: Announcement | readonly Announcement[]): Promise<void>
  mail(tx: Tx, to: { readonly address: string; readonly language: LetterLanguage }, letter: Letter): Promise<boolean>
}

export interface Governance {
  /** What an actor may read. */
  scopeOf(actor: Actor): Promise<Scope>
}

/** What we sent goes into the loop, as the other side sees it of us; what is done alongside lasts exactly when that does. */
export type TakeInSent = (interaction: Interaction, alongside: (tx: Tx) => Promise<void>) => Promise<void>

export type PictureAddress = (url: string) => string | null
