import { expect, test } from 'vitest'
import { spanOf, standingOf } from './standing.ts'

const now = Date.UTC(2026, 10, 30, 10)
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()
const base = { state: 'open', dueAt: null, waitingSince: at(-90), snoozedUntil: null, lastAt: at(-90) } as const

test.each([
  ['a promise within the hour presses', { ...base, dueAt: at(24) }, 'soon'],
  ['a promise later does not', { ...base, dueAt: at(180) }, 'due'],
  ['a broken promise is late', { ...base, dueAt: at(-5) }, 'late'],
  ['what is closed has no promise left', { ...base, state: 'closed', dueAt: at(-5) }, 'last'],
  ['without a promise it is said how long they wait', base, 'waits'],
  ['snoozed is snoozed whatever was promised', { ...base, state: 'snoozed', dueAt: at(-5), snoozedUntil: at(60) }, 'snoozed'],
] as const)('%s', (_, one, expected) => expect(standingOf(one, now).is).toBe(expected))

test('a length of time is said in one unit, rounded down', () => {
  expect([30_000, 59 * 60_000, 61 * 60_000, 47 * 3_600_000, 49 * 3_600_000].map((ms) => { const { unit, n } = spanOf(ms); return `${n} ${unit}` })).toEqual(['1 minutes', '59 minutes', '1 hours', '47 hours', '2 days'])
})
