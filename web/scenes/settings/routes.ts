/** The addresses of Settings. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { meQuery } from '../../hooks/member.ts'
import { auditSearch } from './audit/audit-search.ts'
import { shellRoute } from '../../shell/routes.tsx'

const settingsShell = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-scene.tsx'), 'SettingsScene'),
})

/** Settings opens at the first part that the member may see. */
const indexRoute = createRoute({
  getParentRoute: () => settingsShell,
  path: '/',
  beforeLoad: async ({ context: { queryClient } }) => {
    const me = await queryClient.ensureQueryData(meQuery)
    throw redirect({ to: me.permissions.includes('sources.read') ? '/settings/sources' : '/settings/account', replace: true })
  },
})

const sourcesRoute = createRoute({
  getParentRoute: () => settingsShell,
  path: 'sources',
  // `add`: the channel of a new source, or `choose`. `edit`: a source. `setAside`: a source, or `all`.
  validateSearch: (search): { add?: string; edit?: string; setAside?: string } => ({
    ...(typeof search['add'] === 'string' ? { add: search['add'] } : {}),
    ...(typeof search['edit'] === 'string' ? { edit: search['edit'] } : {}),
    ...(typeof search['setAside'] === 'string' ? { setAside: search['setAside'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./sources/sources-view.tsx'), 'SourcesView'),
})
const accountsRoute = createRoute({
  getParentRoute: () => settingsShell,
  path: 'accounts',
  // `add`: the channel of a new account, or `choose`. `reconnect`, `setAside`: an account.
  // `code`, `state`, `error`: what a network sends with somebody who comes back from its page.
  validateSearch: (search): { add?: string; reconnect?: string; setAside?: string; code?: string; state?: string; error?: string } => ({
    ...Object.fromEntries((['code', 'state', 'error'] as const).flatMap((name) => (typeof search[name] === 'string' || typeof search[name] === 'number' ? [[name, String(search[name])]] : []))),
    ...(typeof search['add'] === 'string' ? { add: search['add'] } : {}),
    ...(typeof search['reconnect'] === 'string' ? { reconnect: search['reconnect'] } : {}),
    ...(typeof search['setAside'] === 'string' ? { setAside: search['setAside'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./accounts/accounts-view.tsx'), 'AccountsView'),
})
const importsRoute = createRoute({ getParentRoute: () => settingsShell, path: 'imports', component: lazyRouteComponent(() => import('./imports/imports-view.tsx'), 'ImportsView') })
const importRoute = createRoute({ getParentRoute: () => settingsShell, path: 'imports/$id', component: lazyRouteComponent(() => import('./imports/import-view.tsx'), 'ImportView') })
const peopleImportsRoute = createRoute({ getParentRoute: () => settingsShell, path: 'people-imports', component: lazyRouteComponent(() => import('./people-imports/people-imports-view.tsx'), 'PeopleImportsView') })
const peopleImportRoute = createRoute({ getParentRoute: () => settingsShell, path: 'people-imports/$id', component: lazyRouteComponent(() => import('./people-imports/people-import-view.tsx'), 'PeopleImportView') })
const privacyRoute = createRoute({ getParentRoute: () => settingsShell, path: 'privacy', component: lazyRouteComponent(() => import('./privacy/privacy-view.tsx'), 'PrivacyView') })
const understandingRoute = createRoute({ getParentRoute: () => settingsShell, path: 'understanding', component: lazyRouteComponent(() => import('./understanding/understanding-view.tsx'), 'UnderstandingView') })
const recognitionRoute = createRoute({ getParentRoute: () => settingsShell, path: 'recognition', component: lazyRouteComponent(() => import('./recognition/recognition-view.tsx'), 'RecognitionView') })
const membersRoute = createRoute({ getParentRoute: () => settingsShell, path: 'members', component: lazyRouteComponent(() => import('./members/members-view.tsx'), 'MembersView') })
const keysRoute = createRoute({ getParentRoute: () => settingsShell, path: 'keys', component: lazyRouteComponent(() => import('./keys/keys-view.tsx'), 'KeysView') })
const auditRoute = createRoute({ getParentRoute: () => settingsShell, path: 'audit', validateSearch: auditSearch, component: lazyRouteComponent(() => import('./audit/audit-view.tsx'), 'AuditView') })
const listsRoute = createRoute({ getParentRoute: () => settingsShell, path: 'lists', component: lazyRouteComponent(() => import('./lists/lists-view.tsx'), 'ListsView') })
const webhooksRoute = createRoute({
  getParentRoute: () => settingsShell,
  path: 'webhooks',
  // `open`: the webhook whose log is shown.
  validateSearch: (search): { open?: string } => (typeof search['open'] === 'string' ? { open: search['open'] } : {}),
  component: lazyRouteComponent(() => import('./webhooks/webhooks-view.tsx'), 'WebhooksView'),
})
const mailRoute = createRoute({ getParentRoute: () => settingsShell, path: 'mail', component: lazyRouteComponent(() => import('./mail/mail-view.tsx'), 'MailView') })
const teamsRoute = createRoute({ getParentRoute: () => settingsShell, path: 'teams', component: lazyRouteComponent(() => import('./deciding/teams-view.tsx'), 'TeamsView') })
const promisesRoute = createRoute({ getParentRoute: () => settingsShell, path: 'promises', component: lazyRouteComponent(() => import('./deciding/views.tsx'), 'PromisesView') })
const routingRoute = createRoute({ getParentRoute: () => settingsShell, path: 'routing', component: lazyRouteComponent(() => import('./deciding/views.tsx'), 'RoutingView') })
const rulesRoute = createRoute({ getParentRoute: () => settingsShell, path: 'rules', component: lazyRouteComponent(() => import('./deciding/views.tsx'), 'RulesView') })
const playbooksRoute = createRoute({ getParentRoute: () => settingsShell, path: 'playbooks', component: lazyRouteComponent(() => import('./deciding/playbooks-view.tsx'), 'PlaybooksView') })
const casesRoute = createRoute({ getParentRoute: () => settingsShell, path: 'cases', component: lazyRouteComponent(() => import('./deciding/cases-view.tsx'), 'CasesView') })
const satisfactionRoute = createRoute({ getParentRoute: () => settingsShell, path: 'satisfaction', component: lazyRouteComponent(() => import('./deciding/satisfaction-view.tsx'), 'SatisfactionView') })
const accountRoute = createRoute({ getParentRoute: () => settingsShell, path: 'account', component: lazyRouteComponent(() => import('./account/account-view.tsx'), 'AccountView') })
const installationRoute = createRoute({ getParentRoute: () => settingsShell, path: 'installation', component: lazyRouteComponent(() => import('./installation/installation-view.tsx'), 'InstallationView') })
const inboxRoute = createRoute({ getParentRoute: () => settingsShell, path: 'inbox', component: lazyRouteComponent(() => import('./inbox/inbox-view.tsx'), 'InboxView') })
const cannedRoute = createRoute({ getParentRoute: () => settingsShell, path: 'canned', component: lazyRouteComponent(() => import('./canned/canned-view.tsx'), 'CannedView') })
const macrosRoute = createRoute({ getParentRoute: () => settingsShell, path: 'macros', component: lazyRouteComponent(() => import('./macros/macros-view.tsx'), 'MacrosView') })

export const settingsRoute = settingsShell.addChildren([indexRoute, sourcesRoute, accountsRoute, importsRoute, importRoute, peopleImportsRoute, peopleImportRoute, privacyRoute, understandingRoute, recognitionRoute, membersRoute, keysRoute, auditRoute, listsRoute, webhooksRoute, mailRoute, teamsRoute, promisesRoute, routingRoute, rulesRoute, playbooksRoute, casesRoute, satisfactionRoute, accountRoute, installationRoute, inboxRoute, cannedRoute, macrosRoute])
