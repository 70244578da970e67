/** When a team is there: its hours by weekday, in its zone, with holidays. */
import { z } from 'zod'
import { Invalid } from '../../../kernel/fault.ts'

const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'a time of day is written as 09:00, at most 24:00')
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written as 2026-12-25')

/** A stretch of the day as the wall shows it. One that ends at or before its beginning goes on into the next day. */
export const stretchSchema = z.object({ from: clock, to: clock })

export const calendarSchema = z.object({
  /** IANA name: `Europe/Brussels`. */
  zone: z.string().min(1).max(60),
  /** ISO 8601 weekdays: 1 is Monday, 7 Sunday. */
  week: z.array(stretchSchema.extend({ days: z.array(z.int().min(1).max(7)).min(1).max(7) })).max(50),
  /** Days unlike the others. Without hours: closed. `yearly`: on that day and month of every year. */
  holidays: z.array(z.object({ date, name: z.string().trim().min(1).max(80), yearly: z.boolean().default(false), hours: z.array(stretchSchema).max(10).default([]) })).max(500).default([]),
})
export type Calendar = z.output<typeof calendarSchema>
export type Stretch = z.output<typeof stretchSchema>

/**
 * When somebody is there: whenever one of these calendars is open, so that
 * several teams around the world take turns. None: never.
 */
export type OpenHours = readonly Calendar[]

const whole: Stretch = { from: '00:00', to: '24:00' }
/** Day and night, for teams that gave no hours. */
export const alwaysOpen: Calendar = { zone: 'UTC', week: [{ days: [1, 2, 3, 4, 5, 6, 7], ...whole }], holidays: [] }

/** Minutes since midnight. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** @throws {Invalid} for a day that no calendar has, an hour past 24:00, or a stretch of no length. */
export function checkCalendar(calendar: Calendar): Calendar {
  const check = ({ from, to }: Stretch, path: string): void => {
    if (minuteOf(from) > 1_439 || minuteOf(to) > 1_440) throw new Invalid(`"${minuteOf(from) > 1_439 ? from : to}" is past the end of the day. Write 24:00 for midnight.`, { path }, 'conversations.hours.time')
    if (from === to) throw new Invalid(`From ${from} to ${to} is no time at all. Write 00:00 to 24:00 for the whole day.`, { path }, 'conversations.hours.empty')
  }
  for (const [at, one] of calendar.week.entries()) check(one, `/week/${at}`)
  for (const [at, { date: day, hours }] of calendar.holidays.entries()) {
    const parsed = new Date(`${day}T00:00:00Z`)
    if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day) throw new Invalid(`There is no day ${day}. Write year, month and day as in 2026-12-25.`, { path: `/holidays/${at}/date` }, 'conversations.hours.day')
    for (const one of hours) check(one, `/holidays/${at}/hours`)
  }
  return calendar
}

const dayOfWeek = (wallDayMs: number): number => new Date(wallDayMs).getUTCDay() || 7

/** The stretches that begin on a day, in minutes since its midnight; what goes past midnight ends after 1,440. */
export function stretchesOf(calendar: Calendar, wallDayMs: number): { readonly from: number; readonly to: number }[] {
  const day = new Date(wallDayMs).toISOString().slice(0, 10)
  // A holiday of this very year says more than one of every year.
  const holiday = calendar.holidays.find((one) => !one.yearly && one.date === day) ?? calendar.holidays.find((one) => one.yearly && one.date.slice(5) === day.slice(5))
  const stretches = holiday ? holiday.hours : calendar.week.filter(({ days }) => days.includes(dayOfWeek(wallDayMs)))
  return stretches.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) <= minuteOf(from) ? minuteOf(to) + 1_440 : minuteOf(to) }))
}
