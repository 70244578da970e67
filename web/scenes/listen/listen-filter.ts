/** What the listening scene shows, as it stands in the address: reading it back gives the same view. Pure. */
import type { TopicRole } from '../../api/routes.ts'
import type { ListenSearch } from './listen-search.ts'
import { periodPresets, type Period, type PeriodPreset } from './period.ts'
import { labelWords, type LabelName } from '../../mentions/label-words.ts'
import type { Granularity } from '../../charts/time-ticks.ts'

/** The tabs of the scene: topics that are looked at together, by role. */
export const tabRoles = { brands: ['own', 'competitor'], industry: ['industry'], campaigns: ['campaign'], risks: ['risk'] } as const satisfies Record<string, readonly TopicRole[]>
export type ListenTab = keyof typeof tabRoles
export const measures = ['mentions', 'people', 'reach', 'engagement'] as const
export type Measure = (typeof measures)[number]
export const splits = ['topic', 'channel', 'language', 'sentiment', 'intent', 'emotion', 'urgency'] as const
export type Split = (typeof splits)[number]
export const pictureViews = ['area', 'bars', 'table'] as const
export type PictureView = (typeof pictureViews)[number]
export const ownChoices = ['with', 'without', 'only'] as const
export const gatherChoices = ['one', 'each'] as const
export const repostChoices = ['with', 'without', 'only'] as const

/** A part of the picture that was clicked: the stream shows what is behind it, the picture stays as it is. */
export interface Slice {
  /** ISO 8601 instants, the last excluded. */
  readonly from?: string
  readonly to?: string
  readonly of?: { readonly split: Split; readonly key: string }
}

export interface ListenFilter {
  /** `null`: the first tab that has topics. */
  readonly tab: ListenTab | null
  readonly topics: readonly string[]
  readonly channels: readonly string[]
  readonly languages: readonly string[]
  readonly kinds: readonly string[]
  readonly sentiments: readonly string[]
  readonly emotions: readonly string[]
  readonly intents: readonly string[]
  readonly urgencies: readonly string[]
  readonly author: string
  readonly person: string
  readonly q: string
  readonly reposts: (typeof repostChoices)[number]
  /** Posts of our own accounts. */
  readonly own: (typeof ownChoices)[number]
  /** Whether the stream shows a cascade as one line. */
  readonly gather: (typeof gatherChoices)[number]
  /** The cascade whose posts the stream shows, by id. */
  readonly cascade: string
  readonly period: Period
  readonly by: Granularity | null
  readonly measure: Measure
  readonly split: Split
  /** `null`: whichever suits the buckets. */
  readonly picture: PictureView | null
  readonly slice: Slice
  /** The mention that is open, by id. */
  readonly mention: string
  /** The topic that is being edited, by id; `new` for one that is being made. */
  readonly topic: string
}

export const usualFilter: ListenFilter = {
  tab: null, topics: [], channels: [], languages: [], kinds: [], sentiments: [], emotions: [], intents: [], urgencies: [], author: '', person: '', q: '', reposts: 'with', own: 'with', gather: 'one', cascade: '',
  period: { preset: '28d' }, by: null, measure: 'mentions', split: 'topic', picture: null, slice: {}, mention: '', topic: '',
}

const oneOf = <T extends string>(choices: readonly T[], text: string | undefined): T | null => choices.find((choice) => choice === text) ?? null
const words = (text: string | undefined): string[] => [...new Set((text ?? '').split(',').map((word) => word.trim()).filter(Boolean))]
/** Values of a label that there are; others may be somebody's typing error. */
const known = (label: LabelName, text: string | undefined): string[] => words(text).filter((value) => value in labelWords[label])
const dateForm = /^\d{4}-\d{2}-\d{2}$/
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/

/** Reads the view from the address. What cannot be read is as usual. */
export function filterOf(search: ListenSearch): ListenFilter {
  const preset = oneOf<PeriodPreset>(periodPresets, search.period)
  const chosen = dateForm.test(search.from ?? '') && dateForm.test(search.to ?? '') ? { from: search.from ?? '', to: search.to ?? '' } : null
  const [, split, key] = /^(topic|channel|language|sentiment|intent|emotion|urgency):(.+)$/s.exec(search.of ?? '') ?? []
  const time = (text: string | undefined): string | undefined => text !== undefined && instantForm.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
  const [since, until] = [time(search.since), time(search.until)]
  return {
    tab: oneOf<ListenTab>(Object.keys(tabRoles) as ListenTab[], search.tab),
    topics: words(search.topics), channels: words(search.channels), languages: words(search.languages), kinds: words(search.kinds),
    sentiments: known('sentiment', search.sentiments), emotions: known('emotion', search.emotions), intents: known('intent', search.intents), urgencies: known('urgency', search.urgencies),
    author: search.author ?? '', person: search.person ?? '', q: search.q ?? '',
    reposts: oneOf(repostChoices, search.reposts) ?? usualFilter.reposts,
    own: oneOf(ownChoices, search.own) ?? usualFilter.own, gather: oneOf(gatherChoices, search.gather) ?? usualFilter.gather, cascade: search.cascade ?? '',
    period: chosen ?? (preset ? { preset } : usualFilter.period),
    by: oneOf<Granularity>(['hour', 'day', 'week', 'month'], search.by),
    measure: oneOf(measures, search.measure) ?? usualFilter.measure,
    split: oneOf(splits, search.split) ?? usualFilter.split,
    picture: oneOf(pictureViews, search.picture),
    slice: { ...(since && until && { from: since, to: until }), ...(split && key && { of: { split: split as Split, key } }) },
    mention: search.mention ?? '',
    topic: search.topic ?? '',
  }
}

/** Writes the view as an address, leaving out what is as usual. */
export function searchOf(filter: ListenFilter): ListenSearch {
  const { slice, period } = filter
  const pairs: [keyof ListenSearch, string, string?][] = [
    ['tab', filter.tab ?? ''], ['topics', filter.topics.join(',')], ['channels', filter.channels.join(',')], ['languages', filter.languages.join(',')], ['kinds', filter.kinds.join(',')],
    ['sentiments', filter.sentiments.join(',')], ['emotions', filter.emotions.join(',')], ['intents', filter.intents.join(',')], ['urgencies', filter.urgencies.join(',')],
    ['author', filter.author], ['person', filter.person], ['q', filter.q], ['reposts', filter.reposts, usualFilter.reposts], ['own', filter.own, usualFilter.own], ['gather', filter.gather, usualFilter.gather], ['cascade', filter.cascade],
    ['period', 'preset' in period ? period.preset : '', '28d'], ['from', 'from' in period ? period.from : ''], ['to', 'to' in period ? period.to : ''],
    ['by', filter.by ?? ''], ['measure', filter.measure, usualFilter.measure], ['split', filter.split, usualFilter.split], ['picture', filter.picture ?? ''],
    ['since', slice.from ?? ''], ['until', slice.to ?? ''], ['of', slice.of ? `${slice.of.split}:${slice.of.key}` : ''], ['mention', filter.mention], ['topic', filter.topic],
  ]
  return Object.fromEntries(pairs.filter(([, value, usual]) => value !== '' && value !== usual).map(([name, value]) => [name, value]))
}

/** How many values of labels are chosen. */
export function labelCount(filter: ListenFilter): number {
  return filter.sentiments.length + filter.emotions.length + filter.intents.length + filter.urgencies.length
}

/** Whether anything narrows what is shown, apart from tab, period and how it is drawn. */
export function isNarrowed(filter: ListenFilter): boolean {
  return filter.topics.length + filter.channels.length + filter.languages.length + filter.kinds.length + labelCount(filter) > 0 || filter.author !== '' || filter.person !== '' || filter.q !== '' || filter.reposts !== 'with' || filter.own !== 'with' || filter.cascade !== ''
}

/** The view without what narrows it. */
export function widened(filter: ListenFilter): ListenFilter {
  const { topics, channels, languages, kinds, sentiments, emotions, intents, urgencies, author, person, q, reposts, own, cascade, slice } = usualFilter
  return { ...filter, topics, channels, languages, kinds, sentiments, emotions, intents, urgencies, author, person, q, reposts, own, cascade, slice }
}

/** Adds a value to a list, or takes it away. */
export function toggled(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value]
}
