/** Answers asked for often: given as they were a moment ago, while they are asked for anew. */
import type { Clock } from '../kernel/instant.ts'

/**
 * Within a transaction nobody can wait for a second connection without the
 * danger that all wait for each other; so only the first asking waits.
 */
export function recent<T>(clock: Clock, freshMs: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly value: T; readonly at: number } | null = null
  let asking: Promise<T> | null = null
  const anew = (): Promise<T> => {
    asking ??= ask().then((value) => {
      last = { value, at: clock.now() }
      return value
    }).finally(() => { asking = null })
    return asking
  }
  return async () => {
    if (last === null) return anew()
    if (clock.now() - last.at > freshMs) void anew().catch(() => undefined)
    return last.value
  }
}
