/** When a way in to a network is to be renewed, and when somebody is to be warned that it ends. Pure. */
import { dayMs, minuteMs, type Instant } from '../../../kernel/instant.ts'

export interface WayIn {
  /** When the present one was got. */
  readonly since: Instant
  readonly expiresAt: Instant | null
  /** Whether the channel can renew it by itself. */
  readonly isRenewable: boolean
  /** Why the last renewal failed; `null` when it did not. */
  readonly trouble: string | null
  readonly triedAt: Instant | null
}

/** A renewal that failed is tried again after so long, or after a twentieth of the way in's life when that is shorter. */
const retryMs = 15 * minuteMs
const earliestRenewalMs = 14 * dayMs

/** Renewed when a quarter of its life is left, and never earlier than two weeks before its end. */
export function isRenewalDue({ since, expiresAt, isRenewable, triedAt, trouble }: WayIn, now: Instant): boolean {
  if (!isRenewable || expiresAt === null) return false
  const life = Math.max(minuteMs, expiresAt - since)
  if (now < expiresAt - Math.min(earliestRenewalMs, life / 4)) return false
  return trouble === null || triedAt === null || now >= triedAt + Math.min(retryMs, life / 20)
}

/** How long before the end somebody is warned. */
const warnings = [14 * dayMs, 3 * dayMs, dayMs]

/**
 * The warning that is due: so many milliseconds before the end it was to be
 * told, 0 for the end itself; `null` while nothing is to be said. What renews
 * itself is only warned of once renewing fails. A way in that lives less than a
 * warning's distance is warned of when an eighth of its life is left.
 */
export function warningDue({ since, expiresAt, isRenewable, trouble }: WayIn, now: Instant): number | null {
  if (expiresAt === null) return null
  if (now >= expiresAt) return 0
  if (isRenewable && trouble === null) return null
  const life = expiresAt - since
  const distances = [...warnings.filter((distance) => distance < life), ...(life <= 2 * dayMs ? [life / 8] : [])].toSorted((a, b) => a - b)
  return distances.find((distance) => now >= expiresAt - distance) ?? null
}
