/**
 * What a topic usually gets: level and trend × hour of the week, learnt from
 * the hours that are kept, so that bursts in the past hardly move it.
 *
 * Each finer part leans on the coarser one as far as its own data are few: the
 * hours of a weekday on those of weekdays or weekends, these on the hours of
 * all days, these on an even day (empirical Bayes for counts: Gelman et al.,
 * "Bayesian Data Analysis", 3rd ed., ch. 2.6).
 */
import { dayMs, hourMs, type Instant } from '../../../kernel/instant.ts'
import { deviate, quantile, type CountLaw } from './count-law.ts'
import type { Counts } from './counts.ts'

export interface Expectation extends CountLaw {
  /** What is passed below, and above, one time in twenty each. */
  readonly low: number
  readonly high: number
}

export interface Usual {
  /** Days with something to learn from. */
  readonly days: number
  /** False while there is less than two weeks: then nothing is judged. */
  readonly isEnough: boolean
  /** Mentions a day at the end of what was learnt from. */
  readonly level: number
  /** How the level moves in a week, as a factor: 1.05 is five in a hundred more. */
  readonly weeklyFactor: number
  /** What to expect over [from, to), up to some weeks ahead. */
  expect(from: Instant, to: Instant): Expectation
  /** How far a count over an hour goes beyond what is usual for the highest hour of a day, in standard deviations of daily peaks. */
  beyond(count: number, expected: CountLaw): number
}

const hoursADay = 24
const hoursAWeek = 168
/** Longest past that is learnt from, in days. */
export const memoryDays = 91
const leastDays = 14
/** Mentions that a coarser profile weighs when a finer one leans on it. */
const leanEven = 24
const leanAllDays = 150
const leanDayKind = 300
/** Days in which what was usual weighs half as much. */
const levelHalfLife = 10
/** The most that a week is taken to change the level, as a logarithm. */
const mostTrend = 0.15
const leastClumpHour = 0.05
const leastClumpDay = 0.02
/** Standard normal deviate that is passed one time in twenty. */
const bandZ = 1.645
/** A day's peak is surprising by at least this much, and days differ by at least this much; a spread of one half is assumed for four days. */
const leastPeak = 0.5
const leastSpread = 0.25
const assumedSpread = 0.5
const assumedDays = 4
/** How far from the middle a past day's peak is believed, in standard deviations: a crisis is not what days usually bring. */
const believedPeaks = 2.5
/** Makes the median distance from the median the standard deviation of a normal law. */
const madToDeviation = 1.4826

/** Monday 0 to Sunday 6, in UTC. */
const weekdayOf = (at: Instant): number => (Math.floor(at / dayMs) + 3) % 7
const isWeekend = (weekday: number): boolean => weekday >= 5

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] ?? 0 : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

interface Day {
  readonly at: Instant
  readonly weekday: number
  readonly hours: Float64Array
  total: number
  /** Share of its own total that counts, so that a burst counts as a busy day and no more. */
  kept: number
}

function daysOf(hourly: Counts, upTo: Instant, isHeard: (hour: Instant) => boolean): Day[] {
  const end = Math.floor(upTo / dayMs) * dayMs
  const days: Day[] = []
  let begun = false
  for (let at = Math.max(Math.ceil(hourly.from / dayMs) * dayMs, end - memoryDays * dayMs); at < end; at += dayMs) {
    const first = Math.round((at - hourly.from) / hourMs)
    const hours = hourly.values.slice(first, first + hoursADay)
    const total = hours.reduce((sum, count) => sum + count, 0)
    begun ||= total > 0
    let heard = 0
    for (let hour = 0; hour < hoursADay; hour++) if (isHeard(at + hour * hourMs)) heard++
    // Before the first mention nobody listened; a day with half its hours unheard says nothing of days.
    if (begun && heard >= 12) days.push({ at, weekday: weekdayOf(at), hours, total: (total * hoursADay) / heard, kept: 1 })
  }
  return days
}

/** The middle of the days around each day: what a burst of less than ten days cannot move. */
function localLevels(days: readonly Day[]): number[] {
  return days.map((_, index) => {
    const from = Math.max(0, Math.min(index - 10, days.length - 21))
    const around = days.slice(from, from + 21).map((day) => day.total)
    // Where most days have nothing the middle is nothing; then the mean of all but the highest fifth.
    const middle = median(around)
    if (middle >= 3) return middle
    const low = around.toSorted((a, b) => a - b).slice(0, Math.ceil(around.length * 0.8))
    return Math.max(middle, low.reduce((sum, total) => sum + total, 0) / Math.max(1, low.length))
  })
}

function weekdayFactors(days: readonly Day[], levels: readonly number[]): number[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const ratios = days.flatMap((day, index) => (day.weekday === weekday && (levels[index] ?? 0) > 0 ? [day.total / (levels[index] ?? 1)] : []))
    if (ratios.length < 2) return 1
    const trimmed = ratios.map((ratio) => Math.min(ratio, 2.5 * Math.max(0.2, median(ratios))))
    const mean = trimmed.reduce((sum, ratio) => sum + ratio, 0) / trimmed.length
    const known = trimmed.length * Math.min(1, (levels.at(-1) ?? 0) / 5)
    return (mean * known + 2) / (known + 2)
  })
}

/** Share of a day's mentions by hour of the week. */
function profileOf(days: readonly Day[]): Float64Array {
  const all = new Float64Array(hoursADay)
  const kinds = [new Float64Array(hoursADay), new Float64Array(hoursADay)]
  const week = new Float64Array(hoursAWeek)
  for (const { hours, weekday, kept } of days) {
    for (let hour = 0; hour < hoursADay; hour++) {
      const count = (hours[hour] ?? 0) * kept
      all[hour] = (all[hour] ?? 0) + count
      const kind = kinds[isWeekend(weekday) ? 1 : 0]
      if (kind) kind[hour] = (kind[hour] ?? 0) + count
      week[weekday * hoursADay + hour] = (week[weekday * hoursADay + hour] ?? 0) + count
    }
  }
  const even = new Float64Array(hoursADay).fill(1 / hoursADay)
  const leaning = (own: Float64Array, on: Float64Array, weight: number): Float64Array => {
    const total = own.reduce((sum, count) => sum + count, 0)
    return own.map((count, hour) => (count + weight * (on[hour] ?? 0)) / (total + weight))
  }
  const allDays = leaning(all, even, leanEven)
  const byKind = kinds.map((kind) => leaning(kind, allDays, leanAllDays))
  const profile = new Float64Array(hoursAWeek)
  for (let weekday = 0; weekday < 7; weekday++) {
    profile.set(leaning(week.slice(weekday * hoursADay, (weekday + 1) * hoursADay), byKind[isWeekend(weekday) ? 1 : 0] ?? allDays, leanDayKind), weekday * hoursADay)
  }
  return profile
}

/** Theil–Sen slope of the logarithm of weekly sums, drawn towards none while weeks are few. Sen, JASA 63 (1968). */
function weeklyTrend(adjusted: readonly number[]): number {
  const weeks: number[] = []
  for (let end = adjusted.length; end >= 7; end -= 7) weeks.unshift(Math.log(adjusted.slice(end - 7, end).reduce((sum, total) => sum + total, 0) + 3))
  const slopes: number[] = []
  for (let a = 0; a < weeks.length; a++) for (let b = a + 1; b < weeks.length; b++) slopes.push(((weeks[b] ?? 0) - (weeks[a] ?? 0)) / (b - a))
  if (slopes.length < 3) return 0
  const slope = median(slopes) * (weeks.length / (weeks.length + 4))
  return Math.max(-mostTrend, Math.min(mostTrend, slope))
}

/** Excess variance by the square of the mean, without the most surprising hundredth. */
function clumpOf(pairs: readonly (readonly [count: number, mean: number])[], least: number): number {
  const rows = pairs.filter(([, mean]) => mean > 0).map(([count, mean]) => ({ excess: (count - mean) ** 2 - mean, square: mean * mean, surprise: (count - mean) ** 2 / (mean + 1) }))
  const kept = rows.toSorted((a, b) => a.surprise - b.surprise).slice(0, Math.max(1, Math.floor(rows.length * 0.99)))
  const square = kept.reduce((sum, row) => sum + row.square, 0)
  return square === 0 ? 1 : Math.max(least, Math.min(4, kept.reduce((sum, row) => sum + row.excess, 0) / square))
}

const surpriseOf = (count: number, law: CountLaw): number => Math.log1p(Math.max(0, count - law.mean) / Math.sqrt(law.mean + law.clump * law.mean ** 2 + 1))

/**
 * What the most surprising hour of a day usually is. Maxima of days follow a
 * Gumbel law (Gumbel, "Statistics of Extremes", 1958, ch. 5), whatever the law
 * of the hours, so one threshold means the same for every topic.
 */
function peaksOf(maxima: readonly number[]): { mean: number; spread: number } {
  if (maxima.length === 0) return { mean: leastPeak, spread: assumedSpread }
  const middle = median(maxima)
  const most = middle + believedPeaks * Math.max(leastSpread, madToDeviation * median(maxima.map((peak) => Math.abs(peak - middle))))
  const believed = maxima.map((peak) => Math.min(peak, most))
  const mean = believed.reduce((sum, peak) => sum + peak, 0) / believed.length
  const squares = believed.reduce((sum, peak) => sum + (peak - mean) ** 2, 0)
  return { mean: Math.max(leastPeak, mean), spread: Math.max(leastSpread, Math.sqrt((squares + assumedDays * assumedSpread ** 2) / (believed.length + assumedDays))) }
}

/**
 * Learns from whole days before `upTo`. `isHeard`: whether anything at all was
 * heard in an hour; hours in which Rapport did not listen teach nothing.
 */
export function learnUsual(hourly: Counts, upTo: Instant, isHeard: (hour: Instant) => boolean = () => true): Usual {
  const days = daysOf(hourly, upTo, isHeard)
  const levels = localLevels(days)
  const weekdays = weekdayFactors(days, levels)
  const usualOf = (index: number): number => (levels[index] ?? 0) * (weekdays[days[index]?.weekday ?? 0] ?? 1)
  for (const [index, day] of days.entries()) {
    const most = 1.6 * usualOf(index) + 3
    day.kept = day.total > most ? most / day.total : 1
  }
  const profile = profileOf(days)
  const adjusted = days.map((day) => (day.total * day.kept) / (weekdays[day.weekday] ?? 1))
  const trend = weeklyTrend(adjusted)
  const end = Math.floor(upTo / dayMs) * dayMs
  let weight = 0
  let weighted = 0
  let age = 0
  for (const [index, day] of days.entries()) {
    const daysAgo = (end - day.at) / dayMs
    const w = 0.5 ** (daysAgo / levelHalfLife)
    weight += w
    weighted += w * (adjusted[index] ?? 0)
    age += w * (daysAgo - 0.5)
  }
  // A faded mean is as old as its days are on average: the trend carries it to the end.
  const level = weight === 0 ? 0 : (weighted / weight) * Math.exp((trend * age) / weight / 7)
  const clumpDay = clumpOf(days.map((day, index) => [day.total * day.kept, usualOf(index)] as const), leastClumpDay)
  const hours = days.flatMap((day, index) => [...day.hours].map((count, hour) => [count, usualOf(index) * (profile[day.weekday * hoursADay + hour] ?? 0)] as const))
  const clumpHour = clumpOf(hours, leastClumpHour)
  const peaks = peaksOf(days.map((_, index) => Math.max(0, ...hours.slice(index * hoursADay, (index + 1) * hoursADay).map(([count, mean]) => surpriseOf(count, { mean, clump: clumpHour })))))
  const meanOver = (from: Instant, to: Instant): number => {
    let mean = 0
    for (let at = from; at < to; ) {
      const hour = Math.floor(at / hourMs) * hourMs
      const until = Math.min(to, hour + hourMs)
      const weekday = weekdayOf(at)
      const share = profile[weekday * hoursADay + (Math.floor(at / hourMs) % hoursADay)] ?? 0
      // A trend seen is not a trend for ever: it is carried on for two weeks.
      const weeksOn = Math.min(2, (hour - end) / (7 * dayMs))
      mean += level * (weekdays[weekday] ?? 1) * share * Math.exp(trend * weeksOn) * ((until - at) / hourMs)
      at = until
    }
    return mean
  }
  return {
    days: days.length, isEnough: days.length >= leastDays, level, weeklyFactor: Math.exp(trend),
    expect: (from, to) => {
      const spanHours = (to - from) / hourMs
      // Hours of one day go together, days hardly: between the two the logarithm of the span decides.
      const share = Math.max(0, Math.min(1, Math.log(spanHours) / Math.log(hoursADay)))
      const clump = spanHours <= hoursADay ? clumpHour * (1 - share) + clumpDay * share : leastClumpDay + clumpDay / (spanHours / hoursADay)
      const law = { mean: meanOver(from, to), clump }
      return { ...law, low: Math.floor(quantile(-bandZ, law)), high: Math.ceil(quantile(bandZ, law)) }
    },
    beyond: (count, law) => Math.max(0, (surpriseOf(count, law) - peaks.mean) / peaks.spread),
  }
}

/** How unusually few or many, where an hour's peak is not the question. */
export const deviateOf = (count: number, expected: CountLaw): number => deviate(count, expected)
