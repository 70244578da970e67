/** Routing as conversations come: decided, kept, told in the conversation's story. */
import { sql } from 'kysely'
import { z } from 'zod'
import { NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { bySystem, namesNow, withMoment } from '../engagement/gather.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { readSettings } from '../engagement/settings.ts'
import type { Conversation, ConversationFacts } from '../model.ts'
import { activeRules, noteUses } from '../rules/store.ts'
import { agentsNow, keptTeams, noteAssigned, presenceOf, keptAgents, teamsOf } from '../teams/store.ts'
import { chooseAgent, route, type Route } from './route.ts'

export const routingSettingsSchema = z.object({
  /** Unanswered work goes to somebody else when whoever has it is away for so long. `null`: never. */
  awayMinutes: z.int().min(1).max(10_080).nullable().default(15),
  offlineMinutes: z.int().min(5).max(10_080).nullable().default(120),
})
export type RoutingSettings = z.output<typeof routingSettingsSchema>

const system = bySystem('Routing')
/** Two that are routed at once must not both see the same free hand. */
const oneAtATime = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('conversations.routing', 0))`.execute(tx)

async function keep(deps: DecidingDeps, tx: Tx, conversation: Pick<Conversation, 'id' | 'team' | 'assignee' | 'priority'>, found: Route, version: number, now: Instant): Promise<void> {
  const { team, assignee, priority, because } = found
  if (conversation.team !== team || conversation.assignee !== assignee || (priority !== null && conversation.priority !== priority)) {
    await deps.deeds().change(tx, system, conversation.id, { team, assignee, ...(priority === null ? {} : { priority }) }, because.en)
    await deps.deeds().record(tx, system, conversation.id, 'routed', { team, assignee, because })
  }
  if (assignee !== null) await noteAssigned(tx, assignee, now)
  await noteUses(tx, [{ rule: found.rule, version, conversation: conversation.id, made: 'route', by: { id: null, name: 'Rapport' }, because }], now)
}

/** Finds who gets it, unless somebody has it. */
export async function routeConversation(deps: DecidingDeps, tx: Tx, conversation: Pick<Conversation, 'id' | 'team' | 'assignee' | 'priority'>, facts: () => Promise<ConversationFacts>, now: Instant, without: ReadonlySet<string> = new Set()): Promise<Route | null> {
  const rules = await activeRules(tx, 'routing')
  if (rules.length === 0) return null
  await oneAtATime(tx)
  const [known] = await withMoment(tx, [await facts()], now)
  if (!known) return null
  const teams = await keptTeams(tx)
  const agents = (await agentsNow(tx, await deps.members.all(), await deps.lastSeen(), teams, now)).filter(({ id }) => !without.has(id))
  const found = route(rules, known, { teams: teamsOf(teams), agents }, now, await namesNow(deps, tx))
  if (found) await keep(deps, tx, conversation, found, rules.find(({ id }) => id === found.rule)?.version ?? 1, now)
  return found
}

interface Left { readonly id: Uuid; readonly assignee: string; readonly team: Uuid | null; readonly priority: Conversation['priority']; readonly waitingSince: Instant | null }
const atOnce = 100

/**
 * Takes from those who left, went away or fell silent what somebody waits
 * for, and gives it to others; where no rule finds somebody, it goes back to
 * the team's list. @returns how many moved.
 */
export async function reassignLeft(deps: DecidingDeps, now: Instant): Promise<number> {
  const { db } = deps
  const { awayMinutes, offlineMinutes } = await readSettings(db, 'routing', routingSettingsSchema)
  const colleagues = new Map((await deps.members.all()).map((one) => [one.id, one]))
  const seen = await deps.lastSeen()
  const agents = new Map((await keptAgents(db)).map((one) => [one.member, one]))
  const { rows: holders } = await sql<{ assignee: string }>`select distinct assignee from conversations.conversations where assignee is not null and state <> 'closed' and joined_to is null`.execute(db)
  let moved = 0
  for (const { assignee } of holders) {
    const colleague = colleagues.get(assignee)
    const agent = agents.get(assignee)
    const hasLeft = colleague === undefined || !colleague.active || !colleague.mayAnswer
    const isAway = !hasLeft && awayMinutes !== null && presenceOf(agent, seen.get(assignee), now) === 'away' && now - (agent?.awaySince ?? now) >= awayMinutes * minuteMs
    const silentMs = now - (seen.get(assignee) ?? -Infinity)
    const isSilent = !hasLeft && offlineMinutes !== null && silentMs >= offlineMinutes * minuteMs
    if (!hasLeft && !isAway && !isSilent) continue
    const reason = hasLeft ? 'Whoever had it is not here any more.' : isAway ? `${colleague?.name ?? ''} is away.` : `${colleague?.name ?? ''} has been offline for long.`
    moved += await takeFrom(deps, assignee, { all: hasLeft, waitingBefore: isSilent && !isAway && offlineMinutes !== null ? now - offlineMinutes * minuteMs : now, reason }, now)
  }
  return moved
}

async function takeFrom(deps: DecidingDeps, assignee: string, which: { readonly all: boolean; readonly waitingBefore: Instant; readonly reason: string }, now: Instant): Promise<number> {
  for (let done = 0; done < atOnce; done++) {
    const isMore = await deps.db.transaction().execute(async (tx) => {
      const { rows } = await sql<Left>`
        select id, assignee, team, priority, waiting_since as "waitingSince" from conversations.conversations
        where assignee = ${assignee} and joined_to is null and ${which.all ? sql`state <> 'closed'` : sql`state = 'open' and waiting_since <= ${new Date(which.waitingBefore)}`}
        order by id limit 1 for update skip locked`.execute(tx)
      const [left] = rows
      if (!left) return false
      await deps.deeds().change(tx, system, left.id, { assignee: null }, which.reason)
      await routeConversation(deps, tx, { ...left, assignee: null }, () => factsOf(deps, tx, left.id), now, new Set([assignee]))
      return true
    })
    if (!isMore) return done
  }
  return atOnce
}

/** What waits in a team's list finds somebody as soon as somebody has room. @returns how many did. */
export async function assignWaiting(deps: DecidingDeps, now: Instant): Promise<number> {
  const rules = await activeRules(deps.db, 'routing')
  if (rules.every(({ then }) => then.how === 'team')) return 0
  return deps.db.transaction().execute(async (tx) => {
    const { rows: locked } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(hashtextextended('conversations.routing', 0)) as got`.execute(tx)
    if (!locked[0]?.got) return 0
    const teams = await keptTeams(tx)
    const agents = await agentsNow(tx, await deps.members.all(), await deps.lastSeen(), teams, now)
    if (!agents.some(({ presence, load, capacity }) => presence === 'here' && load < capacity)) return 0
    const { rows } = await sql<{ id: Uuid; team: Uuid; assignee: null; priority: Conversation['priority']; language: string | null; rule: Uuid }>`
      select conversation.id, team, assignee, priority, language, (select rule from conversations.rule_uses used where used.conversation = conversation.id and made = 'route' order by at desc limit 1) as rule
      from conversations.conversations conversation
      where state = 'open' and assignee is null and team is not null and joined_to is null and not spam
      order by array_position(array['urgent', 'high', 'normal', 'low'], priority), waiting_since nulls last, conversation.id limit ${atOnce}`.execute(tx)
    let [found, free] = [0, agents]
    for (const one of rows) {
      const rule = rules.find(({ id }) => id === one.rule)
      if (!rule || rule.then.how === 'team') continue
      const { agent } = chooseAgent(rule.then, one.language, free.filter(({ teams: of }) => of.includes(one.team)))
      if (!agent) continue
      await deps.deeds().change(tx, system, one.id, { assignee: agent.id }, `${agent.name} has room now.`)
      await noteAssigned(tx, agent.id, now)
      free = free.map((other) => (other.id === agent.id ? { ...other, load: other.load + 1, lastAssignedAt: now } : other))
      found++
    }
    return found
  })
}

export async function factsOf(deps: DecidingDeps, tx: Tx, conversation: Uuid): Promise<ConversationFacts> {
  const [facts] = await deps.deeds().factsOf(tx, [conversation])
  if (!facts) throw new NotFound('conversation', conversation)
  return facts
}
