import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerpt, facetsByLook, matchedWords, runs, safeHref } from './passage.ts'

const range = { start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) }
const facet = fc.record({ ...range, kind: fc.constantFrom('link' as const, 'mention' as const, 'tag' as const), target: fc.string() })
const hit = fc.record({ ...range, topic: fc.constantFrom('a', 'b') })
const anyText = fc.string({ unit: 'grapheme', maxLength: 40 })

describe('a mention shows its words as they were written', () => {
  test('whatever the ranges say, no character is lost, doubled or split', () => {
    fc.assert(fc.property(anyText, fc.array(facet, { maxLength: 8 }), fc.array(hit, { maxLength: 8 }), (text, facets, hits) => {
      const parts = runs(text, facets, hits)
      expect(parts.map((part) => part.text).join('')).toBe(text)
      for (const part of parts) {
        expect(part.text).not.toBe('')
        expect(part.text.isWellFormed()).toBe(text.isWellFormed())
      }
    }))
  })

  test('a match inside a link is marked inside the link', () => {
    expect(runs('see velora.example now', [{ start: 4, end: 18, kind: 'link', target: 'https://velora.example' }], [{ topic: 't', start: 4, end: 10 }])).toEqual([
      { text: 'see ', topics: [] },
      { text: 'velora', topics: ['t'], facet: { kind: 'link', target: 'https://velora.example' } },
      { text: '.example', topics: [], facet: { kind: 'link', target: 'https://velora.example' } },
      { text: ' now', topics: [] },
    ])
  })

  test('of two links that overlap the first holds', () => {
    const parts = runs('abcdef', [{ start: 0, end: 4, kind: 'link', target: 'https://one.example' }, { start: 2, end: 6, kind: 'link', target: 'https://two.example' }], [])
    expect(parts.map((part) => part.facet?.target ?? null)).toEqual(['https://one.example', null])
  })

  test('a word that two topics share is marked for both', () => {
    expect(runs('velo', [], [{ topic: 'a', start: 0, end: 4 }, { topic: 'b', start: 0, end: 2 }]).map((run) => run.topics)).toEqual([['a', 'b'], ['a']])
  })
})

test.each([
  ['https://velora.example/x', 'https://velora.example/x'],
  ['HTTP://velora.example', 'http://velora.example/'],
  ['javascript:alert(1)', null],
  [' java\nscript:alert(1)', null],
  ['data:text/html,x', null],
  ['//velora.example', null],
  ['https://', null],
])('a link to %j leads to %j', (target, href) => { expect(safeHref(target)).toBe(href) })

describe('channels that do not mark their links', () => {
  const found = (text: string): string[] => facetsByLook(text).map((facet) => `${facet.kind} ${facet.target} = ${text.slice(facet.start, facet.end)}`)
  test('links, mentions and tags are found by their look', () => {
    expect(found('Ask @velora.example about #T2, see https://velora.example/t2 (or https://x.example/a_(b)).')).toEqual([
      'mention velora.example = @velora.example', 'tag T2 = #T2', 'link https://velora.example/t2 = https://velora.example/t2', 'link https://x.example/a_(b) = https://x.example/a_(b)',
    ])
  })
  test('a mail address is no mention, a number is no tag, and a full stop is no part of a handle', () => {
    expect(found('mail me@velora.example, order #2214, thanks @wad.')).toEqual(['mention wad = @wad'])
    expect(found('@wad@example.social #fiets #자전거')).toEqual(['mention wad@example.social = @wad@example.social', 'tag fiets = #fiets', 'tag 자전거 = #자전거'])
  })
  test('a hostile address of a hundred thousand brackets and dots is read at once', () => {
    expect(facetsByLook(`https://x.example/${').'.repeat(50_000)}`)[0]?.target).toBe('https://x.example/')
  })
  test('every range lies inside the text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('@', '#', 'a', '.', ' ', 'https://', '(', ')', 'é', '😀') }), (text) => {
      for (const facet of facetsByLook(text)) expect(facet.start >= 0 && facet.start < facet.end && facet.end <= text.length).toBe(true)
    }))
  })
})

test('the matched words are each named once, as they were written', () => {
  expect(matchedWords('Velora and velora  T2', [{ topic: 'a', start: 11, end: 21 }, { topic: 'a', start: 0, end: 6 }, { topic: 'b', start: 7, end: 10 }], 'a')).toEqual(['Velora', 'velora T2'])
})

test('a long text is cut between words, a short one left whole', () => {
  expect(excerpt('one two three four', 12)).toBe('one two')
  expect(excerpt('short', 12)).toBeNull()
  expect(excerpt('😀'.repeat(10), 5)).toBe('😀😀')
})
