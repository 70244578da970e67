/** HTTP of word lists. */
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Listener } from '../listener.ts'
import * as api from './api.ts'
import { allLists, createList, removeList, topicsUsing, updateList, type WordList } from './lists.ts'

export function listRoutes({ db, listener }: { readonly db: Db; readonly listener: Listener }): MountedRoute[] {
  const shown = async ({ changedAt, ...list }: WordList) => ({ ...list, changedAt: iso(changedAt), usedBy: await topicsUsing(db, list.name) })
  const changed = async (list: Promise<WordList>) => {
    const view = await shown(await list)
    listener.invalidate()
    return view
  }
  return [
    handle(api.listLists, async () => ({ items: await Promise.all((await allLists(db)).map(shown)) })),
    handle(api.createList, ({ actor, body }) => changed(createList(db, body, actor.name))),
    handle(api.updateList, ({ actor, params, body }) => changed(updateList(db, params.id, body, actor.name))),
    handle(api.removeList, async ({ params }) => {
      await removeList(db, params.id)
      listener.invalidate()
      return {}
    }),
  ]
}
