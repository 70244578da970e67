import { expect, test } from 'vitest'
import { announcementsOf, type PersonChange } from './person-changes.ts'

const change = (identity: string, was: string | null, now: string, tx = '7'): PersonChange => ({ tx, identity, was, now, at: 0 })
const told = (...changes: PersonChange[]) => announcementsOf(changes, new Map([['a', ['a', 'b']]])).map(({ type, data }) => [type, data])
const at = '1970-01-01T00:00:00.000Z'

test.each([
  ['somebody new, with all their identities', [change('a', null, 'a')], [['person.created', { person: 'a', identities: ['a', 'b'], at }]]],
  ['two who became part of a third in one go are one event', [change('b', 'b', 'a'), change('c', 'c', 'a')], [['person.joined', { person: 'a', joined: ['b', 'c'], at }]]],
  ['joined by two deeds, two events', [change('b', 'b', 'a'), change('c', 'c', 'a', '8')], [['person.joined', { person: 'a', joined: ['b'], at }], ['person.joined', { person: 'a', joined: ['c'], at }]]],
  ['one who was split off', [change('b', 'a', 'b')], [['person.split', { person: 'a', split: ['b'], at }]]],
  ['noted and joined in one go is nobody new', [change('b', null, 'a')], []],
  ['joined and split in one go is as it was', [change('b', 'b', 'b')], []],
])('%s', (_, changes, expected) => {
  expect(told(...changes)).toEqual(expected)
})

test('a thousand joined at once are told by events that receivers take', () => {
  const events = announcementsOf(Array.from({ length: 250 }, (_, n) => change(`i${n}`, `i${n}`, 'a')), new Map())
  expect(events.map(({ data }) => (data as { joined: string[] }).joined.length)).toEqual([100, 100, 50])
})
