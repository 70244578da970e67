/** Rates of agreement, field by field and level by level, and how they come from counts. */
import type { ComparedKind } from './kinds.ts'
import type { Patterns } from './level-patterns.ts'
import { comparisonOf } from './model.ts'

/** m or u of every field and level. */
export type Rates = readonly (readonly number[])[]

/** What is usual for the kinds, before any data is seen. */
export function usualRates(kinds: readonly ComparedKind[]): Rates {
  return kinds.map((kind) => {
    const usual = comparisonOf({ kind }).levels.map((level) => level.usual)
    const sum = usual.reduce((total, one) => total + one, 0)
    return usual.map((one) => one / sum)
  })
}

/** Rates from weighted counts, leaning on `lean` with the weight of `pairs` pairs. */
export function ratesOf(counts: readonly Float64Array[], lean: Rates, pairs: number): Rates {
  return counts.map((levels, field) => {
    const sum = levels.reduce((total, one) => total + one, 0) + pairs
    return [...levels].map((count, level) => Math.max((count + pairs * (lean[field]?.[level] ?? 0)) / sum, 1e-9))
  })
}

/** Weighted counts of levels, field by field. */
export function levelCounts(patterns: Patterns, levels: readonly number[], weight: (pattern: number) => number): Float64Array[] {
  const counts = levels.map((length) => new Float64Array(length))
  for (let p = 0; p < patterns.counts.length; p++) {
    const mass = (patterns.counts[p] as number) * weight(p)
    for (let field = 0; field < patterns.fields; field++) {
      const level = patterns.levels[p * patterns.fields + field] as number
      const row = counts[field]
      if (level >= 0 && row) row[level] = (row[level] as number) + mass
    }
  }
  return counts
}
