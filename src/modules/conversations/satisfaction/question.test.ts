import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs } from '../../../kernel/instant.ts'
import { askedLanguage, askedLanguages, askedText, figuresOf, questionKinds, readScore, satisfactionSchema, scales, whyNotAsked, type Asking, type QuestionKind } from './question.ts'

const now = 100 * dayMs
const settings = satisfactionSchema.parse({ active: true })
const closed: Asking = { state: 'closed', visibility: 'private', channel: 'mail', automatic: false, spam: false, sentiment: 'neutral', answered: true, openCase: false, earlier: [] }

test.each<[string, Partial<Asking>, string | null]>([
  ['a closed conversation is asked about', {}, null],
  ['not one that is open again', { state: 'open' }, 'not-closed'],
  ['never what a machine or a bounce sent', { automatic: true }, 'automatic'],
  ['never in public', { visibility: 'public' }, 'public'],
  ['not about what we never answered', { answered: false }, 'not-answered'],
  ['not twice within the days', { earlier: [{ askedAt: now - 10 * dayMs, wasAngry: false }] }, 'asked-lately'],
  ['again after them', { earlier: [{ askedAt: now - 40 * dayMs, wasAngry: false }] }, null],
  ['never the angry twice, however long ago', { sentiment: 'negative', earlier: [{ askedAt: 0, wasAngry: true }] }, 'angry-before'],
  ['the angry once', { sentiment: 'negative' }, null],
  ['not while their complaint is being mended', { openCase: true }, 'case-open'],
  ['never about spam', { spam: true }, 'spam'],
])('%s', (_, change, expected) => expect(whyNotAsked(settings, { ...closed, ...change }, now)).toBe(expected))

test.each<[QuestionKind, string, number | null, string]>([
  ['csat', '4', 4, ''],
  ['csat', ' 5! ', 5, ''],
  ['csat', '4/5', 4, ''],
  ['csat', '5 - great help', 5, 'great help'],
  ['csat', '2\nIt took three weeks.', 2, 'It took three weeks.'],
  ['nps', '10', 10, ''],
  ['nps', '0', 0, ''],
  ['nps', '9, because of Bo', 9, 'because of Bo'],
  ['csat', '👍🏽 thanks', 5, 'thanks'],
  ['csat', '😡', 1, ''],
  ['nps', '😐', 5, ''],
  ['csat', 'Très bien !', 5, ''],
  ['csat', 'Slecht.', 1, ''],
  ['csat', '3 weeks and still nothing', null, ''],
  ['csat', '9', null, ''],
  ['csat', '4.50 euro is missing', null, ''],
  ['csat', '4/10', null, ''],
  ['csat', 'My order 4711 is not here', null, ''],
  ['csat', 'good morning, one more question', null, ''],
  ['csat', '', null, ''],
])('%s: "%s" is %s', (kind, text, score, comment) => expect(readScore(kind, text)).toEqual(score === null ? null : { score, comment }))

test('no text gives a score outside the scale', () => {
  fc.assert(fc.property(fc.constantFrom(...questionKinds), fc.oneof(fc.string(), fc.tuple(fc.integer({ min: -5, max: 200 }), fc.string()).map(([n, rest]) => `${n}${rest}`)), (kind, text) => {
    const read = readScore(kind, text)
    if (read === null) return
    expect(read.score).toBeGreaterThanOrEqual(scales[kind].min)
    expect(read.score).toBeLessThanOrEqual(scales[kind].max)
    expect(text.includes(read.comment)).toBe(true)
  }))
})

test('every language has its own words for every question, and the company may have others', () => {
  for (const kind of questionKinds) expect(new Set(askedLanguages.map((language) => askedText(kind, language, {}, 'https://x.example/r/1'))).size).toBe(askedLanguages.length)
  expect(askedText('csat', 'nl', { nl: 'Alles goed?' }, 'https://x.example')).toMatch(/^Alles goed\?\nAntwoord met een cijfer van 1 .* https:\/\/x\.example$/)
  expect([askedLanguage('nl-BE'), askedLanguage('ja'), askedLanguage(null)]).toEqual(['nl', 'en', 'en'])
})

test('NPS is promoters less detractors; CSAT the share of good', () => {
  expect(figuresOf('nps', [{ score: 10, count: 5 }, { score: 7, count: 3 }, { score: 2, count: 2 }])).toEqual({ answered: 10, value: 0.3, mean: 7.5 })
  expect(figuresOf('csat', [{ score: 5, count: 1 }, { score: 3, count: 1 }])).toEqual({ answered: 2, value: 0.5, mean: 4 })
  expect(figuresOf('effort', [])).toEqual({ answered: 0, value: null, mean: null })
})
