import { expect, test } from 'vitest'
import { holidayLines, holidaysOf } from './holidays.ts'

test('holidays come back as they were typed, with the hours they had', () => {
  const before = [{ date: '2026-12-24', name: 'Eve', yearly: false, hours: [{ from: '09:00', to: '12:00' }] }]
  const text = '*2026-12-25 Christmas Day\n2026-12-24 Eve'
  expect(holidaysOf(`${text}\n\n`, before)).toEqual([{ date: '2026-12-25', name: 'Christmas Day', yearly: true, hours: [] }, before[0]])
  expect(holidayLines(holidaysOf(text, before))).toBe(text)
  expect(holidaysOf('25 december', [])).toEqual([{ date: '25', name: 'december', yearly: false, hours: [] }])
})
