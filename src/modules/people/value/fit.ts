/** Fits the value model on a company's purchases, tries it on the newest third of them, and says when there is too little. Pure. */
import type { Instant } from '../../../kernel/instant.ts'
import { expectedPurchases, fitBuying, type Buying, type BuyingModel } from './buying.ts'
import { fitSpending, type Spending, type SpendingModel } from './spending.ts'
import type { BuyingHistory, Calibration, ValueModel } from './value-store.ts'

const weekMs = 7 * 86_400_000
/** Below this the four parameters are guesswork. */
export const needs = { customers: 100, repeaters: 30 } as const

/** Somebody's buying until `until`; `null` when they had not begun. */
export function buyingOf({ days }: BuyingHistory, until: Instant): { buying: Buying; spending: Spending } | null {
  const before = days.filter((day) => day.at <= until)
  const [first] = before
  const last = before.at(-1)
  if (!first || !last) return null
  // The first purchase often is of another kind than those that follow; but one mean needs all it can get.
  const known = before.flatMap((day) => (day.amountMinor === null || day.amountMinor === 0 ? [] : [day.amountMinor / 100]))
  return {
    buying: { x: before.length - 1, tx: (last.at - first.at) / weekMs, T: Math.max((until - first.at) / weekMs, (last.at - first.at) / weekMs, 0.01) },
    spending: { x: known.length, mean: known.length === 0 ? 0 : known.reduce((sum, one) => sum + one, 0) / known.length },
  }
}

interface Fitted {
  readonly buying: BuyingModel | null
  readonly spending: SpendingModel | null
  readonly customers: number
  readonly repeaters: number
}

function fitUntil(histories: readonly BuyingHistory[], until: Instant): Fitted {
  const known = histories.flatMap((history) => buyingOf(history, until) ?? [])
  const repeaters = known.filter((one) => one.buying.x > 0).length
  if (known.length < needs.customers || repeaters < needs.repeaters) return { buying: null, spending: null, customers: known.length, repeaters }
  const spenders = known.map((one) => one.spending).filter((one) => one.x > 0)
  return { buying: fitBuying(known.map((one) => one.buying)).model, spending: spenders.length >= needs.customers ? fitSpending(spenders) : null, customers: known.length, repeaters }
}

const groupOf = (x: number): string => (x >= 4 ? '4+' : String(x))

/** What a model of the first two thirds foretold of the last, beside what came. */
export function calibrate(histories: readonly BuyingHistory[], now: Instant): Calibration | null {
  const first = histories.reduce((min, history) => Math.min(min, history.days[0]?.at ?? min), now)
  const cut = first + ((now - first) * 2) / 3
  const { buying } = fitUntil(histories, cut)
  if (buying === null) return null
  const weeks = (now - cut) / weekMs
  const groups = new Map<string, { customers: number; expected: number; came: number }>()
  for (const history of histories) {
    const before = buyingOf(history, cut)
    if (!before) continue
    const group = groups.get(groupOf(before.buying.x)) ?? { customers: 0, expected: 0, came: 0 }
    groups.set(groupOf(before.buying.x), { customers: group.customers + 1, expected: group.expected + expectedPurchases(buying, before.buying, weeks), came: group.came + history.days.filter((day) => day.at > cut).length })
  }
  const all = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const sum = (of: (group: { customers: number; expected: number; came: number }) => number): number => all.reduce((total, [, group]) => total + of(group), 0)
  return {
    weeks, customers: sum((group) => group.customers), expected: sum((group) => group.expected), came: sum((group) => group.came),
    groups: all.map(([repeats, group]) => ({ repeats, customers: group.customers, expected: group.expected / group.customers, came: group.came / group.customers })),
  }
}

/** The whole model as it is kept. */
export function fitValue(histories: readonly BuyingHistory[], about: { now: Instant; currency: string | null; sampled: boolean }): ValueModel {
  const fitted = fitUntil(histories, about.now)
  return { at: about.now, currency: about.currency, sampled: about.sampled, ...fitted, calibration: fitted.buying === null ? null : calibrate(histories, about.now), needs: { ...needs } }
}
