/** What somebody wants with a post, by rules that can be read. */
import type { FoundCue } from './cue-table.ts'
import { intents, type Intent } from './cues.ts'

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

/** The order in which equal points are decided. */
const bySoonness = ['leaving', 'complaint', 'buying', 'request', 'question', 'thanks', 'praise', 'spam'] as const
/** How much a point is worth in logarithmic odds, where what was learnt is added to points. */
const worth = 3

/** Points as scores in the order of `intents`; that of none is what another must reach. */
export function intentScores(cues: readonly FoundCue[], bearing: Bearing): Float64Array {
  const points = pointsOf(cues, bearing)
  return Float64Array.from(intents, (intent) => worth * (intent === 'none' ? enough : points[intent]))
}

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
  for (const intent of bySoonness) {
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
    if (kind !== 'urgent' && kind !== 'harm') points[kind] += points[kind] === 0 ? weight : weight / 4
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
