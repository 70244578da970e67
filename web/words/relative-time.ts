/** How long ago something was, up to a day; after that its date says more. */
import { dayMs, hourMs, minuteMs, type Instant } from '../../src/kernel/instant.ts'

export type Relative =
  | { readonly kind: 'now' }
  | { readonly kind: 'minutes' | 'hours'; readonly n: number; readonly ahead: boolean }
  | { readonly kind: 'date' }

export function relativeTime(at: Instant, now: Instant): Relative {
  const distance = Math.abs(now - at)
  const ahead = at > now
  if (distance < minuteMs) return { kind: 'now' }
  if (distance < hourMs) return { kind: 'minutes', n: Math.floor(distance / minuteMs), ahead }
  if (distance < dayMs) return { kind: 'hours', n: Math.floor(distance / hourMs), ahead }
  return { kind: 'date' }
}
