/** How long what is kept: settings, what would go, and the work of letting go. */
import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import { NotFound, sentence } from '../../../kernel/fault.ts'
import { dayMs, hourMs, type Clock, type Instant } from '../../../kernel/instant.ts'
import type { Ageing } from '../../../kernel/personal-data.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Db } from '../../../platform/postgres/database.ts'

export interface RetentionDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  /** Everything that can age, by kind. */
  readonly ageing: readonly Ageing[]
}

export interface RetentionSetting {
  readonly kind: string
  /** `null`: for good. */
  readonly months: number | null
  readonly changedBy: string | null
  readonly lastRunAt: Instant | null
  readonly lastRemoved: number
}

/** The moment before which something is too old, after so many calendar months in UTC. */
export function tooOldBefore(now: Instant, months: number): Instant {
  const today = new Date(now)
  const lastDay = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months + 1, 0)).getUTCDate()
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, Math.min(today.getUTCDate(), lastDay))
}

export async function retentionOf({ db, ageing }: RetentionDeps): Promise<RetentionSetting[]> {
  const { rows } = await sql<RetentionSetting>`select kind, months, changed_by as "changedBy", last_run_at as "lastRunAt", last_removed as "lastRemoved" from people.retention`.execute(db)
  return ageing.map(({ kind }) => rows.find((row) => row.kind === kind) ?? { kind, months: null, changedBy: null, lastRunAt: null, lastRemoved: 0 })
}

/** @throws {NotFound} for a kind that nobody keeps. */
export async function saveRetention(deps: RetentionDeps, kind: string, months: number | null, by: string): Promise<void> {
  if (!deps.ageing.some((one) => one.kind === kind)) throw new NotFound('kind of data', kind)
  if (months === null) await sql`delete from people.retention where kind = ${kind}`.execute(deps.db)
  else await sql`insert into people.retention (kind, months, changed_by) values (${kind}, ${months}, ${by}) on conflict (kind) do update set months = excluded.months, changed_by = excluded.changed_by, changed_at = now()`.execute(deps.db)
}

/** How much would go if it were kept for so many months. @throws {NotFound} */
export async function wouldGo({ ageing, clock }: RetentionDeps, kind: string, months: number): Promise<number> {
  const one = ageing.find((known) => known.kind === kind)
  if (one === undefined) throw new NotFound('kind of data', kind)
  return one.count(tooOldBefore(clock.now(), months))
}

/** Lets go of what is too old, once a day for each kind, until the signal aborts. */
export async function runRetention(deps: RetentionDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await letGo(deps, signal).catch((thrown: unknown) => deps.log.error('retention.fault', { because: sentence(thrown) }))
    await wait(hourMs, undefined, { signal }).catch(() => undefined)
  }
}

/** One round: every kind that is due. */
export async function letGo({ db, clock, log, ageing }: RetentionDeps, signal: AbortSignal): Promise<void> {
  const { rows } = await sql<{ kind: string; months: number }>`select kind, months from people.retention where last_run_at is null or last_run_at < ${new Date(clock.now() - dayMs)}`.execute(db)
  for (const { kind, months } of rows) {
    const one = ageing.find((known) => known.kind === kind)
    if (one === undefined || signal.aborted) continue
    const removed = await one.remove(tooOldBefore(clock.now(), months), signal)
    if (signal.aborted) return
    await sql`update people.retention set last_run_at = ${new Date(clock.now())}, last_removed = ${removed} where kind = ${kind}`.execute(db)
    if (removed > 0) log.info('retention.done', { kind, removed })
  }
}
