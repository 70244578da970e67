/** When a server says that it may be asked again. Pure. */
import { TooMuch } from '../../kernel/fault.ts'
import { dayMs, parseInstant, secondMs } from '../../kernel/instant.ts'
import type { Instant } from '../../kernel/instant.ts'

/** Thrown when a server says when to come back; whoever asked waits that long instead of backing off. */
export class RetryAfter extends TooMuch {
  readonly at: Instant
  constructor(words: string, at: Instant, now: Instant) {
    super(words, 'outward.retry-after', 503, Math.max(0, Math.ceil((at - now) / secondMs)))
    this.at = at
  }
}

/** A server that asks for more patience than this is asked again anyway. */
const longestWaitMs = dayMs

/**
 * The instant from which the server may be asked again, or `null` when it sets
 * none. Reads `Retry-After` (RFC 9110, section 10.2.3: seconds or a date), then,
 * when nothing remains of the allowance, `RateLimit` and its kin: an ISO time
 * (Mastodon), Unix seconds (Bluesky, GitHub) or seconds from now (IETF draft).
 * Never in the past, never more than a day ahead.
 */
export function retryAfterOf(headers: Headers, now: Instant): Instant | null {
  const asked = headers.get('retry-after')
  if (asked !== null) {
    const at = momentOf(asked, now)
    if (at !== null) return within(at, now)
  }
  const structured = headers.get('ratelimit')
  if (structured !== null) {
    const remaining = /(?:^|[;,\s])r(?:emaining)?=(\d+)/.exec(structured)?.[1]
    const seconds = /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(structured)?.[1]
    if (remaining !== undefined && Number(remaining) === 0 && seconds !== undefined) return within(now + Number(seconds) * secondMs, now)
  }
  const remaining = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining')
  if (remaining !== null && Number(remaining) > 0) return null
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset')
  const at = reset === null ? null : momentOf(reset, now)
  return at === null ? null : within(at, now)
}

function momentOf(text: string, now: Instant): Instant | null {
  const written = text.trim()
  if (/^\d+(\.\d+)?$/.test(written)) {
    const number = Number(written)
    if (number >= 1e12) return number
    return number >= 1e9 ? number * secondMs : now + number * secondMs
  }
  const zoned = parseInstant(written)
  if (zoned !== null) return zoned
  const dated = /^[A-Za-z]{3,9},? /.test(written) ? Date.parse(written) : Number.NaN
  return Number.isNaN(dated) ? null : dated
}

function within(at: Instant, now: Instant): Instant {
  return Math.min(Math.max(Math.ceil(at), now), now + longestWaitMs)
}
