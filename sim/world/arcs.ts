/** The story: launch, campaign, scandal, crisis and slow burn, placed in time before the anchor. */
import { dayMs, hourMs, type Instant } from '../../src/kernel/instant.ts'
import { mix } from '../random.ts'
import type { ArcKind, BrandId, Cause } from '../truth.ts'
import type { Language } from './places.ts'
import { localTime, offsetMinutes } from './rhythm.ts'

export interface Arc {
  readonly kind: ArcKind
  readonly brand: BrandId
  readonly start: Instant
  /** 1 for the newest cycle, less for earlier ones. */
  readonly scale: number
  /** Which turn of the story: 0 the newest. */
  readonly cycle: number
}

/** Days after which the story comes round again in a long history. */
const cycleDays = 91
/** Hours from the first post of a crisis to the company's statement; before it the company says nearly nothing. */
export const silenceHours = 26

/** The last Tuesday 09:40 in Brussels that lies at least three days before `anchor`. */
function crisisStart(anchor: Instant): Instant {
  let day = Math.floor((anchor - 3 * dayMs) / dayMs) * dayMs
  while (localTime('Europe/Brussels', day + 12 * hourMs).weekday !== 2) day -= dayMs
  return day + 9 * hourMs + 40 * 60_000 - offsetMinutes('Europe/Brussels', day + 9 * hourMs) * 60_000
}

/**
 * Every arc that touches the time from `from` on. `anchor` is the present as
 * the story sees it: the crisis lies three to nine days before it.
 */
export function arcsOf(seed: number, anchor: Instant, from: Instant): readonly Arc[] {
  const list: Arc[] = []
  for (let cycle = 0; cycle === 0 || anchor - cycle * cycleDays * dayMs > from - 10 * dayMs; cycle++) {
    const wobble = (n: number) => (mix(seed, 201, cycle, n) / 4294967296 - 0.5) * 2
    const crisis = crisisStart(anchor - cycle * cycleDays * dayMs)
    const scale = cycle === 0 ? 1 : 0.55 + 0.25 * wobble(1)
    const arc = (kind: ArcKind, brand: BrandId, daysBefore: number, n: number): Arc => ({ kind, brand, scale, cycle, start: Math.round(crisis - daysBefore * dayMs + (cycle === 0 ? 0 : wobble(n) * 3 * dayMs)) })
    list.push(
      { kind: 'crisis', brand: 'velora', start: crisis, scale, cycle },
      arc('scandal', 'norrhjul', 15, 2), arc('campaign', 'velora', 27, 3), arc('launch', 'velora', 41, 4), arc('slow-burn', 'velora', 66, 5),
    )
  }
  return list
}

/** Root posts a day that the arc adds at `at`, as a multiple of the brand's usual. */
export function intensity(arc: Arc, at: Instant): number {
  const hours = (at - arc.start) / hourMs
  if (hours < 0) return 0
  const days = hours / 24
  switch (arc.kind) {
    case 'crisis': return days > 14 ? 0 : arc.scale * (6.2 * (1 - Math.exp(-hours / 3)) * Math.exp(-hours / 34) + (hours > silenceHours ? 0.9 * Math.exp(-(hours - silenceHours) / 55) : 0))
    case 'scandal': return days > 12 ? 0 : arc.scale * 3.4 * (1 - Math.exp(-hours / 5)) * Math.exp(-hours / 30)
    case 'launch': return days > 14 ? 0 : arc.scale * 2.6 * (1 - Math.exp(-hours / 2)) * Math.exp(-days / 2.2)
    case 'campaign': return days > 21 ? 0 : arc.scale * 0.35 * Math.min(1, days / 3)
    case 'slow-burn': return days > 80 ? 0 : arc.scale * 0.03 * Math.exp(Math.min(days, 66) / 66 * 2.9)
    case 'flare': return 0
  }
}

/** What somebody drawn in by the arc says at `at`: the rule of the lexicon, and the cause. */
export function voiceOf(arc: Arc, at: Instant, chance: number): { rule: string; cause: Cause | null } {
  const hours = (at - arc.start) / hourMs
  switch (arc.kind) {
    case 'crisis': return hours > silenceHours && chance < Math.min(0.75, (hours - silenceHours) / 100) ? { rule: 'aftermath', cause: 'late-hub-gear' } : { rule: chance > 0.9 ? 'complaint_late-hub-gear' : 'crisis', cause: 'late-hub-gear' }
    case 'scandal': return { rule: 'scandal', cause: 'silent-recall' }
    case 'launch': return { rule: 'launch', cause: null }
    case 'campaign': return { rule: 'campaign', cause: null }
    case 'slow-burn': return { rule: 'complaint_belt-squeak', cause: 'belt-squeak' }
    case 'flare': return { rule: 'complaint_app-pairing', cause: 'app-pairing' }
  }
}

/** In which languages the arc runs at `at`, as weights; the crisis crosses into French and German with hours of delay. */
export function languagesOf(arc: Arc, at: Instant): readonly (readonly [Language, number])[] {
  if (arc.kind !== 'crisis') return [['en', 0.35], ['nl', 0.3], ['fr', 0.17], ['de', 0.15], ['es', 0.03]]
  const hours = (at - arc.start) / hourMs
  const after = (delay: number) => Math.max(0, Math.min(1, (hours - delay) / 6))
  return [['nl', 1], ['en', 0.7], ['fr', 0.55 * after(5)], ['de', 0.4 * after(10)]]
}
