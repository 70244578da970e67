import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { RowCounts } from './row-counts.ts'

// Many cases on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 })

const digest = (number: number) => { const bytes = Buffer.alloc(8); bytes.writeUInt32BE(Math.imul(number, 2_654_435_761) >>> 0); bytes.writeUInt32BE(number, 4); return bytes }

test('equal rows are numbered one after the other', () => {
  fc.assert(fc.property(fc.array(fc.nat(20), { maxLength: 200 }), (rows) => {
    const counts = new RowCounts()
    const times = new Map<number, number>()
    for (const row of rows) {
      times.set(row, (times.get(row) ?? 0) + 1)
      expect(counts.next(digest(row))).toBe(times.get(row))
    }
  }))
})

test('past its memory every number is still given once among equal rows, and the same at the next reading', () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => (at * 7) % 9_973)
  const read = () => { const counts = new RowCounts(1_024); return rows.map((row) => `${row}#${counts.next(digest(row))}`) }
  const ids = read()
  expect(new Set(ids).size).toBe(rows.length)
  expect(read()).toEqual(ids)
})
