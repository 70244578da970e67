/** How a topic looks and where it is found in Listen. */
import type { Topic, TopicRole } from '../../api/routes.ts'

const seriesColours = 5

export function topicColour({ colour }: Pick<Topic, 'colour'>): string {
  return `var(--series-${(colour % seriesColours) + 1})`
}

/** The tab of Listen on which topics of a role stand. */
export const tabOfRole: Record<TopicRole, string> = { own: 'brands', competitor: 'brands', industry: 'industry', campaign: 'campaigns', risk: 'risks' }

const order: readonly TopicRole[] = ['own', 'competitor', 'risk', 'campaign', 'industry']

/** Our own first. */
export function byRole(topics: readonly Topic[]): Topic[] {
  return topics.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name))
}
