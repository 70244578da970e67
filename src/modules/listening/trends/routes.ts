/** HTTP of trends, themes and what drives engagement. */
import type { Clock } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Clickhouse } from '../../../platform/clickhouse/open.ts'
import type { ReadDeps } from '../read.ts'
import * as api from './api.ts'
import { drivers, themes, trends } from './read-trends.ts'
import { trendStore } from './trend-store.ts'

export function trendRoutes(reading: ReadDeps, clickhouse: Clickhouse, clock: Clock): MountedRoute[] {
  const deps = { ...reading, trends: trendStore(clickhouse) }
  return [
    handle(api.listTrends, ({ query }) => trends(deps, query, query.kind, query.limit, clock.now())),
    handle(api.listThemes, ({ query }) => themes(deps, query, clock.now())),
    handle(api.listDrivers, ({ query }) => drivers(deps, query, query.zone, clock.now())),
  ]
}
