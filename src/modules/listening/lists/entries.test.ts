import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hits, parseQuery } from '../query/index.ts'
import { readEntries } from './entries.ts'

test('entries are kept once each, clean, without quotes', () => {
  expect(readEntries(['  Velora ', '"velora  bikes"', 'velora', '', '{US}', '{us}', 'charg*'])).toEqual(['Velora', 'velora bikes', '{US}', '{us}', 'charg*'])
})

test.each([
  ['list:others', 'Lists hold words only'], ['a OR b', 'operator'], ['a NEAR/3 b', 'operator'], [':-)', 'braces'], ['{half', 'brace too many'], ['{}', 'brace too many'], ['x'.repeat(201), '201 characters'],
])('"%s" is refused, saying why', (entry, words) => {
  expect(() => readEntries(['good', entry])).toThrow(words)
})

test('an empty list is refused', () => expect(() => readEntries(['', ' '])).toThrow('at least one word'))

test('every list that is kept can be asked for, and finds its own plain words', () => {
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z]{2,8}( [a-z]{2,8})?$/), { minLength: 1, maxLength: 20 }), (words) => {
    const entries = readEntries(words)
    const query = parseQuery('list:brands', { lists: new Map([['brands', entries]]) })
    for (const entry of entries) expect(hits(query, { text: `x ${entry} y` }).length).toBeGreaterThan(0)
  }))
})

test('whatever is taken can be read by the query language', () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 30, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (given) => {
    let entries: string[]
    try {
      entries = readEntries(given)
    } catch {
      return
    }
    expect(() => parseQuery('list:brands', { lists: new Map([['brands', entries]]) })).not.toThrow()
  }))
})
