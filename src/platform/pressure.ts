/** Take-in goes first: work that can wait a moment asks here whether it should. */
import { setTimeout as wait } from 'node:timers/promises'

export interface Pressure {
  /** Runs something that a sender waits for. */
  during<T>(act: () => Promise<T>): Promise<T>
  /** Resolves when few senders wait, at the latest after `maxMs`. */
  calm(maxMs: number): Promise<void>
}

/** From this many senders waiting at once on, the rest gives way. */
const manyWaiting = 3
const lookEveryMs = 10

export function openPressure(): Pressure {
  let waiting = 0
  return {
    during: async (act) => {
      waiting += 1
      try {
        return await act()
      } finally {
        waiting -= 1
      }
    },
    calm: async (maxMs) => {
      for (let waitedMs = 0; waiting >= manyWaiting && waitedMs < maxMs; waitedMs += lookEveryMs) await wait(lookEveryMs)
    },
  }
}
