/** The address of what is worth joining, below Listen. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

const names = ['topic', 'mention'] as const

/** Absent means as usual: all topics, the first of the list. */
export type JoiningSearch = Readonly<Partial<Record<(typeof names)[number], string>>>

function readJoiningSearch(raw: Readonly<Record<string, unknown>>): JoiningSearch {
  return Object.fromEntries(names.flatMap((name) => (typeof raw[name] === 'string' && raw[name] !== '' ? [[name, raw[name]]] : [])))
}

const joiningRoute = createRoute({ getParentRoute: () => shellRoute, path: '/listen/joining', validateSearch: readJoiningSearch, component: lazyRouteComponent(() => import('./joining-scene.tsx'), 'JoiningScene') })

export const joiningRoutes = [joiningRoute] as const
