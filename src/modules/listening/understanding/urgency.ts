/** How soon a post should be answered, by a rule that can be read. */
import type { FoundCue } from './cue-table.ts'
import type { Intent } from './cues.ts'

export const urgencyLevels = ['low', 'normal', 'high'] as const
export type UrgencyLevel = (typeof urgencyLevels)[number]

/** What the rule looks at. */
export interface Pressing {
  readonly intent: Intent
  readonly emotion: string
  /** How likely the post is negative, from 0 to 1. */
  readonly negative: number
  readonly cues: readonly Pick<FoundCue, 'kind' | 'phrase'>[]
}

/** What each intent brings by itself. */
const brings: Readonly<Record<Intent, number>> = { leaving: 0.55, complaint: 0.4, request: 0.25, buying: 0.25, question: 0.22, thanks: 0.02, praise: 0.02, spam: 0, none: 0 }
/** The first word of hurry or of harm, and each of two further ones. */
const first: Readonly<Record<'urgent' | 'harm', number>> = { urgent: 0.3, harm: 0.4 }
const further = 0.1
const anger = 0.1
const negativity = 0.2

/** Scores from which on an answer is needed in good time, or at once. */
const normalFrom = 0.2
const highFrom = 0.7

function words({ cues }: Pressing, kind: 'urgent' | 'harm'): number {
  let count = 0
  for (const cue of cues) if (cue.kind === kind) count++
  return count === 0 ? 0 : first[kind] + further * Math.min(2, count - 1)
}

/**
 * From 0 to 1: what the intent brings, 0.2 for a wholly negative post, 0.1 for
 * anger, 0.3 for the first word of hurry, 0.4 for the first of harm, 0.1 for
 * each of two further ones. Where nothing is asked for, such words bring half:
 * news speaks of fires too. Spam is never urgent.
 */
export function urgencyOf(pressing: Pressing): number {
  const { intent, emotion, negative } = pressing
  if (intent === 'spam') return 0
  const said = words(pressing, 'urgent') + words(pressing, 'harm')
  const asksNothing = intent === 'none' || intent === 'praise' || intent === 'thanks'
  const sum = brings[intent] + negativity * negative + (emotion === 'anger' ? anger : 0) + (asksNothing ? said / 2 : said)
  return Math.round(Math.min(1, sum) * 100) / 100
}

export function urgencyLevel(score: number): UrgencyLevel {
  return score >= highFrom ? 'high' : score >= normalFrom ? 'normal' : 'low'
}

/** How fast odds fall outside a level's stretch of scores, where what was learnt is added to them. */
const steepness = 8

/** A score as one score a level, in their order: how far it lies outside each. */
export function urgencyScores(score: number): Float64Array {
  return Float64Array.of(-steepness * Math.max(0, score - normalFrom), -steepness * Math.max(0, normalFrom - score, score - highFrom), -steepness * Math.max(0, highFrom - score))
}

/** Why it presses, one short line a reason; empty where nothing does. */
export function urgencyReasons(pressing: Pressing): string[] {
  const { intent, emotion, negative, cues } = pressing
  if (intent === 'spam') return ['looks like spam']
  const lines: string[] = []
  for (const { kind, phrase } of cues) {
    if (kind === 'urgent') lines.push(`"${phrase}" says that it presses`)
    if (kind === 'harm') lines.push(`"${phrase}" speaks of harm`)
  }
  if (brings[intent] >= normalFrom) lines.push(intent)
  if (emotion === 'anger') lines.push('angry')
  else if (negative > 0.6) lines.push('negative')
  return [...new Set(lines)]
}
