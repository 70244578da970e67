/** Puts together what deciding looks at: facts, names, and who writes. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { NameOf } from '../conditions/in-words.ts'
import type { Facts } from '../conditions/when.ts'
import { isOpen } from '../hours/open-hours.ts'
import type { ConversationFacts } from '../model.ts'
import { hoursOf, keptTeams, teamIdsOf, teamsOf } from '../teams/store.ts'
import type { Writer } from './decide.ts'
import type { DecidingDeps } from './ports.ts'

/** What ids are called, as of now. */
export async function namesNow(deps: Pick<DecidingDeps, 'accounts' | 'members' | 'topicNames'>, db: Db | Tx): Promise<NameOf> {
  const names = new Map<string, string>()
  const { rows } = await sql<{ fact: string; id: string; name: string }>`
    select 'labels' as fact, id::text, name from conversations.labels where removed_at is null
    union all select 'team', id::text, name from conversations.teams where removed_at is null
    union all select 'playbook', id::text, name from conversations.playbooks where removed_at is null`.execute(db)
  for (const { fact, id, name } of rows) names.set(`${fact} ${id}`, name)
  for (const { id, name } of await deps.accounts.all()) names.set(`account ${id}`, name)
  for (const { id, name } of await deps.members.all()) names.set(`member ${id}`, name)
  for (const [id, name] of await deps.topicNames()) names.set(`topics ${id}`, name)
  return (fact, value) => names.get(`${fact} ${value}`)
}

/** Adds what holds at the moment of deciding. */
export async function withMoment(db: Db | Tx, facts: readonly ConversationFacts[], now: Instant): Promise<Facts[]> {
  if (facts.length === 0) return []
  const teams = teamsOf(await keptTeams(db))
  const { rows } = await sql<{ conversation: Uuid }>`
    select distinct conversation.id as conversation from conversations.conversations conversation
    join conversations.cases one on one.state = 'open' and (one.conversation = conversation.id or (one.identity is not null and one.identity = conversation.identity))
    where conversation.id = any(${facts.map(({ conversation }) => conversation)}::uuid[])`.execute(db)
  const open = new Set(rows.map(({ conversation }) => conversation))
  return facts.map((one) => ({ ...one, openCase: open.has(one.conversation), teamIsOpen: isOpen(hoursOf(teams, one.team), now) }))
}

export async function certificatesOf(db: Db | Tx, member: string): Promise<Writer['certificates']> {
  const { rows } = await sql<{ name: string; until: Instant | null }>`select name, until from conversations.certificates where member = ${member} and taken_at is null`.execute(db)
  return rows
}

export async function writerOf(db: Db | Tx, actor: Pick<Actor, 'id' | 'role'>): Promise<Writer> {
  return { id: actor.id, role: actor.role, teams: await teamIdsOf(db, actor.id), certificates: await certificatesOf(db, actor.id) }
}

/** The product itself, acting by a rule. */
export const bySystem = (name: string): Actor => ({ kind: 'system', id: name, name, role: 'owner' })
