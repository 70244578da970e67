/** The address of Today: the first scene. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import { shellRoute } from '../../shell/routes.tsx'
import { heardQuery } from './heard-query.ts'

export const todayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  // Asked while the scene itself is still being fetched; nobody waits for the answers here.
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(apiQuery('/topics'))
    void queryClient.prefetchQuery(heardQuery)
  },
  component: lazyRouteComponent(() => import('./today-scene.tsx'), 'TodayScene'),
})
