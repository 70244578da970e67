import { expect, test, vi } from 'vitest'
import { dayMs } from '../../../kernel/instant.ts'
import { buyerOf } from '../../../../sim/world/purchases.ts'
import { populationOf } from '../../../../sim/world/population.ts'
import { fitValue, needs } from './fit.ts'
import { historyOf, type BuyingHistory } from './value-store.ts'

vi.setConfig({ testTimeout: 60_000 })
const now = Date.UTC(2026, 10, 22)
const histories = (people: number): BuyingHistory[] => {
  const population = populationOf(8420, people)
  return Array.from({ length: people }, (_, person) => buyerOf(population, person, now)).flatMap((buyer) => {
    const bought = (buyer?.purchases ?? []).filter((one) => one.at <= now).map((one) => ({ at: one.at, amountMinor: one.product.priceMinor, currency: 'EUR' }))
    return bought.length === 0 ? [] : [historyOf(bought, 'EUR')]
  })
}

test('the purchases of a simulated world that were held out are foretold', () => {
  const known = histories(14_000)
  const model = fitValue(known, { now, currency: 'EUR', sampled: false })
  expect(model.customers).toBeGreaterThan(800)
  expect(model.buying?.fromFirst).toBe(true)
  const { expected, came, groups, weeks } = model.calibration!
  process.stdout.write(`held out: ${Math.round(weeks)} weeks, ${model.customers} customers, expected ${Math.round(expected)}, came ${came} (${(expected / came).toFixed(3)}); each by repeats before: ${groups.map((group) => `${group.repeats}: ${group.expected.toFixed(2)}/${group.came.toFixed(2)}`).join(', ')}\n`)
  expect(expected / came).toBeGreaterThan(0.85)
  expect(expected / came).toBeLessThan(1.15)
})

test('too few customers make no model, and it says how many it needs', () => {
  const model = fitValue([{ days: [{ at: now - 100 * dayMs, amountMinor: 1_000 }] }], { now, currency: 'EUR', sampled: false })
  expect(model).toMatchObject({ buying: null, spending: null, customers: 1, repeaters: 0, needs })
})
