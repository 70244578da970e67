/** Points in time and the clock that gives them. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** Where the present comes from, so that tests and simulations can set it. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }

export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** ISO 8601 in UTC with milliseconds. */
export function iso(at: Instant): string {
  return new Date(at).toISOString()
}

const withZone = /^(\d{4})-(\d{2})-(\d{2})[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*([Zz]|[+-]\d{2}:?\d{2})$/

/**
 * Reads an ISO 8601 / RFC 3339 date-time that names its zone.
 * Returns `null` when it is no such time: a time without a zone means a
 * different moment in every office, so nobody guesses here.
 */
export function parseInstant(text: string): Instant | null {
  const [, year, month, day] = withZone.exec(text) ?? []
  // The engine would read the thirtieth of February as the second of March.
  if (day === undefined || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return null
  const at = Date.parse(text.replace(' ', 'T').replace(/\s+/g, ''))
  return Number.isNaN(at) ? null : at
}
