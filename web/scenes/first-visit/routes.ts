/** The addresses of those who are not signed in: first visit, sign-in, invitation. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../shell/routes.tsx'

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  validateSearch: (search): { token?: string } => (typeof search['token'] === 'string' ? { token: search['token'] } : {}),
  component: lazyRouteComponent(() => import('./welcome.tsx'), 'Welcome'),
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => (typeof search['next'] === 'string' ? { next: search['next'] } : {}),
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
})

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join/$token',
  component: lazyRouteComponent(() => import('./join.tsx'), 'Join'),
})

const forgotRoute = createRoute({ getParentRoute: () => rootRoute, path: '/forgot', component: lazyRouteComponent(() => import('./forgot.tsx'), 'Forgot') })
const resetRoute = createRoute({ getParentRoute: () => rootRoute, path: '/reset/$token', component: lazyRouteComponent(() => import('./reset.tsx'), 'Reset') })

export const entryRoutes = [welcomeRoute, signInRoute, joinRoute, forgotRoute, resetRoute] as const
