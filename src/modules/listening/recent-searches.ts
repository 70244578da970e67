/** What a text query found just now: a scene asks for several figures of one search at once. */
import { secondMs, type Clock } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'

export interface RecentSearches {
  /** The ids that a search finds; the same search within a few seconds is answered once for all. */
  of(search: string, run: () => Promise<Uuid[]>): Promise<Uuid[]>
}

const keptMs = 5 * secondMs
const maxKept = 50

export function recentSearches(clock: Clock): RecentSearches {
  const kept = new Map<string, { at: number; ids: Promise<Uuid[]> }>()
  return {
    of: (search, run) => {
      const now = clock.now()
      for (const [key, { at }] of kept) if (now - at > keptMs || kept.size > maxKept) kept.delete(key)
      const before = kept.get(search)
      if (before) return before.ids
      const ids = run()
      kept.set(search, { at: now, ids })
      // What failed is tried anew by the next who asks.
      ids.catch(() => kept.delete(search))
      return ids
    },
  }
}
