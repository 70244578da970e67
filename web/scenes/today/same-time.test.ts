import { expect, test } from 'vitest'
import { iso } from '../../../src/kernel/instant.ts'
import { sinceMidnight, wholeMinute } from './same-time.ts'

const shown = (zone: string, now: string, daysAgo: number): string[] => {
  const { from, to } = sinceMidnight(zone, Date.parse(now), daysAgo)
  return [iso(from).slice(0, 16), iso(to).slice(0, 16)]
}

test.each([
  ['today begins at midnight where the member is', 'Europe/Brussels', '2026-11-22T14:30:00Z', 0, ['2026-11-21T23:00', '2026-11-22T14:30']],
  ['yesterday ends at the same time of day', 'Europe/Brussels', '2026-11-22T14:30:00Z', 1, ['2026-11-20T23:00', '2026-11-21T14:30']],
  ['a week back over the end of summer time the wall shows the same time', 'Europe/Brussels', '2026-10-27T14:30:00Z', 7, ['2026-10-19T22:00', '2026-10-20T13:30']],
  ['west of Greenwich the day is still the one before', 'America/New_York', '2026-11-22T03:00:00Z', 0, ['2026-11-21T05:00', '2026-11-22T03:00']],
])('%s', (_, zone, now, daysAgo, expected) => {
  expect(shown(zone, now, daysAgo)).toEqual(expected)
})

test('the question stays the same within a minute', () => {
  expect(wholeMinute(Date.parse('2026-11-22T14:30:59.999Z'))).toBe(Date.parse('2026-11-22T14:30:00Z'))
})
