/** What channels need from outside. */
import type { Interaction } from '../../kernel/interaction.ts'
import type { Receipt } from '../../kernel/message.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import type { Sieve } from './contract.ts'

/** What a source, a key or an import brings at once. */
export interface Delivery {
  readonly items: readonly Interaction[]
  /** What its author took away at the source. */
  readonly removed?: readonly { readonly channel: string; readonly externalId: string }[]
  /** Authors who left the network: everything they said goes. */
  readonly removedAuthors?: readonly { readonly channel: string; readonly externalId: string }[]
  /** What became of messages that we sent. */
  readonly receipts?: readonly Receipt[]
  /** What brings it: a source's id, `account:…`, `import:…`, `api:…`. Kept with each interaction. */
  readonly origin: string
}

export interface TakeIn {
  /** On return everything is on disk; what `alongside` writes is so exactly when the items are. */
  append(delivery: Delivery, alongside?: (tx: Tx) => Promise<void>): Promise<void>
}

export interface Door {
  /** Those of a public firehose's posts that some topic wants. */
  wanted(items: readonly Interaction[]): Promise<Interaction[]>
  /** The door on other threads, for a module that exports `openReader`. */
  sieve?(reader: URL, options: unknown): Sieve
}
