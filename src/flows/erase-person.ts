/**
 * Carries out erasures: everything about a person, everywhere. Each step is
 * noted when it is done, so that a stop at any moment costs at most one step
 * over again; every step may be repeated.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { Unavailable, sentence } from '../kernel/fault.ts'
import { iso, secondMs, type Clock } from '../kernel/instant.ts'
import type { Announcement } from '../kernel/event.ts'
import type { DataSubject, Holding } from '../kernel/personal-data.ts'
import type { History } from '../modules/history/index.ts'
import { finishErasure, inTrouble, openErasures, rowsGone, stepDone, type Erasure } from '../modules/people/index.ts'
import type { Clickhouse } from '../platform/clickhouse/open.ts'
import { hastenRemoval, scrubClickhouse, usualRemoval } from '../platform/clickhouse/scrub.ts'
import type { Log } from '../platform/logs.ts'
import type { Postgres, Tx } from '../platform/postgres/database.ts'
import type { Notifications } from '../platform/postgres/notifications.ts'
import { scrubPostgres } from '../platform/postgres/scrub.ts'
import { lastPlace, passed } from '../platform/stream/redact.ts'
import type { Stream } from '../platform/stream/stream.ts'
import type { StreamItem } from './take-in.ts'

export interface ErasureDeps {
  readonly postgres: Postgres
  readonly clickhouse: Clickhouse
  readonly stream: Stream
  readonly history: History
  readonly holdings: readonly Holding[]
  readonly clock: Clock
  readonly log: Log
  readonly notifications: Notifications
  announce(tx: Tx, event: Announcement): Promise<void>
}

/** How often it is looked whether something was left behind by a stop. */
const lookEveryMs = 60 * secondMs
const passWithinMs = 60 * secondMs
const workLock = 724005

/** Works on all orders, one after the other, until the signal aborts. One process at a time does. */
export async function runErasures(deps: ErasureDeps, signal: AbortSignal): Promise<void> {
  let wake = (): void => undefined
  const off = deps.notifications.on('rapport_erasures', () => wake())
  try {
    while (!signal.aborted) {
      const waited = new Promise<void>((resolve) => { wake = resolve })
      await workOnAll(deps, signal).catch((thrown: unknown) => deps.log.error('erasure.fault', { because: sentence(thrown) }))
      await Promise.race([waited, wait(lookEveryMs, undefined, { signal }).catch(() => undefined)])
    }
  } finally {
    off()
  }
}

async function workOnAll(deps: ErasureDeps, signal: AbortSignal): Promise<void> {
  const { db } = deps.postgres
  if ((await openErasures(db)).length === 0) return
  const session = await deps.postgres.pool.connect()
  try {
    const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [workLock])
    if (rows[0]?.mine !== true) return
    const failed = (order: Erasure) => async (thrown: unknown): Promise<void> => {
      if (signal.aborted) return
      deps.log.error('erasure.trouble', { erasure: order.id, because: sentence(thrown) })
      await inTrouble(db, order.id, sentence(thrown))
    }
    const tables = [...new Set(deps.holdings.flatMap((one) => one.clickhouse))]
    await hastenRemoval(deps.clickhouse, tables)
    for (const order of await openErasures(db)) if (order.subjects.length > 0 && !signal.aborted) await removeRows(deps, order, signal).catch(failed(order))
    // Overwriting what deleted rows left takes as long for many as for one.
    const gone = (await openErasures(db)).filter((order) => order.subjects.length === 0)
    if (gone.length === 0 || signal.aborted) return
    await overwrite(deps, gone, signal).catch(async (thrown: unknown) => { for (const order of gone) await failed(order)(thrown) })
    await usualRemoval(deps.clickhouse, tables)
  } finally {
    // Ends the session, and the lock with it.
    session.release(true)
  }
}

/** Their dead rows are all that is left: on the disk until something overwrites them. */
async function overwrite(deps: ErasureDeps, orders: readonly Erasure[], signal: AbortSignal): Promise<void> {
  await deps.stream.trim()
  const touched = deps.holdings.filter((one) => one.name === 'people' || one.name === 'stream' || orders.some(({ steps }) => (steps[one.name] ?? 0) > 0))
  const remains = [
    ...(await scrubClickhouse(deps.clickhouse, touched.flatMap((one) => one.clickhouse), signal)),
    ...(await scrubPostgres(deps.postgres, touched.flatMap((one) => one.postgres))),
  ]
  for (const order of orders) await finishErasure(deps.postgres.db, order.id, remains)
  deps.log.info('erasure.done', { orders: orders.length, remains: remains.length })
}

async function removeRows(deps: ErasureDeps, order: Erasure, signal: AbortSignal): Promise<void> {
  const { db } = deps.postgres
  const identities = order.subjects
  // From its order on nothing more of them is recorded; what was being recorded at that moment is waited for.
  await letPass(deps, signal)
  const subject: DataSubject = { identities, interactions: await deps.history.idsOf(identities.map((one) => one.id)) }
  for (const holding of deps.holdings) {
    signal.throwIfAborted()
    if (order.steps[holding.name] !== undefined) continue
    await stepDone(db, order.id, holding.name, await holding.erase(subject))
  }
  const late = await deps.history.idsOf(identities.map((one) => one.id))
  if (late.length > 0) throw new Unavailable(`${late.length} interactions arrived while the erasure ran; it is done again.`, 'people.erasure.late')
  await db.transaction().execute(async (tx) => {
    await rowsGone(tx, order.id)
    await deps.announce(tx, { type: 'person.erased', at: deps.clock.now(), data: { erasure: order.id, identities: identities.map((one) => one.id), at: iso(deps.clock.now()), neverAgain: order.neverAgain } })
  })
}

/** Waits until every consumer has done what was on the stream before. @throws {Unavailable} when one stands still. */
async function letPass({ stream, postgres }: ErasureDeps, signal: AbortSignal): Promise<void> {
  const beat: StreamItem = { is: 'beat' }
  await stream.append([beat])
  const place = await lastPlace(postgres.db)
  const deadline = Date.now() + passWithinMs
  while (!(await passed(postgres.db, place))) {
    signal.throwIfAborted()
    if (Date.now() > deadline) throw new Unavailable('The stream stands still, so what it holds of this person cannot be erased yet. Look at the health of the loop; the erasure goes on by itself.', 'people.erasure.stream')
    await wait(50)
  }
}
