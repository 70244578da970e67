/** Open minutes: how long somebody was there, when they are there next, when so many minutes have passed. Pure. */
import { dayMs, minuteMs, type Instant } from '../../../kernel/instant.ts'
import { stretchesOf, type Calendar, type OpenHours } from './calendar.ts'
import { offsetSpans } from './offsets.ts'

export interface Span { readonly from: Instant; readonly to: Instant }

/** How much is looked at in one go when looking ahead. */
const pageMs = 28 * dayMs
/** Who does not open within so long, never does. */
const horizonMs = 800 * dayMs

/**
 * When one calendar is open within [from, to). It is open whenever the wall in
 * its zone shows an open time: an hour that the clock skips is no open hour,
 * and one that it shows twice counts twice.
 */
function* calendarSpans(calendar: Calendar, from: Instant, to: Instant): Generator<Span> {
  for (const { from: start, to: end, offsetMs } of offsetSpans(from, to, calendar.zone)) {
    const wallStart = start + offsetMs
    // The day before reaches in with what goes past midnight.
    for (let day = Math.floor(wallStart / dayMs) * dayMs - dayMs; day < end + offsetMs; day += dayMs) {
      for (const stretch of stretchesOf(calendar, day)) {
        const span = { from: Math.max(start, day + stretch.from * minuteMs - offsetMs), to: Math.min(end, day + stretch.to * minuteMs - offsetMs) }
        if (span.from < span.to) yield span
      }
    }
  }
}

/** When at least one of the calendars is open within [from, to): apart, in order. */
export function openSpans(hours: OpenHours, from: Instant, to: Instant): Span[] {
  if (to <= from) return []
  const spans = hours.flatMap((calendar) => [...calendarSpans(calendar, from, to)]).toSorted((a, b) => a.from - b.from)
  const merged: { from: Instant; to: Instant }[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push({ ...span })
  }
  return merged
}

/** Milliseconds of open time within [from, to). */
export function openMs(hours: OpenHours, from: Instant, to: Instant): number {
  return openSpans(hours, from, to).reduce((sum, span) => sum + span.to - span.from, 0)
}

/** Minutes of open time within [from, to), with their fraction. */
export function openMinutes(hours: OpenHours, from: Instant, to: Instant): number {
  return openMs(hours, from, to) / minuteMs
}

export function isOpen(hours: OpenHours, at: Instant): boolean {
  return openSpans(hours, at, at + 1).length > 0
}

/** `at` itself when it is open; else the next opening, `null` when there is none in two years. */
export function nextOpening(hours: OpenHours, at: Instant): Instant | null {
  for (let from = at; from < at + horizonMs; from += pageMs) {
    const first = openSpans(hours, from, from + pageMs)[0]
    if (first) return first.from
  }
  return null
}

/** When they close next; `null` when they are closed at `at` or never close. */
export function nextClosing(hours: OpenHours, at: Instant): Instant | null {
  const span = openSpans(hours, at, at + pageMs)[0]
  return span === undefined || span.from > at || span.to >= at + pageMs ? null : span.to
}

/**
 * The first instant at which `minutes` of open time have passed since `from`;
 * `null` when they never do (nobody is ever there for so long).
 */
export function afterOpenMinutes(hours: OpenHours, from: Instant, minutes: number): Instant | null {
  let leftMs = minutes * minuteMs
  if (leftMs <= 0) return from
  for (let at = from; at < from + horizonMs; at += pageMs) {
    for (const span of openSpans(hours, at, at + pageMs)) {
      if (span.to - span.from >= leftMs) return span.from + leftMs
      leftMs -= span.to - span.from
    }
  }
  return null
}
