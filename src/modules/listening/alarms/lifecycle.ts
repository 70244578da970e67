/** How an alarm opens, grows, calms and closes, without flapping. */
import type { Instant } from '../../../kernel/instant.ts'
import { thresholds, type AlarmState, type Reading, type Sensitivity } from './model.ts'
import { severityOf } from './severity.ts'

/** `reopened`: what had closed by itself came back; it is the same alarm. */
export type Turn = 'opened' | 'grew' | 'reopened' | 'closed'

export interface Followed {
  readonly after: AlarmState | undefined
  readonly turn: Turn | null
}

/** It has grown, and is worth telling again, when it is so much graver. */
const growsBy = 2

function opened(reading: Reading, at: Instant): AlarmState {
  const { kind, subject, value, expected, from, to, terms = [] } = reading
  const severity = severityOf(reading)
  return { kind, subject, beganAt: from, openedAt: at, seenAt: at, peak: { value, expected, from, to }, severity, toldSeverity: severity, terms, closedAt: null, closedBy: null }
}

const excess = ({ value, expected }: Pick<Reading, 'value' | 'expected'>): number => Math.abs(value - expected)

function kept(before: AlarmState, reading: Reading, at: Instant): AlarmState {
  const { value, expected, from, to } = reading
  return {
    ...before, seenAt: at, closedAt: null, closedBy: null,
    severity: Math.max(before.severity, severityOf(reading)),
    peak: excess(reading) > excess(before.peak) ? { value, expected, from, to } : before.peak,
    terms: [...new Set([...before.terms, ...(reading.terms ?? [])])].slice(0, 12),
  }
}

/**
 * The alarm after a look at it. `reading` is `null` when nothing was said of
 * it, which is as calm as can be.
 *
 * It opens at one score and stays open above a much lower one, until it has
 * been calm for a while. What comes back soon is the same alarm. What
 * somebody closed by hand does not come back before it has been calm.
 */
export function follow(before: AlarmState | undefined, reading: Reading | null, at: Instant, sensitivity: Sensitivity): Followed {
  const kind = reading?.kind ?? before?.kind
  if (kind === undefined) return { after: undefined, turn: null }
  const { opens, stays, calmMs, sameMs } = thresholds[kind]
  const score = reading?.score ?? 0
  const isOver = reading !== null && score >= opens[sensitivity]
  if (!before || (before.closedAt !== null && at - before.seenAt > sameMs)) {
    return isOver && reading ? { after: opened(reading, at), turn: 'opened' } : { after: before, turn: null }
  }
  if (before.closedAt !== null) {
    if (before.closedBy === 'member' && at - before.seenAt < calmMs) return { after: reading && score >= stays ? { ...before, seenAt: at } : before, turn: null }
    if (!isOver || !reading) return { after: before, turn: null }
    // What somebody closed and what was calm since is something new.
    if (before.closedBy === 'member') return { after: opened(reading, at), turn: 'opened' }
    const after = kept(before, reading, at)
    return after.severity >= before.toldSeverity + growsBy ? { after: { ...after, toldSeverity: after.severity }, turn: 'grew' } : { after, turn: 'reopened' }
  }
  if (reading && score >= stays) {
    const after = kept(before, reading, at)
    return after.severity >= before.toldSeverity + growsBy ? { after: { ...after, toldSeverity: after.severity }, turn: 'grew' } : { after, turn: null }
  }
  if (at - before.seenAt >= calmMs) return { after: { ...before, closedAt: at, closedBy: 'calm' }, turn: 'closed' }
  return { after: before, turn: null }
}
