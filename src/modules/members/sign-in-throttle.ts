/** Slows down whoever guesses passwords of one address from many places. Addresses without an account count alike. */
import { TooMuch } from '../../kernel/fault.ts'
import { minuteMs, secondMs, type Clock, type Instant } from '../../kernel/instant.ts'

/** Wrong guesses at one address before it must wait; NIST SP 800-63B, 5.2.2, allows a hundred. */
const freeFailures = 20
const windowMs = 15 * minuteMs
const most = 20_000

export interface SignInThrottle {
  /** @throws {TooMuch} when this address has to wait */
  check(email: string): void
  failed(email: string): void
  succeeded(email: string): void
}

export function signInThrottle(clock: Clock): SignInThrottle {
  const failures = new Map<string, { count: number; until: Instant }>()
  return {
    check(email) {
      const found = failures.get(email)
      if (found === undefined || found.count < freeFailures || found.until <= clock.now()) return
      const waitSeconds = Math.ceil((found.until - clock.now()) / secondMs)
      throw new TooMuch(`Too many wrong passwords for this address. Try again in ${Math.ceil(waitSeconds / 60)} minutes; whoever runs the server can set a new one with "bin/rapport user password".`, 'members.too-many-guesses', 429, waitSeconds)
    },
    failed(email) {
      const now = clock.now()
      const found = failures.get(email)
      const isFresh = found === undefined || found.until <= now
      failures.delete(email)
      failures.set(email, { count: isFresh ? 1 : found.count + 1, until: isFresh ? now + windowMs : found.until })
      if (failures.size > most) for (const oldest of failures.keys()) { failures.delete(oldest); break }
    },
    succeeded(email) {
      failures.delete(email)
    },
  }
}
