/** Governance: what is done goes on record, and is sealed. */
import { keepSealed, openTrail, sealKeyName, trailRoutes } from '../modules/governance/index.ts'
import type { PutOnRecord } from '../platform/http/mount.ts'
import type { MountedRoute } from '../platform/http/route.ts'
import type { Ground } from './ground.ts'

export interface WiredGovernance {
  readonly putOnRecord: PutOnRecord
  /** @param others all other routes, by whose summaries the record is read */
  routes(others: readonly MountedRoute[]): MountedRoute[]
}

export function wireGovernance(ground: Ground): WiredGovernance {
  const { db, clock, log } = ground
  const key = ground.secret(sealKeyName)
  const trail = openTrail(db, () => clock.now())
  ground.onStop('trail', () => trail.settled())
  ground.begin('work', (signal) => keepSealed({ db, clock, log }, key, signal))
  return {
    putOnRecord: (deed) => trail.begin(deed),
    routes: (others) => {
      const summaries = new Map<string, string>()
      const routes = trailRoutes({ db, sealKey: key, now: () => clock.now(), summaryOf: (deed) => summaries.get(deed) ?? null })
      for (const { definition } of [...others, ...routes]) summaries.set(`${definition.method.toUpperCase()} ${definition.path}`, definition.summary)
      return routes
    },
  }
}
