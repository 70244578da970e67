import { describe, expect, test, vi } from 'vitest'
import { Random } from '../../../../sim/random.ts'
import { aliveChance, expectedPurchases, fitBuying, logLikelihood, type Buying } from './buying.ts'
import { expectedAmount, fitSpending, type Spending } from './spending.ts'
import { outlookOf, rangeOf, yearWeeks } from './outlook.ts'
import { hypergeometric, logGamma } from './special-functions.ts'

vi.setConfig({ testTimeout: 60_000 })

// Fader, Hardie and Lee (2005), table 2: the parameters of their sample, in weeks.
const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, fromFirst: false }

describe('special functions', () => {
  test('agree with known values', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12)
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10)
    expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.log(2), 10)
    expect(hypergeometric(0.5, 0.5, 1.5, 0.36)).toBeCloseTo(Math.asin(0.6) / 0.6, 10)
  })
})

describe('buying again', () => {
  test('the customer whom the authors work out gets the purchases that they got', () => {
    // Two repeat purchases, the last in week 30.43 of 38.86: 1.226 in the next 39 weeks.
    expect(expectedPurchases(published, { x: 2, tx: 30.43, T: 38.86 }, 39)).toBeCloseTo(1.226, 2)
  })
  test('who bought often and then fell silent is more likely gone than who never bought often', () => {
    expect(aliveChance(published, { x: 8, tx: 20, T: 39 })).toBeLessThan(aliveChance(published, { x: 1, tx: 20, T: 39 }))
    expect(aliveChance(published, { x: 0, tx: 0, T: 39 })).toBe(1)
  })

  const generated = (seed: number, count: number): { past: Buying; later: number }[] => {
    const random = new Random(seed)
    return Array.from({ length: count }, () => {
      const rate = random.gamma(published.r, 1) / published.alpha
      const one = random.gamma(published.a, 1)
      const lost = one / (one + random.gamma(published.b, 1))
      const T = 27 + 12 * random.next()
      let [at, x, tx, later] = [0, 0, 0, 0]
      for (;;) {
        at += random.exponential(1 / Math.max(1e-9, rate))
        if (at > T + yearWeeks) break
        if (at <= T) { x += 1; tx = at } else later += 1
        if (random.chance(lost)) break
      }
      return { past: { x, tx, T }, later }
    })
  }

  test('the parameters that made the data are found again, and predict what came after', () => {
    const people = generated(1, 10_000)
    const { model, logLikelihood: reached } = fitBuying(people.map((one) => one.past))
    expect(reached).toBeGreaterThanOrEqual(logLikelihood(published, people.map((one) => one.past)))
    expect(model.r / published.r).toBeCloseTo(1, 0.7)
    expect(model.alpha / published.alpha).toBeCloseTo(1, 0.5)
    expect(model.a / (model.a + model.b)).toBeCloseTo(published.a / (published.a + published.b), 1)
    const expected = people.reduce((sum, one) => sum + expectedPurchases(model, one.past, yearWeeks), 0)
    const came = people.reduce((sum, one) => sum + one.later, 0)
    expect(expected / came).toBeGreaterThan(0.92)
    expect(expected / came).toBeLessThan(1.08)
  })
})

test('where many never come back after the first purchase, that is seen and foretold', () => {
  const random = new Random(5)
  const people = Array.from({ length: 8_000 }, () => {
    const rate = random.gamma(1.4, 1) / 30
    const one = random.gamma(1.1, 1)
    const lost = one / (one + random.gamma(3, 1))
    const T = 60 + 40 * random.next()
    let [at, x, tx, later] = [0, 0, 0, 0]
    for (let stays = !random.chance(lost); stays; stays = !random.chance(lost)) {
      at += random.exponential(1 / Math.max(1e-9, rate))
      if (at > T + yearWeeks) break
      if (at <= T) { x += 1; tx = at } else later += 1
    }
    return { past: { x, tx, T }, later }
  })
  const { model } = fitBuying(people.map((one) => one.past))
  expect(model.fromFirst).toBe(true)
  expect(aliveChance(model, { x: 0, tx: 0, T: 90 })).toBeLessThan(0.8)
  const expected = people.reduce((sum, one) => sum + expectedPurchases(model, one.past, yearWeeks), 0)
  expect(expected / people.reduce((sum, one) => sum + one.later, 0)).toBeCloseTo(1, 0.9)
})

describe('what a purchase is worth', () => {
  test('somebody of whom little is known is thought to be like everybody, of whom much is known like themselves', () => {
    // Fader and Hardie (2013): p, q and γ of their sample.
    const model = { p: 6.25, q: 3.74, gamma: 15.44 }
    expect(expectedAmount(model, { x: 0, mean: 0 })).toBeCloseTo(35.22, 1)
    expect(expectedAmount(model, { x: 1, mean: 100 })).toBeGreaterThan(70)
    expect(expectedAmount(model, { x: 200, mean: 100 })).toBeCloseTo(100, 0)
  })
  test('the parameters that made the amounts are found again', () => {
    const random = new Random(3)
    const people = Array.from({ length: 6_000 }, (): Spending => {
      const scale = random.gamma(3.74, 1) / 15.44
      const x = 1 + random.int(6)
      return { x, mean: Array.from({ length: x }, () => random.gamma(6.25, 1) / scale).reduce((sum, one) => sum + one, 0) / x }
    })
    const model = fitSpending(people)
    expect(model.p / 6.25).toBeCloseTo(1, 0.6)
    expect((model.p * model.gamma) / (model.q - 1)).toBeCloseTo(35.2, -0.7)
  })
})

test('the range holds what is expected, and is wider for the unsure', () => {
  const models = { buying: published, spending: { p: 6.25, q: 3.74, gamma: 15.44 } }
  const buying = { x: 6, tx: 37, T: 39 }
  const outlook = outlookOf(models, buying, { x: 7, mean: 40 })
  const range = rangeOf(models, buying, { x: 7, mean: 40 })
  expect(range.purchases.low).toBeLessThanOrEqual(outlook.purchases)
  expect(range.purchases.high).toBeGreaterThanOrEqual(outlook.purchases)
  expect(range.value?.high).toBeGreaterThan(outlook.value ?? 0)
  expect(rangeOf(models, buying, { x: 7, mean: 40 })).toEqual(range)
})
