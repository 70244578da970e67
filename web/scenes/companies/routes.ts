/** The addresses of companies. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

const companiesRoute = createRoute({
  getParentRoute: () => shellRoute, path: '/companies',
  validateSearch: (search): { q?: string } => (typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}),
  component: lazyRouteComponent(() => import('./companies-scene.tsx'), 'CompaniesScene'),
})
const companyRoute = createRoute({ getParentRoute: () => shellRoute, path: '/companies/$id', component: lazyRouteComponent(() => import('./company-scene.tsx'), 'CompanyScene') })

export const companyRoutes = [companiesRoute, companyRoute] as const
