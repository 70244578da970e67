/** Every address of the page, and what moving between them does. */
import { createRouter } from '@tanstack/react-router'
import { queryClient, whenSignedOut } from './api/queries.ts'
import { Skeleton } from './components/states.tsx'
import { alarmRoutes } from './scenes/alarms/routes.ts'
import { trendRoutes } from './scenes/trends/routes.ts'
import { entryRoutes } from './scenes/first-visit/routes.ts'
import { companyRoutes } from './scenes/companies/routes.ts'
import { lifeCycleRoute } from './scenes/life-cycle/routes.ts'
import { inboxRoutes } from './scenes/inbox/routes.ts'
import { joiningRoutes } from './scenes/joining/routes.ts'
import { listenRoutes } from './scenes/listen/routes.ts'
import { peopleRoutes } from './scenes/people/routes.ts'
import { settingsRoute } from './scenes/settings/routes.ts'
import { todayRoute } from './scenes/today/routes.ts'
import { valueRoute } from './scenes/value/routes.ts'
import { RouteFault, RouteMissing } from './shell/route-states.tsx'
import { missingRoute, rootRoute, shellRoute } from './shell/routes.tsx'

const tree = rootRoute.addChildren([
  ...entryRoutes,
  shellRoute.addChildren([todayRoute, ...listenRoutes, ...inboxRoutes, ...joiningRoutes, ...trendRoutes, ...alarmRoutes, ...peopleRoutes, ...companyRoutes, lifeCycleRoute, valueRoute, settingsRoute, missingRoute]),
])

export const router = createRouter({
  routeTree: tree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingComponent: () => <Skeleton lines={6} />,
  defaultErrorComponent: RouteFault,
  defaultNotFoundComponent: RouteMissing,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Whoever is signed out elsewhere, or too long, is asked to sign in and comes back to the same place. */
whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (/^\/(welcome|sign-in|join|forgot|reset)\b/.test(pathname) || router.state.status === 'pending') return
  queryClient.removeQueries()
  void router.navigate({ to: '/sign-in', search: { next: href } })
})
