/** Why a mention is worth joining, in words. */
import type { Relevance } from '../api/routes.ts'
import type { WordKey } from '../words/words.tsx'

export type ReasonCode = Relevance['reasons'][number]['code']

/** What holds of the mention. */
export const reasonWord = {
  'about-us': 'joining.aboutUs', 'about-campaign': 'joining.aboutCampaign', 'about-risk': 'joining.aboutRisk', 'about-competitor': 'joining.aboutCompetitor', 'about-industry': 'joining.aboutIndustry',
  'central': 'joining.central', 'addressed': 'joining.addressed', 'question': 'joining.question', 'complaint': 'joining.complaint', 'request': 'joining.request', 'buying': 'joining.buying', 'leaving': 'joining.leaving',
  'praise': 'joining.praise', 'thanks': 'joining.thanks', 'spam': 'joining.spam', 'unhappy': 'joining.unhappy', 'urgent': 'joining.urgent', 'heard': 'joining.heard', 'spreading': 'joining.spreading',
  'unanswered': 'joining.unanswered', 'answered': 'joining.answered', 'repost': 'joining.repost', 'bot': 'joining.bot', 'fresh': 'joining.fresh',
} as const satisfies Record<ReasonCode, WordKey>

/** What the mentions are of which the same holds: "the team often dismisses …". */
export const manyWord = {
  'about-us': 'joining.manyAboutUs', 'about-campaign': 'joining.manyAboutCampaign', 'about-risk': 'joining.manyAboutRisk', 'about-competitor': 'joining.manyAboutCompetitor', 'about-industry': 'joining.manyAboutIndustry',
  'central': 'joining.manyCentral', 'addressed': 'joining.manyAddressed', 'question': 'joining.manyQuestion', 'complaint': 'joining.manyComplaint', 'request': 'joining.manyRequest', 'buying': 'joining.manyBuying', 'leaving': 'joining.manyLeaving',
  'praise': 'joining.manyPraise', 'thanks': 'joining.manyThanks', 'spam': 'joining.manySpam', 'unhappy': 'joining.manyUnhappy', 'urgent': 'joining.manyUrgent', 'heard': 'joining.manyHeard', 'spreading': 'joining.manySpreading',
  'unanswered': 'joining.manyUnanswered', 'answered': 'joining.manyAnswered', 'repost': 'joining.manyRepost', 'bot': 'joining.manyBot', 'fresh': 'joining.manyFresh',
} as const satisfies Record<ReasonCode, WordKey>

/** Reasons that weigh enough to be told, those for it before those against, the weightiest first. */
export function toldReasons(reasons: Relevance['reasons'], most: number): { readonly code: ReasonCode; readonly isFor: boolean }[] {
  return reasons.filter(({ weight }) => Math.abs(weight) >= 0.25).slice(0, most).map(({ code, weight }) => ({ code, isFor: weight > 0 })).sort((a, b) => Number(b.isFor) - Number(a.isFor))
}
