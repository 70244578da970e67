import { expect, test } from 'vitest'
import type { Topic, Volume } from '../../api/routes.ts'
import { beginnings, mostSeries, topicColours, volumeOfReputation, volumeSeries } from './volume-series.ts'

const topic = (id: string, colour: number): Topic => ({ id, name: id.toUpperCase(), role: 'own', query: id, colour, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', backfill: null })
const volume = (series: [string, number[]][]): Volume => ({ by: 'day', zone: 'UTC', countedFrom: null, buckets: ['2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'], lastIncomplete: true, total: 0, series: series.map(([key, values]) => ({ key, values, total: values.reduce((sum, one) => sum + one, 0) })) })
const naming = { channelName: (key: string) => `channel ${key}`, languageName: (key: string) => `language ${key}`, labelName: (label: string, key: string) => `${label} ${key}`, restName: 'Others' }

test('topics keep their order, names and colours whatever their size', () => {
  expect(volumeSeries(volume([['b', [9, 9]], ['a', [1, 0]]]), { ...naming, split: 'topic', topics: [topic('a', 0), topic('b', 3)] }).map((one) => [one.label, one.colour])).toEqual([['A', 'var(--series-1)'], ['B', 'var(--series-4)']])
})

test('two topics that were given one colour are told apart', () => {
  const colours = topicColours([topic('a', 1), topic('b', 6), topic('c', 1)])
  expect(new Set(colours.values()).size).toBe(3)
})

test('feelings of several topics are added up bucket by bucket', () => {
  const item = (negative: number[], positive: number[]) => ({ topic: 't', negative, neutral: [0, 0], positive, totals: { negative: 3, neutral: 0, positive: 5 }, net: 0.25, before: null, nets: [null, 0.5] })
  const made = volumeOfReputation({ by: 'day', zone: 'UTC', countedFrom: null, buckets: ['2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'], lastIncomplete: true, items: [item([1, 2], [5, 0]), item([3, 0], [0, 5])] })
  expect(made.series).toEqual([{ key: 'negative', values: [4, 2], total: 6 }, { key: 'positive', values: [5, 5], total: 10 }])
})

test('sentiments stand in their order and colours, and what is not understood yet is left out', () => {
  const series = volumeSeries(volume([['positive', [9, 9]], ['', [5, 5]], ['negative', [1, 0]]]), { ...naming, split: 'sentiment', topics: [] })
  expect(series.map((one) => [one.label, one.colour])).toEqual([['sentiment negative', 'var(--negative)'], ['sentiment positive', 'var(--positive)']])
})

test('the smallest languages become one series that still opens them all, and no mention is lost', () => {
  const many = volume(Array.from({ length: 9 }, (_, index) => [`l${index}`, [index, 1]] as [string, number[]]))
  const series = volumeSeries(many, { ...naming, split: 'language', topics: [] })
  expect(series).toHaveLength(mostSeries)
  expect(series.at(-1)).toMatchObject({ key: 'l0,l1,l2,l3', label: 'Others', values: [6, 4] })
  expect(series.flatMap((one) => one.values).reduce((sum, one) => sum + one, 0)).toBe(36 + 9)
})

test('a topic made in the middle of the picture is said to begin there, unless older posts were counted too', () => {
  const buckets = ['2026-11-20', '2026-11-21', '2026-11-22'].map((day) => Date.parse(day))
  const made = { ...topic('a', 0), createdAt: '2026-11-21T10:00:00Z' }
  const series = (values: number[]) => [{ key: 'a', label: 'A', colour: 'x', values }]
  expect(beginnings([made], series([0, 4, 9]), buckets)).toEqual([made])
  expect(beginnings([made], series([1, 4, 9]), buckets)).toEqual([])
  expect(beginnings([{ ...made, createdAt: '2026-11-20T10:00:00Z' }], series([0, 4, 9]), buckets)).toEqual([])
})
