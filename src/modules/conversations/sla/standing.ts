/** What a conversation was promised, and whether the promises still hold. Pure. */
import { minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { OpenHours } from '../hours/calendar.ts'
import { afterOpenMinutes, openMs } from '../hours/open-hours.ts'

export const promiseKinds = ['first-reply', 'next-reply', 'resolution'] as const
export type PromiseKind = (typeof promiseKinds)[number]

/** In minutes of open hours; `null`: nothing is promised. */
export interface Promised {
  /** From their first message until somebody answered. */
  readonly firstReplyMinutes: number | null
  /** From a later message of theirs until somebody answered. */
  readonly nextReplyMinutes: number | null
  /** From their first message until the matter is closed. */
  readonly resolutionMinutes: number | null
}

/** `asked`: they wrote. `answered`: we did. `stopped`: not ours to act now (snoozed, waiting for them). `resumed`: ours again. */
export const momentKinds = ['asked', 'answered', 'stopped', 'resumed', 'closed', 'reopened'] as const
export interface Moment {
  readonly is: (typeof momentKinds)[number]
  readonly at: Instant
}
/** What happened, in any order: it is put in order by time, and by cause within one moment. */
export type Timeline = readonly Moment[]

export type Standing =
  | { readonly kind: 'kept'; readonly at: Instant; readonly usedMs: number }
  | { readonly kind: 'running'; readonly dueAt: Instant | null; readonly since: Instant; readonly usedMs: number }
  | { readonly kind: 'stopped'; readonly since: Instant; readonly usedMs: number }
  /** `keptAt`: late, but done. */
  | { readonly kind: 'broken'; readonly since: Instant; readonly keptAt: Instant | null; readonly usedMs: number }

/** One stretch of time in which a promise was to be kept. A conversation has one first reply, one resolution, and any number of next replies. */
export interface Clock {
  readonly kind: PromiseKind
  /** From when on it was promised: names the clock within its kind. */
  readonly startedAt: Instant
  readonly minutes: number
  readonly standing: Standing
}

/** While it ran; the last one may be open. */
interface Stretch { readonly from: Instant; readonly to: Instant | null }

/** Within one moment, what asks comes before what answers, and what ends before what begins anew. */
const rank: Readonly<Record<Moment['is'], number>> = { reopened: 0, resumed: 1, asked: 2, answered: 3, stopped: 4, closed: 5 }
const inOrder = (history: Timeline): Moment[] => history.toSorted((a, b) => a.at - b.at || rank[a.is] - rank[b.is])

/**
 * Where one clock stands. It runs through `stretches`, counting open time
 * only; `doneAt` is when what was promised was done.
 */
function clockStanding(minutes: number, stretches: readonly Stretch[], doneAt: Instant | null, hours: OpenHours, now: Instant): Standing {
  let usedMs = 0
  for (const { from, to } of stretches) {
    const end = Math.min(to ?? now, now)
    const ranMs = openMs(hours, from, Math.max(from, end))
    if (usedMs + ranMs > minutes * minuteMs) {
      const since = afterOpenMinutes(hours, from, minutes - usedMs / minuteMs) ?? end
      const later = stretches.filter((stretch) => stretch.from > from).reduce((sum, stretch) => sum + openMs(hours, stretch.from, Math.min(stretch.to ?? now, now)), 0)
      return { kind: 'broken', since, keptAt: doneAt, usedMs: usedMs + ranMs + later }
    }
    usedMs += ranMs
  }
  if (doneAt !== null) return { kind: 'kept', at: doneAt, usedMs }
  const last = stretches.at(-1)
  if (last === undefined || last.to !== null) return { kind: 'stopped', since: last?.to ?? now, usedMs }
  return { kind: 'running', since: last.from, dueAt: afterOpenMinutes(hours, Math.max(last.from, now), minutes - usedMs / minuteMs), usedMs }
}

/**
 * Every promise of a conversation, in the order in which it was made.
 *
 * Open hours come from the team's calendar, in the team's time zone. What
 * waits for the person outside, or is snoozed, does not use up our time. Our
 * unasked messages before theirs promise nothing.
 */
export function standings(promised: Promised, history: Timeline, hours: OpenHours, now: Instant): Clock[] {
  interface Open { kind: PromiseKind; startedAt: Instant; minutes: number; stretches: { from: Instant; to: Instant | null }[] }
  const clocks: Clock[] = []
  let reply: Open | null = null
  let resolution: Open | null = null
  let isStopped = false
  let wasAnswered = false

  const start = (kind: PromiseKind, minutes: number | null, at: Instant): Open | null => (minutes === null ? null : { kind, startedAt: at, minutes, stretches: [{ from: at, to: null }] })
  const pause = (open: Open | null, at: Instant): void => {
    const last = open?.stretches.at(-1)
    if (last && last.to === null) last.to = at
  }
  const resume = (open: Open | null, at: Instant): void => {
    if (open && open.stretches.at(-1)?.to !== null) open.stretches.push({ from: at, to: null })
  }
  const end = (open: Open | null, doneAt: Instant | null): null => {
    if (open) {
      if (doneAt !== null) pause(open, doneAt)
      clocks.push({ kind: open.kind, startedAt: open.startedAt, minutes: open.minutes, standing: clockStanding(open.minutes, open.stretches, doneAt, hours, now) })
    }
    return null
  }

  for (const { is, at } of inOrder(history)) {
    if (at > now) break
    switch (is) {
      case 'asked':
        isStopped = false
        reply ??= wasAnswered ? start('next-reply', promised.nextReplyMinutes, at) : start('first-reply', promised.firstReplyMinutes, at)
        resolution ??= start('resolution', promised.resolutionMinutes, at)
        resume(reply, at)
        resume(resolution, at)
        break
      case 'answered':
        reply = end(reply, at)
        wasAnswered = true
        break
      case 'stopped':
        isStopped = true
        pause(reply, at)
        pause(resolution, at)
        break
      case 'resumed':
      case 'reopened':
        if (is === 'reopened') resolution ??= start('resolution', promised.resolutionMinutes, at)
        if (!isStopped && is === 'resumed') break
        isStopped = false
        resume(reply, at)
        resume(resolution, at)
        break
      case 'closed':
        // What is closed without an answer was answered by closing it: nobody waits for a word any more.
        reply = end(reply, at)
        resolution = end(resolution, at)
        isStopped = false
    }
  }
  end(reply, null)
  end(resolution, null)
  return clocks.toSorted((a, b) => a.startedAt - b.startedAt || promiseKinds.indexOf(a.kind) - promiseKinds.indexOf(b.kind))
}

/** The clock of a kind that counts now: the latest. */
export function standing(kind: PromiseKind, promised: Promised, history: Timeline, hours: OpenHours, now: Instant): Standing | null {
  return standings(promised, history, hours, now).findLast((clock) => clock.kind === kind)?.standing ?? null
}

/**
 * When somebody is to be warned: so many open minutes before it is due, or at
 * once when less than that is left. `null`: it never falls due, or no warning
 * is wanted.
 */
export function warnAt(clock: Clock, warnMinutes: number | null, hours: OpenHours): Instant | null {
  const { standing: at } = clock
  if (warnMinutes === null || at.kind !== 'running' || at.dueAt === null) return null
  const leftMinutes = clock.minutes - at.usedMs / minuteMs
  // `usedMs` reaches to the moment of reckoning, so that what is left counts from there.
  return afterOpenMinutes(hours, at.since, Math.max(0, openMs(hours, at.since, at.dueAt) / minuteMs - Math.min(warnMinutes, leftMinutes)))
}
