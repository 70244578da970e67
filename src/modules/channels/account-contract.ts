/**
 * What a network must offer so that one of our accounts on it can be connected,
 * hears and speaks. Beside `read.ts` of a public source: `account.ts`,
 * `hear.ts`, `send.ts` in the network's folder.
 */
import type { z } from 'zod'
import { Fault } from '../../kernel/fault.ts'
import type { Clock, Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Abilities, Attachment, MessageTemplate, OutgoingMessage, Receipt, Sent } from '../../kernel/message.ts'
import type { KeptFiles } from '../../platform/kept-files.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'
import type { Batch, Health, SetAside, SettingField } from './contract.ts'

export interface AccountManifest<Settings> {
  /** Channel name, as in `Interaction.channel`. */
  readonly id: string
  readonly name: string
  /** One sentence for the person who chooses. */
  readonly about: string
  /** What to do at the network to get what the form asks for, step by step. */
  readonly steps: readonly string[]
  readonly settings: z.ZodType<Settings>
  readonly fields: readonly SettingField[]
  readonly abilities: Abilities
  /** `reads`: asks the network. `told`: the network calls `/hooks/<channel>/<account>`. `serves`: people come to us. */
  readonly hears: 'reads' | 'told' | 'serves'
  /**
   * For networks that call one address for all accounts of an app:
   * `/hooks/<calledAs>/…`. Such a call is given to every account of the channels
   * that share the name; each takes what is its own.
   */
  readonly calledAs?: string
  /** The longest body that a call may have, in bytes; absent: 1,000,000. */
  readonly maxCallBytes?: number
}

/** The network does not let us in: a token was taken back, a password changed. Somebody has to connect anew. */
export class LockedOut extends Fault {
  readonly code: string
  override readonly status = 422
  constructor(message: string, code = 'accounts.locked-out') {
    super(message)
    this.code = code
  }
}

/** What a channel remembers of single messages of one account, for as long as the messages are kept. */
export interface Notes {
  /** What is noted under each of the keys, where anything is. */
  of(keys: readonly string[]): Promise<ReadonlyMap<string, string>>
  /**
   * Notes what is not noted yet. What stands already stays: the answer says what
   * stands now under each key.
   * @param about external id of the interaction it is about, so that it goes with it
   */
  keep(notes: readonly { readonly key: string; readonly value: string; readonly about?: string }[]): Promise<ReadonlyMap<string, string>>
}

/** Who we are at the network, once it let us in. */
export interface Connected<Settings> {
  /** As they are to be kept: with tokens that were renewed or found meanwhile. */
  readonly settings: Settings
  readonly externalId: string
  readonly handle: string | null
  readonly name: string
  readonly avatarUrl: string | null
  /** When the way in ends unless it is renewed; `null`: not known to end. */
  readonly expiresAt: Instant | null
}

export interface ConnectContext {
  readonly fetch: OutwardFetch
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly publicUrl: string
  /** The id it will have, or has when it is connected anew. */
  readonly account: Uuid
}

export interface AccountContext<Settings> {
  readonly account: { readonly id: Uuid; readonly externalId: string; readonly handle: string | null; readonly name: string }
  /** The newest that this process knows: renewed tokens show here. */
  readonly settings: Settings
  readonly fetch: OutwardFetch
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly publicUrl: string
  readonly files: KeptFiles
  readonly notes: Notes
  /** A key of this installation that only it knows, the same for ever: for tokens in addresses. */
  readonly tokenKey: string
  /** Says in the log what went wrong without being anybody's fault. */
  warn(because: string): void
  /** Keeps renewed tokens, sealed, before they are used. */
  keepSettings(settings: Settings, expiresAt: Instant | null): Promise<void>
  /**
   * Renews the way in, one at a time over all processes: when somebody else
   * did so since `stale` was read, theirs is given and nothing is asked.
   */
  renewed(stale: Settings, renew: (newest: Settings) => Promise<{ readonly settings: Settings; readonly expiresAt: Instant | null }>): Promise<Settings>
}

/** What was heard at once: durable as a whole, or not at all. Its interactions carry `message`. */
export interface HeardBatch<Cursor> extends Omit<Batch<Cursor>, 'door' | 'seenAtDoor'> {
  readonly receipts?: readonly Receipt[]
}

export interface AccountReadContext<Settings, Cursor> extends AccountContext<Settings> {
  readonly cursor: Cursor | null
  /** Resolves when the batch is on disk. */
  emit(batch: HeardBatch<Cursor>): Promise<void>
  health(health: Health): void
}

/** Of an account that people come to: what reaches it is made durable here. */
export interface AccountServeContext<Settings> extends AccountContext<Settings> {
  /** Who asks, proxies considered. */
  readonly from: string
  /** Resolves when it is on disk. */
  emit(batch: HeardBatch<null>): Promise<void>
}

/** A call of the network, its body as bytes so that a signature over them can be checked. */
export interface NetworkCall {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Buffer
}

/** What a call brought, and what the network is answered once that is on disk. */
export interface Told {
  readonly batch: HeardBatch<null>
  readonly answer: { readonly status: number; readonly body: string; readonly contentType?: string }
}

export interface AccountChannel<Settings = unknown, Cursor = unknown> {
  readonly manifest: AccountManifest<Settings>
  /**
   * For networks that let somebody in on a page of their own (OAuth): where to
   * send them, and the settings to go on with when they come back. Then `connect`
   * gets these with what the network gave as `code`.
   */
  authorise?(settings: Settings, context: ConnectContext & { readonly redirectUri: string; readonly state: string }): Promise<{ readonly address: string; readonly settings: Settings }>
  /** Tries the settings. @throws a Fault that says what is wrong and what to do. */
  connect(settings: Settings, context: ConnectContext): Promise<Connected<Settings>>
  /** Set up at the network when the account is connected (a webhook, say), and taken back when it is removed. */
  install?(context: AccountContext<Settings>): Promise<void>
  uninstall?(context: AccountContext<Settings>): Promise<void>
  /** For `reads`: until the signal aborts or it throws; started again after a back-off, from the kept cursor. */
  read?(context: AccountReadContext<Settings, Cursor>): Promise<void>
  /** For `told`. @throws {Unauthenticated} when the signature does not hold: nothing of the call is kept then. */
  hear?(call: NetworkCall, context: AccountContext<Settings>): Promise<Told>
  /** Reads once more what was set aside. @throws a Fault that says why it still cannot be read. */
  readAgain?(aside: SetAside, context: AccountContext<Settings>): Promise<HeardBatch<null>>
  /** For `serves`: answers what comes to `/serve/<channel>/<account>/…`; `null` for addresses that it does not know. */
  serve?(request: Request, url: URL, context: AccountServeContext<Settings>): Promise<Response | null>
  /** What this account can, where that is not the same for all, such as a server's own limits. */
  abilitiesOf?(settings: Settings): Abilities
  /**
   * Sends one message.
   * @throws {SendFault} saying whether it may be tried again.
   */
  send(message: OutgoingMessage, context: AccountContext<Settings>): Promise<Sent>
  /** What can be sent when the window is closed. */
  templates?(context: AccountContext<Settings>): Promise<readonly MessageTemplate[]>
  /** Takes back what we sent. */
  unsend?(externalId: string, context: AccountContext<Settings>): Promise<void>
  /** The bytes of an attachment that is not here yet. */
  fetchAttachment?(attachment: Attachment, context: AccountContext<Settings>): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly mediaType: string | null }>
  /** Renews the way in before it ends; called well before `expiresAt`. */
  renew?(context: AccountContext<Settings>): Promise<void>
}
