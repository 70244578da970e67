/** The address of the life cycle. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

export const lifeCycleRoute = createRoute({ getParentRoute: () => shellRoute, path: '/life-cycle', component: lazyRouteComponent(() => import('./life-cycle-scene.tsx'), 'LifeCycleScene') })
