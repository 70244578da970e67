/** Who buys what of our brand and when, and what goes wrong with it. */
import { dayMs, hourMs, type Instant } from '../../src/kernel/instant.ts'
import { Random } from '../random.ts'
import type { Cause } from '../truth.ts'
import { brands, type Product } from './brands.ts'
import { ownership } from './person.ts'
import type { Population } from './population.ts'
import { drawCause } from './plan.ts'
import { awake } from './rhythm.ts'

export interface Purchase {
  readonly person: number
  readonly at: Instant
  readonly product: Product
  readonly number: string
  /** A problem that follows, if any: when the person writes to us, and why. */
  readonly problem: { readonly at: Instant; readonly cause: Cause } | null
}

/** The true parameters behind somebody's buying. */
export interface Buyer {
  /** Purchases a year while still a customer. */
  readonly yearlyRate: number
  /** Chance to be lost after any purchase. */
  readonly dropout: number
  readonly purchases: readonly Purchase[]
  /** Last instant at which they still were a customer; `null` for one that never left. */
  readonly lostAt: Instant | null
}

const yearMs = 365.25 * dayMs

/**
 * Everything a person ever buys from Velora, or `null` for somebody who does
 * not ride one. The first purchase is the bicycle; then purchases follow a
 * Poisson process that ends by chance after each (the BG/NBD model: Fader,
 * Hardie and Lee, 2005), with rates and chances that differ between people.
 */
export function buyerOf(population: Population, person: number, anchor: Instant): Buyer | null {
  const sketch = population.sketch(person)
  const owns = sketch.cyclist ? ownership(population.seed, sketch) : null
  if (owns?.brand !== 'velora') return null
  const r = new Random(population.seed, 301, person)
  const yearlyRate = r.gamma(1.4, 1.2)
  const a = r.gamma(1.1, 1)
  const dropout = a / (a + r.gamma(6, 1))
  const yearStart = Date.UTC(new Date(anchor).getUTCFullYear(), 0, 1)
  const purchases: Purchase[] = []
  let at = yearStart - 4 * yearMs + r.next() * 5.5 * yearMs
  const end = yearStart + 2 * yearMs
  for (let n = 0; at < end; n++) {
    const when = wakeful(r, sketch.chronotype, sketch.place.zone, at)
    const problem = r.chance(n === 0 ? 0.34 : 0.22) ? { at: wakeful(r, sketch.chronotype, sketch.place.zone, when + dayMs + r.exponential(9 * dayMs)), cause: drawCause(r) } : null
    purchases.push({ person, at: when, product: n === 0 ? owns.product : r.pick(brands.velora.accessories), number: `${3 + (person % 7)}-${1000 + ((person * 31 + n * 977) % 9000)}`, problem })
    if (r.chance(dropout)) return { yearlyRate, dropout, purchases, lostAt: when }
    at = when + r.exponential(yearMs / Math.max(0.05, yearlyRate))
  }
  return { yearlyRate, dropout, purchases, lostAt: null }
}

/** The same day, at an hour when the person is about. */
function wakeful(r: Random, chronotype: number, zone: string, at: Instant): Instant {
  const day = Math.floor(at / dayMs) * dayMs
  for (let attempt = 0; attempt < 12; attempt++) {
    const candidate = day + r.int(24) * hourMs + r.int(hourMs)
    if (r.chance(awake(chronotype, zone, candidate))) return candidate
  }
  return day + 12 * hourMs + r.int(hourMs)
}

/** All purchases and problems in a span, each as a typed row kept in two columns: 12 bytes a row. */
export interface Calendar {
  /** Persons whose purchase (`problem` false) or problem (`problem` true) falls into [from, to), in time order. */
  readonly between: (from: Instant, to: Instant) => readonly { readonly purchase: Purchase; readonly problem: boolean }[]
}

/** One pass over everybody finds the customers; only their numbers and times are kept. */
export function calendarOf(population: Population, anchor: Instant): Calendar {
  let rows: { at: Float64Array; person: Int32Array } | null = null
  const read = () => {
    const found: [at: number, person: number][] = []
    for (let person = 0; person < population.people; person++) {
      for (const purchase of buyerOf(population, person, anchor)?.purchases ?? []) {
        found.push([purchase.at, person])
        if (purchase.problem !== null) found.push([purchase.problem.at, person])
      }
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1])
    return { at: Float64Array.from(found, ([at]) => at), person: Int32Array.from(found, ([, person]) => person) }
  }
  return {
    between(from, to) {
      rows ??= read()
      const list: { purchase: Purchase; problem: boolean }[] = []
      let low = 0
      let high = rows.at.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((rows.at[middle] ?? 0) < from) low = middle + 1
        else high = middle
      }
      const seen = new Set<number>()
      for (; low < rows.at.length && (rows.at[low] ?? 0) < to; low++) {
        const person = rows.person[low] ?? 0
        if (seen.has(person)) continue
        seen.add(person)
        for (const purchase of buyerOf(population, person, anchor)?.purchases ?? []) {
          if (purchase.at >= from && purchase.at < to) list.push({ purchase, problem: false })
          if (purchase.problem !== null && purchase.problem.at >= from && purchase.problem.at < to) list.push({ purchase, problem: true })
        }
      }
      return list
    },
  }
}
