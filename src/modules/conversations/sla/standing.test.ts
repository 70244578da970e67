import fc from 'fast-check'
import { expect, test } from 'vitest'
import { iso, minuteMs } from '../../../kernel/instant.ts'
import { alwaysOpen, type Calendar } from '../hours/calendar.ts'
import { openMs } from '../hours/open-hours.ts'
import { momentKinds, standing, standings, warnAt, type Moment, type Promised, type PromiseKind } from './standing.ts'

const office: Calendar = { zone: 'Europe/Brussels', week: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], holidays: [] }
const friday = (time: string): number => Date.parse(`2026-11-27T${time}+01:00`)
const monday = (time: string): number => Date.parse(`2026-11-30T${time}+01:00`)
const promised: Promised = { firstReplyMinutes: 30, nextReplyMinutes: 60, resolutionMinutes: 480 }
const of = (...moments: [Moment['is'], number][]): Moment[] => moments.map(([is, at]) => ({ is, at }))

test.each<[string, PromiseKind, Moment[], number, string]>([
  ['asked Friday 16:50, answered Monday 09:05: fifteen open minutes', 'first-reply', of(['asked', friday('16:50')], ['answered', monday('09:05')]), monday('10:00'), 'kept'],
  ['asked Friday 16:50, silence until Monday 09:25', 'first-reply', of(['asked', friday('16:50')]), monday('09:25'), 'broken'],
  ['asked Friday 16:50, silence until Monday 09:15', 'first-reply', of(['asked', friday('16:50')]), monday('09:15'), 'running'],
  ['answered to the very minute', 'first-reply', of(['asked', friday('16:50')], ['answered', monday('09:20')]), monday('10:00'), 'kept'],
  ['answered a minute late stays broken', 'first-reply', of(['asked', friday('16:50')], ['answered', monday('09:21')]), monday('10:00'), 'broken'],
  ['two messages make one clock, from the first', 'first-reply', of(['asked', friday('16:00')], ['asked', friday('16:25')]), friday('16:31'), 'broken'],
  ['snoozed before it is due: it does not run', 'first-reply', of(['asked', friday('10:00')], ['stopped', friday('10:10')]), monday('16:00'), 'stopped'],
  ['woken with twenty minutes left, which are enough', 'first-reply', of(['asked', friday('10:00')], ['stopped', friday('10:10')], ['resumed', monday('10:00')], ['answered', monday('10:19')]), monday('12:00'), 'kept'],
  ['or not', 'first-reply', of(['asked', friday('10:00')], ['stopped', friday('10:10')], ['resumed', monday('10:00')]), monday('10:21'), 'broken'],
  ['they write while it is snoozed: it runs again', 'first-reply', of(['asked', friday('10:00')], ['stopped', friday('10:10')], ['asked', friday('11:00')]), friday('11:25'), 'broken'],
  ['a second question has its own promise', 'next-reply', of(['asked', friday('10:00')], ['answered', friday('10:05')], ['asked', friday('11:00')]), friday('11:59'), 'running'],
  ['which can be broken by itself', 'next-reply', of(['asked', friday('10:00')], ['answered', friday('10:05')], ['asked', friday('11:00')]), friday('12:01'), 'broken'],
  ['the matter is closed in time, with their thinking left out', 'resolution', of(['asked', friday('09:00')], ['answered', friday('10:00')], ['stopped', friday('10:00')], ['asked', monday('09:00')], ['closed', monday('15:59')]), monday('16:30'), 'kept'],
  ['it is not closed in time', 'resolution', of(['asked', friday('09:00')], ['answered', friday('10:00')]), monday('09:01'), 'broken'],
  ['what comes in a night from elsewhere and late changes the clock it belongs to', 'first-reply', of(['answered', friday('10:20')], ['asked', friday('10:00')]), friday('11:00'), 'kept'],
  ['closing without a word is an answer too', 'first-reply', of(['asked', friday('10:00')], ['closed', friday('10:05')]), friday('12:00'), 'kept'],
])('%s', (_, kind, history, now, expected) => expect(standing(kind, promised, history, [office], now)?.kind).toBe(expected))

test('what is broken was so from the minute at which it was due', () => {
  expect(standing('first-reply', promised, of(['asked', friday('16:50')]), [office], monday('12:00'))).toMatchObject({ kind: 'broken', since: monday('09:20'), keptAt: null })
  expect(standing('first-reply', promised, of(['asked', friday('16:50')], ['answered', monday('11:00')]), [office], monday('12:00'))).toMatchObject({ kind: 'broken', keptAt: monday('11:00') })
})

test('due times lie in open hours, and a warning comes so many open minutes before', () => {
  const [clock] = standings(promised, of(['asked', friday('16:55')]), [office], friday('16:56'))
  expect(clock?.standing).toMatchObject({ kind: 'running', dueAt: monday('09:25') })
  if (!clock) throw new Error('no clock')
  expect(warnAt(clock, 10, [office])).toBe(monday('09:15'))
  expect(iso(warnAt(clock, 29, [office]) ?? 0)).toBe(iso(friday('16:56')))
  expect(warnAt(clock, 500, [office])).toBe(friday('16:56'))
  expect(warnAt(clock, null, [office])).toBeNull()
})

test('a team that is never there can break no promise, and has no due time', () => {
  const [clock] = standings(promised, of(['asked', friday('10:00')]), [], monday('10:00'))
  expect(clock?.standing).toMatchObject({ kind: 'running', dueAt: null, usedMs: 0 })
})

test('what is not promised has no clock, and our first word is none either', () => {
  expect(standings({ firstReplyMinutes: null, nextReplyMinutes: null, resolutionMinutes: null }, of(['asked', 0]), [alwaysOpen], 1)).toEqual([])
  expect(standings(promised, of(['answered', 0]), [alwaysOpen], 1)).toEqual([])
})

const histories = fc.array(fc.record({ is: fc.constantFrom(...momentKinds), at: fc.integer({ min: 0, max: 20_000 }).map((minute) => friday('00:00') + minute * minuteMs) }), { maxLength: 14 })

test('whatever happens in whatever order: a clock is broken exactly when more open time ran than was promised', () => {
  fc.assert(fc.property(histories, fc.integer({ min: 0, max: 25_000 }), fc.boolean(), (history, minute, isOffice) => {
    const now = friday('00:00') + minute * minuteMs
    const hours = [isOffice ? office : alwaysOpen]
    const clocks = standings(promised, history, hours, now)
    expect(standings(promised, history.toReversed(), hours, now)).toEqual(clocks)
    for (const { minutes, standing: at, startedAt } of clocks) {
      expect(at.kind === 'broken').toBe(at.usedMs > minutes * minuteMs)
      expect(at.usedMs).toBeLessThanOrEqual(openMs(hours, startedAt, now))
      if (at.kind === 'running' && at.dueAt !== null) expect(openMs(hours, now, at.dueAt)).toBe(minutes * minuteMs - at.usedMs)
    }
  }))
})

test('time that passes never mends a broken promise', () => {
  fc.assert(fc.property(histories, fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 5_000 }), (history, minute, more) => {
    const now = friday('00:00') + minute * minuteMs
    const broken = (until: number): string[] => standings(promised, history, [office], until).filter((clock) => clock.standing.kind === 'broken').map((clock) => `${clock.kind} ${clock.startedAt}`)
    const later = broken(now + more * minuteMs)
    for (const one of broken(now)) expect(later).toContain(one)
  }))
})
