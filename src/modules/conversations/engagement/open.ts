/** Everything of conversations that decides, put together. */
import type { MountedRoute } from '../../../platform/http/route.ts'
import type { EventType } from '../../../kernel/event.ts'
import type { ConversationHooks } from '../hooks.ts'
import { caseRoutes } from '../recovery/routes.ts'
import { ruleRoutes } from '../rules/routes.ts'
import { satisfactionRoutes } from '../satisfaction/routes.ts'
import { questionPages } from '../satisfaction/outside.ts'
import { teamRoutes } from '../teams/routes.ts'
import { decidingEvents } from './events.ts'
import { decidingHooks } from './hooks-of.ts'
import type { DecidingDeps } from './ports.ts'
import { engagementRoutes } from './routes.ts'
import { runDeciding } from './run.ts'

export interface Deciding {
  readonly hooks: ConversationHooks
  readonly routes: readonly MountedRoute[]
  readonly events: readonly EventType[]
  /** Pages for people outside; `null` for other addresses. */
  readonly outside: (request: Request, url: URL, from: string) => Promise<Response | null>
  run(signal: AbortSignal): Promise<void>
}

export function openDeciding(deps: DecidingDeps): Deciding {
  return {
    hooks: decidingHooks(deps),
    routes: [...teamRoutes(deps), ...ruleRoutes(deps), ...engagementRoutes(deps), ...caseRoutes(deps), ...satisfactionRoutes(deps)],
    events: decidingEvents,
    outside: questionPages(deps),
    run: (signal) => runDeciding(deps, signal),
  }
}
