/** What is worth joining: the order people would give, and what is learnt from them. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hourMs } from '../../../kernel/instant.ts'
import { contributions, furthest, habits, learnt, prior, scoreOf, type Verdict } from './model.ts'
import { reasonCodes, reasonsOf, type Judged, type Reasons } from './reasons.ts'

const now = Date.UTC(2026, 10, 22, 12)
const judged = (more: Partial<Judged> = {}): Judged => ({
  at: now - hourMs, kind: 'post', textLength: 120, hasTitle: false, roles: ['own'], hits: [0], addressesUs: false, labels: null, followers: 200, isBot: false, cascadeSize: 1, answers: 0, isAnsweredByUs: false, ...more,
})
const labels = (intent: string, sentiment = 'neutral', urgency = 'low'): Judged['labels'] => ({ intent, sentiment, urgency })
const score = (more: Partial<Judged> = {}, weights = prior): number => scoreOf(weights, reasonsOf(judged(more), now))

describe('what comes first', () => {
  test.each<[string, Partial<Judged>, Partial<Judged>]>([
    ['a question before a remark', { labels: labels('question') }, { labels: labels('none') }],
    ['who addresses us before who speaks about us', { addressesUs: true }, {}],
    ['about us before about a competitor', {}, { roles: ['competitor'], hits: [] }],
    ['about us from the first word before named at the end', { hits: [0, 40] }, { hits: [110] }],
    ['a fresh complaint before the same yesterday', { labels: labels('complaint') }, { labels: labels('complaint'), at: now - 30 * hourMs }],
    ['what nobody answered before what we answered', {}, { isAnsweredByUs: true, answers: 1 }],
    ['who many hear before who few hear', { followers: 50_000 }, { followers: 3 }],
    ['a post before its repost', {}, { kind: 'repost' }],
    ['a person before a bot', {}, { isBot: true }],
    ['praise before spam', { labels: labels('praise') }, { labels: labels('spam') }],
    ['who is about to leave before who says thanks', { labels: labels('leaving', 'negative') }, { labels: labels('thanks', 'positive') }],
  ])('%s', (_, first, second) => {
    expect(score(first)).toBeGreaterThan(score(second))
  })

  test('a fresh, unanswered complaint addressed to us is nearly certain, an old industry post nearly not', () => {
    expect(score({ addressesUs: true, labels: labels('complaint', 'negative', 'high') })).toBeGreaterThanOrEqual(90)
    expect(score({ roles: ['industry'], hits: [], at: now - 96 * hourMs })).toBeLessThanOrEqual(10)
  })
})

test('the reasons that are told add up to the score', () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...reasonCodes), fc.double({ min: 0, max: 1, noNaN: true })), (reasons) => {
    const odds = prior.bias + contributions(prior, reasons).reduce((sum, { weight }) => sum + weight, 0)
    expect(scoreOf(prior, reasons)).toBe(Math.round(100 / (1 + Math.exp(-odds))))
  }))
})

const verdictArb = fc.record({ verdict: fc.constantFrom<Verdict>('answered', 'handled', 'dismissed'), reasons: fc.dictionary(fc.constantFrom(...reasonCodes), fc.double({ min: 0, max: 1, noNaN: true })) })

describe('learning from what the team does', () => {
  const repeated = (verdict: Verdict, reasons: Reasons, times: number) => Array.from({ length: times }, () => ({ verdict, reasons }))

  test('what is dismissed again and again sinks, what is answered rises, and it is said so', () => {
    const competitor = repeated('dismissed', { 'about-us': 1, 'repost': 1, 'unanswered': 1 }, 30)
    const praise = repeated('answered', { 'about-us': 1, 'praise': 1, 'unanswered': 1 }, 30)
    const verdicts = competitor.flatMap((one, index) => [one, praise[index] ?? one])
    const weights = learnt(verdicts)
    expect(weights.of.repost).toBeLessThan(prior.of.repost)
    expect(score({ labels: labels('praise', 'positive') }, weights)).toBeGreaterThan(score({ labels: labels('praise', 'positive') }))
    expect(habits(verdicts, weights).map(({ code, tends }) => [code, tends])).toContainEqual(['praise', 'answered'])
  })
  test('nothing is learnt from nothing, and nothing is said of a few', () => {
    expect(learnt([])).toEqual(prior)
    const few = repeated('dismissed', { question: 1 }, 3)
    expect(habits(few, learnt(few))).toEqual([])
  })
  test('whatever is done, however often, no weight leaves its bounds', () => {
    fc.assert(fc.property(fc.array(verdictArb, { maxLength: 300 }), (verdicts) => {
      const weights = learnt(verdicts)
      for (const code of reasonCodes) expect(Math.abs(weights.of[code] - prior.of[code])).toBeLessThanOrEqual(furthest + 1e-9)
    }))
  })
  test('how late somebody answers says nothing about what is worth answering', () => {
    expect(learnt(repeated('answered', { 'about-us': 1, 'fresh': 0.01 }, 20))).toEqual(learnt(repeated('answered', { 'about-us': 1, 'fresh': 1 }, 20)))
  })
})
