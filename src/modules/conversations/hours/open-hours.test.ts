import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs, iso, minuteMs } from '../../../kernel/instant.ts'
import { alwaysOpen, calendarSchema, checkCalendar, stretchesOf, type Calendar } from './calendar.ts'
import { wallAt } from './offsets.ts'
import { afterOpenMinutes, isOpen, nextClosing, nextOpening, openMinutes, openMs, openSpans } from './open-hours.ts'

const weekdays = [1, 2, 3, 4, 5]
const office = (zone: string, more: Partial<Calendar> = {}): Calendar => ({ zone, week: [{ days: weekdays, from: '09:00', to: '17:00' }], holidays: [], ...more })
const brussels = office('Europe/Brussels')
const at = (text: string): number => Date.parse(text)

test.each([
  ['one working day', '2026-11-30T00:00+01:00', '2026-12-01T00:00+01:00', 480],
  ['Friday 16:50 to Monday 09:05', '2026-11-27T16:50+01:00', '2026-11-30T09:05+01:00', 15],
  ['a weekend', '2026-11-28T00:00+01:00', '2026-11-30T09:00+01:00', 0],
  ['half a minute', '2026-11-30T09:00:00+01:00', '2026-11-30T09:00:30+01:00', 0.5],
  ['backwards', '2026-11-30T12:00+01:00', '2026-11-30T11:00+01:00', 0],
  ['the working week in which summer time ends, which is as long as any', '2026-10-26T00:00+01:00', '2026-10-31T00:00+01:00', 5 * 480],
  ['Friday to Monday over the change to summer time', '2026-03-27T16:00+01:00', '2026-03-30T10:00+02:00', 120],
])('open minutes of %s', (_, from, to, minutes) => expect(openMinutes([brussels], at(from), at(to))).toBe(minutes))

const night: Calendar = { zone: 'Europe/Brussels', week: [{ days: [6], from: '22:00', to: '06:00' }], holidays: [] }
test.each([
  ['an ordinary night has eight hours', '2026-11-28T12:00Z', 480],
  ['the night in which the clock is set back has nine', '2026-10-24T12:00Z', 540],
  ['the night in which it is set forward has seven', '2026-03-28T12:00Z', 420],
])('%s', (_, from, minutes) => expect(openMinutes([night], at(from), at(from) + dayMs)).toBe(minutes))

test('a zone that moves its clock by half an hour counts half an hour', () => {
  const island: Calendar = { ...night, zone: 'Australia/Lord_Howe' }
  // Summer time begins there on Sunday 4 October 2026 at 02:00, by thirty minutes.
  expect(openMinutes([island], at('2026-10-03T00:00Z'), at('2026-10-04T12:00Z'))).toBe(450)
})

test.each([
  ['Christmas is closed, whatever the weekday', '2026-12-25', 0],
  ['and the next year too, when it is yearly', '2028-12-25', 0],
  ['the day before ends at noon', '2026-12-24', 180],
  ['and so it does not a year later, when it is not yearly', '2027-12-24', 480],
])('%s', (_, day, minutes) => {
  const calendar = office('Europe/Brussels', { holidays: [{ date: '2020-12-25', name: 'Christmas', yearly: true, hours: [] }, { date: '2026-12-24', name: 'Eve', yearly: false, hours: [{ from: '09:00', to: '12:00' }] }] })
  expect(openMinutes([calendar], at(`${day}T00:00+01:00`), at(`${day}T00:00+01:00`) + dayMs)).toBe(minutes)
})

test('teams around the world take turns, and what overlaps counts once', () => {
  const sun = [office('Asia/Tokyo'), office('Europe/London'), office('America/Los_Angeles')]
  // Tokyo 00–08 UTC, London 09–17, Los Angeles 17–01.
  expect(openMinutes(sun, at('2026-12-01T00:00Z'), at('2026-12-02T00:00Z'))).toBe(23 * 60)
  expect(openMinutes([brussels, brussels], at('2026-12-01T00:00Z'), at('2026-12-02T00:00Z'))).toBe(480)
})

test('the next opening and closing', () => {
  expect(iso(nextOpening([brussels], at('2026-11-27T17:00+01:00')) ?? 0)).toBe('2026-11-30T08:00:00.000Z')
  expect(nextOpening([brussels], at('2026-11-30T10:00+01:00'))).toBe(at('2026-11-30T10:00+01:00'))
  expect(nextClosing([brussels], at('2026-11-30T10:00+01:00'))).toBe(at('2026-11-30T17:00+01:00'))
  expect(nextClosing([alwaysOpen], at('2026-11-30T10:00Z'))).toBeNull()
  expect(nextOpening([], 0)).toBeNull()
  expect(nextOpening([{ ...brussels, week: [] }], 0)).toBeNull()
  expect(afterOpenMinutes([{ ...brussels, week: [] }], 0, 1)).toBeNull()
})

test('what cannot be is said with its place', () => {
  const wrong = (change: Partial<Calendar>) => () => checkCalendar(office('Europe/Brussels', change))
  expect(wrong({ week: [{ days: [1], from: '09:00', to: '09:00' }] })).toThrow('From 09:00 to 09:00 is no time at all')
  expect(wrong({ week: [{ days: [1], from: '09:00', to: '24:30' }] })).toThrow('past the end of the day')
  expect(wrong({ holidays: [{ date: '2026-02-30', name: 'x', yearly: false, hours: [] }] })).toThrow('There is no day 2026-02-30')
  expect(calendarSchema.safeParse({ zone: 'UTC', week: [{ days: [8], from: '9', to: '10:00' }] }).success).toBe(false)
  expect(() => openMinutes([office('Mars/Olympus')], 0, dayMs)).toThrow('is no time zone')
})

const time = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`)
const stretch = fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) }).filter(({ from, to }) => from !== to)
const calendars = fc.record({
  zone: fc.constantFrom('Europe/Brussels', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia', 'UTC'),
  week: fc.array(fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), part: stretch }).map(({ days, part }) => ({ days, ...part })), { maxLength: 4 }),
  holidays: fc.array(fc.record({ date: fc.integer({ min: 0, max: 20 }).map((days) => iso(at('2026-03-20T00:00Z') + days * dayMs).slice(0, 10)), name: fc.constant('x'), yearly: fc.boolean(), hours: fc.array(stretch, { maxLength: 2 }) }), { maxLength: 2 }),
}) as fc.Arbitrary<Calendar>
const moments = fc.integer({ min: at('2026-03-20T00:00Z') / minuteMs, max: at('2026-04-10T00:00Z') / minuteMs }).map((minute) => minute * minuteMs)

/** The plainest way to say it: look at the wall. */
function isOpenByTheWall(calendar: Calendar, instant: number): boolean {
  const wall = wallAt(instant, calendar.zone)
  const day = Math.floor(wall / dayMs) * dayMs
  return [day - dayMs, day].some((start) => stretchesOf(calendar, start).some(({ from, to }) => wall >= start + from * minuteMs && wall < start + to * minuteMs))
}

test('it is open exactly when the wall shows an open time', () => {
  fc.assert(fc.property(fc.array(calendars, { maxLength: 3 }), moments, (hours, instant) => {
    expect(isOpen(hours, instant)).toBe(hours.some((calendar) => isOpenByTheWall(calendar, instant)))
  }))
})

test('open minutes add up, never exceed the wall clock, and are what a count minute by minute gives', () => {
  fc.assert(fc.property(fc.array(calendars, { maxLength: 2 }), moments, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (hours, from, first, second) => {
    const [middle, end] = [from + first * minuteMs, from + (first + second) * minuteMs]
    expect(openMs(hours, from, middle) + openMs(hours, middle, end)).toBe(openMs(hours, from, end))
    const counted = Array.from({ length: first }, (_, minute) => hours.some((calendar) => isOpenByTheWall(calendar, from + minute * minuteMs))).filter(Boolean).length
    expect(openMinutes(hours, from, middle)).toBe(counted)
  }), { numRuns: 60 })
})

test('so many open minutes later, so many open minutes have passed, and not a moment earlier', () => {
  fc.assert(fc.property(fc.array(calendars, { minLength: 1, maxLength: 2 }), moments, fc.integer({ min: 1, max: 5_000 }), (hours, from, minutes) => {
    const end = afterOpenMinutes(hours, from, minutes)
    if (end === null) {
      // Only who is never there, or for some minutes a year on a holiday, never gets so far.
      expect(openMinutes(hours, from, from + 700 * dayMs)).toBeLessThan(minutes)
      return
    }
    expect(openMinutes(hours, from, end)).toBe(minutes)
    expect(openMs(hours, from, end - 1)).toBe(minutes * minuteMs - 1)
  }), { numRuns: 60 })
})

test('spans lie apart and in order, also where the clock changes', () => {
  fc.assert(fc.property(fc.array(calendars, { maxLength: 3 }), moments, (hours, from) => {
    const spans = openSpans(hours, from, from + 14 * dayMs)
    for (const [index, span] of spans.entries()) {
      expect(span.from).toBeLessThan(span.to)
      const next = spans[index + 1]
      if (next) expect(span.to).toBeLessThan(next.from)
    }
    expect(openMs([alwaysOpen], from, from + hourMs)).toBe(hourMs)
  }))
})
