/** Trends, themes and drivers of a filter, as the API shows them. */
import { knownZone } from '../../../kernel/calendar.ts'
import { Invalid } from '../../../kernel/fault.ts'
import { dayMs, iso, minuteMs, type Instant } from '../../../kernel/instant.ts'
import { representatives } from '../terms/central.ts'
import type { MentionFilter } from '../filter.ts'
import type { HeardInteraction } from '../ports.ts'
import { countedFromOf, presentKept, select, type ReadDeps } from '../read.ts'
import type { driverTraits, DriversView, ThemesView, TrendsView } from './api.ts'
import { driversOf, leastEngaged, type DrivenPost } from './drivers.ts'
import { risingTerms } from './rising.ts'
import { queryOfTerm } from '../terms/term-query.ts'
import { keptTerm, readTerm, termKinds } from '../terms/terms.ts'
import { themesOf } from './themes.ts'
import type { TrendStore } from './trend-store.ts'

export interface TrendDeps extends ReadDeps {
  readonly trends: TrendStore
}

const usualMs = 7 * dayMs
const timesAsLong = 4
const longestBeforeMs = 120 * dayMs
const courseSteps = 30
const shownCourses = 12
const themeSample = 1_500
const themeExamples = 3
const driverSample = 4_000
const hydratedAtOnce = 1_000
const triedTerms = 60

function periodOf(filter: MentionFilter, now: Instant): { from: Instant; to: Instant } {
  const to = filter.to === undefined ? now : Math.min(now + minuteMs, Date.parse(filter.to))
  const from = filter.from === undefined ? to - usualMs : Date.parse(filter.from)
  if (from >= to) throw new Invalid(`The period from ${iso(from)} to ${iso(to)} ends before it begins.`, { path: '/to' }, 'trends.period')
  return { from, to }
}

/** Terms that rise in the period against the past before it. */
export async function trends(deps: TrendDeps, filter: MentionFilter, kind: string, limit: number, now: Instant): Promise<TrendsView> {
  const { from, to } = periodOf(filter, now)
  const before = Math.max(0, from - Math.min(longestBeforeMs, timesAsLong * (to - from)))
  // A text query narrows both the period and the past before it.
  const selection = await select(deps, { ...filter, from: iso(before), to: iso(to) })
  const counted = await deps.trends.contrast(selection, before, from, to)
  const byKind = risingTerms(counted, limit)
  const shown = termKinds.filter((each) => each !== 'shared' && (kind === 'all' || kind === each))
  const kept = shown.flatMap((each) => (byKind.get(each) ?? []).slice(0, kind === 'all' ? shownCourses : limit).map((term) => term.kept))
  const courses = await deps.trends.courses(selection, kept, before, to, courseSteps)
  return {
    from: iso(from), to: iso(to), before: iso(before), countedFrom: countedFromOf(selection), people: counted.nowOf * counted.part, estimated: counted.part > 1,
    steps: Array.from({ length: courseSteps }, (_, step) => iso(Math.round(before + (step * (to - before)) / courseSteps))),
    kinds: shown.map((each) => ({ kind: each, items: (byKind.get(each) ?? []).map((term) => ({ text: term.text, query: queryOfTerm(term), people: term.now, posts: term.posts, nowShare: term.nowShare, beforeShare: term.beforeShare, times: term.times, z: term.z, course: courses.get(term.kept) ?? [] })) })),
  }
}

/** What the selection talks about. */
export async function themes(deps: TrendDeps, filter: MentionFilter, now: Instant): Promise<ThemesView> {
  const { from, to } = periodOf(filter, now)
  const selection = await select(deps, { ...filter, from: iso(from), to: iso(to) })
  const { posts, of } = await deps.trends.sample(selection, from, to, themeSample)
  const found = themesOf(posts)
  const grouped = found.reduce((sum, theme) => sum + theme.posts.length, 0)
  const items: ThemesView['items'] = []
  for (const { terms, query, posts: members } of found) {
    const judged = members.filter((post) => post.sentiment !== '')
    items.push({
      name: terms.flatMap((term) => readTerm(term) ?? []), query, share: members.length / posts.length, posts: members.length,
      negative: judged.length === 0 ? null : judged.filter((post) => post.sentiment === 'negative').length / judged.length,
      examples: await presentKept(deps, representatives(members, themeExamples)),
    })
  }
  return { from: iso(from), to: iso(to), countedFrom: countedFromOf(selection), posts: of, sampled: posts.length, rest: posts.length === 0 ? 0 : 1 - grouped / posts.length, items }
}

const lengthOf = (length: number): string => (length < 80 ? 'short' : length < 200 ? 'medium' : length < 600 ? 'long' : 'very-long')

function drivenOf(heard: HeardInteraction, terms: readonly string[], shared: number, clock: Intl.DateTimeFormat): DrivenPost {
  const { likes = 0, reposts = 0, replies = 0, quotes = 0 } = heard.metrics
  const parts = new Map(clock.formatToParts(heard.at).map(({ type, value }) => [type, value]))
  const hour = Math.floor(Number(parts.get('hour') ?? 0) / 3) * 3
  const media = [...new Set(heard.media.map(({ kind }) => kind))]
  return {
    author: heard.identity, channel: heard.channel, followers: heard.followers ?? 0, engagement: Math.max(likes + reposts + replies + quotes, shared),
    traits: { kind: heard.kind, channel: heard.channel, language: heard.language, hour: `${String(hour).padStart(2, '0')}-${String(hour + 3).padStart(2, '0')}`, weekday: parts.get('weekday') ?? '', media: media.length === 0 ? ['none'] : media, length: lengthOf(heard.text.length), term: terms },
  }
}

/** What goes with more engagement in the selection. */
export async function drivers(deps: TrendDeps, filter: MentionFilter, zone: string, now: Instant): Promise<DriversView> {
  const { from, to } = periodOf(filter, now)
  const selection = await select(deps, { ...filter, from: iso(from), to: iso(to) })
  const { posts, of } = await deps.trends.sample(selection, from, to, driverSample)
  const heard: HeardInteraction[] = []
  for (let first = 0; first < posts.length; first += hydratedAtOnce) heard.push(...await deps.history.interactions(posts.slice(first, first + hydratedAtOnce)))
  const shared = await deps.trends.shared(selection.editions, heard.map((post) => post.externalId), from)
  const termsOf = new Map(posts.map((post) => [post.id, post.terms]))
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: knownZone(zone), hour: '2-digit', hourCycle: 'h23', weekday: 'short' })
  const driven = heard.map((post) => drivenOf(post, termsOf.get(post.id) ?? [], shared.get(`${post.channel}:${post.externalId}`) ?? 0, clock))
  const counts = new Map<string, number>()
  for (const { traits } of driven) for (const term of traits['term'] as readonly string[]) counts.set(term, (counts.get(term) ?? 0) + 1)
  const frequent = [...counts].filter(([term]) => readTerm(term)?.kind !== 'link').toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, triedTerms).map(([term]) => term)
  const values = (trait: (typeof driverTraits)[number]): string[] => [...new Set(driven.flatMap(({ traits }) => traits[trait] ?? []))].toSorted()
  const found = await driversOf(driven, { kind: values('kind'), channel: values('channel'), language: values('language'), hour: values('hour'), weekday: values('weekday'), media: values('media'), length: values('length'), term: frequent })
  return {
    from: iso(from), to: iso(to), countedFrom: countedFromOf(selection), posts: of, sampled: driven.length, engaged: found.engaged, isEnough: found.engaged >= leastEngaged && driven.length >= 100,
    items: found.drivers.map((driver) => {
      const term = driver.trait === 'term' ? readTerm(driver.value) : null
      return { ...driver, trait: driver.trait as (typeof driverTraits)[number], value: term === null ? driver.value : term.kind === 'tag' || term.kind === 'person' ? keptTerm(term.kind, term.text) : term.text, query: term === null ? null : queryOfTerm(term) }
    }),
  }
}
