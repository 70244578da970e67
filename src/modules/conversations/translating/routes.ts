/** HTTP of translation. */
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { ConversationDeps } from '../deps.ts'
import { readableMessage } from '../reading/find.ts'
import { readSettings } from '../settings-store.ts'
import * as api from './api.ts'
import { translate } from './translate.ts'

export function translationRoutes(deps: ConversationDeps): MountedRoute[] {
  return [
    handle(api.translateMessage, async ({ actor, params, body }) => {
      const { message } = await readableMessage(deps, actor, params.id)
      return translate(deps, await readSettings(deps.db), { text: message.text, from: message.language, to: body.to })
    }),
    handle(api.translateText, async ({ body }) => translate(deps, await readSettings(deps.db), body)),
    handle(api.tryTranslation, async () => translate(deps, await readSettings(deps.db), { text: 'Good morning', from: 'en', to: 'nl' })),
  ]
}
