/** Teams, their members, and what routing knows of each: all its SQL. */
import { sql } from 'kysely'
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { minuteMs } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { alwaysOpen, checkCalendar, type Calendar, type OpenHours } from '../hours/calendar.ts'
import { wallAt } from '../hours/offsets.ts'
import type { Colleague } from '../ports.ts'
import type { Agent, Presence, Team } from './model.ts'

export interface KeptTeam {
  readonly id: Uuid
  readonly name: string
  readonly calendar: Calendar
  readonly shares: readonly Uuid[]
  readonly overflow: Uuid | null
  readonly members: readonly { readonly member: string; readonly lead: boolean }[]
}

export interface KeptAgent {
  readonly member: string
  readonly skills: readonly string[]
  readonly languages: readonly string[]
  readonly capacity: number
  readonly awaySince: Instant | null
  readonly awayUntil: Instant | null
  readonly lastAssignedAt: Instant | null
}

export async function keptTeams(db: Db | Tx): Promise<KeptTeam[]> {
  const { rows } = await sql<KeptTeam>`
    select team.id, team.name, team.calendar, team.shares, team.overflow,
      coalesce((select jsonb_agg(jsonb_build_object('member', member, 'lead', lead) order by member) from conversations.team_members where team = team.id), '[]') as members
    from conversations.teams team where removed_at is null order by lower(team.name)`.execute(db)
  return rows
}

export const teamsOf = (kept: readonly KeptTeam[]): Team[] => kept.map((team) => ({
  id: team.id, name: team.name, overflow: team.overflow, leads: team.members.filter(({ lead }) => lead).map(({ member }) => member),
  hours: [team.calendar, ...team.shares.flatMap((id) => kept.find((other) => other.id === id)?.calendar ?? [])],
}))

/** Of the team, or day and night where there is none. */
export const hoursOf = (teams: readonly Team[], team: Uuid | null): OpenHours => teams.find(({ id }) => id === team)?.hours ?? [alwaysOpen]

export async function teamIdsOf(db: Db | Tx, member: string): Promise<Uuid[]> {
  const { rows } = await sql<{ team: Uuid }>`select team from conversations.team_members join conversations.teams on teams.id = team where member = ${member} and removed_at is null`.execute(db)
  return rows.map(({ team }) => team)
}

export interface TeamDraft {
  readonly name: string
  readonly calendar: Calendar
  readonly shares: readonly Uuid[]
  readonly overflow: Uuid | null
  readonly members: readonly { readonly member: string; readonly lead: boolean }[]
}

function checked(draft: TeamDraft, others: readonly KeptTeam[], own: Uuid): TeamDraft {
  checkCalendar(draft.calendar)
  wallAt(0, draft.calendar.zone)
  if (others.some(({ id, name }) => id !== own && name.toLowerCase() === draft.name.toLowerCase())) throw new Conflict(`There is a team "${draft.name}" already. Give this one another name.`, 'conversations.team.name')
  for (const id of [...draft.shares, ...(draft.overflow === null ? [] : [draft.overflow])]) {
    if (id === own) throw new Invalid('A team cannot take over from itself. Choose another one, or none.', { path: '/overflow' }, 'conversations.team.itself')
    if (!others.some((one) => one.id === id)) throw new NotFound('team', id)
  }
  return draft
}

export async function keepTeam(db: Db, id: Uuid | null, draft: TeamDraft, now: Instant): Promise<KeptTeam> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table conversations.teams in share row exclusive mode`.execute(tx)
    const others = await keptTeams(tx)
    const own = id ?? newId(now)
    if (id !== null && !others.some((one) => one.id === id)) throw new NotFound('team', id)
    const { name, calendar, shares, overflow, members } = checked(draft, others, own)
    await sql`insert into conversations.teams (id, name, calendar, shares, overflow, made_at) values (${own}, ${name}, ${JSON.stringify(calendar)}::jsonb, ${[...shares]}::uuid[], ${overflow}, ${new Date(now)})
      on conflict (id) do update set name = excluded.name, calendar = excluded.calendar, shares = excluded.shares, overflow = excluded.overflow`.execute(tx)
    await sql`delete from conversations.team_members where team = ${own}`.execute(tx)
    await sql`insert into conversations.team_members (team, member, lead) select ${own}, member, bool_or(lead) from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as one (member text, lead boolean) group by member`.execute(tx)
    const kept = (await keptTeams(tx)).find((one) => one.id === own)
    if (!kept) throw new NotFound('team', own)
    return kept
  })
}

export async function removeTeam(db: Db, id: Uuid, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ name: string }>`select name from conversations.rules where removed_at is null and ("when"::text like ${`%${id}%`} or "then"::text like ${`%${id}%`}) limit 3`.execute(tx)
    if (rows.length > 0) throw new Conflict(`Rules name this team: ${rows.map(({ name }) => name).join(', ')}. Change them first.`, 'conversations.team.in-use')
    const { numAffectedRows } = await sql`update conversations.teams set removed_at = ${new Date(now)} where id = ${id} and removed_at is null`.execute(tx)
    if (numAffectedRows === 0n) throw new NotFound('team', id)
    await sql`update conversations.teams set overflow = null where overflow = ${id}`.execute(tx)
    await sql`update conversations.teams set shares = array_remove(shares, ${id}::uuid) where ${id}::uuid = any(shares)`.execute(tx)
    await sql`delete from conversations.team_members where team = ${id}`.execute(tx)
  })
}

export async function keptAgents(db: Db | Tx): Promise<KeptAgent[]> {
  const { rows } = await sql<KeptAgent>`select member, skills, languages, capacity, away_since as "awaySince", away_until as "awayUntil", last_assigned_at as "lastAssignedAt" from conversations.agents`.execute(db)
  return rows
}

export async function keepAgent(db: Db, member: string, { skills, languages, capacity }: { readonly skills: readonly string[]; readonly languages: readonly string[]; readonly capacity: number }): Promise<void> {
  await sql`insert into conversations.agents (member, skills, languages, capacity) values (${member}, ${[...skills]}::text[], ${[...languages]}::text[], ${capacity})
    on conflict (member) do update set skills = excluded.skills, languages = excluded.languages, capacity = excluded.capacity`.execute(db)
}

export async function setAway(db: Db, member: string, away: { readonly until: Instant | null } | null, now: Instant): Promise<void> {
  const since = away === null ? null : new Date(now)
  const untilAt = away?.until ?? null
  const until = untilAt === null ? null : new Date(untilAt)
  await sql`insert into conversations.agents (member, away_since, away_until) values (${member}, ${since}, ${until})
    on conflict (member) do update set away_since = case when ${since}::timestamptz is null then null else coalesce(agents.away_since, excluded.away_since) end, away_until = excluded.away_until`.execute(db)
}

export async function noteAssigned(tx: Tx, member: string, now: Instant): Promise<void> {
  await sql`insert into conversations.agents (member, last_assigned_at) values (${member}, ${new Date(now)}) on conflict (member) do update set last_assigned_at = excluded.last_assigned_at`.execute(tx)
}

/** Seen within so long, somebody is here. */
export const hereMs = 5 * minuteMs
const defaultCapacity = 20

export function presenceOf(agent: Pick<KeptAgent, 'awaySince' | 'awayUntil'> | undefined, lastSeenAt: Instant | undefined, now: Instant): Presence {
  const isAway = agent !== undefined && agent.awaySince !== null && (agent.awayUntil === null || agent.awayUntil > now)
  if (isAway) return 'away'
  return lastSeenAt !== undefined && now - lastSeenAt <= hereMs ? 'here' : 'offline'
}

/** Everybody who may answer, as routing sees them now. */
export async function agentsNow(db: Db | Tx, colleagues: readonly Colleague[], seen: ReadonlyMap<string, Instant>, teams: readonly KeptTeam[], now: Instant): Promise<Agent[]> {
  const kept = new Map((await keptAgents(db)).map((one) => [one.member, one]))
  const { rows } = await sql<{ assignee: string; load: number }>`select assignee, count(*) as load from conversations.conversations where state = 'open' and assignee is not null and joined_to is null and not spam group by assignee`.execute(db)
  const loads = new Map(rows.map(({ assignee, load }) => [assignee, load]))
  return colleagues.filter(({ active, mayAnswer }) => active && mayAnswer).map(({ id, name }) => {
    const agent = kept.get(id)
    return {
      id, name, teams: teams.filter(({ members }) => members.some(({ member }) => member === id)).map((team) => team.id),
      skills: agent?.skills ?? [], languages: agent?.languages ?? [], capacity: agent?.capacity ?? defaultCapacity, load: loads.get(id) ?? 0,
      presence: presenceOf(agent, seen.get(id), now), lastAssignedAt: agent?.lastAssignedAt ?? null,
    }
  })
}
