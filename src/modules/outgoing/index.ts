/** What Rapport tells others, by webhook and by mail: the public face of this module. */
import type { Announcement, EventType } from '../../kernel/event.ts'
import type { Clock } from '../../kernel/instant.ts'
import type { Letter, LetterLanguage } from '../../kernel/letter.ts'
import type { MountedRoute } from '../../platform/http/route.ts'
import type { Log } from '../../platform/logs.ts'
import type { OutwardFetch } from '../../platform/outward/outward-fetch.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Notifications } from '../../platform/postgres/notifications.ts'
import type { Seal } from '../../platform/seal.ts'
import { runCourier } from './courier.ts'
import { eventTypes } from './event-types.ts'
import { dropOldEvents, keepEvents, wantedTypes } from './events.ts'
import { mailIsSetUp } from './mail-settings.ts'
import { mailRoutes } from './mail-routes.ts'
import { keepLetter } from './mails.ts'
import { disabled, pinged } from './own-events.ts'
import type { MembersToWrite } from './ports.ts'
import { runPostman } from './postman.ts'
import { webhookRoutes } from './routes.ts'

export type { MembersToWrite, Reachable } from './ports.ts'
export { outgoingHolding, recipientsOf } from './holding.ts'
export { outgoingHealth } from './outgoing-health.ts'

export interface OutgoingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly seal: Seal
  readonly fetch: OutwardFetch
  readonly notifications: Notifications
  readonly members: MembersToWrite
  /** What the other modules tell. */
  readonly types: readonly EventType[]
  readonly publicUrl: string
  readonly allowPrivate: readonly string[]
  readonly random?: () => number
}

export interface Outgoing {
  readonly routes: readonly MountedRoute[]
  /** Everything that can be told, for the API document. */
  readonly types: readonly EventType[]
  /**
   * Tells an event: kept in the caller's transaction, delivered once it has
   * committed, to every webhook and every member that wants its type.
   * @throws {Invalid} when the type or its data is not as the catalogue says
   */
  announce(tx: Db | Tx, events: Announcement | readonly Announcement[]): Promise<void>
  /** Which of some types anybody wants, for whoever would have many to tell. */
  wanted(types: readonly string[]): Promise<string[]>
  /** Mails a letter to an address, in the caller's transaction. Answers whether mail is set up; without, nothing is kept. */
  mail(tx: Db | Tx, to: { address: string; language: LetterLanguage }, letter: Letter): Promise<boolean>
  /** Whether a letter would be sent. */
  canMail(): Promise<boolean>
  /** Delivers until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
  /** Lets go of what is older than is kept. */
  tidy(): Promise<void>
}

/** @throws {Invalid} when the catalogue of event types is broken */
export function openOutgoing(deps: OutgoingDeps): Outgoing {
  const types = eventTypes([...deps.types, pinged, disabled])
  const { db, clock, seal } = deps
  const all = { ...deps, types, random: deps.random ?? Math.random }
  return {
    routes: [...webhookRoutes(all), ...mailRoutes(all)],
    types: types.all,
    announce: async (tx, events) => {
      await keepEvents(tx, types, 'type' in events ? [events] : events, clock.now())
    },
    wanted: (types) => wantedTypes(db, types),
    mail: (tx, to, letter) => keepLetter(tx, seal, to, letter, clock.now()),
    canMail: () => mailIsSetUp(db),
    run: async (signal) => {
      await Promise.all([runCourier(all, signal), runPostman(all, signal)])
    },
    tidy: () => dropOldEvents(db, clock.now()),
  }
}
