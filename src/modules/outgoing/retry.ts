/** What follows from a try: delivered, try again and when, or give up. Pure, for webhooks and mail alike. */
import { dayMs, hourMs, secondMs, type Instant } from '../../kernel/instant.ts'

/** How long a message is tried, counted from its first try. */
export const triedForMs = dayMs
/** A receiver that gets nothing through for this long is switched off. */
export const disabledAfterMs = dayMs

const firstWaitMs = 5 * secondMs
const longestWaitMs = 3 * hourMs

/**
 * Milliseconds to wait after the `tries`th failure in a row, counted from 1:
 * at least half and at most the whole of 5 s, 20 s, 80 s, … 3 h, so that many
 * who failed together do not come back together ("equal jitter", in M. Brooker,
 * *Exponential Backoff and Jitter*, AWS Architecture Blog, 2015).
 *
 * @param askedMs what the receiver asked for with Retry-After; never less than that, within 3 h.
 */
export function waitAfter(tries: number, random: () => number, askedMs = 0): number {
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 4 ** Math.min(Math.max(tries - 1, 0), 20))
  return Math.max(Math.floor(ceiling / 2 + (random() * ceiling) / 2), Math.min(askedMs, longestWaitMs))
}

/** Whether one more try at `nextAt` would come too late. */
export function isOver(firstTriedAt: Instant, nextAt: Instant): boolean {
  return nextAt - firstTriedAt > triedForMs
}

/**
 * How an HTTP status is taken. `gone`: the receiver wants nothing any more.
 * `overloaded`: everything to it should wait. `refused`: this one message was
 * not taken. Source: Standard Webhooks 1.0.0, "Delivery success and failure".
 */
export type Verdict = 'delivered' | 'gone' | 'overloaded' | 'refused'

export function verdictOn(status: number): Verdict {
  if (status >= 200 && status < 300) return 'delivered'
  if (status === 410) return 'gone'
  return status === 429 || status === 408 || status >= 500 ? 'overloaded' : 'refused'
}

/** Milliseconds that a `Retry-After` header asks for: seconds or a date (RFC 9110, section 10.2.3); 0 when it is neither. */
export function retryAfterMs(header: string | null, now: Instant): number {
  if (header === null) return 0
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * secondMs
  const date = Date.parse(header)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}
