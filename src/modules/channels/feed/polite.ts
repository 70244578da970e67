/** How long to leave a publisher's server alone. Pure. */
import { dayMs, hourMs, minuteMs } from '../../../kernel/instant.ts'
import { defaultIntervalMinutes, minIntervalMinutes } from './manifest.ts'

export interface Wishes {
  /** What the person who made the source wants. */
  readonly settingMinutes?: number | undefined
  /** What the feed asks: `ttl`, `sy:updatePeriod`. */
  readonly feedMinutes?: number | undefined
  readonly cacheControl?: string | null
}

/**
 * Milliseconds until the next look. Five minutes at least. Without a setting the
 * publisher's wish counts, from a quarter of an hour to a day. A setting
 * overrides the feed's wish, but not what the server says about its cache,
 * up to an hour: asking sooner would only return the same.
 */
export function nextLookMs(wishes: Wishes): number {
  const cacheMs = Math.min(hourMs, maxAgeMs(wishes.cacheControl ?? null))
  if (wishes.settingMinutes !== undefined) return Math.max(minIntervalMinutes * minuteMs, wishes.settingMinutes * minuteMs, cacheMs)
  return Math.min(dayMs, Math.max(defaultIntervalMinutes * minuteMs, (wishes.feedMinutes ?? 0) * minuteMs, cacheMs))
}

function maxAgeMs(cacheControl: string | null): number {
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl ?? '')?.[1]
  return seconds === undefined || /no-cache|no-store/i.test(cacheControl ?? '') ? 0 : Number(seconds) * 1_000
}

/** After the n-th failure in a row: a quarter of an hour, doubling, half a day at most, give or take a tenth. */
export function afterFailureMs(failures: number, random: () => number): number {
  const steady = Math.min(12 * hourMs, 15 * minuteMs * 2 ** Math.min(10, Math.max(0, failures - 1)))
  return Math.round(steady * (0.9 + 0.2 * random()))
}
