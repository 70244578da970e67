import { describe, expect, test } from 'vitest'
import { instantOf, readTime } from './archive-times.ts'
import { ZonedClock } from './zoned-time.ts'

const utc = new ZonedClock('UTC')
const at = (written: string, dayFirst = true, clock = utc) => { const time = readTime(written); return time === null ? null : new Date(instantOf(time, { clock, dayFirst })).toISOString() }

describe('a time in an export becomes the moment it meant', () => {
  test.each([
    ['24-02-2015 11.35', '2015-02-24T11:35:00.000Z'],
    ['24-02-2015 9.05', '2015-02-24T09:05:00.000Z'],
    ['2015-02-24 11:35:52 -0800', '2015-02-24T19:35:52.000Z'],
    ['2015-02-24T11:35:52.5Z', '2015-02-24T11:35:52.500Z'],
    ['2015-02-24 11:35', '2015-02-24T11:35:00.000Z'],
    ['2015-02-24', '2015-02-24T00:00:00.000Z'],
    ['24/2/15 9:05 PM', '2015-02-24T21:05:00.000Z'],
    ['Tue Feb 24 11:35:52 +0000 2015', '2015-02-24T11:35:52.000Z'],
    ['24-Feb-2015 11:35AM', '2015-02-24T11:35:00.000Z'],
    ['Feb 24, 2015, 11:35 pm', '2015-02-24T23:35:00.000Z'],
    ['2015-02-24 11:35:52 UTC', '2015-02-24T11:35:52.000Z'],
    ['1424777752', '2015-02-24T11:35:52.000Z'],
    ['1424777752000', '2015-02-24T11:35:52.000Z'],
    ['1424777752000000', '2015-02-24T11:35:52.000Z'],
    ['20150224T113552', '2015-02-24T11:35:52.000Z'],
  ])('%s', (written, expected) => {
    expect(at(written)).toBe(expected)
  })

  test('the order of day and month is the mapping\'s where the date does not tell', () => {
    expect([at('3-2-2015', true), at('3-2-2015', false), at('24-2-2015', false)].map((time) => time?.slice(0, 10))).toEqual(['2015-02-03', '2015-03-02', '2015-02-24'])
  })

  test('a time without a zone is taken in the mapping\'s, also where the clock changes', () => {
    const brussels = new ZonedClock('Europe/Brussels')
    expect(['2026-01-15 12:00', '2026-07-15 12:00', '2026-03-29 02:30', '2026-10-25 02:30', '2026-10-25 03:00'].map((written) => at(written, true, brussels))).toEqual(['2026-01-15T11:00:00.000Z', '2026-07-15T10:00:00.000Z', '2026-03-29T01:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-25T02:00:00.000Z'])
    expect(at('2026-01-15T12:00:00Z', true, brussels)).toBe('2026-01-15T12:00:00.000Z')
    expect(() => new ZonedClock('Mars/Olympus')).toThrow(/no time zone/)
  })

  test.each(['', 'soon', '31-02-2015', '5.70301E+17', '12', '99999999', '2015-13-01', 'Can\'t Tell', '24-02-2015 25.61'])('"%s" is no time', (written) => {
    expect(readTime(written)).toBeNull()
  })
})
