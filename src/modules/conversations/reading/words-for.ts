/** Where things somebody said are answered, with their words, for those who may read them. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import type { ConversationDeps } from '../deps.ts'
import { scopeSql } from '../scope.ts'

export interface SaidWhere {
  readonly conversation: Uuid
  readonly number: number
  readonly subject: string | null
  readonly text: string
}

export async function wordsFor({ db, governance }: Pick<ConversationDeps, 'db' | 'governance'>, actor: Actor, interactions: readonly Uuid[]): Promise<ReadonlyMap<Uuid, SaidWhere>> {
  if (!may(actor, 'conversations.read') || interactions.length === 0) return new Map()
  const { rows } = await sql<SaidWhere & { interaction: Uuid }>`select message.interaction, message.conversation, conversation.number, message.subject, message.text from conversations.messages message join conversations.conversations conversation on conversation.id = message.conversation
    where message.interaction = any(${[...interactions]}::uuid[]) and ${scopeSql(await governance.scopeOf(actor))}`.execute(db)
  return new Map(rows.map(({ interaction, ...where }) => [interaction, where]))
}
