import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyOf, dayFirstOf, dayOf, decimalOf, minorOf, momentOf, numberOf, yesOf } from './values.ts'

test.each([
  ['1.234,50 €', '.', 1234.5], ['$1,234.50', ',', 1234.5], ['1 234,5', ',', 1234.5], ['12,5', ',', 12.5], ['12.5', '.', 12.5], ['1,234,567', '.', 1234567], ['1.234.567', ',', 1234567],
  ['1.234', '.', 1.234], ['1.234', ',', 1234], ['(12.00)', '.', -12], ['-3', '.', -3], ['19,-', ',', 19], ['abc', '.', null], ['', '.', null], ['1e9', '.', null], ['12.3.4,5,6', '.', null],
] as const)('%s with %s before the cents is %s', (text, decimal, value) => expect(numberOf(text, { decimal })).toBe(value))

test('how a column writes its cents is told by the values that can be written one way only', () => {
  expect(decimalOf(['1.234', '12,50', '3'])).toBe(',')
  expect(decimalOf(['1,234', '12.50'])).toBe('.')
  expect(decimalOf(['1.234', '2.345'])).toBeNull()
})
test('money is kept in the smallest unit of its currency', () => {
  expect([minorOf(19.99, 'EUR'), minorOf(500, 'JPY'), minorOf(1.5, 'KWD')]).toEqual([1999, 500, 1500])
  expect([currencyOf('€ 12'), currencyOf('12 usd'), currencyOf('12')]).toEqual(['EUR', 'USD', null])
})
test.each([
  ['1984-02-29', '1984-02-29'], ['29/02/1984', '1984-02-29'], ['30/02/1984', null], ['12/31/1984', '1984-12-31'], ['03/04/1984', '1984-04-03'], ['3-4-1984 00:00:00', '1984-04-03'], ['nonsense', null], ['0000-00-00', null], ['1984', null],
])('the day %s is %s', (text, day) => expect(dayOf(text, { dayFirst: true })).toBe(day))
test('moments are read with and without a zone, and as Unix time', () => {
  const at = Date.parse('2026-11-20T10:30:00Z')
  for (const text of ['2026-11-20T10:30:00Z', '2026-11-20 10:30:00 UTC', '2026-11-20T11:30:00+01:00', '2026-11-20 10:30', '20/11/2026 10:30', '11/20/2026 10:30 AM', String(at), String(at / 1_000)]) expect(momentOf(text, { dayFirst: true }), text).toBe(at)
  expect(momentOf('20/13/2026', { dayFirst: true })).toBeNull()
})
test('which of day and month is first is asked where no date tells', () => {
  expect(dayFirstOf(['13/02/2026', '01/02/2026'])).toBe(true)
  expect(dayFirstOf(['02/13/2026'])).toBe(false)
  expect(dayFirstOf(['01/02/2026'])).toBeNull()
})
test('yes and no in the words of exports', () => expect(['Yes', 'NEE', 'Subscribed', 'cleaned', 'perhaps', ''].map(yesOf)).toEqual([true, false, true, false, null, null]))
describe('no cell breaks anything', () => {
  test('whatever stands in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      numberOf(text, { decimal: ',' })
      const day = dayOf(text, { dayFirst: false })
      if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day)
      momentOf(text, { dayFirst: true })
      yesOf(text)
    }))
  })
})
