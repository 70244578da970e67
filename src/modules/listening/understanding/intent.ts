/** What somebody wants with a post, and how much it presses, by rules that can be read. */
import type { FoundCue } from './cue-table.ts'
import type { Cued, Intent } from './cues.ts'

/** What the rules need to know of a post beside its cues. */
export interface Bearing {
  readonly negative: number
  readonly positive: number
  readonly addresses: number
  readonly tags: number
  readonly tokens: number
}

type Points = Record<Exclude<Intent, 'none'>, number>

/** Points an intent must have; below it the post wants nothing in particular. */
const enough = 1
/** A question asked in anger is a complaint first. */
const anger = 0.6

/**
 * The intent with most points. Cues give points; what the whole sounds like
 * makes complaint and praise likelier or less likely. On equal points the one
 * that needs the sooner answer wins: leaving, complaint, buying, request,
 * question, thanks, praise, spam.
 */
export function intentOf(cues: readonly FoundCue[], bearing: Bearing): Intent {
  const points = pointsOf(cues, bearing)
  let best: Intent = 'none'
  let most = enough - 1e-9
  for (const intent of ['leaving', 'complaint', 'buying', 'request', 'question', 'thanks', 'praise', 'spam'] as const) {
    if (points[intent] > most) {
      most = points[intent]
      best = intent
    }
  }
  return best
}

function pointsOf(cues: readonly FoundCue[], bearing: Bearing): Points {
  const points: Points = { question: 0, complaint: 0, praise: 0, request: 0, buying: 0, leaving: 0, thanks: 0, spam: 0 }
  for (const { kind, weight } of cues) {
    // The first cue of a kind says most.
    if (kind !== 'urgent') points[kind] += points[kind] === 0 ? weight : weight / 4
  }
  const { negative, positive, addresses, tags, tokens } = bearing
  if (points.complaint > 0 || negative > anger) points.complaint = points.complaint * (0.65 + negative) + (negative > anger ? 0.7 * negative : 0) + (negative > anger && points.question > 0 ? 0.4 : 0)
  if (points.complaint > 0 && points.request > 0 && negative > anger) points.complaint += 0.3
  points.praise = points.praise * (0.2 + positive) + (positive > 0.75 ? 0.5 * positive : 0)
  if (positive < 0.3) points.praise = 0
  // Thanks that close a request or an angry post are manners.
  if (points.request > 0 || points.question > 0 || negative > anger) points.thanks *= 0.5
  points.leaving *= 0.7 + negative * 0.6
  if (addresses === 0 && tags < 4) points.spam *= 0.6
  if (addresses > 0 && tags > 5 && tags * 2 > tokens) points.spam += 1
  return points
}

/** Share of urgency that each intent brings. */
const press: Readonly<Record<Intent, number>> = { leaving: 0.45, complaint: 0.4, request: 0.25, buying: 0.25, question: 0.2, thanks: 0.02, praise: 0.02, spam: 0, none: 0.05 }

/**
 * How soon it should be answered, from 0 to 1: what the intent brings, plus 0.2
 * for a wholly negative post, plus 0.3 for the first pressing word and 0.1 for
 * each further. Spam is never urgent, and a pressing word alone brings half.
 */
export function urgencyOf(intent: Intent, cues: readonly { readonly kind: Cued }[], negative: number): number {
  if (intent === 'spam') return 0
  const pressing = cues.filter(({ kind }) => kind === 'urgent').length
  const words = pressing === 0 ? 0 : 0.3 + 0.1 * Math.min(2, pressing - 1)
  const sum = press[intent] + 0.2 * negative + (intent === 'none' || intent === 'praise' || intent === 'thanks' ? words / 2 : words)
  return Math.round(Math.min(1, sum) * 100) / 100
}
