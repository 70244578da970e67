/** What deciding needs from the rest of conversations and from outside. */
import type { Announcement } from '../../../kernel/event.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Clock, Instant } from '../../../kernel/instant.ts'
import type { Role } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Log } from '../../../platform/logs.ts'
import type { ConversationDeeds } from '../hooks.ts'
import type { Accounts, Governance, Members, People } from '../ports.ts'

export interface DecidingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  /** There once the core of conversations is open. */
  readonly deeds: () => ConversationDeeds
  readonly accounts: Pick<Accounts, 'all'>
  readonly members: Members
  readonly governance: Governance
  readonly people: Pick<People, 'known' | 'mayContact'>
  /** When members were last seen in the page, by id. */
  lastSeen(): Promise<ReadonlyMap<string, Instant>>
  rolesOf(): Promise<ReadonlyMap<string, Role>>
  topicNames(): Promise<ReadonlyMap<Uuid, string>>
  /** Purchases of identities after a time: whether somebody came back as a customer. */
  boughtSince(db: Db, identities: readonly { readonly identity: Uuid; readonly since: Instant }[]): Promise<ReadonlySet<Uuid>>
  announce(tx: Tx, event: Announcement): Promise<void>
  readonly publicUrl: string
  /** Signs the links of questions. */
  readonly linkKey: string
  company(): Promise<string>
}
