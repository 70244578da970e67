import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Invalid } from '../../../kernel/fault.ts'
import { excerptOf } from './excerpt.ts'
import { parseSearch, tsqueryOf } from './parse-search.ts'

test.each([
  ['Café hub', "'cafe' & 'hub'"],
  ['"hub gear" -late', "('hub' <-> 'gear') & !'late'"],
  ['gear*', "'gear':*"],
  ["o'neill", "('o' <-> 'neill')"],
  ['wad@tide.example', "('wad' <-> 'tide' <-> 'example')"],
  ['note:this', "('note' <-> 'this')"],
])('%s is looked for as %s', (text, query) => expect(tsqueryOf(parseSearch(text).terms)).toBe(query))

test('operators are told apart from words, and a number from a tag', () => {
  expect(parseSearch('from:"Wad Loper" -is:closed #4711 has:file hub')).toMatchObject({ operators: [{ name: 'from', value: 'Wad Loper', not: false }, { name: 'is', value: 'closed', not: true }, { name: 'has', value: 'file' }], number: 4711, terms: [{ words: ['hub'] }] })
})

test.each([['hub is:lost', 7], ['"hub', 0], ['before:soon', 7]])('%s is refused at the character', (text, at) => {
  try {
    parseSearch(text)
    expect.unreachable()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Invalid)
    expect((thrown as Invalid).place?.at).toBe(at)
  }
})

test('whatever is typed is read or refused, never anything else', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
    try {
      tsqueryOf(parseSearch(text).terms)
    } catch (thrown) {
      if (!(thrown instanceof Invalid)) throw thrown
    }
  }))
})

test('an excerpt shows the hits, also where accents differ, and loses no character around them', () => {
  const pieces = excerptOf('Het Café is open', parseSearch('cafe').terms)
  expect(pieces).toEqual([{ text: 'Het ', hit: false }, { text: 'Café', hit: true }, { text: ' is open', hit: false }])
})
