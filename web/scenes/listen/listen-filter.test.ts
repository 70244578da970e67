import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filterOf, gatherChoices, isNarrowed, ownChoices, measures, pictureViews, repostChoices, searchOf, splits, toggled, usualFilter, widened, type ListenFilter } from './listen-filter.ts'
import { readListenSearch } from './listen-search.ts'
import { labelWords } from '../../mentions/label-words.ts'
import { periodPresets } from './period.ts'

const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 4 })
const date = fc.integer({ min: 15_000, max: 22_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
const time = fc.integer({ min: 1e12, max: 2e12 }).map((at) => new Date(at).toISOString())
const anyFilter: fc.Arbitrary<ListenFilter> = fc.record({
  tab: fc.constantFrom(null, 'brands' as const, 'industry' as const, 'campaigns' as const, 'risks' as const),
  topics: names, channels: names, languages: names, kinds: names,
  sentiments: fc.subarray(Object.keys(labelWords.sentiment)), emotions: fc.subarray(Object.keys(labelWords.emotion)), intents: fc.subarray(Object.keys(labelWords.intent)), urgencies: fc.subarray(Object.keys(labelWords.urgency)),
  author: fc.string(), person: fc.string(), q: fc.string(),
  reposts: fc.constantFrom(...repostChoices), own: fc.constantFrom(...ownChoices), gather: fc.constantFrom(...gatherChoices), cascade: fc.string(),
  period: fc.oneof(fc.record({ preset: fc.constantFrom(...periodPresets) }), fc.record({ from: date, to: date })),
  by: fc.constantFrom(null, 'hour' as const, 'day' as const, 'week' as const, 'month' as const),
  measure: fc.constantFrom(...measures), split: fc.constantFrom(...splits), picture: fc.constantFrom(null, ...pictureViews),
  slice: fc.oneof(fc.constant({}), fc.record({ from: time, to: time }), fc.record({ of: fc.record({ split: fc.constantFrom(...splits), key: fc.string({ minLength: 1 }) }) })),
  mention: fc.string(), topic: fc.string(),
})

describe('a view can be sent as a link', () => {
  test('whoever opens the address sees what the sender saw', () => {
    fc.assert(fc.property(anyFilter, (filter) => {
      const address = new URLSearchParams(searchOf(filter) as Record<string, string>).toString()
      expect(filterOf(readListenSearch(Object.fromEntries(new URLSearchParams(address))))).toEqual(filter)
    }))
  })

  test('the usual view has an empty address', () => {
    expect(searchOf(usualFilter)).toEqual({})
    expect(filterOf({})).toEqual(usualFilter)
  })

  test('an address with nonsense in it still opens', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('tab', 'topics', 'period', 'from', 'to', 'since', 'until', 'of', 'by', 'reposts', 'zzz'), fc.anything()), (raw) => {
      expect(filterOf(searchOf(filterOf(readListenSearch(raw))))).toEqual(filterOf(readListenSearch(raw)))
    }))
  })

  test('numbers that the router read as numbers are words again', () => {
    expect(filterOf(readListenSearch({ q: 42, mention: 7 }))).toMatchObject({ q: '42', mention: '7' })
  })
})

test('clearing the filters keeps the tab, the period and the way it is drawn', () => {
  fc.assert(fc.property(anyFilter, (filter) => {
    const wide = widened(filter)
    expect(isNarrowed(wide)).toBe(false)
    expect([wide.tab, wide.period, wide.measure]).toEqual([filter.tab, filter.period, filter.measure])
  }))
})

test('choosing a channel twice leaves it as it was', () => {
  expect(toggled(toggled(['feed'], 'bluesky'), 'bluesky')).toEqual(['feed'])
})
