/**
 * When customers buy again, and whether they still are customers: the BG/NBD
 * model and its variant in which the first purchase can be the last. Pure.
 *
 * Fader, Hardie and Lee, "“Counting Your Customers” the Easy Way: An
 * Alternative to the Pareto/NBD Model", Marketing Science 24(2), 2005:
 * purchases are Poisson with a rate that is gamma over customers; after any
 * repeat purchase a customer is lost with a chance that is beta over customers.
 * Batislam, Denizel and Filiztekin, "Empirical validation and comparison of
 * models for customer base analysis", International Journal of Research in
 * Marketing 24(3), 2007: the same chance after the first purchase as well
 * (MBG/NBD). Both have four parameters, so the likelier of the two is taken.
 */
import { hypergeometric, logGamma } from './special-functions.ts'
import { minimise } from './minimise.ts'

/** Somebody's buying in weeks since their first purchase. */
export interface Buying {
  /** Repeat purchases: days with a purchase after the first. */
  readonly x: number
  /** When the last was; 0 when there is none. */
  readonly tx: number
  /** Until now. */
  readonly T: number
}

/** Shape and scale (1 ÷ week) of the rates, and the two of the chance to be lost. */
export interface BuyingModel {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
  /** Whether the first purchase can be the last: MBG/NBD instead of BG/NBD. */
  readonly fromFirst: boolean
}

/** Chances to stay that somebody has met beyond their repeat purchases. */
const extra = (model: BuyingModel): 0 | 1 => (model.fromFirst ? 1 : 0)

/** Logarithm of the likelihood of all (equation 6 of the paper, in the form that does not overflow: Fader and Hardie's note of 2013). */
export function logLikelihood(model: BuyingModel, customers: readonly Buying[]): number {
  const { r, alpha, a, b } = model
  const k = extra(model)
  const most = customers.reduce((max, one) => Math.max(max, one.x), 0)
  // The part that depends on x alone is the same for many.
  const common: number[] = []
  const atZero = -logGamma(r) + r * Math.log(alpha) + logGamma(a + b) - logGamma(b)
  for (let x = 0; x <= most; x++) common.push(atZero + logGamma(r + x) + logGamma(b + x + k) - logGamma(a + b + x + k))
  let sum = 0
  for (const { x, tx, T } of customers) {
    const stays = -(r + x) * Math.log(alpha + T)
    if (x + k === 0) { sum += (common[0] ?? 0) + stays; continue }
    const left = Math.log(a) - Math.log(b + x + k - 1) - (r + x) * Math.log(alpha + tx)
    const larger = Math.max(stays, left)
    sum += (common[x] ?? 0) + larger + Math.log(Math.exp(stays - larger) + Math.exp(left - larger))
  }
  return sum
}

/** Maximum likelihood, in the logarithms of the four so that all stay above zero; the likelier of both variants. */
export function fitBuying(customers: readonly Buying[]): { model: BuyingModel; logLikelihood: number } {
  const [best, other] = [fitVariant(customers, false), fitVariant(customers, true)]
  return other.logLikelihood > best.logLikelihood ? other : best
}

function fitVariant(customers: readonly Buying[], fromFirst: boolean): { model: BuyingModel; logLikelihood: number } {
  const read = (point: readonly number[]): BuyingModel => ({ fromFirst,  r: Math.exp(point[0] ?? 0), alpha: Math.exp(point[1] ?? 0), a: Math.exp(point[2] ?? 0), b: Math.exp(point[3] ?? 0) })
  const meanT = customers.reduce((sum, one) => sum + one.T, 0) / Math.max(1, customers.length)
  const cost = (point: readonly number[]): number => (point.some((value) => Math.abs(value) > 12) ? Number.MAX_VALUE : -logLikelihood(read(point), customers) / Math.max(1, customers.length))
  const starts = [[-0.5, Math.log(Math.max(1, meanT / 3)), -0.3, 0.9], [0, Math.log(Math.max(1, meanT)), 0, 1.5]]
  const [best] = starts.map((start) => minimise(cost, start)).toSorted((one, other) => one.value - other.value)
  const model = read(best?.point ?? [0, 0, 0, 0])
  return { model, logLikelihood: logLikelihood(model, customers) }
}

/** Odds of having been lost after the last purchase. */
function lostOdds(model: BuyingModel, { x, tx, T }: Buying): number {
  const { r, alpha, a, b } = model
  const met = x + extra(model)
  return met === 0 ? 0 : Math.exp(Math.log(a) - Math.log(b + met - 1) + (r + x) * (Math.log(alpha + T) - Math.log(alpha + tx)))
}

/** The chance that somebody still is a customer. Of who bought once BG/NBD knows nothing against it: 1. */
export function aliveChance(model: BuyingModel, buying: Buying): number {
  return 1 / (1 + lostOdds(model, buying))
}

/** Purchases to be expected in the next `weeks` (equation 10 of the paper). */
export function expectedPurchases(model: BuyingModel, buying: Buying, weeks: number): number {
  const { r, alpha } = model
  // In MBG/NBD who still is a customer has stayed once more: all else is the same.
  const b = model.b + extra(model)
  // The formula divides by a − 1; beside 1 both sides of the fraction vanish.
  const a = Math.abs(model.a - 1) < 1e-6 ? 1 + 1e-6 : model.a
  const { x, T } = buying
  const z = weeks / (alpha + T + weeks)
  const shrink = Math.exp((r + x) * (Math.log(alpha + T) - Math.log(alpha + T + weeks)))
  const alive = ((a + b + x - 1) / (a - 1)) * (1 - shrink * hypergeometric(r + x, b + x, a + b + x - 1, z))
  return Math.max(0, alive / (1 + lostOdds(model, buying)))
}

/** Weeks between purchases to be expected of somebody who still is a customer; `null` when too little is known. */
export function expectedGap({ r, alpha }: BuyingModel, { x, T }: Buying): number | null {
  return r + x > 1 && x > 0 ? (alpha + T) / (r + x - 1) : null
}
