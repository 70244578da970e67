/**
 * How often somebody speaks, at which hours, and how fast they answer: drawn
 * towards everybody's where little is known, and never said without how sure
 * it is. Pure.
 */
import { dayMs, hourMs } from '../../../kernel/instant.ts'
import type { Turn } from '../ports.ts'
import { betaQuantile, gammaQuantile } from '../value/special-functions.ts'

export interface Interval {
  readonly mean: number
  /** The middle ninety of a hundred lie between. */
  readonly low: number
  readonly high: number
}

/** Sittings (hours of a day in which they spoke) below which hours say little. What is said within an hour is one talk, and as evidence of a habit counts once. */
export const needs = 20
const edges = [0.05, 0.95] as const

/**
 * Acts a week. Everybody's rates are taken as gamma (by their mean and
 * variance); with `acts` in `weeks`, somebody's is Gamma(k + acts, m + weeks).
 */
export function rateOf(acts: number, weeks: number, everybody: { mean: number; variance: number } | null): Interval {
  const mean = Math.max(0.01, everybody?.mean ?? 0.5)
  const variance = Math.max(mean * mean * 0.2, everybody?.variance ?? mean)
  const shape = Math.max(0.05, (mean * mean) / variance) + acts
  const rate = mean / variance + weeks
  return { mean: shape / rate, low: gammaQuantile(edges[0], shape, rate), high: gammaQuantile(edges[1], shape, rate) }
}

/** How much everybody's day weighs against somebody's own sittings. */
const dayWeight = 24

/** The share of each hour, from sittings: Dirichlet, with everybody's day as the prior; each hour's is beta. */
export function hourShares(counts: readonly number[], everybody: readonly number[]): Interval[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const all = everybody.reduce((sum, count) => sum + count, 0)
  return counts.map((count, hour) => {
    const a = count + dayWeight * (all === 0 ? 1 / 24 : ((everybody[hour] ?? 0) + all / 240) / (all * 1.1))
    const b = Math.max(1e-6, total + dayWeight - a)
    return { mean: a / (a + b), low: betaQuantile(edges[0], a, b), high: betaQuantile(edges[1], a, b) }
  })
}

/** The three hours together in which they sit down to speak most often, and how far above chance they surely lie; `null` when too little is known. */
export function bestHours(counts: readonly number[]): { fromHour: number; toHour: number; share: number; certainty: number } | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total < needs) return null
  const span = 3
  const sums = counts.map((_, hour) => Array.from({ length: span }, (_, step) => counts[(hour + step) % 24] ?? 0).reduce((sum, count) => sum + count, 0))
  const most = Math.max(...sums)
  const fromHour = sums.indexOf(most)
  // Chance that the true share exceeds that of any three hours, found where the quantile crosses it.
  let certainty = 0
  for (let chance = 0.02; chance < 1; chance += 0.02) if (betaQuantile(chance, most + 1, total - most + 7) > span / 24) { certainty = 1 - chance; break }
  return { fromHour, toHour: (fromHour + span) % 24, share: most / total, certainty }
}

export interface Answering {
  readonly asked: number
  readonly answered: number
  readonly answers: Interval | null
  readonly answerHours: { readonly median: number; readonly low: number; readonly high: number } | null
  readonly never: boolean
}

const answerWithinMs = 7 * dayMs
/** Everybody's chance to answer, as if of four askings one had been answered. */
const prior = { answered: 1, not: 3 } as const
const neverAfter = 5

/** How somebody answers us on a channel. An asking is the last of our acts before theirs, or before a week passed. */
export function answeringOf(turns: readonly Turn[], now: number): Answering {
  let asked = 0
  const delays: number[] = []
  for (const [index, turn] of turns.entries()) {
    const next = turns[index + 1]
    if (!turn.ours || (next?.ours === true && next.at - turn.at < answerWithinMs)) continue
    const isAnswered = next !== undefined && !next.ours && next.at - turn.at <= answerWithinMs
    // What was said today may still be answered.
    if (!isAnswered && now - turn.at < answerWithinMs) continue
    asked += 1
    if (isAnswered) delays.push((next.at - turn.at) / hourMs)
  }
  const sorted = delays.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const [a, b] = [prior.answered + delays.length, prior.not + asked - delays.length]
  return {
    asked, answered: delays.length,
    answers: asked === 0 ? null : { mean: a / (a + b), low: betaQuantile(edges[0], a, b), high: betaQuantile(edges[1], a, b) },
    answerHours: delays.length < 3 ? null : { median: at(0.5), low: at(0.1), high: at(0.9) },
    never: asked >= neverAfter && delays.length === 0,
  }
}
