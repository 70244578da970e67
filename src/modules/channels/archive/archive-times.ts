/** Reads the times that exports and spreadsheets write, several kinds in one column. */
import { parseInstant, type Instant } from '../../../kernel/instant.ts'
import { readFeedDate } from '../feed/feed-dates.ts'
import type { ZonedClock } from './zoned-time.ts'

export interface TimeReading {
  readonly clock: ZonedClock
  /** Whether 3-2-2015 is in February (true) or March, where a date does not tell. */
  readonly dayFirst: boolean
}

/** What a time is, before anybody decides about zone and order. */
export type WrittenTime =
  | { readonly kind: 'instant'; readonly at: Instant }
  /** As the wall clock showed it, written as if it were UTC. */
  | { readonly kind: 'wall'; readonly wall: number }
  /** Two numbers that are day and month in an order that the date itself may or may not tell. */
  | { readonly kind: 'ordered'; readonly first: number; readonly second: number; readonly year: number; readonly clockMs: number }

const isoLocal = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?$/
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?)?$/
const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:(?:,? +|T)(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?)?$/i
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$/
const offsetAtEnd = /(?:\s|\d)(?:Z|[+-]\d{2}:?\d{2}|GMT|UTC|[ECMP][SD]T|CES?T)(?:\s+\d{4})?\)?$/i

/** What is written, or null when it is no time. */
export function readTime(written: string): WrittenTime | null {
  const text = written.trim().replace(/\s+/g, ' ')
  if (text.length < 4 || text.length > 60) return null
  const zoned = parseInstant(text)
  if (zoned !== null) return { kind: 'instant', at: zoned }
  const utc = /^(.*\d) ?(?:UTC|GMT)$/i.exec(text)?.[1]
  if (utc !== undefined) {
    const local = readTime(utc)
    if (local?.kind === 'wall') return { kind: 'instant', at: local.wall }
    if (local !== null) return local
  }
  for (const form of [isoLocal, yearFirst, compact]) {
    const found = form.exec(text)
    // Eight digits are a date only when they can be one; otherwise they are a number.
    if (found !== null) return wallOf(Number(found[1]), Number(found[2]), Number(found[3]), clockOf(found[4], found[5], found[6], undefined, found[7]))
  }
  const ordered = numeric.exec(text)
  if (ordered !== null) return orderedOf(ordered)
  const epoch = epochOf(text)
  if (epoch !== null) return { kind: 'instant', at: epoch }
  if (!/\p{L}{3}/u.test(text)) return null
  const named = readFeedDate(text)
  if (named === null) return null
  return offsetAtEnd.test(text) ? { kind: 'instant', at: named } : { kind: 'wall', wall: named }
}

/** Unix seconds, milliseconds or microseconds from 2001 to 2100, or a spreadsheet's count of days. */
function epochOf(text: string): Instant | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null
  const number = Number(text)
  const whole = text.split('.')[0]?.length ?? 0
  if (whole === 10 && number < 4_102_444_800) return Math.floor(number * 1_000)
  if (whole === 13 && number < 4_102_444_800_000) return Math.floor(number)
  if (whole === 16 && number < 4_102_444_800_000_000) return Math.floor(number / 1_000)
  return null
}

function clockOf(hour = '0', minute = '0', second = '0', half?: string, fraction = ''): number {
  const shift = half === undefined ? 0 : /p/i.test(half) ? (Number(hour) === 12 ? 0 : 12) : Number(hour) === 12 ? -12 : 0
  const [h, m, s] = [Number(hour) + shift, Number(minute), Number(second)]
  if (h > 24 || m > 59 || s > 60) return Number.NaN
  return ((h * 60 + m) * 60 + s) * 1_000 + (fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1_000))
}

function wallOf(year: number, month: number, day: number, clockMs: number): WrittenTime | null {
  if (!isDay(year, month, day) || Number.isNaN(clockMs)) return null
  return { kind: 'wall', wall: Date.UTC(year, month - 1, day) + clockMs }
}

function orderedOf([, a = '', , b = '', y = '', hour, minute, second, half]: RegExpExecArray): WrittenTime | null {
  const clockMs = clockOf(hour, minute, second, half)
  const year = y.length === 2 ? 2000 + Number(y) : Number(y)
  const [first, second_] = [Number(a), Number(b)]
  if (Number.isNaN(clockMs) || (!isDay(year, second_, first) && !isDay(year, first, second_))) return null
  return { kind: 'ordered', first, second: second_, year, clockMs }
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1970 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The instant, by the mapping's zone and order. A date that can only be read the other way is read that way. */
export function instantOf(written: WrittenTime, { clock, dayFirst }: TimeReading): Instant {
  if (written.kind === 'instant') return written.at
  if (written.kind === 'wall') return clock.instantOf(written.wall)
  const { first, second, year, clockMs } = written
  const asDayFirst = isDay(year, second, first) && (dayFirst || !isDay(year, first, second))
  const [day, month] = asDayFirst ? [first, second] : [second, first]
  return clock.instantOf(Date.UTC(year, month - 1, day) + clockMs)
}
