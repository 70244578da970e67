/**
 * What a network must offer to be a channel. One folder a network:
 * `manifest.ts`, `client.ts`, `read.ts` (later `write.ts`), `fixtures/`.
 */
import type { z } from 'zod'
import type { Clock, Instant } from '../../kernel/instant.ts'
import type { Author, Interaction, Media, Relation } from '../../kernel/interaction.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'

/** Something we were given and could not read; kept where a person can see and retry it. */
export interface SetAside {
  /** What the network sent, as close to its bytes as text allows. */
  readonly raw: string
  /** A sentence: what, where, what was expected. */
  readonly because: string
  readonly code: string
}

/** A stretch of reading. Durable as a whole: items, set-asides and cursor together, or none. */
export interface Batch<Cursor> {
  readonly items: readonly Interaction[]
  readonly setAside?: readonly SetAside[]
  /** External ids that their author removed at the source. */
  readonly removed?: readonly { channel: string; externalId: string }[]
  /** Authors who deleted their whole account at the source: everything they said is to go. */
  readonly removedAuthors?: readonly { channel: string; externalId: string }[]
  /** Where reading goes on after this batch. */
  readonly cursor: Cursor
  /**
   * True for a public firehose: items that no topic wants are dropped at the
   * door and never kept. False for what somebody chose to read in full.
   */
  readonly door: boolean
  /** Set when the door was passed already: how many items came to it; `items` are those that some topic wants. */
  readonly seenAtDoor?: number
}

/** What a query can ask of an item, known before the item is read in full. */
export interface Glance {
  readonly text: string
  readonly languages?: readonly string[] | undefined
  readonly author: { readonly externalId: string; readonly handle?: string | undefined }
  readonly channel: string
  readonly kind: Interaction['kind']
  readonly media?: readonly Media['kind'][] | undefined
  readonly links?: readonly string[] | undefined
  readonly relations?: readonly Relation['kind'][] | undefined
}

/** Messages as a reader understood them, on whatever thread. Plain data. */
export interface Stretch<Told> {
  readonly items: readonly Interaction[]
  readonly setAside: readonly SetAside[]
  readonly removed: readonly { channel: string; externalId: string }[]
  readonly removedAuthors: readonly { channel: string; externalId: string }[]
  /** How many items were passed over at a glance. */
  readonly passedOver: number
  /** What the stream says of itself, such as its place. */
  readonly told: Told
}

/** Turns a network's bytes into interactions, remembering what earlier messages told. */
export interface MessageReader<Told> {
  /** @param isWorthReading asked of an item, where a glance is possible, before it is read in full */
  read(messages: readonly Buffer[], now: Instant, isWorthReading?: (glance: Glance) => boolean): Stretch<Told>
}

/** The door on other threads: a firehose's bytes in, what some topic wants out. */
export interface Sieve {
  /** How many stretches may be under way at once. */
  readonly depth: number
  /**
   * What of the messages is wanted, and how many items there were. Whoever moves
   * a cursor awaits answers in the order of asking. `forAll` are those of the
   * messages that every thread's reader has to know.
   */
  sift(messages: readonly Buffer[], now: Instant, forAll?: readonly Buffer[]): Promise<Stretch<unknown> & { readonly seen: number }>
  close(): void
}

/** How a source is, in words that tell what to do. */
export type Health =
  | { readonly state: 'starting'; readonly words: string }
  | { readonly state: 'reading'; readonly words: string }
  | { readonly state: 'waiting'; readonly words: string; readonly untilMs: number }
  | { readonly state: 'failing'; readonly words: string; readonly code: string }
  | { readonly state: 'finished'; readonly words: string }

export interface ReadContext<Settings, Cursor> {
  readonly settings: Settings
  /** Where the last durable batch ended; `null` the first time. */
  readonly cursor: Cursor | null
  readonly signal: AbortSignal
  readonly clock: Clock
  /** Guarded against private addresses, endless bodies and slow servers. */
  readonly fetch: OutwardFetch
  /**
   * Opens the door on other threads for a module that exports
   * `openReader(options): MessageReader`. Absent where there are none: then
   * messages are read here, and `emit` takes them to the door.
   */
  sieve?(reader: URL, options: unknown): Sieve
  /** Resolves when the batch is on disk; waits when the loop is behind, so a reader that awaits it cannot flood. */
  emit(batch: Batch<Cursor>): Promise<void>
  health(health: Health): void
}

/** A source's settings as the page draws them: a small form. */
export interface SettingField {
  readonly name: string
  readonly kind: 'url' | 'text' | 'secret' | 'choice' | 'list' | 'number' | 'boolean'
  readonly required: boolean
  /** Its value is an address or a host name that will be asked, so it must lead outside. */
  readonly leadsOut?: true
  readonly choices?: readonly string[]
  /** Key of the words in the page's dictionary, and the English text as fallback. */
  readonly label: string
  readonly help?: string
  readonly example?: string
  readonly default?: string | number | boolean
}

export interface Manifest<Settings> {
  /** Channel name, as in `Interaction.channel`. */
  readonly id: string
  readonly name: string
  /** One sentence for the person who chooses. */
  readonly about: string
  readonly reads: readonly ('firehose' | 'timeline' | 'hashtag' | 'account' | 'feed')[]
  readonly settings: z.ZodType<Settings>
  readonly fields: readonly SettingField[]
  readonly limits: { readonly textLength?: number; readonly minIntervalSeconds?: number }
}

/** What was found at an address before a source is made of it. */
export interface Probe {
  /** A name for the source, as the network gives it. */
  readonly title: string
  /** A sentence about what would be read. */
  readonly words: string
  /** Other things found there that could be read instead, such as a site's several feeds. */
  readonly choices: readonly { readonly title: string; readonly settings: unknown }[]
  readonly sample: readonly Interaction[]
}

export interface Channel<Settings = unknown, Cursor = unknown> {
  readonly manifest: Manifest<Settings>
  /** Looks without keeping anything; a fault says what is wrong with the settings. */
  probe(settings: Settings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Promise<Probe>
  /**
   * Reads until the signal aborts, the source is exhausted, or it throws.
   * Whoever runs it starts it again after a back-off; `RetryAfter` (of
   * `platform/outward/retry-after.ts`) sets when.
   */
  read(context: ReadContext<Settings, Cursor>): Promise<void>
  /**
   * What the network says now of authors, by their external ids; those it does
   * not know are left out. For channels whose stream names authors by id alone:
   * asked after an interaction is kept, never at the door.
   */
  authors?(externalIds: readonly string[], settings: Settings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Promise<readonly Author[]>
}
