import { expect, test } from 'vitest'
import { bandScale } from './band-scale.ts'

test('the band is seen whole also where less was counted than expected', () => {
  const { y, ticks } = bandScale([{ counted: 2, high: 40 }, { counted: 3, high: null }], 200, 10)
  expect(y(40)).toBeCloseTo(10)
  expect(y(0)).toBe(200)
  expect(ticks[0]).toBe(0)
})
