/** How a conversation stands in time: what was promised, how long somebody waits, or when it was last heard of. Pure. */
import type { Conversation } from '../../api/routes.ts'
import { dayMs, hourMs, minuteMs, type Instant } from '../../../src/kernel/instant.ts'

export type Standing =
  /** A promise runs. `soon`: within the hour. */
  | { readonly is: 'due' | 'soon'; readonly ms: number }
  | { readonly is: 'late'; readonly ms: number }
  /** They wait for us, and nothing was promised. */
  | { readonly is: 'waits'; readonly ms: number }
  | { readonly is: 'snoozed'; readonly until: Instant | null }
  | { readonly is: 'last'; readonly at: Instant }

export function standingOf(one: Pick<Conversation, 'state' | 'dueAt' | 'waitingSince' | 'snoozedUntil' | 'lastAt'>, now: Instant): Standing {
  if (one.state === 'snoozed') return { is: 'snoozed', until: one.snoozedUntil === null ? null : Date.parse(one.snoozedUntil) }
  if (one.dueAt !== null && one.state !== 'closed') {
    const ms = Date.parse(one.dueAt) - now
    return ms < 0 ? { is: 'late', ms: -ms } : { is: ms < hourMs ? 'soon' : 'due', ms }
  }
  if (one.state === 'open' && one.waitingSince !== null) return { is: 'waits', ms: Math.max(0, now - Date.parse(one.waitingSince)) }
  return { is: 'last', at: Date.parse(one.lastAt) }
}

export type Span = { readonly unit: 'minutes' | 'hours' | 'days'; readonly n: number }

/** A length of time in one unit, rounded down: what still fits. */
export function spanOf(ms: number): Span {
  if (ms < hourMs) return { unit: 'minutes', n: Math.max(1, Math.floor(ms / minuteMs)) }
  if (ms < 2 * dayMs) return { unit: 'hours', n: Math.floor(ms / hourMs) }
  return { unit: 'days', n: Math.floor(ms / dayMs) }
}
