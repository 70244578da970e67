/** What accounts need from outside the channels. */
import type { Announcement } from '../../../kernel/event.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { KeptFiles } from '../../../platform/kept-files.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Metrics } from '../../../platform/metrics.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'
import type { Seal } from '../../../platform/seal.ts'
import type { AccountChannel } from '../account-contract.ts'
import type { TakeIn } from '../ports.ts'

export interface AccountDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly notifications: Notifications
  readonly channels: readonly AccountChannel[]
  readonly takeIn: TakeIn
  /** Files that come with messages. */
  readonly files: KeptFiles
  readonly publicUrl: string
  /** For tokens in addresses; the same for ever. */
  readonly tokenKey: string
  announce(tx: Tx, event: Announcement): Promise<void>
}
