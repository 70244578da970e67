/** Days, weeks and months as a zone's calendar cuts them. */
import { Invalid } from './fault.ts'
import { dayMs, hourMs, type Instant } from './instant.ts'

export type Bucket = 'hour' | 'day' | 'week' | 'month'

const formats = new Map<string, Intl.DateTimeFormat>()

const noZone = (zone: string): Invalid => new Invalid(`"${zone.slice(0, 60)}" is no time zone. Write an IANA name such as Europe/Brussels.`, { path: '/zone' }, 'calendar.zone')

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
    } catch {
      throw noZone(zone)
    }
    if (formats.size > 600) formats.clear()
    formats.set(zone, format)
  }
  return format
}

/** An IANA zone, spelled as every engine knows it. @throws {Invalid} when there is no such zone. */
export function knownZone(zone: string): string {
  const { timeZone } = formatOf(zone).resolvedOptions()
  // A bare offset has no calendar of its own, and ClickHouse knows none.
  if (/^[+-]/.test(timeZone)) throw noZone(zone)
  return timeZone
}

/** What the clock on the wall shows, as if it were UTC. */
function wallOf(at: Instant, zone: string): Instant {
  const parts: Record<string, number> = {}
  for (const part of formatOf(zone).formatToParts(at)) if (part.type !== 'literal') parts[part.type] = Number(part.value)
  return Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0)
}

/** The first instant at which the wall shows `wall` or, where the clock jumps over it, later. */
function instantOfWall(wall: Instant, zone: string): Instant {
  let guess = wall - (wallOf(wall, zone) - wall)
  for (let tries = 0; tries < 3; tries++) {
    const shown = wallOf(guess, zone)
    if (shown === wall) {
      // Where the clock is set back the wall shows it twice: the earlier one is meant.
      return wallOf(guess - hourMs, zone) === wall ? guess - hourMs : guess
    }
    guess += wall - shown
  }
  return guess
}

/** Start of the bucket that holds `at`. Weeks start on Monday (ISO 8601). */
export function startOf(bucket: Bucket, at: Instant, zone: string): Instant {
  if (bucket === 'hour') return hourOf(at, zone)
  const wall = new Date(wallOf(at, zone))
  wall.setUTCHours(0, 0, 0, 0)
  if (bucket === 'week') wall.setUTCDate(wall.getUTCDate() - ((wall.getUTCDay() + 6) % 7))
  if (bucket === 'month') wall.setUTCDate(1)
  return instantOfWall(wall.getTime(), zone)
}

/** Hours are cut by the offset that holds then, so that the hour that comes twice stays two. */
function hourOf(at: Instant, zone: string): Instant {
  const offset = wallOf(at - (at % 1_000), zone) - (at - (at % 1_000))
  return Math.floor((at + offset) / hourMs) * hourMs - offset
}

/** Start of the bucket after the one that starts at `start`. */
export function nextStart(bucket: Bucket, start: Instant, zone: string): Instant {
  if (bucket === 'hour') return start + hourMs
  if (bucket === 'month') return startOf('month', start + 32 * dayMs, zone)
  // A day has 23 to 25 hours; one and a half ends in the middle of the next.
  return startOf(bucket, start + (bucket === 'day' ? 1.5 : 7.5) * dayMs, zone)
}

/** Starts of all buckets that touch [from, to). */
export function starts(bucket: Bucket, from: Instant, to: Instant, zone: string, max: number): Instant[] {
  const list: Instant[] = []
  for (let start = startOf(bucket, from, zone); start < to; start = nextStart(bucket, start, zone)) {
    list.push(start)
    if (list.length > max) throw new Invalid(`That is more than ${max} ${bucket}s. Ask for a shorter period or larger steps.`, { path: '/by' }, 'calendar.too-many')
  }
  return list
}
