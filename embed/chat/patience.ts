/** How long to wait before trying again. */

const firstWaitMs = 1_000
const longestWaitMs = 30_000

/** Waits, or is woken. */
export const wait = (ms: number, wake: EventTarget): Promise<void> => new Promise((resolve) => {
  const done = (): void => {
    clearTimeout(timer)
    wake.removeEventListener('wake', done)
    resolve()
  }
  const timer = setTimeout(done, ms)
  wake.addEventListener('wake', done)
})

/** Half to all of a wait that doubles. */
export const backoff = (attempt: number): number => Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + Math.random() / 2)
