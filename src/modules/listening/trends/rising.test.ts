import { expect, test } from 'vitest'
import { contrastOf } from '../terms/log-odds.ts'
import { risingTerms } from './rising.ts'

test('what is said more than before rises; what is said as before does not, however often', () => {
  const terms = [
    { term: 'wnaaf', now: 40, past: 2, posts: 44 },
    { term: 'wvelora', now: 180, past: 720, posts: 210 },
    { term: 'woops', now: 3, past: 0, posts: 3 },
  ]
  const risen = risingTerms({ terms, nowOf: 200, pastOf: 800, part: 1 }, 10)
  expect(risen.get('word')?.map(({ text }) => text)).toEqual(['naaf'])
  expect(risen.get('word')?.[0]?.times).toBeCloseTo(80)
})

test('a phrase that rises stands for its words, and a tag for its own', () => {
  const terms = [{ term: 'phub gear', now: 30, past: 0, posts: 30 }, { term: 'whub', now: 33, past: 1, posts: 33 }, { term: 'wsoonvelora', now: 20, past: 0, posts: 20 }, { term: '#soonvelora', now: 20, past: 0, posts: 20 }]
  const risen = risingTerms({ terms, nowOf: 200, pastOf: 800, part: 1 }, 10)
  expect(risen.get('word')).toBeUndefined()
  expect(risen.get('phrase')?.[0]?.times).toBeNull()
})

test('a few uses of a rare word stand out less than many of a known one', () => {
  expect(contrastOf({ count: 4, of: 200 }, { count: 0, of: 800 }).z).toBeLessThan(contrastOf({ count: 60, of: 200 }, { count: 60, of: 800 }).z)
  expect(contrastOf({ count: 0, of: 0 }, { count: 0, of: 0 })).toEqual({ logOdds: 0, z: 0 })
})
