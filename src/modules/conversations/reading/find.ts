/** One conversation or message, for those who may read it; others are told that it is not there. */
import { NotFound } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import { conversationById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import { messageById } from '../message-store.ts'
import type { Conversation, Message } from '../model.ts'
import { mayRead } from '../scope.ts'
import type { Reader } from './list.ts'

type Deps = Pick<ConversationDeps, 'db' | 'governance' | 'teams'>

export async function readerOf({ db, governance, teams }: Deps, actor: Actor): Promise<Reader> {
  const [scope, own] = await Promise.all([governance.scopeOf(actor), teams.of(db, actor.id)])
  return { member: actor.id, teams: own, scope }
}

/** @throws {NotFound} */
export async function readableConversation(deps: Deps, actor: Actor, id: Uuid): Promise<Conversation> {
  const found = isUuid(id) ? await conversationById(deps.db, id) : null
  if (found === null || !mayRead(await deps.governance.scopeOf(actor), found)) throw new NotFound('conversation', id)
  return found
}

/** @throws {NotFound} */
export async function readableMessage(deps: Deps, actor: Actor, id: Uuid): Promise<{ readonly message: Message; readonly conversation: Conversation }> {
  const message = isUuid(id) ? await messageById(deps.db, id) : null
  const conversation = message === null ? null : await conversationById(deps.db, message.conversation)
  if (message === null || conversation === null || !mayRead(await deps.governance.scopeOf(actor), conversation)) throw new NotFound('message', id)
  return { message, conversation }
}
