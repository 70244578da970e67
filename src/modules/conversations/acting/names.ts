/** Names of members, teams and labels, to be checked and to stand in the story. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { ConversationDeps } from '../deps.ts'
import type { Deed } from './api.ts'
import type { Names } from './deed.ts'

export async function namesOf(deps: Pick<ConversationDeps, 'db' | 'members' | 'teams'>, deeds: readonly Pick<Deed, 'is'>[]): Promise<Names> {
  const asks = (is: Deed['is']): boolean => deeds.some((deed) => deed.is === is)
  const members = asks('assign') ? (await deps.members.all()).filter(({ active, mayAnswer }) => active && mayAnswer) : []
  const teams = asks('team') ? await deps.teams.all(deps.db) : []
  const labels = asks('label') ? (await sql<{ id: Uuid; name: string }>`select id, name from conversations.labels where removed_at is null`.execute(deps.db)).rows : []
  return { members: new Map(members.map(({ id, name }) => [id, name])), teams: new Map(teams.map(({ id, name }) => [id, name])), labels: new Map(labels.map(({ id, name }) => [id, name])) }
}
