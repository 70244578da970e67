/** What a bucket is called: in full beside its values, in short under the axis. */
import type { Instant } from '../../src/kernel/instant.ts'
import { localeFor, type Language } from '../words/formats.ts'
import type { Granularity, TickStyle } from './time-ticks.ts'
import { plus } from './zoned-time.ts'

export interface BucketNames {
  /** `Monday 16 November`, `Monday 16 November, 14:00–15:00`, `16–22 November 2026`, `November 2026`. */
  full(start: Instant): string
  /** Under the axis. */
  tick(start: Instant, style: TickStyle): string
}

export function bucketNames(by: Granularity, zone: string, language: Language): BucketNames {
  const locale = localeFor(language, navigator.languages)
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  const ticks: Record<TickStyle, Intl.DateTimeFormat> = { time: format({ hour: '2-digit', minute: '2-digit' }), day: format({ day: 'numeric', month: 'short' }), month: format({ month: 'short' }), year: format({ year: 'numeric' }) }
  const full = {
    hour: format({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    day: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    week: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    month: format({ month: 'long', year: 'numeric' }),
  }[by]
  const isRange = by === 'hour' || by === 'week'
  return {
    full: (start) => isRange ? full.formatRange(start, plus(by, 1, zone, start) - (by === 'week' ? 1 : 0)) : full.format(start),
    tick: (start, style) => ticks[style].format(start),
  }
}
