import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arrive, bounded, emptyStream, extend, isFull, needsFreshStart, news, opened, take, type Stream, type Streamed } from './stream.ts'

const mention = (second: number, id = `m${second}`): Streamed => ({ id, at: new Date(Date.UTC(2026, 10, 22) + second * 1000).toISOString() })
const limits = { shown: 20, waiting: 10, reading: 60 }

type Step = { do: 'arrive'; seconds: number[]; more: number } | { do: 'take' } | { do: 'extend'; count: number; end: boolean }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('arrive' as const), seconds: fc.array(fc.integer({ min: -50, max: 500 }), { maxLength: 8 }), more: fc.constantFrom(0, 0, 0, 3) }),
  fc.record({ do: fc.constant('take' as const) }),
  fc.record({ do: fc.constant('extend' as const), count: fc.integer({ min: 0, max: 6 }), end: fc.boolean() }),
)

function orderly(stream: Stream<Streamed>): void {
  for (const list of [stream.shown, stream.waiting]) {
    list.forEach((item, index) => { if (index > 0) expect(item.at <= (list[index - 1]?.at ?? '')).toBe(true) })
  }
  const ids = [...stream.shown, ...stream.waiting].map((item) => item.id)
  expect(new Set(ids).size).toBe(ids.length)
}

describe('reading while mentions pour in', () => {
  test('what is being read never moves, nothing is lost, and nothing grows without end', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let stream = opened([mention(0), mention(-1)], 'older')
      let oldest = -1
      for (const move of steps) {
        const before = stream
        if (move.do === 'arrive') {
          const arrivals = move.seconds.map((second) => mention(second))
          stream = arrive(stream, arrivals, move.more, limits)
          expect(stream.shown).toBe(before.shown)
          const here = new Set([...stream.shown, ...stream.waiting].map((item) => item.id))
          const end = stream.older.kind === 'end' ? '' : stream.shown.at(-1)?.at ?? ''
          // Shown, waiting, beyond the end of what is loaded, or known to be missed.
          for (const item of arrivals) expect(here.has(item.id) || item.at <= end || needsFreshStart(stream)).toBe(true)
          expect(news(stream)).toBeGreaterThanOrEqual(news(before))
        } else if (move.do === 'take') {
          stream = needsFreshStart(stream) ? opened([mention(600)], 'older') : take(stream, limits)
          expect(stream.waiting).toEqual([])
          if (!needsFreshStart(before) && before.waiting.length > 0) {
            expect(stream.shown.length).toBeLessThanOrEqual(limits.shown)
            const all = new Set([...before.shown, ...before.waiting].map((item) => item.id))
            // Whatever was let go lies below the end, where it can be read again.
            for (const id of all) expect(stream.shown.some((item) => item.id === id) || stream.older.kind === 'before').toBe(true)
          }
        } else if (!isFull(stream, limits)) {
          const page = Array.from({ length: move.count }, () => mention(oldest -= 1, `o${oldest}`)).filter((item) => item.at < (stream.shown.at(-1)?.at ?? ''))
          stream = extend(stream, page, move.end ? null : 'older')
          expect(stream.shown.slice(0, before.shown.length)).toEqual(before.shown)
        }
        expect(stream.waiting.length).toBeLessThanOrEqual(limits.waiting)
        expect(stream.shown.length).toBeLessThanOrEqual(limits.reading + 6)
        orderly(stream)
      }
    }))
  })

  test('in a gathered stream a copy adds to the line that is shown, and to no other', () => {
    const line = (second: number, size: number): Streamed => ({ ...mention(second), line: 'late', cascade: { size } })
    const stream = opened([line(5, 2), mention(1)], null)
    const after = arrive(stream, [line(9, 3)])
    expect([after.shown.map(({ id, cascade }) => [id, cascade]), news(after)]).toEqual([[['m5', { size: 3 }], ['m1', undefined]], 0])
    // The one that began it stood alone until the first copy came.
    expect(arrive(opened([mention(5)], null), [{ ...mention(9), line: 'm5', cascade: { size: 2 } }]).shown).toEqual([{ ...mention(5), line: 'm5', cascade: { size: 2 } }])
    expect(extend(stream, [line(-3, 3)], null).shown.length).toBe(2)
  })

  test('a mention that arrives twice is counted once', () => {
    const once = arrive(opened([mention(0)], null), [mention(5)])
    expect(arrive(once, [mention(5), mention(0)])).toBe(once)
  })

  test('a burst that the server cut short makes the next look start afresh', () => {
    const stream = arrive(opened([mention(0)], null), [mention(5)], 40)
    expect(news(stream)).toBe(41)
    expect(needsFreshStart(stream)).toBe(true)
  })

  test('letting go at the bottom remembers from when to read on', () => {
    const many = Array.from({ length: 30 }, (_, second) => mention(-second))
    const small = bounded(opened(many, null), limits)
    expect(small.shown).toHaveLength(20)
    expect(small.older).toEqual({ kind: 'before', at: mention(-19).at })
  })

  test('the first mention of all appears in an empty stream when it is asked for', () => {
    expect(take(arrive(emptyStream<Streamed>(), [mention(1)])).shown).toEqual([mention(1)])
  })
})
