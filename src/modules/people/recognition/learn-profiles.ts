/** Learns how profiles of one person resemble each other: from the company's own identities, anchored in those that are known to be one. */
import { estimateModel } from '../linkage/estimate-model.ts'
import type { Cells } from '../linkage/explain-pair.ts'
import { bitsOf, comparisonOf, probabilityOf, type Model, type ModelField } from '../linkage/model.ts'
import { planFields } from '../linkage/plan-fields.ts'
import { RawTableBuilder } from '../linkage/raw-table.ts'
import { prepareRecords, type PreparedRecords } from '../linkage/records.ts'
import type { ScoredPairs } from '../linkage/scored-pairs.ts'
import { scorePairs } from '../linkage/score-pairs.ts'
import { Scorer } from '../linkage/scorer.ts'
import { profileColumns, profileKinds } from './profile-record.ts'
import { chooseThresholds, type Thresholds } from './thresholds.ts'

export interface KnownProfile {
  readonly id: string
  readonly channel: string
  readonly cells: Cells
}

export interface Learnt extends Thresholds {
  /** `prior` is that of the records learnt from; see `priorAmong`. */
  readonly model: Model
  readonly records: number
  /** Pairs known to be one person that it is anchored in. */
  readonly known: number
  /** People whom it expects among the records, as pairs. */
  readonly expectedPairs: number
}

/** Imagined pairs that the usual rates weigh beside what was seen. */
const usualPairs = 6
const rounds = 4
/** Pairs compared to learn from, a profile: four times as many take four times as long and teach the same. */
const pairsAProfile = 40
const leastProbability = 0.001

/**
 * The most that weak agreement may weigh, in bits. A short form within a
 * longer handle and a shared first name go together among namesakes: taken as
 * two pieces of evidence, they make people of strangers. Measured on the
 * simulated world without pictures: joins at 0.99 were right in 96 of 100
 * without these bounds, in all with them.
 */
const mostBits: Readonly<Record<string, readonly number[]>> = { 'handle/told': [Infinity, Infinity, 5, 4, 0], name: [Infinity, 6, 4, 4, 2, 0] }
/** Fields of which known pairs tell nothing: a site of one's own is often what made the pair known. */
const notFromKnown: ReadonlySet<string> = new Set(['site', 'mail', 'phone'])

function bounded(field: ModelField, m: readonly number[]): ModelField {
  const bounds = mostBits[field.name]
  return { ...field, m: bounds ? m.map((rate, level) => Math.min(rate, (field.u[level] ?? 1) * 2 ** (bounds[level] ?? Infinity))) : m }
}

/** Level counts by field, each pair weighing as much as it is probably one person. */
class LevelCounts {
  readonly counts: number[][]
  private readonly levels: Int8Array
  private readonly weights: Float64Array
  private readonly scorer: Scorer
  constructor(model: Model, records: PreparedRecords) {
    this.counts = model.fields.map((field) => field.m.map(() => 0))
    this.levels = new Int8Array(model.fields.length)
    this.weights = new Float64Array(model.fields.length)
    this.scorer = new Scorer(model, records)
  }

  add(a: number, b: number, weight: number): void {
    this.scorer.fieldBits(a, b, this.weights, this.levels)
    for (const [field, counts] of this.counts.entries()) {
      const level = this.levels[field] ?? -1
      if (level >= 0) counts[level] = (counts[level] ?? 0) + weight
    }
  }
}

function ratesFrom(field: ModelField, counts: readonly number[]): number[] {
  const usual = comparisonOf(field).levels.map((level) => level.usual)
  if (notFromKnown.has(field.name)) return usual
  const total = counts.reduce((sum, count) => sum + count, 0)
  return usual.map((rate, level) => (usualPairs * rate + (counts[level] ?? 0)) / (usualPairs + total))
}

/**
 * Learns a model and its thresholds.
 *
 * What strangers have in common (u, rarity, dependence) comes from
 * `estimateModel`. What one person's profiles have in common (m) is found by
 * expectation–maximisation over pairs on different channels that begins at the
 * known pairs and keeps them: profiles differ so much from records that begun
 * anywhere else it settles on namesakes (measured: 39 of 100 joins right).
 *
 * @param known rows of `profiles` that are one person for certain.
 */
export async function learnProfiles(profiles: readonly KnownProfile[], known: readonly (readonly [number, number])[], today: string): Promise<Learnt> {
  const builder = new RawTableBuilder(profileColumns)
  for (const { id, cells } of profiles) builder.add(id, profileColumns.map((column) => cells[column] ?? ''))
  const table = builder.finish()
  const plan = planFields(table, profileKinds)
  const records = prepareRecords(table, plan.slots, today)
  const estimated = estimateModel(plan, records, today, Math.max(20_000, pairsAProfile * records.size))
  const all = Math.max(1, (records.size * (records.size - 1)) / 2)
  const across = (a: number, b: number): boolean => profiles[a]?.channel !== profiles[b]?.channel

  const anchors = new LevelCounts(estimated.model, records)
  for (const [a, b] of known) anchors.add(a, b, 1)
  const withCounts = (soft: readonly (readonly number[])[]): ModelField[] => estimated.model.fields.map((field, index) => bounded(field, ratesFrom(field, field.m.map((_, level) => (anchors.counts[index]?.[level] ?? 0) + (soft[index]?.[level] ?? 0)))))
  let model: Model = { ...estimated.model, fields: withCounts([]), prior: Math.min(0.1, Math.max(known.length * 2, records.size * 0.05, 1) / all) }
  let pairs: ScoredPairs = { length: 0, a: new Uint32Array(0), b: new Uint32Array(0), bits: new Float64Array(0) }
  for (let round = 0; round < rounds; round++) {
    pairs = (await scorePairs(model, records, estimated.blocked, bitsOf(leastProbability), 1)).pairs
    if (round === rounds - 1) break
    const soft = new LevelCounts(model, records)
    let expected = 0
    for (let at = 0; at < pairs.length; at++) {
      const [a, b, probability] = [pairs.a[at] as number, pairs.b[at] as number, probabilityOf(pairs.bits[at] as number)]
      if (!across(a, b)) continue
      expected += probability
      // Below an even chance a pair says more about namesakes than about people.
      if (probability >= 0.9) soft.add(a, b, probability)
    }
    // What was learnt from itself never weighs more than what is known.
    const learnt = soft.counts.map((counts, field) => scaledTo(counts, (anchors.counts[field] ?? []).reduce((sum, count) => sum + count, 0)))
    model = { ...model, fields: withCounts(learnt), prior: Math.min(0.1, Math.max(expected, 1) / all) }
  }
  return { model, records: records.size, known: known.length, expectedPairs: Math.round(model.prior * all), ...chooseThresholds(candidatesOf(pairs, profiles, known), known.length) }
}

function scaledTo(counts: readonly number[], most: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return total <= most ? [...counts] : counts.map((count) => (count * most) / total)
}

/** Pairs on different channels, with what is known about them. */
function candidatesOf(pairs: ScoredPairs, profiles: readonly KnownProfile[], known: readonly (readonly [number, number])[]): { bits: number; known: boolean | null }[] {
  const partners = new Map<number, Set<number>>()
  const settled = new Map<number, Set<string>>()
  for (const [a, b] of known) {
    for (const [one, other] of [[a, b], [b, a]] as const) {
      partners.set(one, (partners.get(one) ?? new Set()).add(other))
      settled.set(one, (settled.get(one) ?? new Set()).add(profiles[other]?.channel ?? ''))
    }
  }
  const found: { bits: number; known: boolean | null }[] = []
  for (let at = 0; at < pairs.length; at++) {
    const [a, b] = [pairs.a[at] as number, pairs.b[at] as number]
    if (profiles[a]?.channel === profiles[b]?.channel) continue
    // Whoever is known on a channel is, most likely, nobody else there.
    const other = settled.get(a)?.has(profiles[b]?.channel ?? '') === true || settled.get(b)?.has(profiles[a]?.channel ?? '') === true
    found.push({ bits: pairs.bits[at] as number, known: partners.get(a)?.has(b) === true ? true : other ? false : null })
  }
  return found
}

/** The model among more (or fewer) records than it was learnt from: each record has as many others of its own, among more strangers. */
export function priorAmong(learnt: { readonly model: Model; readonly records: number }, records: number): Model {
  return { ...learnt.model, prior: Math.min(0.1, (learnt.model.prior * learnt.records) / Math.max(learnt.records, records)) }
}
