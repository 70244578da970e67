/** How deep a relationship is: read from real two-way exchanges, never from follower counts. Pure. */
import { dayMs, type Instant } from '../../../kernel/instant.ts'

/** An answer that comes later than this answers something else. */
const answerMs = 14 * dayMs
/** A relationship: so many exchanges, on so many days. */
const least = { exchanges: 3, days: 2 } as const

export const depths = ['connection', 'relationship', 'business'] as const
export type Depth = (typeof depths)[number]

/**
 * An exchange is an act of one side that the other answered within fourteen
 * days, whoever began. Its moment is that of the answer.
 * @param turns Acts towards each other, oldest first.
 */
export function exchangesOf(turns: readonly { readonly at: Instant; readonly ours: boolean }[]): Instant[] {
  const found: Instant[] = []
  let open: { at: Instant; ours: boolean } | null = null
  for (const turn of turns) {
    if (open !== null && open.ours !== turn.ours && turn.at - open.at <= answerMs) found.push(turn.at)
    open = turn
  }
  return found
}

/** Connection: heard of each other. Relationship: spoke with each other. Business: they bought. */
export function depthOf({ exchanges, purchases }: { exchanges: readonly Instant[]; purchases: number }): Depth {
  if (purchases > 0) return 'business'
  const onDays = new Set(exchanges.map((at) => Math.floor(at / dayMs)))
  return exchanges.length >= least.exchanges && onDays.size >= least.days ? 'relationship' : 'connection'
}
