import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../kernel/instant.ts'
import { isOver, retryAfterMs, triedForMs, verdictOn, waitAfter } from './retry.ts'

test('a receiver that is down is tried at least nine times in its day, and never hammered', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }), (draws) => {
    let at = 0
    let tries = 0
    while (!isOver(0, at)) {
      tries += 1
      at += waitAfter(tries, () => draws[tries % draws.length] ?? 0)
    }
    expect(tries).toBeGreaterThanOrEqual(9)
    expect(tries).toBeLessThanOrEqual(30)
  }))
})

test('waits grow, are never nothing, and end at three hours', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, draw) => {
    const wait = waitAfter(tries, () => draw)
    expect(wait).toBeGreaterThanOrEqual(2_500)
    expect(wait).toBeLessThanOrEqual(3 * hourMs)
  }))
})

test('a receiver that asks for time gets it, but cannot ask for years', () => {
  expect(waitAfter(1, () => 0, 60_000)).toBe(60_000)
  expect(waitAfter(1, () => 0, 365 * dayMs)).toBe(3 * hourMs)
  const now = Date.parse('2026-11-22T12:00:00Z')
  expect(retryAfterMs('120', now)).toBe(120_000)
  expect(retryAfterMs('Sun, 22 Nov 2026 12:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterMs('Sun, 22 Nov 2020 12:01:00 GMT', now)).toBe(0)
  expect(retryAfterMs('soon', now)).toBe(0)
  expect(retryAfterMs(null, now)).toBe(0)
})

test('only an answer between 200 and 299 is a delivery', () => {
  expect([200, 204, 299].map(verdictOn)).toEqual(['delivered', 'delivered', 'delivered'])
  expect([301, 400, 404, 422].map(verdictOn)).toEqual(['refused', 'refused', 'refused', 'refused'])
  expect([408, 429, 500, 502, 504].map(verdictOn)).toEqual(Array(5).fill('overloaded'))
  expect(verdictOn(410)).toBe('gone')
})

test('after a day it ends', () => {
  expect(isOver(0, triedForMs)).toBe(false)
  expect(isOver(0, triedForMs + 1)).toBe(true)
})
