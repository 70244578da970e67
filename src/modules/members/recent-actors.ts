/** Remembers for a few seconds who a cookie or key stands for, so that a busy caller does not cost a query a request. */
import type { Clock, Instant } from '../../kernel/instant.ts'
import { secondMs } from '../../kernel/instant.ts'
import type { Actor } from '../../kernel/permission.ts'

/** How long another process may go on believing what this one has just taken away. */
const rememberedMs = 5 * secondMs
const most = 10_000

export interface RecentActors {
  get(credential: string): Actor | undefined
  /** `until`: when the credential itself ends, if it does. */
  set(credential: string, actor: Actor, until?: Instant | null): void
  /** Forgets everybody, because somebody's rights changed. */
  clear(): void
}

export function recentActors(clock: Clock): RecentActors {
  const known = new Map<string, { actor: Actor; until: Instant }>()
  return {
    get(credential) {
      const found = known.get(credential)
      if (found === undefined) return undefined
      if (found.until > clock.now()) return found.actor
      known.delete(credential)
      return undefined
    },
    set(credential, actor, until = null) {
      if (known.size >= most) known.clear()
      known.set(credential, { actor, until: Math.min(clock.now() + rememberedMs, until ?? Infinity) })
    },
    clear() {
      known.clear()
    },
  }
}
