/** The addresses of alarms, below Listen. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/routes.tsx'

export interface AlarmsSearch {
  /** Absent: the open ones. */
  readonly show?: 'all'
  readonly topic?: string
  /** The topic whose settings are open, by id. */
  readonly settings?: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export function readAlarmsSearch(raw: Readonly<Record<string, unknown>>): AlarmsSearch {
  const topic = text(raw['topic'])
  const settings = text(raw['settings'])
  return { ...(raw['show'] === 'all' ? { show: 'all' as const } : {}), ...(topic === undefined ? {} : { topic }), ...(settings === undefined ? {} : { settings }) }
}

const listRoute = createRoute({ getParentRoute: () => shellRoute, path: '/listen/alarms', validateSearch: readAlarmsSearch, component: lazyRouteComponent(() => import('./alarms-scene.tsx'), 'AlarmsScene') })
const alarmRoute = createRoute({ getParentRoute: () => shellRoute, path: '/listen/alarms/$id', component: lazyRouteComponent(() => import('./alarm-scene.tsx'), 'AlarmScene') })

export const alarmRoutes = [listRoute, alarmRoute] as const
