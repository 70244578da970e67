/** Why a mention is worth joining, or not: what speaks for and against it, each from 0 to 1. Pure. */
import { hourMs, type Instant } from '../../../kernel/instant.ts'
import type { InteractionKind } from '../../../kernel/interaction.ts'

export const reasonCodes = [
  'about-us', 'about-campaign', 'about-risk', 'about-competitor', 'about-industry', 'central', 'addressed',
  'question', 'complaint', 'request', 'buying', 'leaving', 'praise', 'thanks', 'spam', 'unhappy', 'urgent',
  'heard', 'spreading', 'unanswered', 'answered', 'repost', 'bot', 'fresh',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** How strongly each holds; what is absent does not hold. */
export type Reasons = Readonly<Partial<Record<ReasonCode, number>>>

/** What a mention is judged by. */
export interface Judged {
  readonly at: Instant
  readonly kind: InteractionKind
  readonly textLength: number
  readonly hasTitle: boolean
  /** Roles of the topics it belongs to. */
  readonly roles: readonly ('own' | 'competitor' | 'industry' | 'campaign' | 'risk')[]
  /** Where the words begin for which it matched an own topic, in UTF-16 code units; empty when something else matched. */
  readonly hits: readonly number[]
  /** It names one of our accounts, or answers one. */
  readonly addressesUs: boolean
  readonly labels: { readonly sentiment: string; readonly intent: string; readonly urgency: string } | null
  readonly followers: number
  readonly isBot: boolean
  /** Posts in its cascade, itself counted. */
  readonly cascadeSize: number
  /** Answers that are known, by the network's count or in history. */
  readonly answers: number
  /** One of our accounts has answered. */
  readonly isAnsweredByUs: boolean
}

/** After so many hours half of the freshness is gone. */
export const freshHalfLifeHours = 12
/** From so many followers on nobody is heard more for it. */
const widelyHeard = 100_000

const roleReasons = { own: 'about-us', campaign: 'about-campaign', risk: 'about-risk', competitor: 'about-competitor', industry: 'about-industry' } as const
const intents: ReadonlySet<string> = new Set(['question', 'complaint', 'request', 'buying', 'leaving', 'praise', 'thanks', 'spam'] satisfies ReasonCode[])
const urgencies: Readonly<Record<string, number>> = { high: 1 }

/** Followers from 0 to 1 on a scale of orders of magnitude. */
function heardBy(followers: number): number {
  return Math.min(1, Math.log10(1 + followers) / Math.log10(widelyHeard))
}

/** How centrally it is about us: early, often for its length, or in a title that matched. */
function centrality({ hits, textLength }: Judged): number {
  const first = hits.toSorted((a, b) => a - b)[0]
  if (first === undefined) return 0
  const early = 1 - Math.min(1, first / Math.max(1, textLength))
  const often = Math.min(1, (hits.length * 80) / Math.max(80, textLength))
  return (early + often) / 2
}

/** The reasons at `now`; freshness is the only one that changes by itself. */
export function reasonsOf(judged: Judged, now: Instant): Reasons {
  const { labels, kind } = judged
  const reasons: Partial<Record<ReasonCode, number>> = {}
  const hold = (code: ReasonCode, strength: number): void => {
    if (strength > 0.005) reasons[code] = Math.min(1, strength)
  }
  for (const role of judged.roles) hold(roleReasons[role], 1)
  if (judged.roles.includes('own')) hold('central', centrality(judged))
  hold('addressed', judged.addressesUs ? 1 : 0)
  if (labels && intents.has(labels.intent)) hold(labels.intent as ReasonCode, 1)
  hold('unhappy', labels?.sentiment === 'negative' ? 1 : 0)
  hold('urgent', urgencies[labels?.urgency ?? ''] ?? 0)
  hold('heard', heardBy(judged.followers))
  hold('spreading', judged.cascadeSize > 2 ? Math.min(1, Math.log10(judged.cascadeSize) / 3) : 0)
  if (judged.isAnsweredByUs) hold('answered', 1)
  else if (judged.answers > 0) hold('answered', Math.min(0.6, 0.2 * judged.answers))
  else hold('unanswered', 1)
  hold('repost', kind === 'repost' ? 1 : 0)
  hold('bot', judged.isBot ? 1 : 0)
  hold('fresh', 0.5 ** (Math.max(0, now - judged.at) / hourMs / freshHalfLifeHours))
  return reasons
}
