/** The address of customer value. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

export const valueRoute = createRoute({ getParentRoute: () => shellRoute, path: '/value', component: lazyRouteComponent(() => import('./value-scene.tsx'), 'ValueScene') })
