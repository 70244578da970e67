import { describe, expect, test } from 'vitest'
import { readFeedDate } from './feed-dates.ts'

describe('an entry keeps the date its publisher meant', () => {
  test.each([
    ['RFC 822', 'Thu, 01 Jan 2004 19:48:21 GMT', '2004-01-01T19:48:21Z'],
    ['an offset', 'Thu, 1 Jan 2004 19:48:21 +0130', '2004-01-01T18:18:21Z'],
    ['a named zone', 'Thu, 01 Jan 2004 19:48:21 EST', '2004-01-02T00:48:21Z'],
    ['two digits of a year', '01 Jan 04 19:48 GMT', '2004-01-01T19:48:00Z'],
    ['a whole month name', 'Thu, 31 December 2015 23:59:00 GMT', '2015-12-31T23:59:00Z'],
    ['month before day', 'January 5, 2004 7:48 PM', '2004-01-05T19:48:00Z'],
    ['the way C prints it', 'Sun Jan  4 16:29:06 2004', '2004-01-04T16:29:06Z'],
    ['the way Unix prints it', 'Sun Jan 4 16:29:06 PST 2004', '2004-01-05T00:29:06Z'],
    ['Dutch', 'vr 6 mrt 2015 08:00:00 +0100', '2015-03-06T07:00:00Z'],
    ['W3C', '2003-12-31T10:14:55.5+01:00', '2003-12-31T09:14:55.500Z'],
    ['a blank for the T', '2003-12-31 10:14:55', '2003-12-31T10:14:55Z'],
    ['a month', '2003-12', '2003-12-01T00:00:00Z'],
    ['a day without hyphens', '20031231', '2003-12-31T00:00:00Z'],
    ['the day of the year', '2003-335', '2003-12-01T00:00:00Z'],
    ['slashes', '12/31/2003 10:14:55', '2003-12-31T10:14:55Z'],
    ['points', '31.12.2003', '2003-12-31T00:00:00Z'],
  ])('%s: %s', (_, written, expected) => {
    expect(readFeedDate(written)).toBe(Date.parse(expected))
  })

  test.each([undefined, '', 'yesterday', '2003-13-01', '2003-02-30', '99/99/9999', 'Thu, 32 Jan 2004', 'x'.repeat(5_000)])('%s is no date', (written) => {
    expect(readFeedDate(written)).toBeNull()
  })
})
