/** How often each value of a field occurs: the ground for weighing rare agreement above common agreement. */
import type { FieldPlan } from './plan-fields.ts'
import type { Records } from './records.ts'

/** Values kept by name; the rest share one figure. A model stays small enough to keep. */
const mostListed = 20_000

export interface ValueShares {
  readonly shares: readonly (readonly [string, number])[]
  readonly otherShare: number
  /** Probability that two filled cells drawn at random are equal. */
  readonly agreeing: number
  /** Share of records with a value. */
  readonly filled: number
}

/** Counts a field's values over all records. */
export function valueShares(field: FieldPlan, records: Records): ValueShares {
  const values = records.values[field.slots[0] ?? 0] ?? []
  const counts = new Uint32Array(values.length)
  let [filled, rows] = [0, 0]
  for (let row = 0; row < records.size; row++) {
    let said = false
    for (const slot of field.slots) {
      const code = records.codes[row * records.width + slot] as number
      if (code === 0) continue
      counts[code] = (counts[code] as number) + 1
      filled++
      said = true
    }
    if (said) rows++
  }
  let equal = 0
  let distinct = 0
  for (const count of counts) {
    equal += count * (count - 1)
    if (count > 0) distinct++
  }
  const typical = 1.5 * filled / Math.max(1, distinct)
  const frequent = [...counts.keys()].filter((code) => (counts[code] as number) > typical).sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b).slice(0, mostListed)
  const listed = frequent.reduce((sum, code) => sum + (counts[code] as number), 0)
  const others = Math.max(1, distinct - frequent.length)
  return {
    shares: frequent.map((code) => [values[code] ?? '', (counts[code] as number) / filled] as const),
    otherShare: Math.max((filled - listed) / others, 0.5) / Math.max(1, filled),
    agreeing: equal / Math.max(1, filled * (filled - 1)),
    filled: rows / Math.max(1, records.size),
  }
}
