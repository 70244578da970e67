/** What a text query found just now: a scene asks for several figures of one search at once. */
import { secondMs, type Clock } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { MentionKey } from './ports.ts'

/** What a search found. */
export interface Found {
  readonly ids: Uuid[]
  /** How far it looked; `null` when it looked through everything. */
  readonly searchedTo: MentionKey | null
}

export interface RecentSearches {
  /** What a search finds; the same search within a few seconds is answered once for all. */
  of(search: string, run: () => Promise<Found>): Promise<Found>
}

const keptMs = 5 * secondMs
const maxKept = 50

export function recentSearches(clock: Clock): RecentSearches {
  const kept = new Map<string, { at: number; found: Promise<Found> }>()
  return {
    of: (search, run) => {
      const now = clock.now()
      for (const [key, { at }] of kept) if (now - at > keptMs || kept.size > maxKept) kept.delete(key)
      const before = kept.get(search)
      if (before) return before.found
      const found = run()
      kept.set(search, { at: now, found })
      // What failed is tried anew by the next who asks.
      found.catch(() => kept.delete(search))
      return found
    },
  }
}
