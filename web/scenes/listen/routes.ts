/** The addresses of the scene Listen. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'
import { readListenSearch } from './listen-search.ts'

const listenRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/listen',
  validateSearch: readListenSearch,
  component: lazyRouteComponent(() => import('./listen-scene.tsx'), 'ListenScene'),
})

export const listenRoutes = [listenRoute] as const
