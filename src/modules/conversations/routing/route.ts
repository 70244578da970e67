/** Who gets a conversation: rules in order, each with its reason. Pure. */
import { z } from 'zod'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { both, filled, named, type Both } from '../conditions/both.ts'
import { becauseOf, type NameOf } from '../conditions/in-words.ts'
import { matched, type Facts, type When } from '../conditions/when.ts'
import { isOpen } from '../hours/open-hours.ts'
import { priorities, type Priority } from '../model.ts'
import type { Agent, Team } from '../teams/model.ts'

export const routingThenSchema = z.object({
  /** In order: the first that is open gets it, so that teams follow the sun. */
  teams: z.array(z.guid()).min(1).max(20),
  /** Who gets it there. `team`: nobody, the team takes it from its list. */
  how: z.enum(['balanced', 'round-robin', 'team']).default('balanced'),
  /** All of them. */
  skills: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  speaksTheirLanguage: z.boolean().default(true),
  priority: z.enum(priorities).nullable().default(null),
})
export type RoutingThen = z.output<typeof routingThenSchema>

export interface RoutingRule { readonly id: Uuid; readonly name: string; readonly when: When; readonly then: RoutingThen }

export interface Route {
  readonly rule: Uuid
  readonly team: Uuid
  /** `null`: the team's list. */
  readonly assignee: string | null
  readonly priority: Priority | null
  readonly because: Both
  /** Nobody of these teams is there now. */
  readonly isClosed: boolean
}

export interface Company { readonly teams: readonly Team[]; readonly agents: readonly Agent[] }

interface Choice { readonly agent: Agent | null; readonly because: Both }

const speaks = (agent: Agent, language: string | null): boolean => language === null || agent.languages.length === 0 || agent.languages.includes(language.split('-')[0] ?? language)
const skilled = (agent: Agent, skills: readonly string[]): boolean => skills.every((skill) => agent.skills.some((own) => own.toLowerCase() === skill.toLowerCase()))

/** How full somebody is: with nothing to carry, nothing fits. */
const fullness = (agent: Agent): number => (agent.capacity === 0 ? Infinity : agent.load / agent.capacity)
const longestAgo = (a: Agent, b: Agent): number => (a.lastAssignedAt ?? -Infinity) - (b.lastAssignedAt ?? -Infinity) || (a.id < b.id ? -1 : 1)

/**
 * Somebody of the team who is here, has room, knows how and speaks the
 * language. Where nobody speaks it, the team's list is better than somebody
 * who cannot answer.
 */
export function chooseAgent(then: Pick<RoutingThen, 'how' | 'skills' | 'speaksTheirLanguage'>, language: string | null, candidates: readonly Agent[]): Choice {
  if (then.how === 'team') return { agent: null, because: both('for whoever takes it', 'voor wie het neemt') }
  const able = candidates.filter((agent) => skilled(agent, then.skills))
  if (able.length === 0) return { agent: null, because: then.skills.length === 0 ? both('nobody is in the team', 'er zit niemand in het team') : filled(both('nobody has the skill {}', 'niemand heeft de vaardigheid {}'), named(then.skills.join(', '))) }
  const fluent = then.speaksTheirLanguage ? able.filter((agent) => speaks(agent, language)) : able
  if (fluent.length === 0) return { agent: null, because: both('nobody speaks the language', 'niemand spreekt de taal') }
  const present = fluent.filter((agent) => agent.presence === 'here')
  if (present.length === 0) return { agent: null, because: both('nobody of them is here now', 'niemand van hen is er nu') }
  const free = present.filter((agent) => agent.load < agent.capacity)
  if (free.length === 0) return { agent: null, because: both('all who are here have their hands full', 'wie er is heeft de handen vol') }
  const [first] = then.how === 'round-robin' ? free.toSorted(longestAgo) : free.toSorted((a, b) => fullness(a) - fullness(b) || longestAgo(a, b))
  const because = first && free.length === 1
    ? filled(both('{} is the only one here with room', '{} is de enige die er is en plaats heeft'), named(first.name))
    : filled(then.how === 'round-robin' ? both('it is the turn of {}', '{} is aan de beurt') : both('{} is least busy of those present', '{} heeft het minst te doen van wie er is'), named(first?.name ?? ''))
  return { agent: first ?? null, because }
}

/** The first open team; else whoever takes over; else the first team, which finds it when it opens. */
function chooseTeam(wanted: readonly Uuid[], teams: readonly Team[], now: Instant): { team: Team; because: Both | null; isClosed: boolean } | null {
  const known = wanted.map((id) => teams.find((team) => team.id === id)).filter((team) => team !== undefined)
  const [first] = known
  if (!first) return null
  const open = known.find((team) => isOpen(team.hours, now))
  if (open) return { team: open, because: open === first ? null : filled(both('{} is closed now', '{} is nu gesloten'), named(first.name)), isClosed: false }
  // Who takes over may be closed too, and have somebody who takes over in turn.
  const asked = new Set(known.map(({ id }) => id))
  for (const start of known) {
    for (let next = start.overflow; next !== null && !asked.has(next);) {
      asked.add(next)
      const overflow = teams.find((team) => team.id === next)
      if (!overflow) break
      if (isOpen(overflow.hours, now)) return { team: overflow, because: filled(both('{} is closed and {} takes over', '{} is gesloten en {} neemt over'), named(first.name), named(overflow.name)), isClosed: false }
      next = overflow.overflow
    }
  }
  return { team: first, because: both('nobody is open now', 'niemand is nu open'), isClosed: true }
}

/** `null`: no rule holds, or none names a team that is still there. */
export function route(rules: readonly RoutingRule[], facts: Facts, company: Company, now: Instant, nameOf: NameOf): Route | null {
  for (const rule of rules) {
    const leaves = matched(rule.when, facts, now)
    if (leaves === null) continue
    const chosen = chooseTeam(rule.then.teams, company.teams, now)
    if (!chosen) continue
    const { agent, because: whyAgent } = chosen.isClosed ? { agent: null, because: both('it waits for the team', 'het wacht op het team') } : chooseAgent(rule.then, facts.language, company.agents.filter(({ teams }) => teams.includes(chosen.team.id)))
    const reasons = [becauseOf(leaves, nameOf), filled(both('team {}', 'team {}'), named(chosen.team.name))]
    const why = [chosen.because, whyAgent].filter((part) => part !== null)
    const because: Both = {
      en: `${rule.name} (${reasons[0]?.en ?? ''}): ${[reasons[1], ...why].map((part) => part?.en).join('; ')}.`,
      nl: `${rule.name} (${reasons[0]?.nl ?? ''}): ${[reasons[1], ...why].map((part) => part?.nl).join('; ')}.`,
    }
    return { rule: rule.id, team: chosen.team.id, assignee: agent?.id ?? null, priority: rule.then.priority, because, isClosed: chosen.isClosed }
  }
  return null
}
