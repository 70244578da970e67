import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketEnd, datesOf, granularities, periodPresets, stretchOf, usualGranularity } from './period.ts'
import { plus, startOf, wallAt } from '../../charts/zoned-time.ts'

const iso = (at: number | null): string | null => at === null ? null : new Date(at).toISOString()
const zone = fc.constantFrom('UTC', 'Europe/Brussels', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Sao_Paulo')
const now = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2032, 0, 1) })

describe('the period picker', () => {
  const monday = Date.parse('2026-11-23T09:30:00Z')

  test('today begins at midnight where the viewer is', () => {
    expect(iso(stretchOf({ preset: 'today' }, 'Europe/Brussels', monday).from)).toBe('2026-11-22T23:00:00.000Z')
    expect(iso(stretchOf({ preset: 'today' }, 'America/New_York', monday).from)).toBe('2026-11-23T05:00:00.000Z')
  })

  test('28 days across the end of summer time still begin at midnight', () => {
    const stretch = stretchOf({ preset: '28d' }, 'Europe/Brussels', Date.parse('2026-11-10T12:00:00Z'))
    expect(iso(stretch.from)).toBe('2026-10-13T22:00:00.000Z')
    expect(stretch.to).toBeNull()
  })

  test('chosen dates include the last day whole, and dates the wrong way round are turned', () => {
    const stretch = stretchOf({ from: '2026-10-25', to: '2026-10-24' }, 'Europe/Brussels', monday)
    expect([iso(stretch.from), iso(stretch.to)]).toEqual(['2026-10-23T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
    expect(datesOf(stretch, 'Europe/Brussels', monday)).toEqual({ from: '2026-10-24', to: '2026-10-25' })
  })

  test('a chosen period that holds today runs on', () => {
    expect(stretchOf({ from: '2026-11-01', to: '2026-11-23' }, 'UTC', monday).to).toBeNull()
  })

  test('every preset begins on the hour, in every zone, and ends after it begins', () => {
    fc.assert(fc.property(zone, now, fc.constantFrom(...periodPresets), (zone, now, preset) => {
      const stretch = stretchOf({ preset }, zone, now)
      expect(stretch.from).toBeLessThan(stretch.to ?? now + 1)
      expect(wallAt(zone, stretch.from).minute).toBe(0)
      expect(granularities(stretch, now)).toContain(usualGranularity(stretch, now))
    }))
  })
})

test('buckets follow each other without a gap, whatever the clocks do', () => {
  fc.assert(fc.property(zone, now, fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const), (zone, now, by) => {
    const start = startOf(by, zone, now)
    const end = bucketEnd(start, by, zone)
    expect(end).toBeGreaterThan(start)
    if (by !== 'hour') expect(startOf(by, zone, end)).toBe(end)
    expect(plus(by, 0, zone, start)).toBe(start)
  }))
})
