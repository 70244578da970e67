import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../../kernel/instant.ts'
import type { Counts } from './counts.ts'
import { deviate, quantile, upperTail } from './count-law.ts'
import { learnUsual } from './usual.ts'

const from = Date.UTC(2026, 7, 3)

/** Small seeded noise: a Poisson draw by counting. */
function draws(seed: number) {
  let state = seed
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 4_294_967_296
  }
  return (mean: number): number => {
    let count = 0
    for (let left = Math.exp(-mean), product = uniform(); product > left && count < 10_000; count++) product *= uniform()
    return count
  }
}

/** Twice as much at noon as at night, half as much at weekends, and what a test adds. */
function series(days: number, perHour: number, factor: (at: number) => number = () => 1, seed = 5): Counts {
  const draw = draws(seed)
  const values = new Float64Array(days * 24)
  for (let hour = 0; hour < values.length; hour++) {
    const at = from + hour * hourMs
    const day = new Date(at).getUTCDay()
    const shape = (1 + Math.cos(((new Date(at).getUTCHours() - 13) / 12) * Math.PI) * 0.6) * (day === 0 || day === 6 ? 0.5 : 1)
    values[hour] = draw(perHour * shape * factor(at))
  }
  return { from, stepMs: hourMs, values }
}
const end = (days: number): number => from + days * dayMs

test('noon of a working day is expected to bring more than its night, and than a Sunday noon', () => {
  const usual = learnUsual(series(70, 20), end(70))
  const monday = end(70)
  const at = (hour: number): number => usual.expect(monday + hour * hourMs, monday + (hour + 1) * hourMs).mean
  expect(at(13)).toBeGreaterThan(28)
  expect(at(13)).toBeLessThan(37)
  expect(at(1)).toBeLessThan(12)
  expect(at(6 * 24 + 13)).toBeLessThan(0.62 * at(13))
})

test('a week of crisis in the past does not become the usual', () => {
  const calm = learnUsual(series(70, 20), end(70))
  const burst = learnUsual(series(70, 20, (at) => (at >= end(60) && at < end(65) ? 8 : 1)), end(70))
  expect(burst.level / calm.level).toBeLessThan(1.35)
})

test('growth over weeks is carried on', () => {
  const usual = learnUsual(series(70, 10, (at) => 1.08 ** ((at - from) / (7 * dayMs))), end(70))
  const truth = 10 * 1.08 ** 10 * 24 * ((5 + 2 * 0.5) / 7)
  expect(usual.weeklyFactor).toBeGreaterThan(1.03)
  expect(usual.expect(end(70), end(77)).mean / 7 / truth).toBeGreaterThan(0.85)
  expect(usual.expect(end(70), end(77)).mean / 7 / truth).toBeLessThan(1.15)
})

test('about nine hours in ten fall within the band', () => {
  for (const perHour of [0.3, 3, 40]) {
    const all = series(90, perHour, () => 1, 9)
    const usual = learnUsual(all, end(76))
    let inside = 0
    for (let hour = 76 * 24; hour < 90 * 24; hour++) {
      const { low, high } = usual.expect(from + hour * hourMs, from + (hour + 1) * hourMs)
      const count = all.values[hour] ?? 0
      if (count >= low && count <= high) inside++
    }
    expect(inside / (14 * 24)).toBeGreaterThan(0.86)
  }
})

test('less than two weeks are too little to judge by, and said to be', () => {
  expect(learnUsual(series(13, 20), end(13)).isEnough).toBe(false)
  expect(learnUsual(series(14, 20), end(14)).isEnough).toBe(true)
  expect(learnUsual({ from, stepMs: hourMs, values: new Float64Array(0) }, from).expect(from, from + hourMs).mean).toBe(0)
})

test('hours in which nothing was heard at all are not learnt as silence', () => {
  const gap = (at: number): boolean => at < end(40) || at >= end(47)
  const usual = learnUsual(series(70, 20, (at) => (gap(at) ? 1 : 0)), end(70), gap)
  expect(usual.days).toBe(63)
})

test('tails agree with tables', () => {
  expect(upperTail(1.645)).toBeCloseTo(0.05, 4)
  expect(upperTail(-1.96)).toBeCloseTo(0.975, 4)
  const law = { mean: 30, clump: 0.1 }
  expect(deviate(quantile(2, law) + 0.5, law)).toBeCloseTo(2, 5)
})
