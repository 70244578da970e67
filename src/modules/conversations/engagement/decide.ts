/**
 * Rules of engagement: who may answer what, with whose approval, by which
 * playbook, and what must not be said. Pure: the server asks it before
 * anything is sent, the composer to explain, a trial about the past.
 */
import { z } from 'zod'
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { roles, type Role } from '../../../kernel/permission.ts'
import { both, filled, listed, named, type Both } from '../conditions/both.ts'
import { becauseOf, type NameOf } from '../conditions/in-words.ts'
import { phraseSchema, phrasesOf } from '../conditions/phrases.ts'
import { matched, type Facts, type When } from '../conditions/when.ts'

const certificate = z.string().trim().min(1).max(60)
/** Whoever is one of these. */
export const groupSchema = z.object({
  teams: z.array(z.guid()).max(20).default([]),
  roles: z.array(z.enum(roles)).max(5).default([]),
  certificates: z.array(certificate).max(20).default([]),
  members: z.array(z.string().min(1).max(100)).max(100).default([]),
})
export type Group = z.output<typeof groupSchema>

const forbiddenSchema = z.object({
  says: z.array(phraseSchema).min(1).max(200),
  what: z.enum(['warn', 'refuse']),
  /** Why, and what to say instead: shown to whoever writes. */
  because: z.string().trim().max(300).default(''),
})

export const engagementThenSchema = z.object({
  mayAnswer: groupSchema.nullable().default(null),
  approval: z.object({
    of: groupSchema,
    count: z.int().min(1).max(5).default(1),
    expiresMinutes: z.int().min(5).max(20_160).default(1_440),
    /** Who needs none: the experienced. */
    exempt: groupSchema.nullable().default(null),
  }).nullable().default(null),
  playbook: z.guid().nullable().default(null),
  forbidden: z.array(forbiddenSchema).max(50).default([]),
})
export type EngagementThen = z.output<typeof engagementThenSchema>

export interface EngagementRule { readonly id: Uuid; readonly version: number; readonly name: string; readonly when: When; readonly then: EngagementThen }

/** Whoever writes, as rules see them. */
export interface Writer {
  readonly id: string
  readonly role: Role
  readonly teams: readonly Uuid[]
  readonly certificates: readonly { readonly name: string; readonly until: Instant | null }[]
}

export interface Reason { readonly rule: Uuid; readonly version: number; readonly name: string; readonly sentence: Both }
export interface Mark { readonly start: number; readonly end: number; readonly what: 'warn' | 'refuse'; readonly rule: Uuid; readonly sentence: Both }

export interface Decision {
  readonly may: boolean
  readonly because: readonly Reason[]
  /** One for each rule that asks for it: all must be given. */
  readonly approvals: readonly { readonly rule: Uuid; readonly version: number; readonly count: number; readonly of: Group; readonly expiresMinutes: number }[]
  readonly playbooks: readonly Uuid[]
  readonly forbidden: readonly Mark[]
  /** Every rule that held, for the log. */
  readonly touched: readonly { readonly rule: Uuid; readonly version: number }[]
}

const isEmpty = ({ teams, roles: some, certificates, members }: Group): boolean => teams.length + some.length + certificates.length + members.length === 0

export function isOf(group: Group, who: Writer, now: Instant): boolean {
  return group.members.includes(who.id) || group.roles.includes(who.role) || group.teams.some((team) => who.teams.includes(team))
    || group.certificates.some((name) => who.certificates.some((one) => one.name.toLowerCase() === name.toLowerCase() && (one.until === null || one.until > now)))
}

const roleWords: Readonly<Record<Role, Both>> = { owner: both('an owner', 'een eigenaar'), manager: both('a manager', 'een beheerder'), agent: both('an agent', 'een medewerker'), analyst: both('an analyst', 'een analist'), guest: both('a guest', 'een gast') }

/** A group in words: `the team “Billing” or somebody certified for “press”`. */
export function groupWords(group: Group, nameOf: NameOf): Both {
  const gone = both('somebody removed', 'iemand die er niet meer is')
  const name = (fact: string, value: string): Both => { const known = nameOf(fact, value); return known === undefined ? gone : named(`“${known}”`) }
  const parts = [
    ...group.teams.map((team) => filled(both('the team {}', 'het team {}'), name('team', team))),
    ...group.roles.map((role) => roleWords[role]),
    ...group.certificates.map((one) => filled(both('somebody certified for {}', 'iemand met het certificaat {}'), named(`“${one}”`))),
    ...group.members.map((member) => { const known = nameOf('member', member); return known === undefined ? gone : named(known) }),
  ]
  return parts.length === 0 ? both('nobody', 'niemand') : listed(parts, 'or')
}

/** The first letter large, as a sentence begins. */
const sentence = (text: Both): Both => ({ en: text.en.charAt(0).toUpperCase() + text.en.slice(1), nl: text.nl.charAt(0).toUpperCase() + text.nl.slice(1) })

/**
 * All rules that hold speak together: one that forbids is not outvoted by one
 * that allows, approvals add up, and what one must not say may be said by no
 * other. No rule: whoever may answer at all may answer.
 */
export function decide(rules: readonly EngagementRule[], facts: Facts, writer: Writer, draft: string, now: Instant, nameOf: NameOf): Decision {
  const because: Reason[] = []
  const approvals: Decision['approvals'][number][] = []
  const playbooks: Uuid[] = []
  const forbidden: Mark[] = []
  const touched: Decision['touched'][number][] = []
  let may = true
  for (const { id: rule, version, name, when, then } of rules) {
    const leaves = matched(when, facts, now)
    if (leaves === null) continue
    touched.push({ rule, version })
    const why = becauseOf(leaves, nameOf)
    const say = (text: Both): void => void because.push({ rule, version, name, sentence: sentence(text) })
    if (then.mayAnswer !== null && !isOf(then.mayAnswer, writer, now)) {
      may = false
      say(filled(both('only {} may answer this, because it is {}.', 'alleen {} mag dit beantwoorden, omdat het zo is: {}.'), groupWords(then.mayAnswer, nameOf), why))
    }
    if (then.approval !== null && !(then.approval.exempt !== null && isOf(then.approval.exempt, writer, now))) {
      const { count, of, expiresMinutes } = then.approval
      approvals.push({ rule, version, count, of, expiresMinutes })
      say(filled(count === 1 ? both('{} approves this before it goes, because it is {}.', '{} keurt dit goed voor het vertrekt, omdat het zo is: {}.') : both(`${count} of {} approve this before it goes, because it is {}.`, `${count} van {} keuren dit goed voor het vertrekt, omdat het zo is: {}.`), groupWords(of, nameOf), why))
    }
    if (then.playbook !== null && !playbooks.includes(then.playbook)) {
      playbooks.push(then.playbook)
      const playbook = nameOf('playbook', then.playbook)
      if (playbook !== undefined) say(filled(both('follow the playbook {}, because it is {}.', 'volg het draaiboek {}, omdat het zo is: {}.'), named(`“${playbook}”`), why))
    }
    for (const { says, what, because: reason } of then.forbidden) {
      for (const { start, end } of phrasesOf(says).find(draft)) {
        const said = named(`“${draft.slice(start, Math.min(end, start + 60))}”`)
        const text = what === 'refuse' ? both('{} must not be said here.', '{} mag hier niet gezegd worden.') : both('better not say {} here.', 'zeg hier liever niet {}.')
        const full = filled(text, said)
        forbidden.push({ start, end, what, rule, sentence: sentence(reason === '' ? full : { en: `${full.en} ${reason}`, nl: `${full.nl} ${reason}` }) })
      }
    }
  }
  if (forbidden.some(({ what }) => what === 'refuse')) may = false
  return { may, because, approvals, playbooks, forbidden: forbidden.toSorted((a, b) => a.start - b.start || b.end - a.end), touched }
}

export type Vote = { readonly by: string; readonly is: 'approved' | 'refused' }
export type ApprovalState = 'asked' | 'approved' | 'refused' | 'expired'

/** Whether somebody may approve this. Nobody approves their own words, whoever they are. */
export function mayApprove(needed: Decision['approvals'][number], who: Writer, writtenBy: string, now: Instant): boolean {
  return who.id !== writtenBy && isOf(needed.of, who, now)
}

/** One refusal ends it; all that were asked for must be there before it expires. */
export function approvalState(count: number, votes: readonly Vote[], expiresAt: Instant, now: Instant): ApprovalState {
  if (votes.some(({ is }) => is === 'refused')) return 'refused'
  if (new Set(votes.filter(({ is }) => is === 'approved').map(({ by }) => by)).size >= count) return 'approved'
  return now >= expiresAt ? 'expired' : 'asked'
}

/** What no rule may be: one that lets nobody answer, or asks approval of nobody. */
export const emptyGroupIn = (then: EngagementThen): 'mayAnswer' | 'approval' | null => (then.mayAnswer !== null && isEmpty(then.mayAnswer) ? 'mayAnswer' : then.approval !== null && isEmpty(then.approval.of) ? 'approval' : null)
