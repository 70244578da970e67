/** Which buckets get a label under a picture over time, and how much of the date each needs. */
import type { Instant } from '../../src/kernel/instant.ts'
import { wallAt, weekdayOf } from './zoned-time.ts'

export type Granularity = 'hour' | 'day' | 'week' | 'month'
/** How much of the date a label shows. */
export type TickStyle = 'time' | 'day' | 'month' | 'year'
export interface TimeTick {
  readonly bucket: number
  readonly style: TickStyle
}

/**
 * Labels at places that people count by: midnights, Mondays, firsts of the
 * month, new years. The finest rule whose labels stay `minimumGapPx` apart wins.
 */
export function timeTicks(buckets: readonly Instant[], by: Granularity, zone: string, bandPx: number, minimumGapPx = 64): TimeTick[] {
  const walls = buckets.map((at) => wallAt(zone, at))
  const rules: ((bucket: number) => TickStyle | null)[] = []
  const wall = (bucket: number) => walls[bucket] ?? { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  const everyHours = (step: number) => (bucket: number): TickStyle | null => wall(bucket).hour === 0 ? 'day' : wall(bucket).hour % step === 0 ? 'time' : null
  const midnight = (keep: (bucket: number) => boolean) => (bucket: number): TickStyle | null => (by !== 'hour' || wall(bucket).hour === 0) && keep(bucket) ? 'day' : null
  const months = (step: number) => (bucket: number): TickStyle | null => {
    const { month } = wall(bucket)
    const turned = bucket === 0 ? by === 'month' : wall(bucket - 1).month !== month
    return turned && (month - 1) % step === 0 ? (month === 1 ? 'year' : 'month') : null
  }
  if (by === 'hour') rules.push(...[1, 3, 6, 12].map(everyHours))
  if (by === 'hour' || by === 'day') rules.push(midnight(() => true), midnight((bucket) => wall(bucket).day % 2 === 1 && wall(bucket).day < 31), midnight((bucket) => weekdayOf(wall(bucket)) === 1))
  if (by === 'week') rules.push(midnight(() => true), midnight((bucket) => bucket % 2 === 0), midnight((bucket) => bucket % 4 === 0))
  rules.push(...[1, 3, 6, 12].map(months))
  for (const rule of rules) {
    const ticks = buckets.flatMap((_, bucket) => { const style = rule(bucket); return style ? [{ bucket, style }] : [] })
    if (ticks.length === 0) continue
    if (ticks.every((tick, index) => index === 0 || (tick.bucket - (ticks[index - 1]?.bucket ?? 0)) * bandPx >= minimumGapPx)) return ticks
  }
  return evenly(buckets.length, bandPx, minimumGapPx).map((bucket) => ({ bucket, style: by === 'month' ? 'month' : 'day' }))
}

function evenly(count: number, bandPx: number, gapPx: number): number[] {
  const step = Math.max(1, Math.ceil(gapPx / Math.max(bandPx, 0.01)))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}
