import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { busiest, rhythmIn } from './rhythm.ts'

const week = (day: number, hour: number, count = 1): number[][] => Array.from({ length: 7 }, (_, d) => Array.from({ length: 24 }, (_, h) => d === day && h === hour ? count : 0))

test('late on Sunday in UTC is early on Monday in Brussels', () => {
  expect(rhythmIn(week(6, 23), 60)[0]?.[0]).toBe(1)
  expect(rhythmIn(week(0, 2), -300)[6]?.[21]).toBe(1)
})

test('moving the clock loses nobody', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.nat(50), { minLength: 24, maxLength: 24 }), { minLength: 7, maxLength: 7 }), fc.integer({ min: -720, max: 840 }), (rhythm, offset) => {
    const sum = (rows: readonly (readonly number[])[]): number => rows.flat().reduce((total, one) => total + one, 0)
    expect(sum(rhythmIn(rhythm, offset))).toBe(sum(rhythm))
  }))
})

test('the busiest hours are named, and silence has none', () => {
  expect(busiest(week(3, 20, 5))).toEqual({ day: 3, hour: 19, count: 5 })
  expect(busiest(week(3, 20, 0))).toBeNull()
})
