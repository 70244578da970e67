/** Until when a conversation can be put away with one press, in the member's zone. Pure. */
import { dayMs, hourMs, minuteMs, type Instant } from '../../../../src/kernel/instant.ts'
import { instantAt, plus, wallAt, weekdayOf } from '../../../charts/zoned-time.ts'

export type SnoozeName = 'hour' | 'evening' | 'tomorrow' | 'weekend' | 'monday' | 'week'
export interface SnoozeTime {
  readonly name: SnoozeName
  readonly at: Instant
}

const [morning, evening] = [9, 17]

/** So many days from now, at an hour of that day's clock. */
function at(zone: string, days: number, hour: number, now: Instant): Instant {
  const { year, month, day } = wallAt(zone, plus('day', days, zone, now))
  return instantAt(zone, { year, month, day, hour })
}

/** What makes sense at `now`, the soonest first. */
export function snoozeTimes(zone: string, now: Instant): SnoozeTime[] {
  const today = ((weekdayOf(wallAt(zone, now)) + 6) % 7) + 1
  const all: SnoozeTime[] = [
    { name: 'hour', at: Math.ceil((now + hourMs) / (5 * minuteMs)) * 5 * minuteMs },
    { name: 'evening', at: at(zone, 0, evening, now) },
    { name: 'tomorrow', at: at(zone, 1, morning, now) },
    ...(today < 5 ? [{ name: 'weekend', at: at(zone, 6 - today, morning, now) } as const] : []),
    { name: 'monday', at: at(zone, 8 - today, morning, now) },
    { name: 'week', at: at(zone, 7, morning, now) },
  ]
  const seen = new Set<Instant>()
  return all.filter((one) => {
    // Later today makes sense only while today still has some hours.
    const holds = one.at > now + (one.name === 'evening' ? 2 * hourMs : 0) && one.at < now + 10 * dayMs && !seen.has(one.at)
    seen.add(one.at)
    return holds
  }).toSorted((a, b) => a.at - b.at)
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-12-01T09:00` of a zone's clock, as a `datetime-local` field gives and takes it. */
export function localTime(zone: string, instant: Instant): string {
  const { year, month, day, hour, minute } = wallAt(zone, instant)
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** The moment at which a zone's clock shows this; `null` when it is no time. */
export function instantOf(zone: string, local: string): Instant | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(local)
  if (found === null) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map(Number)
  return instantAt(zone, { year, month, day, hour, minute })
}
