/**
 * What a purchase of somebody is worth: the Gamma-Gamma model. Pure.
 *
 * Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", note of 2013:
 * amounts vary around each customer's own mean, and the means over customers;
 * neither depends on how often somebody buys.
 */
import { logGamma } from './special-functions.ts'
import { minimise } from './minimise.ts'

export interface Spending {
  /** Purchases averaged over. */
  readonly x: number
  /** Their mean, in major units. */
  readonly mean: number
}

export interface SpendingModel {
  readonly p: number
  readonly q: number
  readonly gamma: number
}

function logLikelihood({ p, q, gamma }: SpendingModel, customers: readonly Spending[]): number {
  let sum = 0
  for (const { x, mean } of customers) sum += logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(gamma) + (p * x - 1) * Math.log(mean) + p * x * Math.log(x) - (p * x + q) * Math.log(gamma + x * mean)
  return sum
}

/** Maximum likelihood over customers with a mean above zero. */
export function fitSpending(customers: readonly Spending[]): SpendingModel {
  const known = customers.filter((one) => one.x > 0 && one.mean > 0)
  const mean = known.reduce((sum, one) => sum + one.mean, 0) / Math.max(1, known.length)
  const read = (point: readonly number[]): SpendingModel => ({ p: Math.exp(point[0] ?? 0), q: Math.exp(point[1] ?? 0), gamma: Math.exp(point[2] ?? 0) })
  const cost = (point: readonly number[]): number => (point.some((value) => Math.abs(value) > 20) ? Number.MAX_VALUE : -logLikelihood(read(point), known) / Math.max(1, known.length))
  return read(minimise(cost, [1, 1.2, Math.log(Math.max(0.01, mean))]).point)
}

/** The mean to be expected of somebody's purchases, between their own and everybody's; `null` where there is none. */
export function expectedAmount({ p, q, gamma }: SpendingModel, { x, mean }: Spending): number | null {
  const below = p * x + q - 1
  return below > 0 ? (p * (gamma + x * mean)) / below : null
}
