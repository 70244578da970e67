/** Take-in goes first, recording second: work that can wait a moment asks here whether it should. */
import { setTimeout as wait } from 'node:timers/promises'

export interface Pressure {
  /** Notes how many interactions a sender brings. */
  brought(count: number): void
  /** Notes how many interactions the loop takes on. */
  recording(count: number): void
  /** For the loop: resolves when no more comes than it keeps up with, at the latest after `maxMs`. */
  calm(maxMs: number): Promise<void>
  /**
   * For what is worked out behind the loop, after a turn of work: resolves when
   * the loop is not busy, and at the latest when so much time has passed that
   * the turn was a tenth of it. So nothing stands still, however long the loop is busy.
   */
  giveWay(spentMs: number, signal?: AbortSignal): Promise<void>
}

/**
 * So many in a window are a burst: more than the loop records meanwhile. What
 * the loop is made to keep up with, 5,000 a second, is not.
 */
const burst = 2_000
const windowMs = 250
const lookEveryMs = 25
/** From so many a second on the loop needs the machine for itself. */
const busy = 500
const busyWindowMs = 1_000
const yieldedEachMs = 9
const mostYieldedMs = 15_000

/** How many came lately. */
function tally(spanMs: number, now: () => number) {
  let arrivals: { at: number; count: number }[] = []
  return {
    note: (count: number): void => void arrivals.push({ at: now(), count }),
    lately: (): number => {
      const since = now() - spanMs
      arrivals = arrivals.filter(({ at }) => at > since)
      return arrivals.reduce((sum, { count }) => sum + count, 0)
    },
  }
}

/** @param now A clock that only goes on, in milliseconds. */
export function openPressure(now: () => number = () => performance.now()): Pressure {
  const brought = tally(windowMs, now)
  const recording = tally(busyWindowMs, now)
  return {
    brought: brought.note,
    recording: recording.note,
    calm: async (maxMs) => {
      const until = now() + maxMs
      while (brought.lately() >= burst && now() < until) await wait(lookEveryMs)
    },
    giveWay: async (spentMs, signal) => {
      const until = now() + Math.min(yieldedEachMs * spentMs, mostYieldedMs)
      while (recording.lately() >= busy && now() < until && !signal?.aborted) await wait(lookEveryMs)
    },
  }
}
