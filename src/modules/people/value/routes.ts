/** HTTP of customer value. */
import { sql } from 'kysely'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { PeopleDeps } from '../deps.ts'
import * as api from './api.ts'
import { refit } from './refit.ts'
import { buyingCycles, newestModel } from './value-store.ts'

export function valueRoutes({ db, now }: PeopleDeps): MountedRoute[] {
  return [
    handle(api.getValue, async () => {
      const { rows: [sums] } = await sql<{ atRisk: number; expected: number }>`select count(*) filter (where alive < 0.5) as "atRisk", coalesce(sum(expected_minor), 0)::bigint as expected from people.cards where purchases > 0`.execute(db)
      return { model: await newestModel(db), atRisk: sums?.atRisk ?? 0, expectedMinor: sums?.expected ?? 0 }
    }),
    handle(api.refitValue, async () => {
      const model = await refit(db, now())
      await sql`insert into people.stale (person) select person from people.cards where purchases > 0 on conflict do nothing`.execute(db)
      return { model }
    }),
    handle(api.buyingCycle, async ({ query }) => ({ items: await buyingCycles(db, query.by) })),
  ]
}
