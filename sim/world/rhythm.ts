/** When people are about: hours and weekdays by kind of day, in their own time zone. */
import { dayMs, hourMs, type Instant } from '../../src/kernel/instant.ts'

/** Relative activity by local hour 0–23, weekdays then weekends; 1 is the busiest an hour gets. */
const curves: readonly (readonly [weekday: readonly number[], weekend: readonly number[]])[] = [
  // Commuter: on the way there, at lunch, on the way back, on the sofa.
  [[1, 0, 0, 0, 0, 2, 6, 9, 8, 4, 3, 3, 7, 5, 3, 3, 4, 8, 7, 6, 8, 9, 6, 2], [2, 1, 0, 0, 0, 0, 1, 3, 5, 6, 7, 6, 5, 5, 5, 5, 5, 5, 5, 6, 7, 7, 5, 3]],
  // Office: talks through the working day.
  [[0, 0, 0, 0, 0, 0, 2, 4, 7, 9, 10, 8, 7, 8, 9, 8, 7, 5, 3, 3, 4, 4, 2, 1], [1, 0, 0, 0, 0, 0, 0, 1, 2, 4, 5, 5, 4, 4, 4, 4, 4, 3, 3, 4, 4, 4, 2, 1]],
  // Evening: after the children sleep.
  [[2, 1, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 4, 3, 2, 2, 2, 3, 4, 6, 9, 10, 9, 5], [3, 1, 0, 0, 0, 0, 0, 1, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6, 9, 10, 9, 5]],
  // Night.
  [[9, 8, 5, 3, 1, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 5, 6, 8, 9, 10], [10, 9, 7, 4, 2, 1, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 5, 6, 8, 9, 10]],
  // Early.
  [[0, 0, 0, 1, 4, 9, 10, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 3, 3, 3, 2, 1, 0, 0], [0, 0, 0, 0, 2, 6, 9, 10, 8, 7, 6, 5, 5, 4, 4, 3, 3, 3, 3, 3, 2, 1, 0, 0]],
  // Steady: at home.
  [[1, 0, 0, 0, 0, 0, 2, 4, 6, 7, 8, 7, 6, 6, 7, 7, 7, 6, 6, 7, 7, 6, 4, 2], [1, 0, 0, 0, 0, 0, 1, 3, 6, 7, 8, 7, 6, 6, 7, 7, 7, 6, 6, 7, 7, 6, 4, 2]],
]
/** How common each curve is. */
export const chronotypeWeights: readonly number[] = [0.3, 0.2, 0.22, 0.07, 0.06, 0.15]

const formats = new Map<string, Intl.DateTimeFormat>()
function exactOffset(zone: string, at: Instant): number {
  let format = formats.get(zone)
  if (format === undefined) formats.set(zone, format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }))
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

interface Stretch {
  readonly until: Instant
  readonly offset: number
}

/** Of a zone and a year: stretches between changes of the clock, found by halving between the firsts of months. */
function stretchesOf(zone: string, year: number): readonly Stretch[] {
  const list: Stretch[] = []
  for (let month = 0; month < 12; month++) {
    let low = Date.UTC(year, month, 1)
    let high = Date.UTC(year, month + 1, 1)
    const before = exactOffset(zone, low)
    if (before === exactOffset(zone, high)) continue
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 120_000) * 60_000
      if (exactOffset(zone, middle) === before) low = middle
      else high = middle
    }
    list.push({ until: high, offset: before })
  }
  return [...list, { until: Date.UTC(year + 1, 0, 1), offset: exactOffset(zone, Date.UTC(year, 11, 31, 23)) }]
}

interface KnownZone {
  readonly from: Instant
  readonly to: Instant
  readonly stretches: readonly Stretch[]
  readonly years: Map<number, readonly Stretch[]>
}

const known = new Map<string, KnownZone>()

/** Minutes by which the zone is ahead of UTC at `at`. The platform is asked a few dozen times a zone and year, since each answer costs microseconds. */
export function offsetMinutes(zone: string, at: Instant): number {
  let entry = known.get(zone)
  if (entry === undefined || at < entry.from || at >= entry.to) {
    const year = new Date(at).getUTCFullYear()
    const years = entry?.years ?? new Map<number, readonly Stretch[]>()
    const stretches = years.get(year) ?? stretchesOf(zone, year)
    years.set(year, stretches)
    entry = { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1), years, stretches }
    known.set(zone, entry)
  }
  for (const { until, offset } of entry.stretches) if (at < until) return offset
  return exactOffset(zone, at)
}

export interface LocalTime {
  readonly hour: number
  readonly weekend: boolean
  /** 0 is Sunday. */
  readonly weekday: number
}

export function localTime(zone: string, at: Instant): LocalTime {
  const local = at + offsetMinutes(zone, at) * 60_000
  const weekday = (Math.floor(local / dayMs) + 4) % 7
  return { hour: Math.floor(local / hourMs) % 24, weekend: weekday === 0 || weekday === 6, weekday }
}

/** How likely somebody of this chronotype is about then, 0 to 1. */
export function awake(chronotype: number, zone: string, at: Instant): number {
  const { hour, weekend } = localTime(zone, at)
  return (curves[chronotype]?.[weekend ? 1 : 0][hour] ?? 0) / 10
}
