/** Calendar arithmetic in a time zone: where days, weeks and months begin there, whatever its clocks do. */
import type { Instant } from '../../src/kernel/instant.ts'

/** What a clock and a calendar on the wall show. `month` and `day` count from 1. */
export interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}
export type CalendarUnit = 'hour' | 'day' | 'week' | 'month'

const formats = new Map<string, Intl.DateTimeFormat>()
function wallFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
    formats.set(zone, format)
  }
  return format
}

/** What the wall shows in `zone` at that instant. @throws RangeError for a zone the runtime does not know. */
export function wallAt(zone: string, at: Instant): Wall {
  const wall = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of wallFormat(zone).formatToParts(at)) if (type in wall) wall[type as keyof Wall] = Number(value)
  return wall
}

const asUtc = (wall: Wall): number => Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
const offsetMs = (zone: string, at: Instant): number => asUtc(wallAt(zone, at)) - Math.floor(at / 1000) * 1000

/**
 * The instant at which the wall shows this. An hour that happens twice gives
 * its first time; one that is skipped gives the moment the clocks jump past it.
 * Fields may overflow: day 0 is the last of the month before, hour 24 is midnight.
 */
export function instantAt(zone: string, fields: Partial<Wall> & Pick<Wall, 'year' | 'month' | 'day'>): Instant {
  const wanted = asUtc({ hour: 0, minute: 0, second: 0, ...fields })
  // No zone changes its clocks twice within two days, so these two offsets are all that can apply.
  const before = wanted - offsetMs(zone, wanted - 86_400_000)
  const after = wanted - offsetMs(zone, wanted + 86_400_000)
  const shows = (at: Instant): boolean => at + offsetMs(zone, at) === wanted
  const first = Math.min(before, after)
  if (shows(first)) return first
  return shows(Math.max(before, after)) ? Math.max(before, after) : before
}

/** Where the unit that holds `at` begins in `zone`. Weeks begin on Monday (ISO 8601). */
export function startOf(unit: CalendarUnit, zone: string, at: Instant): Instant {
  const wall = wallAt(zone, at)
  if (unit === 'hour') return Math.floor(at / 1000) * 1000 - (wall.minute * 60 + wall.second) * 1000
  if (unit === 'month') return instantAt(zone, { year: wall.year, month: wall.month, day: 1 })
  const back = unit === 'week' ? (weekdayOf(wall) + 6) % 7 : 0
  return instantAt(zone, { year: wall.year, month: wall.month, day: wall.day - back })
}

/** `count` units later on the wall of `zone`: a day may last 23 or 25 hours. */
export function plus(unit: CalendarUnit, count: number, zone: string, at: Instant): Instant {
  if (unit === 'hour') return at + count * 3_600_000
  const wall = wallAt(zone, at)
  if (unit === 'month') return instantAt(zone, { ...wall, month: wall.month + count })
  return instantAt(zone, { ...wall, day: wall.day + count * (unit === 'week' ? 7 : 1) })
}

/** Weekday of a wall date, Sunday 0. */
export function weekdayOf(wall: Pick<Wall, 'year' | 'month' | 'day'>): number {
  return new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay()
}

/** `2026-11-22`: the date on the wall of `zone`. */
export function dateIn(zone: string, at: Instant): string {
  const { year, month, day } = wallAt(zone, at)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Midnight of a date such as `2026-11-22` in `zone`; `null` when there is no such date. */
export function startOfDate(zone: string, date: string): Instant | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const utc = new Date(Date.UTC(year, month - 1, day))
  return utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day ? instantAt(zone, { year, month, day }) : null
}

/** The city by which people know a zone: `Europe/Brussels` → `Brussels`. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** `zone` when the runtime knows it, else `UTC`: a profile may have been written by a newer one. */
export function knownZone(zone: string | null | undefined): string {
  if (!zone) return 'UTC'
  try {
    wallFormat(zone)
    return zone
  } catch {
    return 'UTC'
  }
}
