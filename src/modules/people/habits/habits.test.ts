import { describe, expect, test } from 'vitest'
import { dayMs, hourMs } from '../../../kernel/instant.ts'
import { betaQuantile, gammaQuantile } from '../value/special-functions.ts'
import { answeringOf, bestHours, hourShares, rateOf } from './habits.ts'
import { homeZone, zoneOfPlace } from './home-zone.ts'

test('quantiles agree with published tables', () => {
  // Chi-squared with 10 degrees of freedom: 18.307 at 95 %.
  expect(gammaQuantile(0.95, 5, 0.5)).toBeCloseTo(18.307, 2)
  expect(betaQuantile(0.5, 2, 2)).toBeCloseTo(0.5, 6)
  expect(betaQuantile(0.05, 1, 9)).toBeCloseTo(1 - 0.95 ** (1 / 9), 6)
})

describe('how often', () => {
  const everybody = { mean: 1, variance: 4 }
  test('little heard is drawn towards everybody, much heard stays as it is', () => {
    expect(rateOf(3, 0.5, everybody).mean).toBeLessThan(5)
    expect(rateOf(300, 50, everybody).mean).toBeCloseTo(6, 0)
  })
  test('more acts make the interval narrower', () => {
    const width = (acts: number, weeks: number): number => { const { mean, low, high } = rateOf(acts, weeks, everybody); return (high - low) / mean }
    expect(width(200, 100)).toBeLessThan(width(4, 2))
  })
})

test('one act says little about the hour', () => {
  const counts = Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 1 : 0))
  const shares = hourShares(counts, Array.from({ length: 24 }, () => 10))
  expect(shares[3]?.mean).toBeLessThan(0.12)
  expect(shares.reduce((sum, share) => sum + share.mean, 0)).toBeCloseTo(1, 6)
  expect(bestHours(counts)).toBeNull()
  expect(bestHours(Array.from({ length: 24 }, (_, hour) => (hour >= 20 && hour < 23 ? 12 : 1)))).toMatchObject({ fromHour: 20, toHour: 23 })
})

describe('answering', () => {
  const turn = (hours: number, ours: boolean) => ({ identity: 'i', channel: 'mail', at: hours * hourMs, ours })
  const late = 100 * dayMs
  test('is counted by what we said last before they spoke', () => {
    expect(answeringOf([turn(0, true), turn(1, true), turn(3, false), turn(200, true), turn(201, false), turn(900, true)], late)).toMatchObject({ asked: 3, answered: 2, never: false })
  })
  test('that never came is said only after some askings', () => {
    const asked = (times: number) => answeringOf(Array.from({ length: times }, (_, index) => turn(index * 24 * 10, true)), late)
    expect(asked(3).never).toBe(false)
    expect(asked(6)).toMatchObject({ asked: 6, answered: 0, never: true })
    expect(asked(6).answers?.high).toBeLessThan(0.4)
  })
  test('to what was said today is still waited for', () => {
    expect(answeringOf([turn(0, true)], hourMs).asked).toBe(0)
  })
})

describe('the time zone', () => {
  test.each([['Bruges, Belgium', 'Europe/Brussels'], ['Lisbon', 'Europe/Lisbon'], ['nowhere at all', null], ['', null]])('of the place "%s"', (place, zone) => {
    expect(zoneOfPlace(place)).toBe(zone)
  })
  test('follows from silence at night, with how sure that is', () => {
    // Awake from 8 to 23 in New York, which is 13 to 4 in UTC.
    const hoursUtc = Array.from({ length: 24 }, (_, hour) => ((hour + 24 - 5) % 24 >= 8 && (hour + 24 - 5) % 24 < 23 ? 30 : 0))
    const zone = homeZone({ said: null, places: [], hoursUtc })
    expect(['Etc/GMT+4', 'Etc/GMT+5', 'Etc/GMT+6']).toContain(zone.zone)
    expect(zone.certainty).toBeGreaterThan(0.5)
    expect(homeZone({ said: null, places: [], hoursUtc: hoursUtc.map((count) => Math.min(1, count) * Number(count > 40)) })).toMatchObject({ from: 'unknown', certainty: 0 })
    expect(homeZone({ said: null, places: [], hoursUtc: hoursUtc.map((_, hour) => (hour === 4 ? 500 : 0)) })).toMatchObject({ from: 'unknown', certainty: 0 })
    expect(homeZone({ said: 'America/New_York', places: [], hoursUtc })).toEqual({ zone: 'America/New_York', from: 'hand', certainty: 1 })
    expect(homeZone({ said: 'half past nine', places: [], hoursUtc }).from).toBe('hours')
  })
})
