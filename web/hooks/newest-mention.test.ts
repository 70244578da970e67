import { expect, test } from 'vitest'
import { stretchAround } from './newest-mention.ts'

const now = Date.parse('2026-11-22T14:30:00Z')

test.each([
  ['a recent mention needs no other period', '2026-11-20T10:00:00Z', {}],
  ['an archive opens where its posts are', '2015-02-24T20:00:00Z', { from: '2015-01-28', to: '2015-02-24' }],
  ['the day is that of the member', '2015-02-24T23:30:00Z', { from: '2015-01-29', to: '2015-02-25' }],
])('%s', (_, newest, expected) => {
  expect(stretchAround(Date.parse(newest), 'Europe/Brussels', now)).toEqual(expected)
})
