/** What the next months of a customer may bring, with how sure that is: drawn from the model many times. Pure. */
import { aliveChance, expectedGap, expectedPurchases, type Buying, type BuyingModel } from './buying.ts'
import { expectedAmount, type Spending, type SpendingModel } from './spending.ts'

/** Weeks of the twelve months looked ahead. */
export const yearWeeks = 365.25 / 7

export interface Outlook {
  readonly alive: number
  /** Purchases in the next twelve months. */
  readonly purchases: number
  /** Their worth in major units; `null` when amounts are not known. */
  readonly value: number | null
  /** Weeks from the last purchase to the next, while a customer. */
  readonly gapWeeks: number | null
}

export function outlookOf(models: { buying: BuyingModel; spending: SpendingModel | null }, buying: Buying, spending: Spending): Outlook {
  const purchases = expectedPurchases(models.buying, buying, yearWeeks)
  const amount = models.spending === null ? null : expectedAmount(models.spending, spending)
  return { alive: aliveChance(models.buying, buying), purchases, value: amount === null ? null : purchases * amount, gapWeeks: expectedGap(models.buying, buying) }
}

/** A small generator of numbers (mulberry32), so that the same person gets the same interval each time. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Marsaglia and Tsang (2000). */
function gammaDraw(shape: number, random: () => number): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * Math.max(1e-12, random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(Math.max(1e-300, random()))) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * normal) ** 3
    if (v > 0 && Math.log(Math.max(1e-300, random())) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v
  }
}

export interface Range {
  readonly low: number
  readonly high: number
}

/**
 * The middle eighty of a hundred possible years: of purchases and of their worth.
 * Given that somebody still is a customer, their rate is Gamma(r + x, α + T)
 * and their chance to be lost Beta(a, b + x), each independent of the other.
 */
export function rangeOf(models: { buying: BuyingModel; spending: SpendingModel | null }, buying: Buying, spending: Spending, draws = 1_000): { purchases: Range; value: Range | null } {
  const { r, alpha, a } = models.buying
  const b = models.buying.b + (models.buying.fromFirst ? 1 : 0)
  const random = randomFrom(8420 + buying.x)
  const alive = aliveChance(models.buying, buying)
  const counts: number[] = []
  const values: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    let count = 0
    if (random() < alive) {
      const rate = gammaDraw(r + buying.x, random) / (alpha + buying.T)
      const one = gammaDraw(a, random)
      const lost = one / (one + gammaDraw(b + buying.x, random))
      for (let at = -Math.log(Math.max(1e-300, random())) / rate; at < yearWeeks && count < 1_000; at -= Math.log(Math.max(1e-300, random())) / rate) {
        count += 1
        if (random() < lost) break
      }
    }
    counts.push(count)
    if (models.spending !== null) {
      const { p, q, gamma } = models.spending
      // Their own scale given what they spent so far, then the sum of so many gamma amounts.
      const scale = gammaDraw(p * spending.x + q, random) / (gamma + spending.x * spending.mean)
      values.push(count === 0 ? 0 : gammaDraw(p * count, random) / scale)
    }
  }
  const middle = (list: number[]): Range => { const sorted = list.toSorted((one, other) => one - other); return { low: sorted[Math.floor(list.length * 0.1)] ?? 0, high: sorted[Math.floor(list.length * 0.9)] ?? 0 } }
  return { purchases: middle(counts), value: values.length === 0 ? null : middle(values) }
}
