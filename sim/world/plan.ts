/** What somebody is about to say: which rule of the lexicon, and what is true of it. */
import type { Random } from '../random.ts'
import type { ArcKind, BrandId, Cause, Emotion, Intent, Sentiment } from '../truth.ts'

export interface Plan {
  readonly rule: string
  readonly sentiment: Sentiment | null
  readonly emotion: Emotion | null
  readonly intent: Intent
  readonly brand: BrandId | null
  readonly subject: string
  readonly cause: Cause | null
  readonly arc: ArcKind | null
  /** Fits only somebody who rides one. */
  readonly owner: boolean
}

const shapes: Record<string, readonly [Sentiment | null, Emotion | null, Intent, owner: boolean]> = {
  praise: ['positive', 'joy', 'praise', true],
  question: ['neutral', 'none', 'question', false],
  buying: ['neutral', 'optimism', 'buying', false],
  complaint: ['negative', 'anger', 'complaint', true],
  comparison: ['neutral', 'none', 'none', false],
  neutral: ['neutral', 'none', 'none', false],
  irony: ['negative', 'anger', 'complaint', true],
  leaving: ['negative', 'sadness', 'leaving', true],
  spam: ['neutral', 'none', 'spam', false],
  launch: ['positive', 'optimism', 'none', false],
  crisis: ['negative', 'anger', 'complaint', true],
  aftermath: ['positive', 'optimism', 'thanks', true],
  scandal: ['negative', 'fear', 'complaint', true],
  campaign: ['positive', 'joy', 'none', false],
  commuting: [null, null, 'none', false],
  review_positive: ['positive', 'joy', 'praise', true],
  review_negative: ['negative', 'sadness', 'complaint', true],
  article: ['positive', 'none', 'none', false],
  noise: [null, null, 'none', false],
  r_agree: ['neutral', 'none', 'none', false],
  r_disagree: ['neutral', 'none', 'none', false],
  r_same: ['negative', 'anger', 'complaint', true],
  r_help: ['neutral', 'none', 'none', false],
  r_joke: ['neutral', 'joy', 'none', false],
  r_sympathy: ['neutral', 'sadness', 'none', false],
  r_ask: ['neutral', 'none', 'question', false],
  r_thanks: ['positive', 'joy', 'thanks', false],
  r_still: ['negative', 'anger', 'complaint', true],
  r_noise: [null, null, 'none', false],
  q_negative: ['negative', 'anger', 'none', false],
  q_positive: ['positive', 'joy', 'none', false],
  q_neutral: ['neutral', 'none', 'none', false],
  co: ['neutral', 'none', 'none', false],
  dm: ['negative', 'anger', 'complaint', true],
}

/** The plan for a rule; what it is called before `_` decides where the whole name does not. */
export function planOf(rule: string, more: Partial<Plan> & { brand: BrandId | null }): Plan {
  const [sentiment, emotion, intent, owner] = shapes[rule] ?? shapes[rule.split('_')[0] ?? ''] ?? [null, null, 'none' as const, false]
  return { rule, sentiment, emotion, intent, owner, subject: more.brand === null ? 'noise' : 'brand', cause: null, arc: null, ...more }
}

const everyday: readonly (readonly [rule: string, weight: number])[] = [
  ['praise', 0.24], ['question', 0.14], ['buying', 0.11], ['complaint', 0.15], ['comparison', 0.1], ['neutral', 0.15], ['irony', 0.04], ['leaving', 0.025], ['spam', 0.02], ['review_positive', 0.02], ['review_negative', 0.012], ['article', 0.013],
]
const everydayWeights = everyday.map(([, weight]) => weight)
const usualCauses: readonly (readonly [Cause, number])[] = [['late-delivery', 0.26], ['belt-squeak', 0.12], ['wrong-invoice', 0.12], ['rude-shop', 0.12], ['missing-part', 0.13], ['app-pairing', 0.13], ['price', 0.12]]
const causeWeights = usualCauses.map(([, weight]) => weight)

/** What is usually said about a brand. */
export function everydayPlan(r: Random, brand: BrandId): Plan {
  const rule = everyday[r.weighted(everydayWeights)]?.[0] ?? 'neutral'
  if (rule !== 'complaint') return planOf(rule, { brand, cause: rule === 'review_negative' || rule === 'irony' ? 'late-delivery' : null })
  const cause = drawCause(r)
  return planOf(`complaint_${cause}`, { brand, cause })
}

export function drawCause(r: Random): Cause {
  return usualCauses[r.weighted(causeWeights)]?.[0] ?? 'late-delivery'
}

const answers: Record<string, readonly (readonly [rule: string, weight: number])[]> = {
  question: [['r_help', 0.5], ['r_ask', 0.12], ['r_joke', 0.12], ['r_agree', 0.13], ['r_disagree', 0.1]],
  buying: [['r_help', 0.2], ['r_ask', 0.2], ['r_agree', 0.25], ['r_disagree', 0.2], ['r_joke', 0.15]],
  complaint: [['r_sympathy', 0.25], ['r_same', 0.28], ['r_agree', 0.15], ['r_disagree', 0.12], ['r_joke', 0.12], ['r_help', 0.08]],
  praise: [['r_agree', 0.3], ['r_ask', 0.35], ['r_disagree', 0.1], ['r_joke', 0.1], ['r_noise', 0.15]],
  other: [['r_noise', 0.62], ['r_agree', 0.2], ['r_joke', 0.18]],
}

/** How people answer something of this intent. Agreement takes its feeling from what is agreed with. */
export function replyPlan(r: Random, to: { intent: Intent; sentiment: Sentiment | null; brand: BrandId | null; cause: Cause | null; arc: ArcKind | null; subject: string }, topical: boolean): Plan {
  const list = topical ? answers[to.intent] ?? (to.brand === null ? answers['other'] : answers['praise']) : answers['other']
  const rule = list?.[r.weighted(list.map(([, weight]) => weight))]?.[0] ?? 'r_noise'
  const plan = planOf(rule, { brand: to.brand, arc: to.arc, subject: to.subject })
  if (rule === 'r_agree') return { ...plan, sentiment: to.sentiment, cause: to.cause, emotion: to.sentiment === 'negative' ? 'anger' : to.sentiment === 'positive' ? 'joy' : to.sentiment === null ? null : 'none' }
  if (rule === 'r_same') return { ...plan, cause: to.cause }
  if (rule === 'r_disagree') return { ...plan, sentiment: to.sentiment === 'negative' ? 'positive' : to.sentiment === 'positive' ? 'negative' : to.sentiment }
  return plan
}
