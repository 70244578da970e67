/** The stretch of time that is looked at: presets and chosen dates, cut in the viewer's zone. */
import type { Instant } from '../../../src/kernel/instant.ts'
import { dateIn, plus, startOf, startOfDate } from '../../charts/zoned-time.ts'
import type { Granularity } from '../../charts/time-ticks.ts'

export const periodPresets = ['today', 'yesterday', '24h', '7d', '28d', '90d', '12m'] as const
export type PeriodPreset = (typeof periodPresets)[number]
/** A preset, or two dates (both included) such as `2026-11-22`. */
export type Period = { readonly preset: PeriodPreset } | { readonly from: string; readonly to: string }

export interface Stretch {
  /** Included. */
  readonly from: Instant
  /** Excluded; `null` while it runs on to now. */
  readonly to: Instant | null
}

/** What a period means now. Days are those of `zone`, so one of them may last 23 or 25 hours. */
export function stretchOf(period: Period, zone: string, now: Instant): Stretch {
  const today = startOf('day', zone, now)
  if ('preset' in period) {
    if (period.preset === 'today') return { from: today, to: null }
    if (period.preset === 'yesterday') return { from: plus('day', -1, zone, today), to: today }
    if (period.preset === '24h') return { from: plus('hour', -23, zone, startOf('hour', zone, now)), to: null }
    if (period.preset === '12m') return { from: plus('month', -11, zone, startOf('month', zone, now)), to: null }
    return { from: plus('day', 1 - Number.parseInt(period.preset, 10), zone, today), to: null }
  }
  const first = startOfDate(zone, period.from) ?? today
  const last = startOfDate(zone, period.to) ?? today
  const [from, until] = first <= last ? [first, last] : [last, first]
  const end = plus('day', 1, zone, until)
  return { from, to: end > now && from <= now ? null : end }
}

/** The whole days of a stretch, both included, for the two date fields. */
export function datesOf(stretch: Stretch, zone: string, now: Instant): { from: string; to: string } {
  return { from: dateIn(zone, stretch.from), to: dateIn(zone, stretch.to === null ? now : stretch.to - 1) }
}

const days = (stretch: Stretch, now: Instant): number => ((stretch.to ?? now) - stretch.from) / 86_400_000

/** Buckets that make a readable picture: at least a handful, never thousands. */
export function granularities(stretch: Stretch, now: Instant): Granularity[] {
  const long = days(stretch, now)
  const fits: [Granularity, boolean][] = [['hour', long <= 15], ['day', long > 1.5 && long <= 400], ['week', long > 20 && long <= 2_200], ['month', long > 62]]
  const kept = fits.flatMap(([by, fit]) => fit ? [by] : [])
  return kept.length > 0 ? kept : ['month']
}

/** The bucket that is shown unless another is chosen. */
export function usualGranularity(stretch: Stretch, now: Instant): Granularity {
  const long = days(stretch, now)
  const wanted: Granularity = long <= 3.1 ? 'hour' : long <= 120 ? 'day' : long <= 800 ? 'week' : 'month'
  const possible = granularities(stretch, now)
  return possible.includes(wanted) ? wanted : possible[0] ?? 'day'
}

/** Where a bucket ends: the next one's start. */
export function bucketEnd(start: Instant, by: Granularity, zone: string): Instant {
  return plus(by, 1, zone, start)
}
