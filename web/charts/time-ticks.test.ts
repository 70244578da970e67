import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeTicks } from './time-ticks.ts'
import { plus, startOfDate, wallAt, weekdayOf } from './zoned-time.ts'

const zone = 'Europe/Brussels'
const days = (from: string, count: number): number[] => Array.from({ length: count }, (_, index) => plus('day', index, zone, startOfDate(zone, from) ?? 0))

test('four weeks of days are labelled at Mondays when there is no room for more', () => {
  const buckets = days('2026-10-26', 28)
  const ticks = timeTicks(buckets, 'day', zone, 23)
  expect(ticks.map((tick) => tick.bucket)).toEqual([0, 7, 14, 21])
  for (const tick of ticks) expect(weekdayOf(wallAt(zone, buckets[tick.bucket] ?? 0))).toBe(1)
})

test('hours are labelled at midnight with the day', () => {
  const start = startOfDate(zone, '2026-11-21') ?? 0
  const ticks = timeTicks(Array.from({ length: 48 }, (_, hour) => start + hour * 3_600_000), 'hour', zone, 12)
  expect(ticks.filter((tick) => tick.style === 'day').map((tick) => tick.bucket)).toEqual([0, 24])
})

test('labels never come closer than asked', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.5, max: 120, noNaN: true }), (count, band) => {
    const ticks = timeTicks(days('2025-06-18', count), 'day', zone, band)
    ticks.forEach((tick, index) => { if (index > 0) expect((tick.bucket - (ticks[index - 1]?.bucket ?? 0)) * band).toBeGreaterThanOrEqual(64) })
  }), { numRuns: 60 })
})

test('a new year shows its number', () => {
  const months = Array.from({ length: 24 }, (_, month) => plus('month', month, zone, startOfDate(zone, '2025-06-01') ?? 0))
  expect(timeTicks(months, 'month', zone, 70).find((tick) => tick.bucket === 7)?.style).toBe('year')
})
