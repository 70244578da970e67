import { expect, test } from 'vitest'
import { cutsAtHours, totalsSql, volumeSql } from './figures.ts'
import type { Selection } from './filter.ts'

const hour = 3_600_000
const selection = (from: number | null, to: number | null): Selection => ({ editions: [1], where: '1 and bounded', unbounded: '1', period: { from, to }, narrowed: false, params: {} })

test('whole hours are read from hourly sums, the rest of an hour at either end from the mentions', () => {
  expect(totalsSql(selection(0, 5 * hour), 'mentions').sql.match(/from rapport\.mentions/g)).toHaveLength(1)
  expect(totalsSql(selection(1, 5 * hour), 'mentions').sql.match(/from rapport\.mentions/g)).toHaveLength(2)
  expect(totalsSql(selection(1, 5 * hour + 1), 'mentions').sql.match(/from rapport\.mentions/g)).toHaveLength(3)
  expect(totalsSql(selection(1, hour - 1), 'mentions').sql).not.toContain('toStartOfHour')
})

test('people are counted from the mentions, because sums cannot tell who came twice', () => {
  expect(volumeSql(selection(0, 5 * hour), 'day', 'topic', 'people', 'UTC').sql).not.toContain("toStartOfHour(at, 'UTC')")
})

test.each([['Europe/Brussels', true], ['Asia/Kolkata', false], ['Asia/Kathmandu', false], ['UTC', true]])('days in %s start at a whole hour of UTC: %s', (zone, whole) => {
  expect(cutsAtHours(zone, [Date.UTC(2026, 5, 1), Date.UTC(2026, 11, 1)])).toBe(whole)
})
