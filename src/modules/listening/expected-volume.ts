/** How many posts a day a query would have matched, over the last weeks of what is kept. */
import { dayMs, type Instant } from '../../kernel/instant.ts'
import { parseQuery } from './query/index.ts'
import type { ReadDeps } from './read.ts'
import { sift } from './sift.ts'

export interface ExpectedVolume {
  /** How many interactions of the span were looked at, and how many there are. */
  readonly looked: number
  readonly of: number
  /** Start of the first day, in UTC, and the estimated count of each day; the last has not ended. */
  readonly from: Instant
  readonly days: readonly number[]
  readonly matched: number
}

/** As far back as history is looked at. */
export const expectedDays = 90
/** Enough that a query that matches one post in a hundred is known to a tenth. */
const sampleSize = 10_000

/**
 * Counts over an even sample of the history kept; public posts that no topic
 * wanted are not in it.
 * @throws {QuerySyntaxFault}
 */
export async function expectedVolume(deps: ReadDeps, text: string, now: Instant): Promise<ExpectedVolume> {
  await deps.listener.refresh()
  const query = parseQuery(text, { lists: deps.listener.lists })
  const from = Math.floor(now / dayMs) * dayMs - (expectedDays - 1) * dayMs
  const { heard, of } = await deps.history.sample(from, sampleSize)
  const matched = await sift(deps, query, heard)
  const share = heard.length === 0 ? 1 : heard.length / of
  const counts = Array.from({ length: expectedDays }, () => 0)
  for (const { at } of matched) {
    const day = Math.floor((at - from) / dayMs)
    if (day >= 0 && day < expectedDays) counts[day] = (counts[day] ?? 0) + 1
  }
  return { looked: heard.length, of, from, days: counts.map((count) => Math.round((count / share) * 10) / 10), matched: matched.length }
}
