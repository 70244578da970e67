/** Conversations that somebody is about to change: locked, and only those that they may read. */
import { NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { conversationsById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import type { Conversation } from '../model.ts'
import { mayRead } from '../scope.ts'

export interface Acted {
  readonly act: Uuid | null
  readonly changed: readonly Uuid[]
}

/** @throws {NotFound} when there is none. */
export async function readable(tx: Tx, deps: ConversationDeps, actor: Actor, ids: readonly Uuid[]): Promise<Conversation[]> {
  const scope = await deps.governance.scopeOf(actor)
  const found = [...(await conversationsById(tx, ids, true)).values()].filter((one) => mayRead(scope, one) && one.joinedTo === null)
  if (found.length === 0) throw new NotFound('conversation', ids[0] ?? '')
  return found
}
