/** The address of Today: the first scene. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

export const todayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./today-scene.tsx'), 'TodayScene'),
})
