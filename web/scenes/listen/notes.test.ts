import { expect, test } from 'vitest'
import { fieldOf, instantOfField, marksOf } from './notes.ts'

const words = { t: (_: string, values?: Record<string, unknown>) => `${String(values?.['from'])} to ${String(values?.['to'])}`, dayAndClock: (at: Date) => at.toISOString().slice(0, 10) } as unknown as Parameters<typeof marksOf>[2]

test('what is typed in the field means that time in the zone of the viewer, there and back', () => {
  expect(instantOfField('2026-07-01T09:30', 'Europe/Brussels')).toBe('2026-07-01T07:30:00.000Z')
  expect(fieldOf('2026-07-01T07:30:00.000Z', 'Europe/Brussels')).toBe('2026-07-01T09:30')
  expect([instantOfField('', 'UTC'), instantOfField('soon', 'UTC')]).toEqual([null, null])
})

test('a note that began before the picture stands at its first bucket', () => {
  const note = { id: '1', text: 'Fair', startsAt: '2026-07-01T00:00:00Z', endsAt: '2026-07-09T00:00:00Z', by: null, madeAt: '2026-07-01T00:00:00Z' }
  expect(marksOf([note], Date.parse('2026-07-05T00:00:00Z'), words)).toEqual([{ at: Date.parse('2026-07-05T00:00:00Z'), sign: '✎', words: 'Fair (2026-07-01 to 2026-07-09)' }])
})
