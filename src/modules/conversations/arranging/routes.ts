/** HTTP of labels, saved views, accounts and settings. */
import { NotFound } from '../../../kernel/fault.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { ConversationDeps } from '../deps.ts'
import { keepSettings, readSettings, type Settings } from '../settings-store.ts'
import * as api from './api.ts'
import { addLabel, changeLabel, listLabels, setLabelRemoved } from './label-store.ts'
import { addSavedView, changeSavedView, listSavedViews, removeSavedView, type SavedView } from './view-store.ts'

const settingsOf = ({ undoSeconds, reopenDays, signsAs, translation, translationKey }: Settings) => ({ undoSeconds, reopenDays, signsAs, translation: translation === null ? null : { ...translation, hasKey: translationKey !== null } })
const viewOf = (view: SavedView, member: string) => ({ ...view, mine: view.member === member })

function found<T>(one: T | null, what: string, id: string): T {
  if (one === null) throw new NotFound(what, id)
  return one
}

export function arrangingRoutes({ db, clock, seal, accounts }: ConversationDeps): MountedRoute[] {
  return [
    handle(api.listLabels, async () => ({ items: await listLabels(db) })),
    handle(api.addLabel, ({ actor, body }) => addLabel(db, body, actor.id, clock.now())),
    handle(api.changeLabel, async ({ params, body }) => found(await changeLabel(db, params.id, body), 'label', params.id)),
    handle(api.removeLabel, async ({ params }) => { found(await setLabelRemoved(db, params.id, clock.now()), 'label', params.id); return {} }),
    handle(api.restoreLabel, async ({ params }) => found(await setLabelRemoved(db, params.id, null), 'label', params.id)),
    handle(api.listSavedViews, async ({ actor }) => ({ items: (await listSavedViews(db, actor.id)).map((view) => viewOf(view, actor.id)) })),
    handle(api.saveView, async ({ actor, body }) => viewOf(await addSavedView(db, { ...body, member: actor.id, memberName: actor.name }, clock.now()), actor.id)),
    handle(api.changeView, async ({ actor, params, body }) => viewOf(found(await changeSavedView(db, params.id, actor.id, body), 'view of yours', params.id), actor.id)),
    handle(api.removeView, async ({ actor, params }) => { if (!(await removeSavedView(db, params.id, actor.id))) throw new NotFound('view of yours', params.id); return {} }),
    handle(api.getSettings, async () => settingsOf(await readSettings(db))),
    handle(api.changeSettings, async ({ body: { translation, ...rest } }) => {
      const before = await readSettings(db)
      const key = translation === null ? null : translation.key === undefined ? (before.translation?.address === translation.address ? before.translationKey : null) : translation.key === '' ? null : seal.seal(translation.key)
      await keepSettings(db, { ...rest, translation: translation === null ? null : { kind: translation.kind, address: translation.address, model: translation.model }, translationKey: key })
      return settingsOf(await readSettings(db))
    }),
    handle(api.writableAccounts, async () => ({ items: (await accounts.all()).map(({ id, channel, name, handle: own, abilities, ready }) => ({ id, channel, name, handle: own, begins: abilities.begins, ready: ready === true, because: ready === true ? null : ready })) })),
  ]
}
