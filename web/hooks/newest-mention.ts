/** Where in time there is something to hear, for installations that have only old posts so far. */
import { useQuery } from '@tanstack/react-query'
import { dayMs, type Instant } from '../../src/kernel/instant.ts'
import { apiQuery } from '../api/queries.ts'
import { dateIn, plus } from '../charts/zoned-time.ts'
import { useNow } from './now.ts'
import { useWords } from '../words/words.tsx'

/** As many days as Listen shows when it is opened. */
export const usualDays = 28

/** The 28 days that end with the newest mention, as Listen's address takes them; empty when the usual period shows it. Pure. */
export function stretchAround(newest: Instant, zone: string, now: Instant): { readonly from?: string; readonly to?: string } {
  if (now - newest < (usualDays - 1) * dayMs) return {}
  return { from: dateIn(zone, plus('day', 1 - usualDays, zone, newest)), to: dateIn(zone, newest) }
}

export interface NewestMention {
  readonly at: Instant
  /** For `<Link to="/listen" search={…}>`. */
  readonly search: { readonly from?: string; readonly to?: string }
}

/** `null` while it is not known, and when there is no mention at all. */
export function useNewestMention(): NewestMention | null {
  const { zone } = useWords()
  const newest = useQuery(apiQuery('/mentions', { query: { limit: 1 } })).data?.items[0]
  const now = useNow()
  if (newest === undefined) return null
  const at = Date.parse(newest.at)
  return { at, search: stretchAround(at, zone, now) }
}
