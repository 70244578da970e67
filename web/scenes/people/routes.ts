/** The addresses of the scene People. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'
import { readPeopleSearch, readPersonSearch } from './people-search.ts'

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('./people-scene.tsx'), 'PeopleScene'),
})

const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id',
  validateSearch: readPersonSearch,
  component: lazyRouteComponent(() => import('./person-scene.tsx'), 'PersonScene'),
})

const reviewRoute = createRoute({ getParentRoute: () => shellRoute, path: '/recognition', component: lazyRouteComponent(() => import('./recognition/review-scene.tsx'), 'ReviewScene') })

export const peopleRoutes = [peopleRoute, reviewRoute, personRoute] as const
