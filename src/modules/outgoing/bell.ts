/** Wakes a loop that sleeps: at a ring, after a time, or at the end. */

export interface Bell {
  readonly ring: () => void
  /** Resolves at the next ring (at once, if it rang since), after `ms`, or when the signal aborts. */
  orAfter(ms: number, signal: AbortSignal): Promise<void>
}

export function bell(): Bell {
  let rang = false
  let woken: (() => void) | null = null
  return {
    ring: () => {
      rang = true
      woken?.()
    },
    orAfter: (ms, signal) => new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      function done(): void {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        woken = null
        rang = false
        resolve()
      }
      woken = done
      signal.addEventListener('abort', done)
      if (rang || signal.aborted) done()
    }),
  }
}
