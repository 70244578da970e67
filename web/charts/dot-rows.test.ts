import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { storyRows, type Activity } from './dot-rows.ts'

const activity = fc.record({
  channel: fc.constantFrom('bluesky', 'fediverse', 'feed'),
  day: fc.integer({ min: 18_000, max: 20_700 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
  direction: fc.constantFrom('inbound' as const, 'outbound' as const, 'around' as const),
  count: fc.integer({ min: 1, max: 50 }),
}) satisfies fc.Arbitrary<Activity>

test('every interaction is in exactly one dot, and every dot inside the picture', () => {
  fc.assert(fc.property(fc.array(activity, { maxLength: 200 }), fc.integer({ min: 120, max: 1200 }), (items, width) => {
    const rows = storyRows(items, '2026-11-22', 80, width)
    expect(rows.dots.reduce((sum, dot) => sum + dot.count, 0)).toBe(items.reduce((sum, item) => sum + item.count, 0))
    for (const dot of rows.dots) {
      expect(dot.x).toBeGreaterThanOrEqual(80)
      expect(dot.x).toBeLessThanOrEqual(80 + width)
      expect(dot.radius).toBeLessThanOrEqual(7)
      expect(dot.from <= dot.to).toBe(true)
    }
  }))
})

test('a short story shows each day by itself, a long one joins days', () => {
  const day = (day: string): Activity => ({ channel: 'bluesky', day, direction: 'around', count: 1 })
  expect(storyRows([day('2026-11-20'), day('2026-11-21')], '2026-11-22', 0, 600).daysPerDot).toBe(1)
  const years = storyRows([day('2021-01-04'), day('2026-11-21')], '2026-11-22', 0, 900)
  expect(years.daysPerDot).toBeGreaterThan(7)
  expect(years.ticks.map((tick) => tick.date)).toEqual(expect.arrayContaining(['2022-01-01', '2026-01-01']))
})

test('nobody heard yet draws nothing, without failing', () => {
  expect(storyRows([], '2026-11-22', 0, 300).dots).toEqual([])
})
