/** Takes an act back, exactly, as far as nobody changed the same since. */
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { keepChanges, type Made } from '../change.ts'
import { conversationsById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import type { Conversation } from '../model.ts'
import { actForUndo, markUndone } from './act-store.ts'
import { unjoin } from './join.ts'
import { unsplit } from './split.ts'

/** What others changed since stays as they made it. */
export async function undo(deps: ConversationDeps, actor: Actor, id: Uuid): Promise<{ readonly undone: readonly Uuid[]; readonly left: number }> {
  const now = deps.clock.now()
  return deps.db.transaction().execute(async (tx) => {
    const found = await actForUndo(tx, id)
    if (found === null || found.member !== actor.id) throw new NotFound('act of yours', id)
    if (found.undoneAt !== null) throw new Conflict('This has been undone already.', 'conversations.undone')
    const touched = await conversationsById(tx, found.changes.flatMap((move) => [move.conversation, ...(move.is === 'join' ? [move.into] : move.is === 'split' ? [move.made] : [])]), true)
    const made: Made[] = []
    const undone = new Set<Uuid>()
    let left = 0
    for (const move of found.changes) {
      const now = touched.get(move.conversation)
      if (!now) { left++; continue }
      if (move.is === 'join') {
        await unjoin(tx, move)
        const into = touched.get(move.into)
        if (into) made.push({ before: into, after: restored(into, move.intoWas), lines: [{ deed: 'join-undone', act: id }] })
        made.push({ before: now, after: restored({ ...now, joinedTo: null }, move.was), lines: [{ deed: 'join-undone', act: id }] })
        undone.add(move.conversation).add(move.into)
      } else if (move.is === 'split') {
        const split = touched.get(move.made)
        if (split) made.push({ before: split, after: { ...split, joinedTo: now.id, messages: 0 }, lines: [] })
        await unsplit(tx, move)
        made.push({ before: now, after: restored(now, move.was), lines: [{ deed: 'split-undone', act: id }] })
        undone.add(move.conversation)
      } else {
        const back = Object.fromEntries((Object.keys(move.was) as (keyof Conversation)[]).filter((name) => JSON.stringify(now[name]) === JSON.stringify(move.became[name])).map((name) => [name, move.was[name]]))
        if (Object.keys(back).length < Object.keys(move.was).length) left++
        if (Object.keys(back).length === 0) continue
        made.push({ before: now, after: { ...now, ...back }, lines: [{ deed: 'undone', facts: { deed: found.deed }, act: id }] })
        undone.add(move.conversation)
      }
    }
    await keepChanges(tx, deps, actor, now, made)
    await markUndone(tx, id, now)
    return { undone: [...undone], left }
  })
}

/** What came meanwhile is newer than what was. */
function restored(now: Conversation, was: Partial<Conversation>): Conversation {
  const newer = was.lastAt !== undefined && now.lastInboundAt !== null && now.lastInboundAt > was.lastAt && (was.lastInboundAt ?? 0) < now.lastInboundAt
  const { lastAt: _at, lastMessage: _message, lastWords: _words, lastDirection: _direction, ...rest } = was
  return newer ? { ...now, ...rest } : { ...now, ...was }
}
