/** Learns a model from the records themselves: u from random pairs, m by expectation–maximisation, the prior from both. */
import { chooseBlocking, everyPair } from './choose-blocking.ts'
import type { Blocking } from './choose-blocking.ts'
import { learn, meanRates, patternProbabilities, settlePrior } from './expectation.ts'
import type { Rating } from './expectation.ts'
import { levelCounts, ratesOf, usualRates } from './rates.ts'
import type { Rates } from './rates.ts'
import { visitAgreeing } from './agreeing-pairs.ts'
import { findDependence } from './dependence.ts'
import { PatternCounter } from './level-patterns.ts'
import type { Patterns } from './level-patterns.ts'
import type { Model, ModelField } from './model.ts'
import { blockRecords, visitPairs } from './pair-blocks.ts'
import type { BlockedRecords } from './pair-blocks.ts'
import type { Plan } from './plan-fields.ts'
import type { Records } from './records.ts'
import { seededRandom } from './seeded-random.ts'
import { valueShares } from './value-shares.ts'
import type { ValueShares } from './value-shares.ts'

/** Tables with no more pairs than this are learnt from all of them. */
const everyPairUpTo = 500_000
const randomPairs = 300_000
/** Pairs drawn of one rule: to learn m from, and to settle the prior. */
const pairsAPass = 30_000
const pairsOfUnion = 20_000
const agreeingPairs = 50_000

export interface Estimated {
  readonly model: Model
  readonly blocking: Blocking
  readonly blocked: BlockedRecords
  /** Pairs that are one person, as the model expects. */
  readonly expectedMatches: number
  readonly rounds: number
}

/** Which pairs are considered: all, or only those of different files. */
export type Considered = (a: number, b: number) => boolean

function randomPatterns(plan: Plan, records: Records): Patterns {
  const counter = new PatternCounter(plan.fields, records)
  const every = (records.size * (records.size - 1)) / 2
  if (every <= everyPairUpTo) {
    for (let a = 0; a < records.size; a++) for (let b = a + 1; b < records.size; b++) counter.add(a, b)
    return counter.finish()
  }
  const random = seededRandom(1969)
  for (let drawn = 0; drawn < randomPairs; ) {
    const a = Math.floor(random() * records.size)
    const b = Math.floor(random() * records.size)
    if (a === b) continue
    counter.add(a, b)
    drawn++
  }
  return counter.finish()
}

/** For each field, patterns of pairs that agree on it. */
function agreeingPatterns(plan: Plan, records: Records): Patterns[] {
  return plan.fields.map((field, index) => {
    const counter = new PatternCounter(plan.fields, records)
    visitAgreeing(records, field.slots[0] ?? 0, agreeingPairs, seededRandom(100 + index), (a, b) => counter.add(a, b))
    return counter.finish()
  })
}

/** Patterns of a sample of one rule's pairs, each counted for the pairs it stands for. */
function rulePatterns(plan: Plan, records: Records, blocked: BlockedRecords, rule: number, wanted: number, metToo: boolean): Patterns {
  const counter = new PatternCounter(plan.fields, records)
  const blocks = blocked.rules[rule]
  const stride = Math.max(1, Math.ceil((blocks?.pairs ?? 0) / wanted))
  const random = seededRandom(rule + 1)
  const count = (blocks?.starts.length ?? 1) - 1
  // Whole blocks are drawn, so that rules with millions of pairs are not walked in full.
  for (let block = 0; block < count; block++) {
    if (stride === 1 || random() * stride < 1) visitPairs(blocked, rule, block, block + 1, (a, b) => counter.add(a, b), metToo)
  }
  const patterns = counter.finish()
  return { ...patterns, counts: patterns.counts.map((times) => times * stride) }
}

/** Patterns of all pairs that blocking brings together, each pair once. */
function unionPatterns(plan: Plan, records: Records, blocked: BlockedRecords): Patterns {
  const parts = blocked.rules.map((_, rule) => rulePatterns(plan, records, blocked, rule, pairsOfUnion, false))
  return {
    fields: plan.fields.length,
    levels: Int8Array.from(parts.flatMap((part) => [...part.levels])),
    counts: Float64Array.from(parts.flatMap((part) => [...part.counts])),
  }
}

function withExactRates(u: Rates, shares: readonly ValueShares[], m: Rates, prior: number): Rates {
  return u.map((levels, field) => {
    const known = shares[field]
    if (!known) return levels
    // Of the pairs that agree, those that are one person do not tell how strangers agree.
    const ofMatches = prior * (m[field]?.[0] ?? 0)
    const exact = Math.max(known.agreeing - ofMatches, known.agreeing * 0.05, 1e-10)
    const rest = 1 - (levels[0] ?? 0)
    return levels.map((rate, level) => (level === 0 ? exact : rate * ((1 - exact) / Math.max(rest, 1e-9))))
  })
}

/** Fewest fields that must be left to judge the pairs of a training pass by. */
const fewestJudges = 2

/** Learns everything from the records. Deterministic: the same records give the same model. */
export function estimateModel(plan: Plan, records: Records, today: string, budget?: number): Estimated {
  const training = chooseBlocking(plan.fields, records, budget)
  const blocking = everyPair(records, budget) ?? training
  const trained = blockRecords(records, training.rules.map((chosen) => chosen.rule), training.largestBlock)
  const blocked = blocking === training ? trained : blockRecords(records, blocking.rules.map((chosen) => chosen.rule), blocking.largestBlock)
  const shares = plan.fields.map((field) => valueShares(field, records))
  const every = Math.max(1, (records.size * (records.size - 1)) / 2)
  const random = randomPatterns(plan, records)
  const complete = every <= everyPairUpTo
  const union = complete ? random : unionPatterns(plan, records, blocked)
  const passes = passesOf(plan, records, training, trained)
  const kinds = plan.fields.map((field) => field.kind)
  const usual = usualRates(kinds)
  const lengths = usual.map((levels) => levels.length)
  const even = lengths.map((length) => Array.from({ length }, () => 1 / length))
  const agreeing = agreeingPatterns(plan, records)
  let rating: Rating = { m: usual, u: ratesOf(levelCounts(random, lengths, () => 1), even, 1), given: kinds.map(() => []), kinds }
  let prior = Math.min(0.1, 1 / Math.max(10, records.size))
  let rounds = 0
  for (let turn = 0; turn < turns; turn++) {
    const same = patternProbabilities(random, rating, prior)
    const sampled = ratesOf(levelCounts(random, lengths, (pattern) => 1 - (turn === 0 && !complete ? 0 : (same[pattern] ?? 0))), even, 1)
    const u = complete ? sampled : withExactRates(sampled, shares, rating.m, turn === 0 ? 0 : prior)
    const known = { ...rating, u }
    const given = findDependence(kinds, rating.m, u, agreeing, (parent, field) => strangersAmong(agreeing[parent], known, [parent, field]))
    rating = { ...known, given }
    const learnt = passes.map((pass) => learn(pass.patterns, rating, usual, pass.leftOut))
    rating = { ...rating, m: meanRates(learnt, usual) }
    prior = settlePrior(union, rating, prior, every)
    rounds += learnt.reduce((sum, pass) => sum + pass.rounds, 0)
  }
  const fields: ModelField[] = plan.fields.map((field, index) => ({
    ...field, m: [...(rating.m[index] ?? [])], u: [...(rating.u[index] ?? [])], given: rating.given[index] ?? [], shares: shares[index]?.shares ?? [], otherShare: shares[index]?.otherShare ?? 1,
  }))
  return { model: { version: 1, slots: plan.slots, fields, prior, threshold: 0.5, learntOn: today }, blocking, blocked, expectedMatches: prior * every, rounds }
}

/** How often u, dependence, m and the prior are learnt from each other; they settle after two. */
const turns = 3

interface Pass {
  readonly patterns: Patterns
  readonly leftOut: readonly number[]
}

function passesOf(plan: Plan, records: Records, training: Blocking, trained: BlockedRecords): Pass[] {
  return training.rules.flatMap((chosen, rule) => {
    const leftOut = [...new Set(chosen.rule.keys.flatMap((key) => key.fields))]
    return plan.fields.length - leftOut.length < fewestJudges ? [] : [{ patterns: rulePatterns(plan, records, trained, rule, pairsAPass, true), leftOut }]
  })
}

/** Weight of each pattern as two people; the share of true pairs among them is learnt from the fields that judge. */
function strangersAmong(patterns: Patterns | undefined, rating: Rating, leftOut: readonly number[]): Float64Array {
  if (!patterns) return new Float64Array(0)
  const total = patterns.counts.reduce((sum, count) => sum + count, 0)
  return patternProbabilities(patterns, rating, settlePrior(patterns, rating, 0.05, total, leftOut), leftOut).map((p) => 1 - p)
}
