/** Take-in goes first: work that can wait a moment asks here whether it should. */
import { setTimeout as wait } from 'node:timers/promises'

export interface Pressure {
  /** Notes how many interactions a sender brings. */
  brought(count: number): void
  /** Resolves when no more comes than the loop keeps up with, at the latest after `maxMs`. */
  calm(maxMs: number): Promise<void>
}

/**
 * So many in a window are a burst: more than the loop records meanwhile. What
 * the loop is made to keep up with, 5,000 a second, is not.
 */
const burst = 2_000
const windowMs = 250
const lookEveryMs = 25

/** @param now A clock that only goes on, in milliseconds. */
export function openPressure(now: () => number = () => performance.now()): Pressure {
  let arrivals: { at: number; count: number }[] = []
  const lately = (): number => {
    const since = now() - windowMs
    arrivals = arrivals.filter(({ at }) => at > since)
    return arrivals.reduce((sum, { count }) => sum + count, 0)
  }
  return {
    brought: (count) => void arrivals.push({ at: now(), count }),
    calm: async (maxMs) => {
      const until = now() + maxMs
      while (lately() >= burst && now() < until) await wait(lookEveryMs)
    },
  }
}
