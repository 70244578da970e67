/** Decides what comes of the candidates for one identity: joined, offered, or left alone. */
import type { Evidence } from '../linkage/explain-pair.ts'
import { bitsOf } from '../linkage/model.ts'

export interface CandidateLink {
  readonly id: string
  readonly channel: string
  /** Who holds it now: rivals of one person are none. */
  readonly person: string
  readonly bot: boolean
  readonly bits: number
  readonly evidence: readonly Evidence[]
}

/** Why something certain enough is offered all the same. */
export type Doubt = 'name-alone' | 'rival' | 'same-channel' | 'bot'

export interface Judged {
  readonly candidate: CandidateLink
  readonly state: 'standing' | 'offered'
  readonly doubt: Doubt | null
}

/** How much more certain than its rivals a candidate must be to be joined by itself. */
export const rivalBits = 6
/** Most that one identity offers for review: more say that it resembles everybody. */
const mostOffered = 5
/** Fields in which strangers agree by thousands; agreeing on these alone makes nobody one person. */
const common: ReadonlySet<string> = new Set(['name', 'place', 'language', 'hours'])

/**
 * @param joinAt certainty at which an identity is joined by itself; null: never.
 * @param offerAt certainty at which somebody is asked.
 */
export function judgeCandidates(own: { readonly channel: string; readonly bot: boolean }, candidates: readonly CandidateLink[], joinAt: number | null, offerAt: number): Judged[] {
  const likely = candidates.filter((one) => one.bits >= bitsOf(offerAt)).toSorted((x, y) => y.bits - x.bits || (x.id < y.id ? -1 : 1))
  return likely.slice(0, mostOffered).map((candidate) => {
    const doubt = doubtOf(own, candidate, likely)
    const certain = joinAt !== null && candidate.bits >= bitsOf(joinAt)
    return { candidate, state: certain && doubt === null ? 'standing' : 'offered', doubt: certain ? doubt : null }
  })
}

function doubtOf(own: { readonly channel: string; readonly bot: boolean }, candidate: CandidateLink, all: readonly CandidateLink[]): Doubt | null {
  if (own.bot || candidate.bot) return 'bot'
  if (own.channel === candidate.channel) return 'same-channel'
  if (!candidate.evidence.some((one) => one.weight > 3 && !common.has(one.field))) return 'name-alone'
  if (all.some((other) => other.person !== candidate.person && other.channel === candidate.channel && other.bits > candidate.bits - rivalBits)) return 'rival'
  return null
}
