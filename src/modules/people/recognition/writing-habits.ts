/** What somebody's writing says about who they are: their language, and their hours. */
import type { Uuid } from '../../../kernel/ids.ts'

export interface Writing {
  readonly hours: readonly { readonly identity: Uuid; readonly hour: number; readonly count: number }[]
  readonly languages: readonly { readonly identity: Uuid; readonly language: string; readonly count: number }[]
}

export interface Habit {
  readonly language: string | null
  readonly hours: string | null
}

/** Fewer tell nothing about anybody's hours. */
const fewestDeeds = 20
const stretch = 6

/** The six hours in which somebody writes most, beginning at one of four times of day; null where they wrote too little. */
function mainHours(counts: readonly number[]): string | null {
  if (counts.reduce((sum, count) => sum + count, 0) < fewestDeeds) return null
  const sums = [0, 6, 12, 18].map((from) => ({ from, sum: Array.from({ length: stretch }, (_, at) => counts[from + at] ?? 0).reduce((sum, count) => sum + count, 0) }))
  const most = sums.toSorted((x, y) => y.sum - x.sum || x.from - y.from)[0]
  return most ? `${most.from} to ${most.from + stretch}` : null
}

/** Habits by identity, of those who wrote. */
export function habitsOf({ hours, languages }: Writing): Map<Uuid, Habit> {
  const found = new Map<Uuid, { counts: number[]; language: string | null; times: number }>()
  const of = (identity: Uuid) => {
    const known = found.get(identity) ?? { counts: Array.from({ length: 24 }, () => 0), language: null, times: 0 }
    found.set(identity, known)
    return known
  }
  for (const { identity, hour, count } of hours) of(identity).counts[hour] = count
  for (const { identity, language, count } of languages) {
    const one = of(identity)
    if (count > one.times || (count === one.times && language < (one.language ?? '~'))) {
      one.language = language
      one.times = count
    }
  }
  return new Map([...found].map(([identity, { counts, language }]) => [identity, { language, hours: mainHours(counts) }]))
}
