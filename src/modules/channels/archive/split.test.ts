import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { startPosition, type RawRow, type RowSplitter } from './archive-model.ts'
import { cellsOf, CsvSplitter } from './split-csv.ts'
import { JsonSplitter } from './split-json.ts'
import { LineSplitter } from './split-lines.ts'

// Many cases on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 })

type Make = (offset: number, unclosed: number) => RowSplitter
const shown = (rows: readonly RawRow[]) => rows.map(({ bytes, end, broken, unclosed = 0 }) => ({ text: bytes.toString('latin1'), end, broken: broken?.code, unclosed }))

/** All rows of the bytes, fed in pieces cut at `cuts`. */
function rowsOf(make: Make, bytes: Buffer, cuts: readonly number[] = [], offset = 0, unclosed = 0) {
  const splitter = make(offset, unclosed)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  const rows: RawRow[] = []
  for (const [at, from] of places.slice(0, -1).entries()) rows.push(...splitter.push(Buffer.from(bytes.subarray(from, places[at + 1]))))
  return shown([...rows, ...splitter.end()])
}

const dirtyCsv = fc.array(fc.constantFrom('a', 'bc', ',', '"', '""', '\n', '\r\n', '\r', ' ', '","', 'é'), { maxLength: 80 }).map((pieces) => Buffer.from(pieces.join('')))
const dirtyJson = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', ' ', '\n', '{"a":1}', '{"b":"}"}'), { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join('')))
const cuts = fc.array(fc.nat(400), { maxLength: 8 })

describe('rows are the same however the file arrives, and from wherever reading goes on', () => {
  test.each<[string, Make, fc.Arbitrary<Buffer>]>([
    ['CSV', (offset, unclosed) => new CsvSplitter(',', offset, unclosed), dirtyCsv],
    ['CSV with rows past the limit', (offset, unclosed) => new CsvSplitter(',', offset, unclosed, 12), dirtyCsv],
    ['NDJSON', (offset) => new LineSplitter(offset), dirtyJson],
    ['NDJSON with lines past the limit', (offset) => new LineSplitter(offset, 6), dirtyJson],
    ['JSON', (offset) => new JsonSplitter(offset), dirtyJson.map((bytes) => Buffer.concat([Buffer.from('[{"x":1},'), bytes]))],
    ['JSON with elements past the limit', (offset) => new JsonSplitter(offset, 9), dirtyJson.map((bytes) => Buffer.concat([Buffer.from('[{"x":1},'), bytes]))],
  ])('%s', (_, make, bytes) => {
    fc.assert(fc.property(bytes, cuts, fc.nat(30), (bytes, cuts, at) => {
      const whole = rowsOf(make, bytes)
      expect(rowsOf(make, bytes, cuts)).toEqual(whole)
      const row = whole[at % Math.max(1, whole.length)]
      if (row === undefined || row.end === 0) return
      expect(rowsOf(make, bytes.subarray(row.end), cuts, row.end, row.unclosed)).toEqual(whole.slice(whole.indexOf(row) + 1))
    }), { numRuns: 400 })
  })

  test('what a spreadsheet writes is what we read, in any pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '😀', ';'), maxLength: 12 })
    const table = fc.integer({ min: 2, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 10 }))
    fc.assert(fc.property(table, cuts, (rows, cuts) => {
      const written = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      const read = rowsOf((offset, unclosed) => new CsvSplitter(',', offset, unclosed), Buffer.from(written), cuts)
      expect(read.map(({ text }) => cellsOf(Buffer.from(text, 'latin1').toString(), ','))).toEqual(rows)
    }))
  })
})

describe('CSV as exports write it', () => {
  const rows = (text: string, limit?: number) => rowsOf((offset, unclosed) => new CsvSplitter(',', offset, unclosed, limit), Buffer.from(text))

  test('quotes inside words do no harm', () => {
    expect(rows('a "b" c,2\n"he said "hi" to me",3\n').map(({ text }) => cellsOf(text, ','))).toEqual([['a "b" c', '2'], ['he said "hi" to me', '3']])
  })

  test('a quote that is never closed costs its own line, not the rest of the file', () => {
    expect(rows('1,a\n2,"b\n3,c\n4,d\n').map(({ text, broken }) => [text, broken])).toEqual([['1,a', undefined], ['2,"b', 'archive.quote'], ['3,c', undefined], ['4,d', undefined]])
    const long = `1,"open\n${'2,x\n'.repeat(10)}`
    expect(rows(long, 20).map(({ broken }) => broken)).toEqual(['archive.quote', ...Array.from({ length: 10 }, () => undefined)])
  })

  test('a file whose every line opens a quote is read in time that grows with its length', () => {
    const all = rows('1,"x\n'.repeat(50_000), 10_000)
    expect(all).toHaveLength(50_000)
    expect(all.filter(({ broken }) => broken === 'archive.quote')).toHaveLength(20)
  })

  test('the mark at the start of a file belongs to no cell', () => {
    expect(rows('\ufeff"a,b",c\n').map(({ text }) => cellsOf(text, ','))).toEqual([['a,b', 'c']])
  })

  test('the elements of wrapped arrays are found', () => {
    const texts = (text: string) => rowsOf((offset) => new JsonSplitter(offset), Buffer.from(text)).map(({ text }) => text)
    expect(texts('window.YTD.tweets.part0 = [ {"tweet":{"a":"]}"}}, {"b":[1,{}]} ]')).toEqual(['{"tweet":{"a":"]}"}}', '{"b":[1,{}]}'])
    expect(texts('{"@context":["x",{"y":1}],"orderedItems":[{"a":1}]} {"later":1}')).toEqual(['{"a":1}'])
    expect(startPosition.offset).toBe(0)
  })
})
