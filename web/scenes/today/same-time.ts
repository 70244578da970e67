/** The stretches of time that Today compares: since midnight, and up to the same time on earlier days. Pure. */
import type { Instant } from '../../../src/kernel/instant.ts'
import { minuteMs } from '../../../src/kernel/instant.ts'
import { instantAt, plus, startOf, wallAt } from '../../charts/zoned-time.ts'

export interface Stretch {
  readonly from: Instant
  /** Excluded. */
  readonly to: Instant
}

/** To whole minutes, so that the same question is asked once a minute and not at every tick. */
export function wholeMinute(at: Instant): Instant {
  return Math.floor(at / minuteMs) * minuteMs
}

/**
 * From midnight in `zone`, `daysAgo` days ago, until the wall there showed the same time as at `now`.
 * Where the clocks changed in between the two stretches differ by an hour, as the days did.
 */
export function sinceMidnight(zone: string, now: Instant, daysAgo: number): Stretch {
  const midnight = plus('day', -daysAgo, zone, startOf('day', zone, now))
  const day = wallAt(zone, midnight)
  const { hour, minute, second } = wallAt(zone, now)
  return { from: midnight, to: daysAgo === 0 ? now : instantAt(zone, { year: day.year, month: day.month, day: day.day, hour, minute, second }) }
}
