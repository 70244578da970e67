import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cityOf, dateIn, instantAt, knownZone, plus, startOf, startOfDate, wallAt } from './zoned-time.ts'

const zones = ['UTC', 'Europe/Brussels', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Pacific/Apia', 'Pacific/Auckland', 'Africa/Cairo', 'Australia/Lord_Howe']
const zone = fc.constantFrom(...zones)
const moment = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) })
const hours = (ms: number): number => ms / 3_600_000

describe('days in a zone', () => {
  test('the day the clocks go forward in Brussels lasts 23 hours, the day they go back 25', () => {
    const spring = startOfDate('Europe/Brussels', '2026-03-29') ?? 0
    const autumn = startOfDate('Europe/Brussels', '2026-10-25') ?? 0
    expect(hours(plus('day', 1, 'Europe/Brussels', spring) - spring)).toBe(23)
    expect(hours(plus('day', 1, 'Europe/Brussels', autumn) - autumn)).toBe(25)
  })

  test('a day whose midnight is skipped begins when the clocks have jumped', () => {
    expect(new Date(startOfDate('America/Sao_Paulo', '2018-11-04') ?? 0).toISOString()).toBe('2018-11-04T03:00:00.000Z')
    expect(wallAt('America/Sao_Paulo', startOfDate('America/Sao_Paulo', '2018-11-04') ?? 0).hour).toBe(1)
  })

  test('an hour that happens twice means its first time', () => {
    expect(new Date(instantAt('Europe/Brussels', { year: 2026, month: 10, day: 25, hour: 2, minute: 30 })).toISOString()).toBe('2026-10-25T00:30:00.000Z')
  })

  test('a day holds every moment that it claims, and begins on its own date', () => {
    fc.assert(fc.property(zone, moment, (zone, at) => {
      const start = startOf('day', zone, at)
      const end = plus('day', 1, zone, start)
      expect(start).toBeLessThanOrEqual(at)
      expect(dateIn(zone, start)).toBe(dateIn(zone, at))
      // Samoa had no 30 December 2011: the day before it is followed by the 31st.
      expect(end).toBeGreaterThan(at - 1000)
      expect(startOf('day', zone, start)).toBe(start)
    }))
  })

  test('weeks begin on a Monday and months on the first', () => {
    fc.assert(fc.property(zone, moment, (zone, at) => {
      const week = startOf('week', zone, at)
      expect(week).toBeLessThanOrEqual(at)
      expect(hours(at - week)).toBeLessThan(7 * 24 + 1 + 24)
      expect(wallAt(zone, startOf('month', zone, at)).day).toBe(1)
    }))
  })

  test('the wall shows again what was asked of it, unless the clocks skip it', () => {
    fc.assert(fc.property(zone, moment, (zone, at) => {
      const whole = Math.floor(at / 1000) * 1000
      const again = instantAt(zone, wallAt(zone, whole))
      expect(wallAt(zone, again)).toEqual(wallAt(zone, whole))
      expect(again).toBeLessThanOrEqual(whole)
    }))
  })
})

test('a date that the calendar does not have is none', () => {
  expect(startOfDate('UTC', '2026-02-30')).toBeNull()
  expect(startOfDate('UTC', 'yesterday')).toBeNull()
})

test('a zone is shown by its city, and an unknown one is met with UTC', () => {
  expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  expect(knownZone('Mars/Olympus')).toBe('UTC')
  expect(knownZone('Asia/Kolkata')).toBe('Asia/Kolkata')
})
