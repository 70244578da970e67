/** Governance: who did what, on record and sealed. */
import { setTimeout as wait } from 'node:timers/promises'
import { sentence } from '../../kernel/fault.ts'
import { secondMs, type Clock } from '../../kernel/instant.ts'
import type { Log } from '../../platform/logs.ts'
import type { Db } from '../../platform/postgres/database.ts'
import { sealTrail } from './seals.ts'

export { trailRoutes } from './routes.ts'
export { openTrail } from './trail.ts'
export { verifyTrail } from './seals.ts'
export { governanceHolding } from './holding.ts'

/** Name of the file under `secrets/` whose key makes the seals. */
export const sealKeyName = 'audit'

const sealEveryMs = 5 * secondMs

/** Seals the trail until the signal aborts. */
export async function keepSealed({ db, clock, log }: { readonly db: Db; readonly clock: Clock; readonly log: Log }, key: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      while ((await sealTrail(db, key, clock.now())) > 0 && !signal.aborted);
    } catch (thrown) {
      log.warn('governance.not-sealed', { because: sentence(thrown) })
    }
    await wait(sealEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
