import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOf, mayContact, type ConsentEntry, type ConsentLedger, type PurposeRule, type Suppression } from './may-contact.ts'

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`)
const now = day('2026-11-22')
const news: PurposeRule = { id: 'news', basis: 'consent', validMonths: null }
const of = (basis: PurposeRule['basis'], validMonths: number | null = null): PurposeRule => ({ id: 'news', basis, validMonths })
const said = (act: ConsentEntry['act'], at: string, more: Partial<ConsentEntry> = {}): ConsentEntry => ({ id: `${act}-${at}`, identity: 'a', purpose: 'news', channel: 'mail', act, at: day(at), ...more })
const ledger = (entries: ConsentEntry[], suppressions: Suppression[] = []): ConsentLedger => ({ entries, suppressions })

describe('who may be written to', () => {
  test.each([
    ['nobody who never said yes', ledger([]), news, false, 'never-asked'],
    ['who said yes', ledger([said('granted', '2026-01-01')]), news, true, 'granted'],
    ['not who said no after the yes', ledger([said('granted', '2026-01-01'), said('withdrawn', '2026-02-01')]), news, false, 'withdrawn'],
    ['who said yes again after a no', ledger([said('withdrawn', '2026-01-01'), said('granted', '2026-02-01')]), news, true, 'granted'],
    ['not who said yes and no at one moment', ledger([said('granted', '2026-01-01'), said('withdrawn', '2026-01-01')]), news, false, 'withdrawn'],
    ['not on another channel than the yes was for', ledger([said('granted', '2026-01-01', { channel: 'sms' })]), news, false, 'never-asked'],
    ['not who said no to everything', ledger([said('granted', '2026-01-01'), said('withdrawn', '2026-02-01', { purpose: '*', channel: '*' })]), news, false, 'withdrawn'],
    ['not whose other address said no', ledger([said('withdrawn', '2026-01-01', { identity: 'b' }), said('granted', '2026-02-01')]), news, false, 'withdrawn'],
    ['who said yes, and whose other address never said anything', ledger([said('granted', '2026-02-01', { identity: 'b' })]), news, true, 'granted'],
    ['not whose address is barred, whatever they said', ledger([said('granted', '2026-01-01')], [{ purpose: '*', reason: 'complaint', at: day('2025-01-01') }]), news, false, 'suppressed'],
    ['who is barred for another purpose only', ledger([said('granted', '2026-01-01')], [{ purpose: 'offers', reason: 'asked', at: day('2025-01-01') }]), news, true, 'granted'],
    ['not whose yes is too old', ledger([said('granted', '2024-11-21')]), of('consent', 24), false, 'expired'],
    ['whose yes is just not too old', ledger([said('granted', '2024-11-23')]), of('consent', 24), true, 'granted'],
    ['not by a yes that lies ahead', ledger([said('granted', '2027-01-01')]), news, false, 'never-asked'],
    ['without a yes where none is needed', ledger([]), of('legitimate-interest'), true, 'no-consent-needed'],
    ['not without a yes where none is needed but a no was said', ledger([said('withdrawn', '2026-01-01')]), of('legitimate-interest'), false, 'withdrawn'],
    ['about what they bought, whatever they said on news', ledger([said('withdrawn', '2026-01-01')]), of('contract'), true, 'no-consent-needed'],
    ['not even about what they bought when their address is barred', ledger([], [{ purpose: '*', reason: 'erased', at: 0 }]), of('contract'), false, 'suppressed'],
    ['about what the law asks, always', ledger([], [{ purpose: '*', reason: 'erased', at: 0 }]), of('legal-duty'), true, 'no-consent-needed'],
  ] as const)('%s', (_, given, purpose, may, because) => {
    const answer = mayContact(given, purpose, 'mail', now)
    expect([answer.may, answer.because.is]).toEqual([may, because])
  })

  test('nobody for a purpose that does not exist', () => expect(mayContact(ledger([said('granted', '2026-01-01')]), undefined, 'mail', now).may).toBe(false))
})

test('a yes for twelve months from the thirty-first ends on the last day of a shorter month', () => {
  expect(new Date(endOf(day('2024-01-31'), 1)).toISOString()).toBe('2024-02-29T12:00:00.000Z')
  expect(new Date(endOf(day('2024-02-29'), 12)).toISOString()).toBe('2025-02-28T12:00:00.000Z')
})

const entry = (identity: string): fc.Arbitrary<ConsentEntry> => fc.record({
  id: fc.uuid(), identity: fc.constantFrom(`${identity}1`, `${identity}2`), purpose: fc.constantFrom('news', 'offers', '*'), channel: fc.constantFrom('mail', 'sms', '*'),
  act: fc.constantFrom('granted' as const, 'withdrawn' as const), at: fc.integer({ min: now - 5e10, max: now + 1e9 }),
})
const suppression: fc.Arbitrary<Suppression> = fc.record({ purpose: fc.constantFrom('news', 'offers', '*'), reason: fc.constantFrom('asked' as const, 'complaint' as const), at: fc.integer({ min: now - 5e10, max: now + 1e9 }) })
const person = (identity: string): fc.Arbitrary<ConsentLedger> => fc.record({ entries: fc.array(entry(identity), { maxLength: 6 }), suppressions: fc.array(suppression, { maxLength: 1 }) })
const purposes = fc.record({ id: fc.constant('news'), basis: fc.constantFrom('consent' as const, 'legitimate-interest' as const, 'contract' as const, 'legal-duty' as const), validMonths: fc.option(fc.integer({ min: 1, max: 24 }), { nil: null }) })
/** A no is what somebody said or what was laid on their address; nothing said yet is no answer, and neither is a yes that ended. */
const saysNo = (one: ConsentLedger, purpose: PurposeRule, channel: string): boolean => ['withdrawn', 'suppressed'].includes(mayContact(one, purpose, channel, now).because.is)
const joined = (a: ConsentLedger, b: ConsentLedger): ConsentLedger => ({ entries: [...a.entries, ...b.entries], suppressions: [...a.suppressions, ...b.suppressions] })

describe('when two people turn out to be one', () => {
  test('a no is never turned into a yes', () => {
    fc.assert(fc.property(person('a'), person('b'), purposes, fc.constantFrom('mail', 'sms'), (a, b, purpose, channel) => {
      if (saysNo(a, purpose, channel) || saysNo(b, purpose, channel)) expect(mayContact(joined(a, b), purpose, channel, now).may).toBe(false)
    }))
  })
  test('nobody may be contacted whom neither might have been', () => {
    fc.assert(fc.property(person('a'), person('b'), purposes, fc.constantFrom('mail', 'sms'), (a, b, purpose, channel) => {
      if (mayContact(joined(a, b), purpose, channel, now).may) expect(mayContact(a, purpose, channel, now).may || mayContact(b, purpose, channel, now).may).toBe(true)
    }))
  })
  test('it does not matter who is joined to whom', () => {
    fc.assert(fc.property(person('a'), person('b'), purposes, (a, b, purpose) => {
      expect(mayContact(joined(a, b), purpose, 'mail', now).may).toBe(mayContact(joined(b, a), purpose, 'mail', now).may)
    }))
  })
})
