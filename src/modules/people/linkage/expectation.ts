/** Expectation–maximisation over patterns: how often the same person agrees, without anybody saying who is who. */
import { agrees } from './dependence.ts'
import type { Given } from './dependence.ts'
import type { ComparedKind } from './kinds.ts'
import type { Patterns } from './level-patterns.ts'
import { levelCounts, ratesOf } from './rates.ts'
import type { Rates } from './rates.ts'

export interface Learnt {
  readonly m: Rates
  /** Share of the pairs that are one person. */
  readonly share: number
  readonly rounds: number
  /** Expected true pairs in which each field was filled; 0 for fields left out. */
  readonly seen: readonly number[]
}

/** How many imagined pairs the usual rates weigh. */
const priorPairs = 12

/** Everything that scores a pattern. */
export interface Rating {
  readonly m: Rates
  readonly u: Rates
  /** Dependence of fields on each other, among strangers. */
  readonly given: readonly (readonly Given[])[]
  readonly kinds: readonly ComparedKind[]
}

/** Log-odds in natural units of every pattern, over the fields that are not left out. */
function patternOdds(patterns: Patterns, rating: Rating, leftOut: readonly number[]): Float64Array {
  const { m, u, given, kinds } = rating
  const plain = m.map((levels, field) => levels.map((rate, level) => Math.log(rate / (u[field]?.[level] ?? 1))))
  const knowing = m.map((levels, field) => (given[field] ?? []).map((one) => ({ parent: one.parent, weights: levels.map((rate, level) => Math.log(rate / (one.u[level] ?? 1))) })))
  const agreeing = kinds.map((kind, field) => (m[field] ?? []).map((_, level) => agrees(kind, level)))
  const odds = new Float64Array(patterns.counts.length)
  for (let p = 0; p < odds.length; p++) {
    const from = p * patterns.fields
    let sum = 0
    for (let field = 0; field < patterns.fields; field++) {
      const level = patterns.levels[from + field] as number
      if (level < 0 || leftOut.includes(field)) continue
      let weight = plain[field]?.[level] ?? 0
      for (const { parent, weights } of knowing[field] ?? []) {
        const parentLevel = patterns.levels[from + parent] as number
        if (parentLevel >= 0 && agreeing[parent]?.[parentLevel] === true) weight = Math.min(weight, weights[level] ?? weight)
      }
      sum += weight
    }
    odds[p] = sum
  }
  return odds
}

/** Probability of every pattern to be one person, judged by the fields that are not left out. */
export function patternProbabilities(patterns: Patterns, rating: Rating, prior: number, leftOut: readonly number[] = []): Float64Array {
  const start = Math.log(prior / (1 - prior))
  return patternOdds(patterns, rating, leftOut).map((odds) => 1 / (1 + Math.exp(-(odds + start))))
}

/** Most that true pairs may differ on a field. */
const mostDifferent = 0.6

/**
 * People who differ on most fields more often than not are not one person: the
 * bound keeps learning from settling on families or namesakes instead.
 */
function withinReason(rates: readonly number[]): readonly number[] {
  const different = rates.at(-1) ?? 0
  if (different <= mostDifferent) return rates
  return rates.map((rate, level) => (level === rates.length - 1 ? mostDifferent : (rate * (1 - mostDifferent)) / (1 - different)))
}

/**
 * Learns m from pairs that were brought together by some fields, judging them
 * by the others only.
 *
 * The fields that brought the pairs together agree by construction, and often
 * drag others along; leaving them out keeps learning from taking namesakes for
 * one person. Expectation–maximisation after W. E. Winkler, "Using the EM
 * Algorithm for Weight Computation in the Fellegi–Sunter Model", 1988, in
 * passes as Splink's documentation describes ("Training: EM"). The usual rates
 * act as a Dirichlet prior, so that a dozen pairs do not decide a rate of 0 or 1.
 *
 * @param leftOut fields that brought the pairs together; their m stays as it was.
 */
export function learn(patterns: Patterns, rating: Rating, usual: Rates, leftOut: readonly number[]): Learnt {
  let m = rating.m
  let share = 0.2
  const total = patterns.counts.reduce((sum, count) => sum + count, 0)
  const lengths = usual.map((levels) => levels.length)
  for (let round = 1; ; round++) {
    const p = patternProbabilities(patterns, { ...rating, m }, share, leftOut)
    const counts = levelCounts(patterns, lengths, (pattern) => p[pattern] as number)
    const next = ratesOf(counts, usual, priorPairs).map((rates, field) => (leftOut.includes(field) ? (m[field] ?? rates) : withinReason(rates)))
    let matches = 0
    for (let i = 0; i < p.length; i++) matches += (p[i] as number) * (patterns.counts[i] as number)
    share = Math.min(0.99, Math.max(matches, 0.01) / Math.max(1, total))
    const moved = Math.max(...next.flatMap((levels, field) => levels.map((rate, level) => Math.abs(rate - (m[field]?.[level] ?? 0)))))
    m = next
    if (moved < 1e-3 || round === 40) return { m, share, rounds: round, seen: counts.map((levels, field) => (leftOut.includes(field) ? 0 : levels.reduce((sum, one) => sum + one, 0))) }
  }
}

/** Matches that one pass may weigh at most, so that one wide pass does not outvote the others. */
const mostWeight = 2_000

/** The mean of what several passes learnt, each by the true pairs it saw; what is usual where none saw any. */
export function meanRates(passes: readonly Learnt[], usual: Rates): Rates {
  return usual.map((lean, field) => {
    let weight = 1
    const sums = [...lean]
    for (const pass of passes) {
      const own = Math.min(mostWeight, pass.seen[field] ?? 0)
      weight += own
      for (const [level, rate] of (pass.m[field] ?? []).entries()) sums[level] = (sums[level] ?? 0) + own * rate
    }
    return sums.map((sum) => sum / weight)
  })
}

/** The share of all pairs that are one person: as many as the rating finds among the pairs brought together. */
export function settlePrior(patterns: Patterns, rating: Rating, start: number, every: number, leftOut: readonly number[] = []): number {
  let prior = start
  for (let round = 0; round < 30; round++) {
    const p = patternProbabilities(patterns, rating, prior, leftOut)
    let matches = 0
    for (let i = 0; i < p.length; i++) matches += (p[i] as number) * (patterns.counts[i] as number)
    const next = Math.min(0.9, Math.max(matches, 0.5) / Math.max(1, every))
    const settled = Math.abs(next - prior) < prior * 1e-3
    prior = next
    if (settled) break
  }
  return prior
}
