/** The addresses of the scene Listen. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import { shellRoute } from '../../shell/routes.tsx'
import { readListenSearch } from './listen-search.ts'

const listenRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/listen',
  validateSearch: readListenSearch,
  // Asked while the scene itself is still being fetched; nobody waits for the answer here.
  loader: ({ context: { queryClient } }) => void queryClient.ensureQueryData(apiQuery('/topics')).catch(() => undefined),
  component: lazyRouteComponent(() => import('./listen-scene.tsx'), 'ListenScene'),
})

export const listenRoutes = [listenRoute] as const
