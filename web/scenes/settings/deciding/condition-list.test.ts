import { expect, test } from 'vitest'
import { flatOf, split, whenOf, type When } from './condition-list.ts'

const mail = { fact: 'channel' as const, in: ['mail'] }
test.each<[string, When]>([
  ['no condition', { all: [] }],
  ['several, all', { all: [mail, { not: { fact: 'ours', is: true } }] }],
  ['several, any', { any: [mail, { fact: 'words', says: ['refund'] }] }],
])('the form gives back what it was given: %s', (_, when) => {
  const flat = flatOf(when)
  expect(flat === null ? null : whenOf(flat)).toEqual(when)
})

test('what nests deeper is not shown half', () => {
  expect(flatOf({ all: [{ any: [mail] }] })).toBeNull()
  expect(flatOf({ not: { all: [mail] } })).toBeNull()
  expect(flatOf(mail)).toEqual({ combine: 'all', lines: [{ not: false, leaf: mail }] })
})

test('commas part words', () => expect(split(' nl, en,,nl ')).toEqual(['nl', 'en']))
