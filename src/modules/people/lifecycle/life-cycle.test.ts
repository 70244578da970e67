import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayMs } from '../../../kernel/instant.ts'
import { depthOf, exchangesOf } from './depth.ts'
import { judge, nextCheck, type LifeFacts } from './judge.ts'
import { movesBetween } from './moves.ts'
import { checkStages, defaultStages, stagesSchema } from './stages.ts'

const start = Date.UTC(2024, 0, 1)
const day = (n: number): number => start + n * dayMs
const facts = (given: Partial<LifeFacts> = {}): LifeFacts => ({ firstAt: start, acts: [], voiced: [], purchases: [], exchanges: [], followers: 0, tags: [], alive: null, ...given })
const post = (n: number, count = 1) => ({ at: day(n), kind: 'post' as const, direction: 'around' as const, count })
const bought = (n: number) => ({ at: day(n), amountMinor: 10_000 })

describe('the default stages', () => {
  test.each([
    ['somebody heard once', facts({ acts: [post(0)] }), 10, 'stranger'],
    ['somebody who speaks of us often', facts({ acts: [post(0, 2), post(5)] }), 10, 'fan'],
    ['a fan long ago', facts({ acts: [post(0, 2), post(5)] }), 400, 'stranger'],
    ['somebody who wrote to us', facts({ acts: [{ ...post(3), kind: 'message', direction: 'inbound' }] }), 10, 'prospect'],
    ['a buyer', facts({ purchases: [bought(4)] }), 10, 'customer'],
    ['a buyer who comes back', facts({ purchases: [bought(4), bought(20), bought(60)] }), 70, 'loyal'],
    ['a buyer who speaks of us', facts({ acts: [post(6, 5)], purchases: [bought(4)] }), 70, 'advocate'],
    ['a buyer gone silent', facts({ purchases: [bought(4)] }), 600, 'lapsed'],
    ['who never bought has not lapsed', facts({ acts: [post(0)] }), 900, 'stranger'],
  ])('%s', (_, given, n, stage) => {
    expect(judge(defaultStages, given, day(n)).stage).toBe(stage)
  })
  test('say what they counted', () => {
    expect(judge(defaultStages, facts({ purchases: [bought(4), bought(20), bought(60)] }), day(70)).met).toEqual([{ condition: expect.objectContaining({ measure: 'purchases', value: 3 }), actual: 3 }])
  })
})

describe('what people say', () => {
  const stages = stagesSchema.parse([{ id: 'stranger', name: 'Stranger', rule: [] }, { id: 'unhappy', name: 'Unhappy', rule: [[{ measure: 'voiced', sentiments: ['negative'], intents: ['complaint', 'leaving'], withinDays: 30, value: 2 }]] }])
  const said = (n: number, sentiment: 'negative' | 'positive' | '', intent: 'complaint' | 'praise' | 'leaving' | '', count = 1) => ({ at: day(n), sentiment, intent, count })
  test.each([
    ['two complaints', [said(1, 'negative', 'complaint'), said(5, 'negative', 'leaving')], 6, 'unhappy'],
    ['two complaints of long ago', [said(1, 'negative', 'complaint'), said(5, 'negative', 'leaving')], 60, 'stranger'],
    ['a complaint in good spirits, and praise', [said(1, 'positive', 'complaint'), said(5, 'positive', 'praise', 4)], 6, 'stranger'],
    ['what was never understood', [said(1, '', '', 9)], 6, 'stranger'],
  ])('%s', (_, voiced, n, stage) => {
    expect(judge(stages, facts({ voiced }), day(n)).stage).toBe(stage)
  })
  test('is judged again when the passing of time may change it', () => {
    expect(nextCheck(stages, facts({ voiced: [said(1, 'negative', 'complaint', 2), said(9, 'positive', 'praise')] }), day(10))).toBe(day(31))
  })
})

test('a life is told as moves, each at the moment when it came true, and time alone moves as well', () => {
  const life = movesBetween({ stages: defaultStages, edition: 1, facts: facts({ acts: [post(0), post(10), post(20)], purchases: [bought(100)] }), current: 'stranger', from: start, until: day(1_000) })
  expect(life.map((move) => [move.from, move.to, (move.at - start) / dayMs])).toEqual([['stranger', 'fan', 20], ['fan', 'customer', 100], ['customer', 'lapsed', 640]])
})

test('what is told in two halves is what is told at once', () => {
  const act = fc.record({ n: fc.integer({ min: 0, max: 900 }), kind: fc.constantFrom('post' as const, 'message' as const, 'view' as const), count: fc.integer({ min: 1, max: 4 }) })
  fc.assert(fc.property(fc.array(act, { maxLength: 25 }), fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 5 }), fc.integer({ min: 1, max: 1_199 }), (acts, buys, cut) => {
    const given = facts({ acts: acts.map((one) => ({ at: day(one.n), kind: one.kind, direction: one.kind === 'post' ? 'around' as const : 'inbound' as const, count: one.count })).sort((a, b) => a.at - b.at), purchases: buys.toSorted((a, b) => a - b).map(bought) })
    const tell = (current: string, from: number, until: number) => movesBetween({ stages: defaultStages, edition: 1, facts: given, current, from, until })
    const first = tell('stranger', start, day(cut))
    const second = tell(first.at(-1)?.to ?? 'stranger', day(cut), day(1_200))
    expect([...first, ...second].map((move) => move.to)).toEqual(tell('stranger', start, day(1_200)).map((move) => move.to))
  }))
})

test('nothing turns before the moment that is said', () => {
  const given = facts({ acts: [post(0, 2), post(9)], purchases: [bought(30)] })
  for (let at = day(31); ;) {
    const next = nextCheck(defaultStages, given, at)
    if (next === null) break
    expect(judge(defaultStages, given, next - 1).stage).toBe(judge(defaultStages, given, at).stage)
    at = next
  }
})

test('stages that cannot work together are refused with their place', () => {
  const stages = (list: object[]) => stagesSchema.parse(list)
  const rule = [[{ measure: 'purchases', value: 1 }]]
  expect(() => checkStages(stages([{ id: 'a', name: 'A', rule: [] }, { id: 'b', name: 'B', rule: [] }]))).toThrow(/everybody would be in it/)
  expect(() => checkStages(stages([{ id: 'a', name: 'A', rule }]))).toThrow(/takes no conditions/)
  expect(() => checkStages(stages([{ id: 'a', name: 'A', rule: [] }, { id: 'a', name: 'B', rule }]))).toThrow(/Two stages have the id/)
  expect(() => checkStages(defaultStages)).not.toThrow()
})

describe('depth', () => {
  const turns = (text: string) => Array.from(text).map((who, index) => ({ at: day(index), ours: who === 'u' }))
  test('talking at each other is no exchange', () => {
    expect(exchangesOf(turns('ttttt'))).toEqual([])
    expect(exchangesOf(turns('tutut'))).toHaveLength(4)
    expect(exchangesOf([{ at: day(0), ours: true }, { at: day(20), ours: false }])).toEqual([])
  })
  test('followers make a connection, talk a relationship, purchases business', () => {
    expect(depthOf({ exchanges: [], purchases: 0 })).toBe('connection')
    expect(depthOf({ exchanges: exchangesOf(turns('tutu')), purchases: 0 })).toBe('relationship')
    expect(depthOf({ exchanges: [day(0), day(0) + 1, day(0) + 2], purchases: 0 })).toBe('connection')
    expect(depthOf({ exchanges: [], purchases: 1 })).toBe('business')
  })
})
