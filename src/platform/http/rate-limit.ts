/** How often one caller may come: a token bucket each, in memory. */
import { TooMuch } from '../../kernel/fault.ts'
import type { Clock } from '../../kernel/instant.ts'

export interface Rate {
  /** Calls that may come at once. */
  readonly burst: number
  /** Calls that are given back each second. */
  readonly perSecond: number
}

interface Bucket {
  tokens: number
  at: number
}

const maxBuckets = 50_000

/** Takes one call off the caller's bucket. Source: the token bucket of RFC 2697, section 3, with one colour. */
export function rateLimiter(clock: Clock): (caller: string, rate: Rate) => void {
  const buckets = new Map<string, Bucket>()
  return (caller, rate) => {
    const now = clock.now()
    const bucket = buckets.get(caller) ?? { tokens: rate.burst, at: now }
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1_000) * rate.perSecond)
    bucket.at = now
    // Re-inserting keeps the map in order of last use, so that the oldest are dropped first.
    buckets.delete(caller)
    buckets.set(caller, bucket)
    if (buckets.size > maxBuckets) for (const oldest of buckets.keys()) { buckets.delete(oldest); break }
    if (bucket.tokens < 1) {
      const waitSeconds = Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond))
      throw new TooMuch(`Too many requests: at most ${rate.perSecond} a second here. Try again in ${waitSeconds} s.`, 'rate-limit', 429, waitSeconds)
    }
    bucket.tokens -= 1
  }
}
