/** What conversations work with. */
import type { Clock } from '../../kernel/instant.ts'
import type { Db } from '../../platform/postgres/database.ts'
import type { KeptFiles } from '../../platform/kept-files.ts'
import type { Log } from '../../platform/logs.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'
import type { Notifications } from '../../platform/postgres/notifications.ts'
import type { Seal } from '../../platform/seal.ts'
import type { ConversationHooks } from './hooks.ts'
import type { Accounts, Governance, Members, People, PictureAddress, SaidInPublic, TakeInSent, Teams, Telling } from './ports.ts'

export interface ConversationDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly files: KeptFiles
  readonly fetch: OutwardFetch
  readonly seal: Seal
  readonly notifications: Notifications
  readonly publicUrl: string
  readonly accounts: Accounts
  readonly people: People
  readonly members: Members
  readonly teams: Teams
  readonly said: SaidInPublic
  readonly telling: Telling
  readonly governance: Governance
  readonly takeInSent: TakeInSent
  readonly picture: PictureAddress
  /** Its name, for canned replies. */
  company(): Promise<string>
  /** Those who take part; several may, each in its turn. */
  readonly hooks: readonly ConversationHooks[]
}
