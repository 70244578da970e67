/**
 * The one language of conditions: routing, promises, rules of engagement and
 * recovery all say *when* they hold in it. A small tree over the facts. Pure.
 */
import { z } from 'zod'
import { Invalid } from '../../../kernel/fault.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { minuteOf } from '../hours/calendar.ts'
import { wallAt } from '../hours/offsets.ts'
import type { ConversationFacts } from '../model.ts'
import { phraseSchema, phrasesOf } from './phrases.ts'

/** What rules decide on: the conversation, and what holds at the moment of deciding. */
export interface Facts extends ConversationFacts {
  /** A complaint of theirs is being mended. */
  readonly openCase: boolean
  /** The team that has it, or would have it, is there now. */
  readonly teamIsOpen: boolean
}

export const choiceFacts = ['channel', 'account', 'visibility', 'kind', 'sentiment', 'emotion', 'intent', 'urgency', 'language', 'stage', 'team', 'priority', 'state'] as const
export const listFacts = ['topics', 'labels', 'companies'] as const
export const numberFacts = ['followers', 'value', 'earlier', 'reopened', 'waiting-minutes'] as const
export const yesFacts = ['ours', 'automatic', 'open-case', 'team-open', 'known', 'answered', 'assigned'] as const
const words = z.array(phraseSchema).min(1).max(100)

const leafSchema = z.discriminatedUnion('fact', [
  z.object({ fact: z.enum(choiceFacts), in: z.array(z.string().min(1).max(100)).min(1).max(100) }),
  z.object({ fact: z.enum(listFacts), anyOf: z.array(z.string().min(1).max(100)).min(1).max(100) }),
  z.object({ fact: z.enum(numberFacts), atLeast: z.number().min(0).max(1e13).optional(), atMost: z.number().min(0).max(1e13).optional() }),
  z.object({ fact: z.enum(yesFacts), is: z.boolean() }),
  z.object({ fact: z.literal('words'), says: words }),
  z.object({ fact: z.literal('time'), zone: z.string().min(1).max(60), days: z.array(z.int().min(1).max(7)).max(7).default([]), from: z.string().regex(/^\d\d:\d\d$/).default('00:00'), to: z.string().regex(/^\d\d:\d\d$/).default('24:00') }),
])
export type Leaf = z.output<typeof leafSchema>
export type When = Leaf | { readonly all: readonly When[] } | { readonly any: readonly When[] } | { readonly not: When }

/** Deeper than people read. */
const maxDepth = 5
const maxLeaves = 100

const level = (deeper: z.ZodType<When>): z.ZodType<When> => z.union([leafSchema, z.object({ all: z.array(deeper).max(30) }), z.object({ any: z.array(deeper).min(1).max(30) }), z.object({ not: deeper })]) as unknown as z.ZodType<When>
/** Written out to its depth, so that the reference shows it whole and nothing nests for ever. */
export const whenSchema: z.ZodType<When> = Array.from({ length: maxDepth }).reduce<z.ZodType<When>>((deeper) => level(deeper), leafSchema as unknown as z.ZodType<When>)
/** No condition: always. */
export const always: When = { all: [] }

export function leavesOf(when: When): Leaf[] {
  if ('all' in when) return when.all.flatMap(leavesOf)
  if ('any' in when) return when.any.flatMap(leavesOf)
  if ('not' in when) return leavesOf(when.not)
  return [when]
}

/** @throws {Invalid} for what could never be decided: a zone that is none, a number without bounds, too much of it. */
export function checkWhen(when: When): When {
  const leaves = leavesOf(when)
  if (leaves.length > maxLeaves) throw new Invalid(`These are ${leaves.length} conditions; at most ${maxLeaves} are taken. Make several rules of them.`, { path: '/when' }, 'conversations.when.long')
  for (const leaf of leaves) {
    if (leaf.fact === 'words') phrasesOf(leaf.says)
    if (leaf.fact === 'time') wallAt(0, leaf.zone)
    if ('atLeast' in leaf || 'atMost' in leaf || leaf.fact === 'followers' || leaf.fact === 'value' || leaf.fact === 'earlier' || leaf.fact === 'reopened' || leaf.fact === 'waiting-minutes') {
      const { atLeast, atMost } = leaf as { atLeast?: number; atMost?: number }
      if (atLeast === undefined && atMost === undefined) throw new Invalid('A number needs a lower or an upper bound, or both.', { path: '/when' }, 'conversations.when.bounds')
      if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) throw new Invalid(`Nothing is at least ${atLeast} and at most ${atMost}. Turn them round.`, { path: '/when' }, 'conversations.when.bounds')
    }
  }
  return when
}

const choiceOf = (fact: (typeof choiceFacts)[number], facts: Facts): string | null => facts[fact]
const listOf = (fact: (typeof listFacts)[number], facts: Facts): readonly string[] => (fact === 'companies' ? facts.companyIds : facts[fact])
function numberOf(fact: (typeof numberFacts)[number], facts: Facts, now: Instant): number | null {
  switch (fact) {
    case 'followers': return facts.followers
    case 'value': return facts.valueMinor
    case 'earlier': return facts.earlierConversations
    case 'reopened': return facts.reopened
    case 'waiting-minutes': return facts.waitingSince === null ? null : (now - facts.waitingSince) / 60_000
  }
}
function yesOf(fact: (typeof yesFacts)[number], facts: Facts): boolean {
  switch (fact) {
    case 'ours': return facts.isOurs
    case 'automatic': return facts.automatic
    case 'open-case': return facts.openCase
    case 'team-open': return facts.teamIsOpen
    case 'known': return facts.person !== null
    case 'answered': return facts.firstAnswerAt !== null
    case 'assigned': return facts.assignee !== null
  }
}

/** `nl-BE` is `nl`; a rule may name either. */
const languageFits = (wanted: string, language: string): boolean => language === wanted || language.split('-')[0] === wanted

function leafHolds(leaf: Leaf, facts: Facts, now: Instant): boolean {
  switch (leaf.fact) {
    case 'words': return phrasesOf(leaf.says).find(`${facts.subject}\n${facts.words}`, 1).length > 0
    case 'time': {
      const wall = new Date(wallAt(now, leaf.zone))
      const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
      const [from, to] = [minuteOf(leaf.from), minuteOf(leaf.to)]
      const isWithin = from < to ? minute >= from && minute < to : minute >= from || minute < to
      return isWithin && (leaf.days.length === 0 || leaf.days.includes(wall.getUTCDay() || 7))
    }
    case 'topics': case 'labels': case 'companies': {
      const has = listOf(leaf.fact, facts)
      return leaf.anyOf.some((one) => has.includes(one))
    }
    case 'followers': case 'value': case 'earlier': case 'reopened': case 'waiting-minutes': {
      const value = numberOf(leaf.fact, facts, now)
      return value !== null && value >= (leaf.atLeast ?? -Infinity) && value <= (leaf.atMost ?? Infinity)
    }
    case 'ours': case 'automatic': case 'open-case': case 'team-open': case 'known': case 'answered': case 'assigned': return yesOf(leaf.fact, facts) === leaf.is
    case 'language': { const value = facts.language; return value !== null && leaf.in.some((wanted) => languageFits(wanted, value)) }
    default: { const value = choiceOf(leaf.fact, facts); return value !== null && leaf.in.includes(value) }
  }
}

/**
 * The conditions that make it hold, so that a reason can name them; `null`
 * where it does not hold. What holds because something else does not is named
 * by no condition.
 */
export function matched(when: When, facts: Facts, now: Instant): Leaf[] | null {
  if ('all' in when) {
    const parts = when.all.map((one) => matched(one, facts, now))
    return parts.every((part) => part !== null) ? parts.flat() : null
  }
  if ('any' in when) {
    for (const one of when.any) {
      const part = matched(one, facts, now)
      if (part !== null) return part
    }
    return null
  }
  if ('not' in when) return matched(when.not, facts, now) === null ? [] : null
  return leafHolds(when, facts, now) ? [when] : null
}

export const holds = (when: When, facts: Facts, now: Instant): boolean => matched(when, facts, now) !== null
