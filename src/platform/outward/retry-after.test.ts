/** When a server may be asked again. */
import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { dayMs } from '../../kernel/instant.ts'
import { RetryAfter, retryAfterOf } from './retry-after.ts'
import { backoffMs } from './backoff.ts'

const now = Date.parse('2026-11-22T14:30:00Z')
const inSeconds = (headers: Record<string, string>): number | null => {
  const at = retryAfterOf(new Headers(headers), now)
  return at === null ? null : (at - now) / 1_000
}

test.each<[string, Record<string, string>, number | null]>([
  ['seconds', { 'retry-after': '120' }, 120],
  ['a date', { 'retry-after': 'Sun, 22 Nov 2026 14:31:00 GMT' }, 60],
  ['a date that is over', { 'retry-after': 'Sun, 22 Nov 2026 14:00:00 GMT' }, 0],
  ['nonsense', { 'retry-after': 'soon' }, null],
  ['ten years', { 'retry-after': '315360000' }, dayMs / 1_000],
  ['an ISO time with nothing left', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-22T14:35:00.000000Z' }, 300],
  ['an ISO time with something left', { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '2026-11-22T14:35:00.000000Z' }, null],
  ['Unix seconds', { 'ratelimit-remaining': '0', 'ratelimit-reset': String(now / 1_000 + 30) }, 30],
  ['seconds from now', { 'ratelimit-remaining': '0', 'ratelimit-reset': '45' }, 45],
  ['the structured form', { ratelimit: '"default";r=0;t=17' }, 17],
  ['the structured form with something left', { ratelimit: '"default";r=3;t=17' }, null],
  ['nothing', {}, null],
])('%s', (_, headers, expected) => {
  expect(inSeconds(headers)).toBe(expected)
})

test('whatever a server writes, the wait is never negative and never above a day', () => {
  fc.assert(fc.property(fc.oneof(fc.nat().map(String), fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()), fc.string({ unit: fc.constantFrom('0', '9', 'a', ' ', '-', ':') })), (value) => {
    const seconds = inSeconds({ 'retry-after': value })
    if (seconds !== null) expect(seconds >= 0 && seconds <= 86_400).toBe(true)
  }))
})

test('waits grow with each failure up to the cap, and differ between those who failed together', () => {
  expect([0, 1, 2, 9, 1_000].map((attempt) => backoffMs(attempt, () => 0.999_999))).toEqual([999, 1_999, 3_999, 299_999, 299_999])
  fc.assert(fc.property(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60_000 }), (attempt, random, capMs) => {
    const wait = backoffMs(attempt, () => random, { capMs })
    expect(wait >= 0 && wait <= capMs).toBe(true)
  }))
})

test('who is told when to come back knows for how many seconds to wait', () => {
  expect([new RetryAfter('later', now + 1_500, now).retryAfterSeconds, new RetryAfter('past', now - 5, now).retryAfterSeconds]).toEqual([2, 0])
})
