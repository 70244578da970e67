/** The matcher against the meaning of the language: the same queries, whatever comes and goes. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matches, parseQuery } from '../query/index.ts'
import type { Post, Query } from '../query/index.ts'
import { Matcher } from './matcher.ts'

const words = ['tesla', 'Tésla', 'a', 'be', 'ab', 'abc', 'model', 'straße', 'strasse', '東京', '京', 'タワー', 'สวัสดี', '삼성', 'don\'t', 'AT&T', 'T-Mobile', 'C++', '😀', '👍🏽', '12:30', '𝐓𝐞𝐬𝐥𝐚', 'U.S.']
const written = fc.constantFrom(...words, '#tesla', '#東京', '@tesla', '$abc', 'tesla.example', 'https://shop.example/abc', 'www.tesla.example/model?x=1', 'a\u0301b', 'x_y', '#x_y')
const term: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: written },
  fc.tuple(written, written).map(([one, other]) => `"${one} ${other}"`),
  fc.tuple(written, written, written).map((all) => `"${all.join(' ')}"`),
  fc.constantFrom('te*', 't?sla', '*sla', '*es*', 'a*', '?b', '*', '??', 'strass*', '"a * be"', '"te* model"', '"mod* a*"', '東*', '#te*'),
  fc.constantFrom('{Tesla}', '{AT&T}', '{a be}', '{:-)}', '{C++}', 'raw:tesla.example', '{東京}'),
  fc.constantFrom('title:tesla', 'title:"a be"', 'title:{Tesla}', 'url:abc', 'url:shop.example', 'lang:nl', 'channel:feed', 'followers:>10', 'has:link', 'is:reply', 'site:shop.example'),
  fc.constantFrom('"tesla model"~2', '"a be abc"~1', '"a a be"~3', 'list:brands'),
)
const place = fc.oneof(written, fc.constantFrom('te*', '"a be"', '{Tesla}', 'tesla.example', 'list:brands', '(a OR "be abc")', '(tesla NEAR/1 a)'))
const clause = fc.oneof(
  { weight: 4, arbitrary: term },
  fc.tuple(place, fc.constantFrom('NEAR/0', 'NEAR/2', 'ONEAR/1', 'ONEAR/4'), place).map((all) => all.join(' ')),
)
const queryText: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof({ maxDepth: 3 },
    clause,
    fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map((all) => `(${all.join(' AND ')})`),
    fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map((all) => `(${all.join(' OR ')})`),
    tie('query').map((one) => `(NOT ${one})`),
    fc.tuple(tie('query'), tie('query')).map(([one, other]) => `(${one} NOT ${other})`)),
})).query

const separators = fc.constantFrom(' ', ' ', ' ', ', ', '. ', '', '-', ' @', ' #', '\u200b', '\n', '&')
const text = fc.array(fc.tuple(fc.oneof(written, fc.constantFrom('be abc', 'Tesla model', 'tesla a', ':-)', 'test', 'strassen')), separators), { maxLength: 12 }).map((all) => all.flat().join(''))
const post: fc.Arbitrary<Post> = fc.record({
  text,
  title: fc.option(text, { nil: undefined }),
  languages: fc.constantFrom(undefined, ['nl'], ['nl-BE', 'fr']),
  channel: fc.constantFrom(undefined, 'feed', 'bluesky'),
  site: fc.constantFrom(undefined, 'shop.example', 'blog.shop.example'),
  links: fc.constantFrom(undefined, ['https://shop.example/abc'], ['https://tesla.example', 'https://x.example/te/abc']),
  author: fc.constantFrom(undefined, { handle: 'tesla', followers: 20 }),
  relations: fc.constantFrom(undefined, ['reply' as const]),
})
const lists = new Map([['brands', ['tesla', 'T-Mobile', '"a be"', '{Tesla}', 'AT&T']]])
const read = (query: string): Query => parseQuery(query, { lists })

describe('the matcher', () => {
  test('finds exactly what each query finds by itself, while queries come, change and go', () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), id: fc.integer({ min: 0, max: 12 }), query: queryText }),
      fc.record({ kind: fc.constant('set' as const), id: fc.integer({ min: 0, max: 12 }), query: queryText }),
      fc.record({ kind: fc.constant('delete' as const), id: fc.integer({ min: 0, max: 12 }) }),
      fc.record({ kind: fc.constant('match' as const), post }),
      fc.record({ kind: fc.constant('match' as const), post }),
      fc.record({ kind: fc.constant('match' as const), post }),
    )
    fc.assert(fc.property(fc.array(change, { minLength: 10, maxLength: 60 }), (changes) => {
      const matcher = new Matcher()
      const queries = new Map<string, Query>()
      for (const each of changes) {
        if (each.kind === 'match') {
          const expected = [...queries].filter(([, query]) => matches(query, each.post)).map(([id]) => id)
          expect(matcher.match(each.post).sort()).toEqual(expected.sort())
        } else if (each.kind === 'set') {
          queries.set(String(each.id), read(each.query))
          matcher.set(String(each.id), read(each.query))
        } else expect(matcher.delete(String(each.id))).toBe(queries.delete(String(each.id)))
        expect(matcher.size).toBe(queries.size)
      }
    }), { numRuns: 200 })
  }, 60_000)

  test('goes on finding the same after it has learned which words are frequent', () => {
    const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, { numRuns: count, seed: 7 })
    const queries = sample(queryText, 150).map(read)
    const posts = sample(post, 120)
    const matcher = new Matcher()
    queries.forEach((query, index) => { matcher.set(String(index), query) })
    const expected = posts.map((each) => queries.flatMap((query, index) => (matches(query, each) ? [String(index)] : [])))
    for (let round = 0; round < 10; round++) {
      posts.forEach((each, index) => { expect(matcher.match(each)).toEqual(expected[index]) })
    }
  }, 60_000)

  test('forgets what it knew of queries that are gone', () => {
    const matcher = new Matcher()
    for (let round = 0; round < 200; round++) {
      for (let id = 0; id < 20; id++) matcher.set(String(id), read(`w${round * 20 + id} OR "p${round} q${id}" OR pre${round}x* NOT t${id}`))
      expect(matcher.match({ text: `w${round * 20 + 3}` })).toEqual(['3'])
      expect(matcher.match({ text: `say p${round} q7 and pre${round}xyz` })).toHaveLength(20)
      expect(matcher.match({ text: `w${(round - 1) * 20 + 3}` })).toEqual([])
    }
  })

  test('takes hostile posts: one long word, only emoji, only addresses, rubbish', () => {
    const matcher = new Matcher()
    matcher.set('q', read('(tesla OR "a b" OR *aaaaab*) NEAR/5 (model OR *x*y*z*)'))
    const hostile = ['a'.repeat(100_000), '😀'.repeat(30_000), 'https://shop.example/'.repeat(5_000), String.fromCharCode(...Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 65_536)), 'tesla '.repeat(16_000), '\ud800'.repeat(1_000), '']
    for (const each of hostile) expect(matcher.match({ text: each })).toEqual([])
  })
})
