import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../src/kernel/instant.ts'
import { formats, knownZone, localeFor } from './formats.ts'
import { relativeTime } from './relative-time.ts'

const now = Date.parse('2026-11-22T14:30:00Z')

test.each([
  ['this second', 0, { kind: 'now' }],
  ['under a minute', minuteMs - 1, { kind: 'now' }],
  ['a minute', minuteMs, { kind: 'minutes', n: 1, ahead: false }],
  ['just under an hour', hourMs - 1, { kind: 'minutes', n: 59, ahead: false }],
  ['an hour', hourMs, { kind: 'hours', n: 1, ahead: false }],
  ['just under a day', dayMs - 1, { kind: 'hours', n: 23, ahead: false }],
  ['a day is said by its date', dayMs, { kind: 'date' }],
  ['what lies ahead is said so', -2 * hourMs, { kind: 'hours', n: 2, ahead: true }],
])('%s ago', (_, agoMs, expected) => {
  expect(relativeTime(now - agoMs, now)).toEqual(expected)
})

test('times are shown in the zone of the member, with the zone said where it is exact', () => {
  const brussels = formats('en-GB', 'Europe/Brussels')
  expect(brussels.clock(new Date(now))).toBe('15:30')
  expect(brussels.exact(new Date(now))).toMatch(/22 November 2026.*15:30:00 CET/)
  expect(formats('nl-BE', 'America/New_York').clock(new Date(now))).toBe('09:30')
})

test('a year is said only when it is another', () => {
  const { day } = formats('en-GB', 'UTC')
  expect(day(new Date(now), new Date(now))).toBe('22 Nov')
  expect(day(new Date('2024-02-24T00:00:00Z'), new Date(now))).toBe('24 Feb 2024')
})

test('numbers are written as the language writes them', () => {
  expect(formats('nl-BE', 'UTC').number(14_640)).toBe('14.640')
  expect(formats('en-GB', 'UTC').compact(31_200).toLowerCase()).toBe('31.2k')
  expect(formats('en-GB', 'UTC').signed(-4)).toBe('-4')
  expect(formats('en-GB', 'UTC').bytes(3_421_431)).toBe('3.42 MB')
  expect(formats('en-GB', 'UTC').bytes(0)).toMatch(/^0 bytes?$/)
})

test('a code that no language knows is shown as it is', () => {
  const { languageName, countryName } = formats('en-GB', 'UTC')
  expect([languageName('nl'), languageName('not a tag'), countryName('BE'), countryName('??')]).toEqual(['Dutch', 'not a tag', 'Belgium', '??'])
})

test('the region of the browser is kept for the language that was chosen', () => {
  expect(localeFor('en', ['nl-BE', 'en-US'])).toBe('en-US')
  expect(localeFor('nl', ['en-US'])).toBe('nl-NL')
})

test('an unknown zone falls back to that of the machine', () => {
  expect(knownZone('Mars/Olympus', 'Europe/Brussels')).toBe('Europe/Brussels')
  expect(knownZone('Asia/Tokyo', 'UTC')).toBe('Asia/Tokyo')
  expect(knownZone(null, 'UTC')).toBe('UTC')
})
