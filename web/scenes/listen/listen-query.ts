/** Turns the view of the listening scene into what the API is asked. Pure. */
import type { Mention, MentionFilter, Topic } from '../../api/routes.ts'
import { tabRoles, type ListenFilter, type ListenTab, type Slice, type Split } from './listen-filter.ts'
import type { Stretch } from './period.ts'

const tabs = Object.keys(tabRoles) as ListenTab[]

export function tabOfRole(role: Topic['role']): ListenTab {
  return tabs.find((tab) => (tabRoles[tab] as readonly string[]).includes(role)) ?? 'brands'
}

/** The tabs that have topics, in their order. */
export function tabsWithTopics(topics: readonly Topic[]): ListenTab[] {
  return tabs.filter((tab) => topics.some((topic) => tabOfRole(topic.role) === tab))
}

/** The tab that is shown: the chosen one, else that of the chosen topics, else the first that has any. */
export function tabShown(filter: ListenFilter, topics: readonly Topic[]): ListenTab {
  if (filter.tab) return filter.tab
  const chosen = topics.find((topic) => filter.topics.includes(topic.id))
  return chosen ? tabOfRole(chosen.role) : tabsWithTopics(topics)[0] ?? 'brands'
}

/** The topics of a tab: ours first, the rest as they were made. */
export function topicsOfTab(topics: readonly Topic[], tab: ListenTab): Topic[] {
  const roles: readonly string[] = tabRoles[tab]
  return topics.filter((topic) => roles.includes(topic.role)).sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id))
}

const joined = (list: readonly string[]): string | undefined => list.length > 0 ? list.join(',') : undefined
const iso = (at: number): string => new Date(at).toISOString()

/** For pictures, facets and shares: everything but the clicked part of the picture. */
export function pictureQuery(filter: ListenFilter, tab: ListenTab, stretch: Stretch): MentionFilter {
  return {
    topics: joined(filter.topics),
    roles: filter.topics.length > 0 ? undefined : tabRoles[tab].join(','),
    channels: joined(filter.channels), languages: joined(filter.languages), kinds: joined(filter.kinds),
    sentiments: joined(filter.sentiments), emotions: joined(filter.emotions), intents: joined(filter.intents), urgencies: joined(filter.urgencies),
    author: filter.author || undefined, person: filter.person || undefined, q: filter.q || undefined,
    reposts: filter.reposts === 'with' ? undefined : filter.reposts,
    own: filter.own === 'with' ? undefined : filter.own,
    from: iso(stretch.from), to: stretch.to === null ? undefined : iso(stretch.to),
  }
}

/** For the stream and the export: also what was clicked in the picture. */
export function streamQuery(filter: ListenFilter, tab: ListenTab, stretch: Stretch): MentionFilter {
  const { slice } = filter
  const query = pictureQuery(filter, tab, stretch)
  const name = slice.of && ({ topic: 'topics', channel: 'channels', language: 'languages', sentiment: 'sentiments', emotion: 'emotions', intent: 'intents', urgency: 'urgencies' } as const)[slice.of.split]
  return {
    ...query,
    ...(slice.of && name && { [name]: slice.of.key, ...(name === 'topics' && { roles: undefined }) }),
    ...(slice.from && slice.to && { from: slice.from, to: slice.to }),
    ...(filter.cascade && { cascade: filter.cascade }),
  }
}

/** What a click on the picture opens: buckets from `from` to before `to`, and one series or all. */
export function sliceOf(split: Split, key: string | null, from: number | null, to: number | null): Slice {
  return { ...(from !== null && to !== null && { from: iso(from), to: iso(to) }), ...(key !== null && { of: { split, key } }) }
}

/** How new mentions come in: as they happen; by asking now and then, when only the server can judge the filter; or not at all, for a stretch that is over. */
export function arrivals(filter: ListenFilter, stretch: Stretch, now: number): 'live' | 'asked' | 'none' {
  const until = filter.slice.to ? Date.parse(filter.slice.to) : stretch.to
  if (until !== null && until <= now) return 'none'
  return filter.q === '' && filter.person === '' && filter.own === 'with' ? 'live' : 'asked'
}

const labelLists = [['sentiments', 'sentiment'], ['emotions', 'emotion'], ['intents', 'intent'], ['urgencies', 'urgency']] as const
const isSaid = (asked: readonly string[], value: string | undefined): boolean => asked.length === 0 || (value !== undefined && asked.includes(value))

/** Whether a live mention belongs to the view, by all that the live stream does not filter itself. */
export function belongs(filter: ListenFilter, mention: Pick<Mention, 'kind' | 'author' | 'at' | 'cascade'> & Partial<Pick<Mention, 'labels'>>, since: number): boolean {
  const { kind, author } = mention
  if (Date.parse(mention.at) < since) return false
  for (const [name, label] of labelLists) if (!isSaid(filter[name], mention.labels?.[label]) || (filter.slice.of?.split === label && !isSaid(filter.slice.of.key.split(','), mention.labels?.[label]))) return false
  if (filter.kinds.length > 0 && !filter.kinds.includes(kind)) return false
  if (filter.reposts === 'only' ? kind !== 'repost' : filter.reposts === 'without' && kind === 'repost') return false
  if (filter.cascade !== '' && mention.cascade?.id !== filter.cascade) return false
  if (filter.author === '') return true
  const wanted = filter.author.replace(/^@/, '').toLowerCase()
  return author.identity === filter.author || author.handle?.toLowerCase() === wanted
}
