/** The address of trends, below Listen. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

const names = ['topic', 'period', 'from', 'to', 'q', 'kind'] as const

/** Absent means as usual: all topics, the last week. */
export type TrendsSearch = Readonly<Partial<Record<(typeof names)[number], string>>>

export function readTrendsSearch(raw: Readonly<Record<string, unknown>>): TrendsSearch {
  return Object.fromEntries(names.flatMap((name) => (typeof raw[name] === 'string' && raw[name] !== '' ? [[name, raw[name]]] : [])))
}

const trendsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/listen/trends', validateSearch: readTrendsSearch, component: lazyRouteComponent(() => import('./trends-scene.tsx'), 'TrendsScene') })

export const trendRoutes = [trendsRoute] as const
