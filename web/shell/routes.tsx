/** The routes above every scene: the root, and the shell that needs somebody signed in. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { ApiFault } from '../api/fault.ts'
import { apiQuery } from '../api/queries.ts'
import { meQuery } from '../hooks/member.ts'
import { loadAllWords } from '../words/words.tsx'
import { RouteFault, RouteMissing } from './route-states.tsx'

export interface RouterContext {
  readonly queryClient: QueryClient
}

const needsFewWords = /^\/($|welcome\b|sign-in\b|join\b|forgot\b|reset\b)/

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  // Today and the way in do with the first words; no other scene is drawn before it has its own.
  beforeLoad: async ({ location: { pathname } }) => {
    if (!needsFewWords.test(pathname)) await loadAllWords()
  },
  component: Outlet,
  errorComponent: RouteFault,
  notFoundComponent: RouteMissing,
})

/** Everything that needs somebody signed in. Scenes hang their routes here. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (fault) {
      if (!(fault instanceof ApiFault) || fault.status !== 401) throw fault
      const installation = await queryClient.ensureQueryData(apiQuery('/installation'))
      if (!installation.claimed) throw redirect({ to: '/welcome', search: {}, replace: true })
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href }, replace: true })
    }
  },
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
})

/** An address that leads nowhere keeps the navigation around it. */
export const missingRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: RouteMissing })
