/** What goes in and out of a thread at the door. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Post, Query } from '../query/index.ts'
import type { Block } from './messages.ts'

/** Something that could not be read, with the reason. */
interface SetAside {
  readonly raw: string
  readonly because: string
  readonly code: string
}

interface Named {
  readonly channel: string
  readonly externalId: string
}

/** A stretch of a firehose as its network's reader understood it. Plain data, copied between threads. */
export interface Stretch {
  readonly items: readonly Interaction[]
  readonly setAside: readonly SetAside[]
  readonly removed: readonly Named[]
  readonly removedAuthors: readonly Named[]
  /** How many items were passed over at a glance. */
  readonly passedOver: number
  /** Whatever else the reader tells the one who follows the stream, such as its place. */
  readonly told: unknown
}

/** A stretch with only the wanted items left, in their order. */
export interface Sifted extends Stretch {
  /** How many items came to the door. */
  readonly seen: number
}

/** What a reader's module has to export. */
export interface ReaderModule {
  /** A reader with a memory of its own. `options` is plain data. */
  openReader(options: unknown): { read(messages: readonly Buffer[], now: Instant, isWorthReading: (glance: Post) => boolean): Stretch }
}

/** What a thread is told; only `sift` and `ready` are answered, in the order of asking. */
export type Told =
  | { readonly kind: 'set'; readonly id: string; readonly root: Query['root'] }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'open'; readonly sieve: number; readonly reader: string; readonly options: unknown }
  | { readonly kind: 'shut'; readonly sieve: number }
  | { readonly kind: 'learn'; readonly sieve: number; readonly block: Block; readonly now: Instant }
  | { readonly kind: 'sift'; readonly sieve: number; readonly block: Block; readonly now: Instant }
  /** Posts that were wanted elsewhere: what passes them on is wanted too. */
  | { readonly kind: 'follow'; readonly keys: Float64Array }
  | { readonly kind: 'ready' }

export type Said =
  | { readonly kind: 'sifted'; readonly sifted: Sifted; readonly letGo: readonly Interaction[]; readonly wanted: Float64Array }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'ready' }
