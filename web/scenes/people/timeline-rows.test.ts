import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateIn } from '../../charts/zoned-time.ts'
import { listToggled, readPeopleSearch, readPersonSearch } from './people-search.ts'
import { timelineRows } from './timeline-rows.ts'

test('late in the evening in UTC is the next day in Brussels', () => {
  const entries = [{ id: 'b', at: '2026-11-21T23:30:00Z' }, { id: 'a', at: '2026-11-21T22:30:00Z' }]
  expect(timelineRows(entries, 'Europe/Brussels').map((row) => row.kind === 'day' ? row.date : row.key)).toEqual(['2026-11-22', 'b', '2026-11-21', 'a'])
  expect(timelineRows(entries, 'UTC').filter((row) => row.kind === 'day')).toHaveLength(1)
})

test('everything is shown once, under the day it belongs to', () => {
  const entry = fc.record({ id: fc.stringMatching(/^[a-z]{1,3}$/), at: fc.integer({ min: 1.6e12, max: 1.8e12 }).map((at) => new Date(at).toISOString()) })
  fc.assert(fc.property(fc.array(entry, { maxLength: 60 }), fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata'), (entries, zone) => {
    let day = ''
    const seen: string[] = []
    const rows = timelineRows([...entries].sort((a, b) => b.at.localeCompare(a.at)), zone)
    for (const row of rows) {
      if (row.kind === 'day') day = row.date
      else {
        expect(dateIn(zone, Date.parse(row.entry.at))).toBe(day)
        seen.push(row.entry.id)
      }
    }
    expect(seen.sort()).toEqual([...new Set(entries.map((one) => one.id))].sort())
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  }))
})

test('an address with nonsense in it still opens', () => {
  expect(readPeopleSearch({ q: 42, sort: 'zzz', other: {} })).toEqual({ q: '42' })
  expect(readPersonSearch({ until: 'yesterday', channels: 'bluesky', kinds: null })).toEqual({ channels: 'bluesky' })
})

test('choosing a value twice leaves the list as it was', () => {
  expect(listToggled(listToggled('a,b', 'c'), 'c')).toBe('a,b')
  expect(listToggled('a', 'a')).toBeUndefined()
})
