import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../../kernel/instant.ts'
import { isRenewalDue, warningDue, type WayIn } from './way-in.ts'

const at = Date.parse('2026-11-30T12:00:00Z')
const sixty: WayIn = { since: at, expiresAt: at + 60 * dayMs, isRenewable: true, trouble: null, triedAt: null }
const twoHours: WayIn = { since: at, expiresAt: at + 2 * hourMs, isRenewable: true, trouble: null, triedAt: null }

test.each([
  ['sixty days, on the first', sixty, at + dayMs, false],
  ['sixty days, two weeks before the end', sixty, at + 46 * dayMs, true],
  ['two hours, after one', twoHours, at + hourMs, false],
  ['two hours, half an hour before the end', twoHours, at + 90 * minuteMs, true],
  ['failed a moment ago', { ...sixty, trouble: 'no', triedAt: at + 50 * dayMs }, at + 50 * dayMs + minuteMs, false],
  ['failed a quarter of an hour ago', { ...sixty, trouble: 'no', triedAt: at + 50 * dayMs }, at + 50 * dayMs + 15 * minuteMs, true],
  ['never ends', { ...sixty, expiresAt: null }, at + 900 * dayMs, false],
  ['cannot be renewed', { ...sixty, isRenewable: false }, at + 59 * dayMs, false],
] as const)('renewed in time: %s', (_, wayIn, now, due) => expect(isRenewalDue(wayIn, now)).toBe(due))

test.each([
  ['renews itself', sixty, at + 59 * dayMs, null],
  ['cannot be renewed, long before', { ...sixty, isRenewable: false }, at + 40 * dayMs, null],
  ['cannot be renewed, two weeks before', { ...sixty, isRenewable: false }, at + 47 * dayMs, 14 * dayMs],
  ['cannot be renewed, two days before', { ...sixty, isRenewable: false }, at + 58 * dayMs, 3 * dayMs],
  ['cannot be renewed, an hour before', { ...sixty, isRenewable: false }, at + 60 * dayMs - hourMs, dayMs],
  ['renewing failed, two weeks before', { ...sixty, trouble: 'no' }, at + 47 * dayMs, 14 * dayMs],
  ['renewing failed early in two hours', { ...twoHours, trouble: 'no' }, at + 100 * minuteMs, null],
  ['renewing failed until near the end of two hours', { ...twoHours, trouble: 'no' }, at + 110 * minuteMs, 15 * minuteMs],
  ['ended', sixty, at + 60 * dayMs, 0],
] as const)('warned in time: %s', (_, wayIn, now, due) => expect(warningDue(wayIn, now)).toBe(due))
