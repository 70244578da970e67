/** Waiting for what comes to be by itself. */
import { setTimeout as wait } from 'node:timers/promises'

/** Shorter than a test may last, so that the answer that never came is told; long enough for the slowest machine. */
const usualPatienceMs = 45_000

/** Repeats a question until the answer is as wanted, and gives that answer. */
export async function until<T>(ask: () => T | Promise<T>, wanted: (answer: T) => boolean, patienceMs = usualPatienceMs): Promise<T> {
  for (const startedAt = performance.now(); ; ) {
    const answer = await ask()
    if (wanted(answer)) return answer
    if (performance.now() - startedAt > patienceMs) throw new Error(`It did not come to be; the last answer was ${JSON.stringify(answer)?.slice(0, 2_000)}`)
    await wait(25)
  }
}
