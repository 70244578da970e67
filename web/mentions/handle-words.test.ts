import { expect, test } from 'vitest'
import { handleWords, identityWords } from './handle-words.ts'

test.each([
  ['tide.blue', '@tide.blue'],
  ['john_smith84', '@john_smith84'],
  ['anna@post.example', 'anna@post.example'],
  ['anna@zee.social', 'anna@zee.social'],
  ['+32470000000', '+32470000000'],
  ['C100464', 'C100464'],
  ['C-12345', 'C-12345'],
  ['Coast Riders', 'Coast Riders'],
])('%s is written %s', (handle, written) => {
  expect(handleWords(handle)).toBe(written)
})

test('who has no handle is called by name, else by address', () => {
  expect(identityWords({ handle: null, name: 'Anna', externalId: 'x' })).toBe('Anna')
  expect(identityWords({ handle: null, name: null, externalId: 'x' })).toBe('x')
})
