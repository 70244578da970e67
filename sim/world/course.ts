/** The course of events: fills each slot of time with beginnings, lets them unfold, tells them in order. */
import type { Instant } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import { followingOf } from './cascade.ts'
import type { Arc } from './arcs.ts'
import type { Director } from './director.ts'
import type { Due } from './due.ts'
import { Queue } from './queue.ts'

export interface Course {
  readonly seed: number
  readonly director: Director
  readonly arcs: readonly Arc[]
  readonly slotMs: number
  /** 1, or less where cascades run faster than life. */
  readonly tempo: number
  /** How far back a beginning can still have consequences. */
  readonly reachMs: number
  /** Nothing begins before this. */
  readonly begin: Instant
  /** Everything that begins in the slot, in any order. The same whenever it is asked. */
  readonly beginnings: (slot: number) => readonly Due[]
}

/** How much an event draws in, from the due that made it. */
function spreadOf(due: Due): number {
  if (due.make === 'root' || due.make === 'brand-post') return due.spread
  return due.make === 'reply' ? 0.62 : due.make === 'quote' ? 0.5 : due.make === 'repost' ? 1 : 0
}

/**
 * Everything from `from` (inclusive) to `to` (exclusive) in order. Wherever one
 * starts, the same events are told: the slots before `from` within reach are
 * gone through silently for what they set off.
 */
export function* tell(course: Course, from: Instant, to: Instant): Generator<SimEvent> {
  const queue = new Queue<Due>()
  let slot = Math.floor(Math.max(from - course.reachMs, course.begin) / course.slotMs)
  for (; slot * course.slotMs < to; slot++) {
    for (const due of course.beginnings(slot)) queue.push(due)
    const end = Math.min((slot + 1) * course.slotMs, to)
    for (let due = queue.peek(); due !== undefined && due.at < end; due = queue.peek()) {
      queue.pop()
      const made = course.director.make(due)
      if (made === null) continue
      const root = 'root' in due ? due.root : made
      const following = followingOf(course.seed, made, due, spreadOf(due), root, course.arcs, course.tempo)
      const event: SimEvent = { ...made, metrics: following.metrics }
      for (const next of following.dues) queue.push('via' in next ? { ...next, via: event, root: 'root' in due ? due.root : event } : next)
      if (event.at >= from) yield event
    }
  }
}
