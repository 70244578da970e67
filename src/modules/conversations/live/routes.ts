/** HTTP of presence. */
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { ConversationDeps } from '../deps.ts'
import { readableConversation } from '../reading/find.ts'
import { scopeOfTold } from '../receiving/told-scope.ts'
import * as api from './api.ts'
import type { ConversationsLive } from './open-live.ts'

export function presenceRoutes(deps: ConversationDeps, live: ConversationsLive): MountedRoute[] {
  return [
    handle(api.sayPresence, async ({ actor, params, body }) => {
      const conversation = await readableConversation(deps, actor, params.id)
      if (actor.kind === 'member') await live.say(actor, conversation.id, scopeOfTold(conversation), body.doing, body.is ?? null)
      return { others: live.others(conversation.id, actor.id).map(({ member, name, doing, writes, since }) => ({ member, name, doing, is: writes, since: iso(since) })) }
    }),
  ]
}
