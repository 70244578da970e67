import { expect, test } from 'vitest'
import { instantOf, localTime, snoozeTimes } from './snooze-times.ts'

const zone = 'Europe/Brussels'
const shown = (now: string): string[] => snoozeTimes(zone, Date.parse(now)).map(({ name, at }) => `${name} ${localTime(zone, at)}`)

test('on a Monday morning everything is offered, the soonest first', () => {
  expect(shown('2026-11-30T08:03:00Z')).toEqual(['hour 2026-11-30T10:05', 'evening 2026-11-30T17:00', 'tomorrow 2026-12-01T09:00', 'weekend 2026-12-05T09:00', 'monday 2026-12-07T09:00'])
})
test('late in the day this evening is no longer offered', () => {
  expect(shown('2026-11-30T15:30:00Z').some((one) => one.startsWith('evening'))).toBe(false)
})
test('nine is nine on the day the clocks change', () => {
  expect(shown('2026-10-24T10:00:00Z')).toContain('tomorrow 2026-10-25T09:00')
})
test('what a field gives is the moment at which the clock shows it', () => {
  expect(instantOf(zone, '2026-07-01T09:00')).toBe(Date.parse('2026-07-01T07:00:00Z'))
  expect(instantOf(zone, 'soon')).toBeNull()
})
