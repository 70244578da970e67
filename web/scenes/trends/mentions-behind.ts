/** Where in Listen the mentions behind a term or theme are found. */
import type { Topic } from '../../api/routes.ts'
import { dateIn } from '../../charts/zoned-time.ts'
import { tabOfRole } from '../today/topic-look.ts'

/** What the cards of the scene look at; ISO times, the last excluded. */
export interface TrendsFilter {
  readonly from: string
  readonly to: string
  readonly topics?: string
  readonly q?: string
}

/** The view of Listen with what a query finds, within what the scene looks at. Reposts are left out, as they are not counted either. */
export function mentionsBehind(filter: TrendsFilter, topic: Topic | undefined, zone: string, query: string) {
  const q = filter.q === undefined ? query : `(${filter.q}) AND (${query})`
  return { ...(topic === undefined ? {} : { tab: tabOfRole[topic.role], topics: topic.id }), from: dateIn(zone, Date.parse(filter.from)), to: dateIn(zone, Date.parse(filter.to) - 1), since: filter.from, until: filter.to, q, reposts: 'without' }
}
