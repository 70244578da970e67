/** Where in Listen the mentions behind a number are found. */
import type { Topic } from '../../api/routes.ts'
import { dateIn } from '../../charts/zoned-time.ts'
import { tabOfRole } from '../today/topic-look.ts'

/** ISO times, the last excluded. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** The view of Listen that shows a topic's mentions of a stretch, and of those what a query finds. */
export function behind(topic: Pick<Topic, 'id' | 'role'>, zone: string, span: Span, q = '') {
  return { tab: tabOfRole[topic.role], topics: topic.id, from: dateIn(zone, Date.parse(span.from)), to: dateIn(zone, Date.parse(span.to) - 1), since: new Date(span.from).toISOString(), until: new Date(span.to).toISOString(), ...(q === '' ? {} : { q }) }
}
