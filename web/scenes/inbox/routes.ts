/** The addresses of the scene Inbox. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'
import { readFiguresSearch, readInboxSearch } from './inbox-search.ts'

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./inbox-scene.tsx'), 'InboxScene'),
})
const figuresRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox/figures',
  validateSearch: readFiguresSearch,
  component: lazyRouteComponent(() => import('./figures/figures-scene.tsx'), 'FiguresScene'),
})
/** The short address of a conversation, as mails and webhooks name it. */
const oneRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox/$id',
  beforeLoad: ({ params: { id } }) => { throw redirect({ to: '/inbox', search: { view: 'all', open: id }, replace: true }) },
})

export const inboxRoutes = [inboxRoute, figuresRoute, oneRoute] as const
