/** What decides is read only by those who may read the conversation that it is about. */
import { sql, type RawBuilder } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { conversationById } from '../conversation-store.ts'
import type { Scope } from '../model.ts'
import { mayRead, scopeSql } from '../scope.ts'
import type { DecidingDeps } from './ports.ts'

/** @throws {NotFound} naming what was asked for, as if it were not there */
export async function withinReach({ governance }: Pick<DecidingDeps, 'governance'>, db: Db | Tx, actor: Actor, conversation: Uuid | null, asked: { readonly what: string; readonly id: Uuid }): Promise<void> {
  const scope = await governance.scopeOf(actor)
  if (scope.all) return
  const found = conversation !== null && isUuid(conversation) ? await conversationById(db, conversation) : null
  if (found === null || !mayRead(scope, found)) throw new NotFound(asked.what, asked.id)
}

/** For rows that name their conversation: only those that may be read. */
export function readableOnly(scope: Scope, conversation: RawBuilder<unknown>): RawBuilder<unknown> {
  if (scope.all) return sql``
  return sql`and exists (select from conversations.conversations conversation where conversation.id = ${conversation} and ${scopeSql(scope)})`
}
