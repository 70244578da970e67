/** The world from now on, at a pace that is pleasant to watch. */
import { minuteMs, secondMs, type Instant } from '../../src/kernel/instant.ts'
import { Random, textSeed } from '../random.ts'
import { brandIds } from '../truth.ts'
import { brands } from './brands.ts'
import type { Course } from './course.ts'
import type { Director } from './director.ts'
import type { Due } from './due.ts'
import { everydayPlan, planOf } from './plan.ts'

export interface LiveRates {
  /** Public events a second in all. */
  readonly perSecond: number
  /** Share about the brands in the first minutes, so that somebody who has just come sees something. */
  readonly brandShareFirst: number
  /** Share to which it settles, so that today does not dwarf the history. */
  readonly brandShareLater: number
  /** Time in which it settles (the mean of an exponential). */
  readonly settleMs: number
  /** Minutes after the start at which a small flare of complaints begins; `null` for none. */
  readonly flareAfterMinutes: number | null
}

const pleasantRates: LiveRates = { perSecond: 5, brandShareFirst: 0.1, brandShareLater: 0.004, settleMs: 8 * minuteMs, flareAfterMinutes: 14 }

/** Cascades unfold in minutes instead of hours. */
const liveTempo = 1 / 45
const slotMs = 10 * secondMs
/** With the tempo of cascades: nothing is set off later than this. */
const reachMs = 5 * minuteMs
const eventsPerRoot = 2

export function liveCourse(seed: number, director: Director, start: Instant, given: Partial<LiveRates> = {}): Course {
  const rates = { ...pleasantRates, ...given }
  return {
    seed, director, arcs: [], slotMs, tempo: liveTempo, reachMs, begin: start,
    beginnings(slot) {
      const from = slot * slotMs
      const since = Math.max(0, from - start)
      const r = new Random(seed, 601, slot)
      const dues: Due[] = []
      const base = () => {
        const id = `l${slot.toString(36)}.${dues.length.toString(36)}`
        return { id, at: from + r.int(slotMs), sub: textSeed(id) % 1000 }
      }
      const roots = rates.perSecond * (slotMs / secondMs) / eventsPerRoot
      const share = rates.brandShareLater + (rates.brandShareFirst - rates.brandShareLater) * Math.exp(-since / rates.settleMs)
      const spread = () => r.logNormal(Math.exp(-0.5), 1)
      for (let n = r.poisson(roots * share); n > 0; n--) {
        const brand = brandIds[r.weighted(brandIds.map((id) => brands[id].weight))] ?? 'velora'
        dues.push({ ...base(), make: 'root', plan: everydayPlan(r, brand), language: null, spread: spread() })
      }
      for (let n = r.poisson(roots * 0.05); n > 0; n--) dues.push({ ...base(), make: 'root', plan: planOf('commuting', { brand: null, subject: 'commuting' }), language: null, spread: spread() })
      for (let n = r.poisson(roots * (0.95 - share)); n > 0; n--) dues.push({ ...base(), make: 'root', plan: planOf('noise', { brand: null }), language: null, spread: spread() })
      if (rates.flareAfterMinutes !== null) {
        const minutes = since / minuteMs - rates.flareAfterMinutes
        const force = minutes < 0 ? 0 : 1.4 * (1 - Math.exp(-minutes)) * Math.exp(-minutes / 6)
        for (let n = r.poisson(force * slotMs / minuteMs * 5); n > 0; n--) {
          dues.push({ ...base(), make: 'root', plan: planOf('complaint_app-pairing', { brand: 'velora', cause: 'app-pairing', arc: 'flare' }), language: r.pick(['en', 'nl', 'nl', 'fr', 'de']), spread: spread() * 1.5 })
        }
      }
      return dues
    },
  }
}
