/** Which files of counts are understood, and how the others are told. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SeriesLineFault } from './faults.ts'
import { readSeries, timeOf, type SeriesRow } from './read-series.ts'

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function rowsOf(text: string, size = 64): Promise<SeriesRow[]> {
  const rows: SeriesRow[] = []
  for await (const some of readSeries(inPieces(text, size))) rows.push(...some)
  return rows
}

describe('times', () => {
  test.each([
    ['2026-03-05 19:57:53', Date.UTC(2026, 2, 5, 19, 57, 53)],
    ['2026-03-05T19:57:53Z', Date.UTC(2026, 2, 5, 19, 57, 53)],
    ['2026-03-05T19:57:53.250+01:00', Date.UTC(2026, 2, 5, 18, 57, 53, 250)],
    ['2026-03-05 19:57:53.000000', Date.UTC(2026, 2, 5, 19, 57, 53)],
    ['2026-03-05 19:57-0530', Date.UTC(2026, 2, 6, 1, 27)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['0001-01-01', -62_135_596_800_000],
  ])('%s is understood', (text, atMs) => { expect(timeOf(text)).toBe(atMs) })

  test.each(['', 'soon', '2026-02-30 10:00:00', '2026-13-01', '2026-03-05 24:00:00', '2026-03-05 10:60', '05-03-2026 10:00', '1700000000', '2026-03-05 10'])('"%s" is none', (text) => {
    expect(timeOf(text)).toBeNaN()
  })

  test('every instant survives being written in ISO', () => {
    fc.assert(fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      expect(timeOf(date.toISOString())).toBe(date.getTime())
    }))
  })
})

test('a header, a byte order mark, empty lines, quotes and Windows line ends do no harm', async () => {
  const rows = await rowsOf('\ufefftimestamp,value\r\n"2026-03-05 10:00:00", "4"\r\n\r\n2026-03-05 10:05:00,5e1\r\n')
  expect(rows).toMatchObject([{ line: 2, value: 4, timeText: '2026-03-05 10:00:00' }, { line: 4, value: 50, valueText: '5e1' }])
})

test('a file without a header loses no row, nor one without a last line end', async () => {
  expect(await rowsOf('2026-03-05 10:00:00,4\n2026-03-05 10:05:00,5')).toHaveLength(2)
})

test('an empty file has no rows', async () => {
  expect(await rowsOf('')).toEqual([])
})

test('where a file is cut into pieces does not matter', async () => {
  const text = 'timestamp,value\n2026-03-05 10:00:00,4\n2026-03-05 10:05:00,5\n\n2026-03-05 10:10:00,6'
  const whole = await rowsOf(text, text.length)
  for (let size = 1; size < 40; size++) expect(await rowsOf(text, size)).toEqual(whole)
})

test.each([
  ['2026-03-05 10:00:00,4\n2026-03-05 10:05:00', /^Line 2: has 1 cell\. Expected two/],
  ['2026-03-05 10:00:00,4,1', /^Line 1: has 3 cells/],
  ['timestamp,value\nyesterday,4', /^Line 2: "yesterday" is no time/],
  ['timestamp,value\n2026-03-05 10:00:00,many', /^Line 2: "many" is no count/],
  ['2026-03-05 10:00:00,', /^Line 1: "" is no count/],
  ['2026-03-05 10:00:00,-1', /^Line 1: "-1" is no count/],
  ['2026-03-05 10:00:00,NaN', /^Line 1: "NaN" is no count/],
  ['2026-03-05 10:00:00,1e999', /^Line 1: "1e999" is no count/],
  ['timestamp,value\ntimestamp,value', /^Line 2: "timestamp" is no time/],
  [`2026-03-05 10:00:00,4\n${'x'.repeat(5_000)}`, /^Line 2: is longer than 1000 characters/],
])('a bad line is told by its number: %j', async (text, told) => {
  await expect(rowsOf(text)).rejects.toThrow(told)
  await expect(rowsOf(text, 7)).rejects.toThrow(SeriesLineFault)
})

test('any rubbish is rows or a fault with a line, never anything else', async () => {
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
    try {
      await rowsOf(text)
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(SeriesLineFault)
      expect(String(thrown)).toMatch(/Line \d+: /)
    }
  }))
})
