/** Carries label changes into the mentions, many in one update, until none waits. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { sentence } from '../../../kernel/fault.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'
import type { Mentions } from '../mentions.ts'
import { changesDone, waitingChanges } from './label-changes.ts'
import { withHand } from './hand-labels.ts'

export interface WriterDeps {
  readonly db: Db
  readonly mentions: Mentions
  readonly log: Log
}

const atOnce = 20_000
/** Changes that nobody waits for are gathered this long, since each update rewrites sums. */
const gatherMs = 2_000
const afterFaultMs = 10_000
/** One update at a time, whichever process does it: they share the table that they are joined from. */
const lock = 724_011

/** Carries over all that waits; on return every figure counts it. */
export async function applyLabelChanges({ db, mentions }: Pick<WriterDeps, 'db' | 'mentions'>): Promise<number> {
  let applied = 0
  for (;;) {
    const count = await alone(db, async () => {
      const waiting = await waitingChanges(db, atOnce)
      if (waiting.length === 0) return 0
      await mentions.relabel(await withHand(db, waiting))
      await changesDone(db, waiting)
      return waiting.length
    })
    applied += count
    if (count < atOnce) return applied
  }
}

/** Relabels mentions at once, without the way through PostgreSQL: for whoever keeps its own place. */
export async function relabelNow({ db, mentions }: Pick<WriterDeps, 'db' | 'mentions'>, changes: Parameters<Mentions['relabel']>[0]): Promise<void> {
  await alone(db, async () => mentions.relabel(await withHand(db, changes)))
}

async function alone<T>(db: Db, work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lock})`.execute(tx)
    return work()
  })
}

/** Carries changes over as they come, until the signal aborts. */
export async function runLabelWriter(deps: WriterDeps & { readonly notifications: Notifications }, signal: AbortSignal): Promise<void> {
  let wake = Promise.withResolvers<void>()
  const off = deps.notifications.on('rapport_labels', () => wake.resolve())
  const stop = (): void => wake.resolve()
  signal.addEventListener('abort', stop)
  while (!signal.aborted) {
    try {
      if ((await applyLabelChanges(deps)) > 0) await sql`select pg_notify('rapport_topics', 'labels')`.execute(deps.db)
    } catch (thrown) {
      deps.log.warn('listening.relabel-failed', { because: sentence(thrown) })
      await wait(afterFaultMs, undefined, { signal }).catch(() => undefined)
      continue
    }
    await wake.promise
    wake = Promise.withResolvers()
    await wait(gatherMs, undefined, { signal }).catch(() => undefined)
  }
  signal.removeEventListener('abort', stop)
  off()
}
