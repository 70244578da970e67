import { expect, test } from 'vitest'
import { listQuery, listToggled, readInboxSearch, savedSearch, sortOf } from './inbox-search.ts'

test('an address keeps what the inbox understands and nothing else', () => {
  expect(readInboxSearch({ view: 'mine', sort: 'upside-down', labels: 'a,b', visibility: 'secret', evil: '<script>', q: 4711 })).toEqual({ view: 'mine', labels: 'a,b', q: '4711' })
})
test('who waits longest comes first where somebody waits, the newest elsewhere', () => {
  expect([sortOf({}), sortOf({ view: 'mine' }), sortOf({ sort: 'due' })]).toEqual(['waiting', 'newest', 'due'])
})
test('the list asks by the view, the order and the filters, not by what is open', () => {
  expect(listQuery({ view: 'all', open: 'x', q: 'hub', channels: 'mail' })).toEqual({ view: 'all', sort: 'newest', channels: 'mail' })
})
test('a saved view keeps what decides the list', () => {
  expect(savedSearch({ view: 'mine', open: 'x', labels: 'l', q: 'hub' })).toEqual({ view: 'mine', labels: 'l', q: 'hub' })
})
test('a value is added to a list or taken away', () => {
  expect([listToggled(undefined, 'a'), listToggled('a,b', 'a'), listToggled('a', 'a')]).toEqual(['a', 'b', undefined])
})
