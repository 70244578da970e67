/** Checks that chance is repeatable and its distributions are what they are called. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mix, Random } from './random.ts'

const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length
const draw = (count: number, one: (r: Random) => number) => {
  const r = new Random(11)
  return Array.from({ length: count }, () => one(r))
}

describe('chance', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => {
      const take = (seed: number) => {
        const r = new Random(seed)
        return [r.uint32(), r.uint32(), r.uint32()]
      }
      expect(take(a)).toEqual(take(a))
      if ((a | 0) !== (b | 0)) expect(take(a)).not.toEqual(take(b))
    }))
  })

  test('large seeds count with all their digits', () => {
    expect(mix(1, 2 ** 40)).not.toBe(mix(1, 2 ** 41))
  })

  test('draws stay within their bounds', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (seed, size) => {
      const r = new Random(seed)
      for (const n of [r.int(size), r.zipf(size, 0.6), r.zipf(size, 1.3)]) {
        expect(n).toBeGreaterThanOrEqual(0)
        expect(n).toBeLessThan(size)
      }
      expect(r.next()).toBeLessThan(1)
    }))
  })

  test.each([
    ['poisson 0.4', 0.4, (r: Random) => r.poisson(0.4)],
    ['poisson 12', 12, (r: Random) => r.poisson(12)],
    ['poisson 900', 900, (r: Random) => r.poisson(900)],
    ['gamma 0.5 × 3', 1.5, (r: Random) => r.gamma(0.5, 3)],
    ['gamma 4 × 2', 8, (r: Random) => r.gamma(4, 2)],
    ['negative binomial 3', 3, (r: Random) => r.negativeBinomial(3, 0.7)],
    ['exponential 5', 5, (r: Random) => r.exponential(5)],
    ['normal', 0, (r: Random) => r.normal()],
  ])('%s has its mean', (_, expected, one) => {
    const list = draw(20_000, one)
    const found = mean(list)
    const spread = Math.sqrt(mean(list.map((x) => (x - found) ** 2)))
    expect(Math.abs(found - expected)).toBeLessThan((5 * spread) / Math.sqrt(list.length))
  })

  test('directions gather around theirs', () => {
    const list = draw(10_000, (r) => r.vonMises(2, 4))
    expect(Math.atan2(mean(list.map(Math.sin)), mean(list.map(Math.cos)))).toBeCloseTo(2, 1)
  })
})
