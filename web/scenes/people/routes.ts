/** The addresses of the scene People. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./people-scene.tsx'), 'PeopleScene'),
})

export const peopleRoutes = [peopleRoute] as const
