/** HTTP of what is done about conversations. */
import { Invalid } from '../../../kernel/fault.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { keepChanges } from '../change.ts'
import { conversationsById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import { readableConversation, readerOf } from '../reading/find.ts'
import { presentConversations, type ConversationView } from '../reading/present.ts'
import { showRead } from '../live/person-there.ts'
import { markRead, markUnread } from '../reading/seen.ts'
import { mayRead } from '../scope.ts'
import * as api from './api.ts'
import { act } from './act.ts'
import { keepAct } from './act-store.ts'
import { begin, fromMention } from './begin.ts'
import { join } from './join.ts'
import { readable } from './readable.ts'
import { split } from './split.ts'
import { undo } from './undo.ts'

export function actingRoutes(deps: ConversationDeps): MountedRoute[] {
  const { db, clock } = deps
  const items = async (actor: Actor, ids: readonly string[]): Promise<ConversationView[]> => {
    const found = await conversationsById(db, ids)
    const { scope } = await readerOf(deps, actor)
    return presentConversations(deps, actor.id, ids.flatMap((id) => found.get(id) ?? []).filter((one) => mayRead(scope, one)))
  }
  return [
    handle(api.actOnConversations, async ({ actor, body: { conversations, deed } }) => {
      if (deed.is === 'read' || deed.is === 'unread') {
        const found = await db.transaction().execute((tx) => readable(tx, deps, actor, conversations))
        const ids = found.map(({ id }) => id)
        await (deed.is === 'read' ? markRead(db, actor.id, ids, clock.now(), clock.now()) : markUnread(db, actor.id, ids))
        if (deed.is === 'read') await showRead(deps, ids, clock.now())
        return { act: null, changed: ids.length, items: await items(actor, ids) }
      }
      const { act: id, changed } = await act(deps, actor, conversations, [deed])
      return { act: id, changed: changed.length, items: await items(actor, conversations) }
    }),
    handle(api.readConversation, async ({ actor, params, body }) => {
      const { id } = await readableConversation(deps, actor, params.id)
      const until = body.until === undefined ? clock.now() : Date.parse(body.until)
      await markRead(db, actor.id, [id], until, clock.now())
      await showRead(deps, [id], until)
      return {}
    }),
    handle(api.undoAct, async ({ actor, params }) => {
      const { undone, left } = await undo(deps, actor, params.id)
      return { undone: undone.length, left, items: await items(actor, undone) }
    }),
    handle(api.joinConversations, async ({ actor, params, body }) => {
      const { act: id, changed } = await join(deps, actor, params.id, body.others)
      return { act: id, changed: changed.length, items: await items(actor, [params.id, ...body.others]) }
    }),
    handle(api.splitConversation, async ({ actor, params, body }) => {
      const { act: id, conversation, changed } = await split(deps, actor, params.id, body.messages, body.subject)
      return { act: id, conversation, changed: changed.length, items: await items(actor, changed) }
    }),
    handle(api.renameConversation, async ({ actor, params, body }) => {
      const now = clock.now()
      const id = newId(now)
      const changed = await db.transaction().execute(async (tx) => {
        const [before] = await readable(tx, deps, actor, [params.id])
        if (!before || before.subject === body.subject) return []
        const made = await keepChanges(tx, deps, actor, now, [{ before, after: { ...before, subject: body.subject }, lines: [{ deed: 'renamed', act: id }] }])
        await keepAct(tx, { id, member: actor.id, at: now, deed: 'rename', changes: [{ is: 'change', conversation: before.id, was: { subject: before.subject }, became: { subject: body.subject } }] })
        return made
      })
      return { act: changed.length === 0 ? null : id, changed: changed.length, items: await items(actor, [params.id]) }
    }),
    handle(api.openFromMention, ({ actor, body }) => fromMention(deps, actor, { interaction: body.interaction, at: Date.parse(body.at), account: body.account })),
    handle(api.beginConversation, async ({ actor, body }) => {
      if (body.to.length === 0) throw new Invalid('Say to whom.', { path: '/to' })
      return begin(deps, actor, body)
    }),
  ]
}
