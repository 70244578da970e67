/** Changes of conversations kept with all that follows from them: revision, story, hooks, word to the page. */
import type { Instant } from '../../kernel/instant.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import { keepLines, type Line } from './activity.ts'
import { updateConversations } from './conversation-store.ts'
import type { ConversationDeps } from './deps.ts'
import { changedEvents } from './events.ts'
import type { Conversation } from './model.ts'
import { scopeOfTold } from './receiving/told-scope.ts'
import { tell, type Told } from './tell.ts'

export interface Made {
  readonly before: Conversation
  readonly after: Conversation
  readonly lines: readonly Omit<Line, 'conversation' | 'at' | 'by'>[]
}

/** Fields that differ, with what they were. */
export function differences(before: Conversation, after: Conversation): Partial<Conversation> {
  return Object.fromEntries((Object.keys(before) as (keyof Conversation)[]).filter((name) => name !== 'revision' && JSON.stringify(before[name]) !== JSON.stringify(after[name])).map((name) => [name, before[name]]))
}

/** Keeps changes of locked conversations; those that change nothing are passed over. Answers how they are now. */
export async function keepChanges(tx: Tx, deps: Pick<ConversationDeps, 'hooks' | 'telling'>, by: Actor, at: Instant, all: readonly Made[]): Promise<Conversation[]> {
  const made = all.flatMap((one) => {
    const was = differences(one.before, one.after)
    return Object.keys(was).length === 0 ? [] : [{ ...one, was, after: { ...one.after, revision: one.before.revision + 1 } }]
  })
  await updateConversations(tx, made.map(({ after }) => after))
  await keepLines(tx, all.flatMap(({ before, lines }) => lines.map((line) => ({ ...line, conversation: before.id, at, by }))))
  await tell(tx, made.map(({ after, was }): Told => ({ is: 'conversation', id: after.id, revision: after.revision, what: Object.keys(was), by: by.id, scope: scopeOfTold(after) })))
  for (const { after, was } of made) {
    for (const hooks of deps.hooks) {
      await hooks.onChanged?.(tx, { conversation: after, before: was, by, at })
      if (after.state === 'closed' && 'state' in was) await hooks.onClosed?.(tx, { conversation: after, by, because: after.closedBecause })
    }
  }
  await deps.telling.announce(tx, made.flatMap(({ after, was }) => changedEvents(after, was, by, at)))
  return made.map(({ after }) => after)
}
