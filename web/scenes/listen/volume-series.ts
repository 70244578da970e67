/** Names, colours and order of the series of a picture of volume. Pure. */
import type { Instant } from '../../../src/kernel/instant.ts'
import type { Reputation, Topic, Volume } from '../../api/routes.ts'
import type { ChartSeries } from '../../charts/stack.ts'
import { labelWords, type LabelName } from '../../mentions/label-words.ts'
import type { Split } from './listen-filter.ts'

const palette = 5
/** More series than this cannot be told apart: the smallest become one. */
export const mostSeries = 6

export const restColour = 'var(--series-rest)'
const colourAt = (index: number): string => `var(--series-${index + 1})`

/** A colour for each topic: the one it was given, or the next that is free, so that neighbours differ. */
export function topicColours(topics: readonly Pick<Topic, 'id' | 'colour'>[]): ReadonlyMap<string, string> {
  const colours = new Map<string, string>()
  const taken = new Set<number>()
  for (const topic of topics) {
    const own = ((topic.colour % palette) + palette) % palette
    const free = Array.from({ length: palette }, (_, step) => (own + step) % palette).find((index) => !taken.has(index))
    if (free !== undefined) taken.add(free)
    colours.set(topic.id, free === undefined ? colourAt(own) : colourAt(free))
  }
  return colours
}

const sentimentColour: Readonly<Record<string, string>> = { negative: 'var(--negative)', neutral: 'var(--neutral)', positive: 'var(--positive)' }
const urgencyColour: Readonly<Record<string, string>> = { low: 'var(--series-rest)', normal: 'var(--series-5)', high: 'var(--warn)' }

interface Naming {
  readonly split: Split
  readonly topics: readonly Topic[]
  readonly channelName: (channel: string) => string
  readonly languageName: (language: string) => string
  readonly labelName: (label: LabelName, value: string) => string
  /** What the smallest together are called. */
  readonly restName: string
}

/**
 * Series in the order of the list beside the picture: topics as they stand in
 * their tab, channels and languages by size. The key of the joined rest is all
 * its keys with commas, which is how the API is asked for several.
 */
export function volumeSeries(volume: Volume, naming: Naming): ChartSeries[] {
  const { split, topics } = naming
  // What is not understood yet has no value that could be opened.
  const told = split in labelWords ? volume.series.filter((one) => one.key !== '') : volume.series
  const bySize = [...told].sort((a, b) => b.total - a.total || a.key.localeCompare(b.key))
  const kept = new Set((bySize.length > mostSeries ? bySize.slice(0, mostSeries - 1) : bySize).map((one) => one.key))
  const order = split === 'topic' ? topics.map((topic) => topic.id) : split === 'sentiment' || split === 'urgency' ? Object.keys(labelWords[split]) : bySize.map((one) => one.key)
  const colours = topicColours(topics)
  const place = (key: string): number => order.includes(key) ? order.indexOf(key) : order.length
  const shown = told.filter((one) => kept.has(one.key)).sort((a, b) => place(a.key) - place(b.key))
  const rest = told.filter((one) => !kept.has(one.key))
  const label = (key: string): string => split === 'topic' ? topics.find((topic) => topic.id === key)?.name ?? key : split === 'channel' ? naming.channelName(key) : split === 'language' ? naming.languageName(key) : naming.labelName(split, key)
  return [
    ...shown.map((one, index) => ({ key: one.key, label: label(one.key), colour: (split === 'topic' ? colours.get(one.key) : split === 'sentiment' ? sentimentColour[one.key] : split === 'urgency' ? urgencyColour[one.key] : index < palette ? colourAt(index) : undefined) ?? restColour, values: one.values })),
    ...(rest.length > 0 ? [{ key: rest.map((one) => one.key).join(','), label: naming.restName, colour: restColour, values: volume.buckets.map((_, bucket) => rest.reduce((sum, one) => sum + (one.values[bucket] ?? 0), 0)) }] : []),
  ]
}

/** Sentiment over time of all topics together, each topic counted by itself. */
export function volumeOfReputation({ by, zone, countedFrom, buckets, lastIncomplete, items }: Reputation): Volume {
  const series = Object.keys(labelWords.sentiment).map((key) => {
    const sentiment = key as keyof typeof labelWords.sentiment
    return { key, values: buckets.map((_, at) => items.reduce((sum, item) => sum + (item[sentiment][at] ?? 0), 0)), total: items.reduce((sum, item) => sum + item.totals[sentiment], 0) }
  }).filter((one) => one.total > 0)
  return { by, zone, countedFrom, buckets, lastIncomplete, series, total: series.reduce((sum, one) => sum + one.total, 0) }
}

/** Topics that were made within the picture and are silent before: their course begins there, it did not rise there. */
export function beginnings(topics: readonly Topic[], series: readonly ChartSeries[], buckets: readonly Instant[]): Topic[] {
  return topics.filter((topic) => {
    const made = buckets.findLastIndex((start) => start <= Date.parse(topic.createdAt))
    const values = series.find((one) => one.key === topic.id)?.values
    return topic.backfill === null && values !== undefined && made > 0 && values.slice(0, made).every((value) => value === 0)
  })
}
