import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTerm, termsOf } from './terms.ts'

test('a post is counted under its words, phrases, tags, emoji, links and people, and not under its small words', () => {
  const text = 'The hub gear of my Velora is late again 🚲 #SoonVelora @velora.example, see https://ridehome.example/late'
  const terms = termsOf({ text, facets: [{ kind: 'link', start: text.indexOf('https'), end: text.length, target: 'https://www.ridehome.example/late/?utm_source=x' }] }, 'en')
  expect(terms.toSorted()).toEqual(['#soonvelora', '@velora.example', 'e🚲', 'lridehome.example/late', 'phub gear', 'wgear', 'whub', 'wlate', 'wvelora'])
})

test('small words are those of the language', () => {
  expect(termsOf({ text: 'de naaf is nog steeds niet geleverd' }, 'nl')).toEqual(['wnaaf', 'wgeleverd'])
  expect(termsOf({ text: 'le moyeu est arrivé' }, 'fr')).toEqual(['wmoyeu', 'warrive'])
})

test('where words are not parted, neighbouring characters are counted in pairs', () => {
  expect(termsOf({ text: '自転車が好き' }, 'ja')).toContain('w自転')
})

test('a phrase does not reach over the end of a sentence', () => {
  expect(termsOf({ text: 'Late again. Gears squeak' }, 'en')).not.toContain('plate gears')
})

test('what a post passes on is counted under that post', () => {
  expect(termsOf({ text: '', relations: [{ kind: 'repost', externalId: 'at://x/1' }] }, 'und')).toEqual(['sat://x/1'])
})

test('any text gives terms that are few, short, and each once', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
    const terms = termsOf({ text }, 'und')
    expect(new Set(terms).size).toBe(terms.length)
    expect(terms.length).toBeLessThanOrEqual(96)
    expect(terms.filter((term) => readTerm(term) === null)).toEqual([])
  }), { numRuns: 25, seed: 3 })
})
