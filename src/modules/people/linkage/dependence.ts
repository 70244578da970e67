/** Which agreements of strangers come together: same first name and alike mail address, same place and same postal code. */
import { comparisonOf } from './model.ts'
import type { ComparedKind } from './kinds.ts'
import type { Patterns } from './level-patterns.ts'
import { ratesOf } from './rates.ts'
import type { Rates } from './rates.ts'

/** How strangers compare on a field, given that they agree on another, its `parent`. */
export interface Given {
  readonly parent: number
  readonly u: readonly number[]
}

/** Strangers in a sample below which it proves nothing. */
const fewestStrangers = 100
/** How many imagined pairs the independent rates weigh. */
const leaningPairs = 10
/** Bits of information about a field below which its dependence is left out. */
const leastInformation = 0.02
const mostParents = 3

/** Whether a level counts as agreeing: the same or nearly so. */
export function agrees(kind: ComparedKind, level: number): boolean {
  return level === 0 || (comparisonOf({ kind }).levels[level]?.rarity ?? 0) > 0
}

/**
 * Finds for each field the other fields whose agreement tells most about it
 * among strangers.
 *
 * Dependences are chosen by information, as Chow & Liu (1968) choose a tree,
 * with one question about each parent: does it agree? Where several do, the
 * least weight holds. Without this, agreements that come together by themselves
 * are counted as independent evidence, and learning may take families or
 * namesakes for one person (Winkler 1993 on conditional independence). Parents
 * are more often agreed upon than their children, so that no circle can arise.
 *
 * @param samples for each field, patterns of pairs that agree on it.
 * @param strangers weight of a pattern of a sample as two people, judged without the parent and the field in question.
 */
export function findDependence(kinds: readonly ComparedKind[], m: Rates, u: Rates, samples: readonly Patterns[], strangers: (parent: number, field: number) => Float64Array): (readonly Given[])[] {
  const agreement = kinds.map((kind, field) => (u[field] ?? []).reduce((sum, rate, level) => sum + (agrees(kind, level) ? rate : 0), 0))
  const found: { given: Given; worth: number }[][] = kinds.map(() => [])
  for (const [parent, patterns] of samples.entries()) {
    for (const field of kinds.keys()) {
      if (field === parent || (agreement[parent] ?? 0) < (agreement[field] ?? 0)) continue
      const given = ratesAmong(patterns, field, strangers(parent, field), m[field] ?? [], u[field] ?? [])
      if (!given) continue
      const worth = given.reduce((sum, rate, level) => sum + rate * Math.log2(rate / (u[field]?.[level] ?? 1)), 0)
      if (worth >= leastInformation) found[field]?.push({ given: { parent, u: given }, worth })
    }
  }
  return found.map((parents) => parents.sort((x, y) => y.worth - x.worth).slice(0, mostParents).map((one) => one.given))
}

/**
 * How strangers compare on a field within a sample, `judged` being the weight
 * of each pattern as two people by other fields. True pairs that the others
 * could not tell are taken out by what is known of true pairs on the field
 * itself: expectation–maximisation with one class fixed.
 */
function ratesAmong(patterns: Patterns, field: number, judged: Float64Array, m: readonly number[], u: readonly number[]): readonly number[] | undefined {
  let rates: readonly number[] = u
  for (let round = 0; round < 12; round++) {
    const counts = new Float64Array(u.length)
    let seen = 0
    for (let p = 0; p < judged.length; p++) {
      const level = patterns.levels[p * patterns.fields + field] as number
      if (level < 0) continue
      const two = (judged[p] as number) * (rates[level] ?? 0)
      const one = (1 - (judged[p] as number)) * (m[level] ?? 0)
      const mass = (patterns.counts[p] as number) * (two / (two + one))
      counts[level] = (counts[level] as number) + mass
      seen += mass
    }
    if (seen < fewestStrangers) return undefined
    rates = ratesOf([counts], [u], leaningPairs)[0] ?? u
  }
  return rates
}
