/** How much each reason counts, and how that follows what the team does. Pure. */
import { reasonCodes, type ReasonCode, type Reasons } from './reasons.ts'

export type Verdict = 'answered' | 'handled' | 'dismissed'

export interface Weights {
  readonly bias: number
  readonly of: Readonly<Record<ReasonCode, number>>
}

/** What is assumed before anybody has said anything, in log-odds. */
export const prior: Weights = {
  bias: -4.4,
  of: {
    'about-us': 1, 'about-campaign': 0.5, 'about-risk': 0.5, 'about-competitor': 0.2, 'about-industry': 0.1, 'central': 0.7, 'addressed': 1.3,
    'question': 1.2, 'complaint': 1.3, 'request': 1.2, 'buying': 1.4, 'leaving': 1.5, 'praise': 0.4, 'thanks': 0.2, 'spam': -3, 'unhappy': 0.4, 'urgent': 0.8,
    'heard': 0.9, 'spreading': 0.5, 'unanswered': 0.3, 'answered': -1.5, 'repost': -1.4, 'bot': -1.2, 'fresh': 2.4,
  },
}

/** No weight goes further than this from where it began, however often something is done. */
export const furthest = 1.5
/** The first step of learning; later ones are smaller. */
const firstStep = 0.25
const steadyAfter = 100
/** Each step draws a weight back towards where it began by this share. */
const pull = 0.002

const oddsOf = ({ bias, of }: Weights, reasons: Reasons): number => reasonCodes.reduce((sum, code) => sum + of[code] * (reasons[code] ?? 0), bias)
const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** From 0 to 100: how likely the team would want to join, as a whole number. */
export function scoreOf(weights: Weights, reasons: Reasons): number {
  return Math.round(100 * chanceOf(oddsOf(weights, reasons)))
}

/** What each reason adds to or takes from the score, in log-odds, the weightiest first. */
export function contributions(weights: Weights, reasons: Reasons): { code: ReasonCode; strength: number; weight: number }[] {
  return reasonCodes
    .flatMap((code) => { const strength = reasons[code] ?? 0; return strength > 0 ? [{ code, strength, weight: weights.of[code] * strength }] : [] })
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
}

/**
 * The weights after the team's verdicts, oldest first: online logistic
 * regression by stochastic gradient steps that shrink, regularised towards the
 * prior and kept within `furthest` of it. Answered and handled say yes. Freshness
 * is not learnt: what is answered late was worth joining when it was fresh.
 */
export function learnt(verdicts: readonly { readonly verdict: Verdict; readonly reasons: Reasons }[], from: Weights = prior): Weights {
  let bias = from.bias
  const of: Record<ReasonCode, number> = { ...from.of }
  for (const [index, { verdict, reasons }] of verdicts.entries()) {
    const step = firstStep / (1 + index / steadyAfter)
    const seen: Reasons = { ...reasons, fresh: 1 }
    const error = (verdict === 'dismissed' ? 0 : 1) - chanceOf(oddsOf({ bias, of }, seen))
    bias = bounded(bias + step * error, from.bias)
    for (const code of reasonCodes) {
      if (code === 'fresh') continue
      of[code] = bounded(of[code] + step * (error * (seen[code] ?? 0)) - pull * (of[code] - from.of[code]), from.of[code])
    }
  }
  return { bias, of }
}

function bounded(weight: number, around: number): number {
  return Math.min(around + furthest, Math.max(around - furthest, weight))
}

export interface Habit {
  readonly code: ReasonCode
  readonly tends: 'answered' | 'dismissed'
  /** Verdicts on mentions for which the reason held, by what was done. */
  readonly answered: number
  readonly dismissed: number
  readonly moved: number
}

const habitFrom = 0.25
const fewestVerdicts = 5

/** What was learnt, as it can be said: "the team often dismisses reposts". The strongest first. */
export function habits(verdicts: readonly { readonly verdict: Verdict; readonly reasons: Reasons }[], weights: Weights): Habit[] {
  return reasonCodes.flatMap((code): Habit[] => {
    const held = verdicts.filter(({ reasons }) => (reasons[code] ?? 0) >= 0.5)
    const dismissed = held.filter(({ verdict }) => verdict === 'dismissed').length
    const moved = weights.of[code] - prior.of[code]
    const tends = moved < 0 ? 'dismissed' : 'answered'
    const doing = tends === 'dismissed' ? dismissed : held.length - dismissed
    return Math.abs(moved) < habitFrom || held.length < fewestVerdicts || doing * 2 < held.length ? [] : [{ code, tends, answered: held.length - dismissed, dismissed, moved }]
  }).toSorted((a, b) => Math.abs(b.moved) - Math.abs(a.moved))
}
