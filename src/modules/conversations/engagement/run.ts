/** What deciding does by itself: warns, escalates, reassigns, expires, asks. Each thing once, whatever stops in between. */
import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import { sentence } from '../../../kernel/fault.ts'
import { dayMs } from '../../../kernel/instant.ts'
import { assignWaiting, reassignLeft } from '../routing/assign.ts'
import { askDue } from '../satisfaction/ask.ts'
import { watchPromises } from '../sla/promise.ts'
import { expireApprovals, withdrawTaken } from './approvals.ts'
import type { DecidingDeps } from './ports.ts'

const everyMs = 10_000
/** How long the log of rules goes back. */
const usesKeptMs = 400 * dayMs

/** One round of everything; what fails does not hold up the rest. */
export async function decideOnce(deps: DecidingDeps): Promise<void> {
  const { db } = deps
  const now = deps.clock.now()
  const parts: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['promises', () => watchPromises(deps, now)],
    ['approvals', async () => { await withdrawTaken(db, now); await expireApprovals(deps, now) }],
    ['reassigning', () => reassignLeft(deps, now)],
    ['assigning', () => assignWaiting(deps, now)],
    ['satisfaction', () => askDue(deps, now)],
    ['uses', () => sql`delete from conversations.rule_uses where id in (select id from conversations.rule_uses where at < ${new Date(now - usesKeptMs)} limit 1000)`.execute(db)],
  ]
  for (const [part, act] of parts) await act().catch((thrown: unknown) => deps.log.error('engagement.fault', { part, because: sentence(thrown) }))
}

export async function runDeciding(deps: DecidingDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await decideOnce(deps)
    await wait(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
