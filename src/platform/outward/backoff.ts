/** How long to wait before trying again. Pure. */
import { minuteMs, secondMs } from '../../kernel/instant.ts'

export interface Backoff {
  /** The most that the first wait can be. Default one second. */
  readonly baseMs?: number
  /** The most that any wait can be. Default five minutes. */
  readonly capMs?: number
}

/**
 * Milliseconds to wait before attempt `attempt + 1`, counted from 0: anything
 * from nothing to a ceiling that doubles with each attempt ("full jitter", in
 * M. Brooker, *Exponential Backoff and Jitter*, AWS Architecture Blog, 2015),
 * so that many who failed together do not come back together.
 *
 * @param random from 0 to 1, such as `Math.random`.
 */
export function backoffMs(attempt: number, random: () => number, { baseMs = secondMs, capMs = 5 * minuteMs }: Backoff = {}): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt, 0), 40))
  return Math.floor(random() * ceiling)
}
