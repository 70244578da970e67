import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread } from './label-layout.ts'

test('labels that have room stay where they belong', () => {
  expect(spread([20, 60, 100], 16, 0, 200)).toEqual([20, 60, 100])
})

test('labels that would overlap part around their middle', () => {
  expect(spread([50, 50], 16, 0, 200)).toEqual([42, 58])
})

test('no two labels overlap, none leaves the picture, and their order is kept', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 12 }), (wishes) => {
    const placed = spread(wishes, 16, 0, 200)
    const sorted = placed.map((at, index) => ({ at, wish: wishes[index] ?? 0 })).sort((a, b) => a.at - b.at)
    sorted.forEach(({ at, wish }, index) => {
      expect(at).toBeGreaterThanOrEqual(8 - 1e-6)
      expect(at).toBeLessThanOrEqual(192 + 1e-6)
      const above = sorted[index - 1]
      if (!above) return
      expect(at - above.at).toBeGreaterThanOrEqual(16 - 1e-6)
      expect(wish).toBeGreaterThanOrEqual(above.wish)
    })
  }))
})

test('more labels than fit share the room evenly', () => {
  expect(spread([1, 2, 3, 4], 16, 0, 40)).toEqual([5, 15, 25, 35])
})
