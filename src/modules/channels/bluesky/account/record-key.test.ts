import { expect, test } from 'vitest'
import { newId } from '../../../../kernel/ids.ts'
import { momentOf, recordKeyOf } from './record-key.ts'

test('a message has one record key for every try, later messages have later ones, and all are valid', () => {
  const at = Date.parse('2026-11-30T12:00:00Z')
  const key = newId(at)
  expect(recordKeyOf(key)).toBe(recordKeyOf(key))
  expect(momentOf(key)).toBe(at)
  expect(recordKeyOf(newId(at + 1_000)) > recordKeyOf(key)).toBe(true)
  expect(recordKeyOf(key)).not.toBe(recordKeyOf(newId(at)))
  for (const one of [key, 'f47ac10b-58cc-4372-a567-0e02b2c3d479']) expect(recordKeyOf(one)).toMatch(/^[234567abcdefghij][234567a-z]{12}$/)
})
