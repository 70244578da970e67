/** Who may read which conversation: one rule, said once for a row and once for SQL. */
import { sql, type RawBuilder } from 'kysely'
import type { Conversation, Scope } from './model.ts'

export function mayRead(scope: Scope, { accounts, team, labels, assignee }: Pick<Conversation, 'accounts' | 'team' | 'labels' | 'assignee'>): boolean {
  if (scope.all) return true
  return assignee === scope.member || accounts.some((account) => scope.accounts.includes(account)) || (team === null ? scope.teamless : scope.teams.includes(team)) || labels.some((label) => scope.labels.includes(label))
}

/** The same for the rows of `conversation`. */
export function scopeSql(scope: Scope): RawBuilder<boolean> {
  if (scope.all) return sql<boolean>`true`
  return sql<boolean>`(conversation.assignee = ${scope.member} or conversation.accounts && ${[...scope.accounts]}::uuid[] or conversation.team = any(${[...scope.teams]}::uuid[]) or (${scope.teamless} and conversation.team is null) or conversation.labels && ${[...scope.labels]}::uuid[])`
}
