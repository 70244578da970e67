/** What the detector may and may not call a spike. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { raisesAt } from './alarm.ts'
import { spikeDetector, type SpikeReading } from './detector.ts'
import { RowOrderFault, RowValueFault } from './faults.ts'

const stepMs = 300_000
const dayRows = 288
const startMs = Date.UTC(2026, 0, 5)

function readings(values: readonly number[], from = startMs, step = stepMs): SpikeReading[] {
  const detector = spikeDetector()
  return values.map((value, row) => detector.next(from + row * step, value))
}

/** A repeatable noise in 0..1. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Counts with a daily rhythm from 10 at night to 90 in the afternoon, and Poisson-like noise. */
function rhythm(days: number, seed = 1): number[] {
  const random = noise(seed)
  return Array.from({ length: days * dayRows }, (_, row) => {
    const mean = 50 - 40 * Math.cos((2 * Math.PI * row) / dayRows)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * (random() + random() + random() - 1.5) * 2))
  })
}

const top = (some: readonly SpikeReading[]): number => Math.max(...some.map(({ score }) => score))

describe('what is always so', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 10 * 86_400_000 }), fc.oneof(fc.nat(50), fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }), fc.constant(0))), { minLength: 1, maxLength: 300 })

  test('any times in order and any counts give finite scores from 0 to 1', () => {
    fc.assert(fc.property(rows, (some) => {
      const detector = spikeDetector()
      let atMs = startMs
      for (const [gap, value] of some) {
        const { score, unusual, expected } = detector.next(atMs += gap, value)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(unusual)
        expect(unusual).toBeLessThanOrEqual(1)
        expect(Number.isFinite(expected) && expected >= 0).toBe(true)
      }
    }), { numRuns: 60 })
  })

  test('what comes later changes nothing said before', () => {
    const before = rhythm(4)
    fc.assert(fc.property(fc.nat(before.length), fc.array(fc.nat(1_000), { maxLength: 20 }), (cut, other) => {
      expect(readings([...before.slice(0, cut), ...other]).slice(0, cut)).toEqual(readings(before.slice(0, cut)))
    }), { numRuns: 10 })
  })
})

describe('what is no spike', () => {
  test.each([0, 1, 37.5, 1e9, Number.MAX_VALUE])('a series that is always %d', (value) => {
    expect(top(readings(Array<number>(14 * dayRows).fill(value)))).toBe(0)
  })

  test('the rhythm of day and night, the low of the night least of all', () => {
    expect(top(readings(rhythm(21)))).toBeLessThan(raisesAt)
  })

  test('a single mention after weeks of silence', () => {
    expect(top(readings([...Array<number>(21 * dayRows).fill(0), 1, 0, 0, 1]))).toBeLessThan(raisesAt)
  })

  test('the first rows, whatever they are', () => {
    expect(top(readings([3, 900, 2, 5_000, 4]))).toBe(0)
  })

  test('days that are missing', () => {
    const detector = spikeDetector()
    const scores = rhythm(21).flatMap((value, row) => (row > 9 * dayRows && row < 12 * dayRows ? [] : [detector.next(startMs + row * stepMs, value).score]))
    expect(Math.max(...scores)).toBeLessThan(raisesAt)
  })
})

describe('what is a spike', () => {
  test.each([1, 2, 3])('ten times the usual for half an hour after a week of rhythm (noise %d)', (seed) => {
    const usual = rhythm(8, seed)
    const from = 7 * dayRows + 100
    const counts = usual.map((value, row) => (row >= from && row < from + 6 ? value * 10 : value))
    const said = readings(counts)
    expect(top(said.slice(0, from))).toBeLessThan(raisesAt)
    const burst = said.slice(from, from + 6)
    expect(top(burst)).toBeGreaterThan(raisesAt)
    expect(burst.find(({ score }) => score > raisesAt)?.because).toMatch(/^\d+ where [\d.]+ were to be expected: beyond a day's usual peak/)
  })

  test('the same burst at night, though its count would be usual by day', () => {
    const usual = rhythm(15)
    const from = 14 * dayRows
    expect(top(readings(usual.map((value, row) => (row >= from && row < from + 8 ? 120 : value))).slice(from, from + 8))).toBeGreaterThan(raisesAt)
  })

  test('is told once, and again only when it grows', () => {
    const usual = rhythm(10)
    const from = 7 * dayRows
    const wave = (at: number, size: number) => (value: number, row: number): number => (row >= at && row < at + 6 ? value + size : value)
    const same = readings(usual.map(wave(from, 500)).map(wave(from + 60, 500)))
    expect(top(same.slice(from, from + 6))).toBeGreaterThan(raisesAt)
    expect(top(same.slice(from + 60, from + 66))).toBeLessThan(raisesAt)
    expect(Math.max(...same.slice(from + 60, from + 66).map(({ unusual }) => unusual))).toBeGreaterThan(raisesAt)
    const grown = readings(usual.map(wave(from, 500)).map(wave(from + 60, 9_000)))
    expect(top(grown.slice(from + 60, from + 66))).toBeGreaterThan(raisesAt)
  })
})

test('a step is told at its start and is the usual some days later', () => {
  const counts = rhythm(28).map((value, row) => (row >= 10 * dayRows ? value * 5 : value))
  const said = readings(counts)
  expect(top(said.slice(10 * dayRows, 11 * dayRows))).toBeGreaterThan(raisesAt)
  expect(top(said.slice(14 * dayRows))).toBeLessThan(raisesAt)
  const noon = said.at(-dayRows / 2)
  expect(noon?.expected).toBeGreaterThan(300)
  expect(noon?.expected).toBeLessThan(600)
})

describe('rows that cannot be', () => {
  test('a time that comes twice or goes back is named, and the series goes on without it', () => {
    const detector = spikeDetector()
    detector.next(startMs, 5)
    expect(() => detector.next(startMs, 5)).toThrow(RowOrderFault)
    expect(() => detector.next(startMs - 1, 5)).toThrow('comes after 2026-01-05T00:00:00')
    expect(detector.next(startMs + stepMs, 5).score).toBe(0)
  })

  test.each([[startMs, -1], [startMs, Number.NaN], [startMs, Number.POSITIVE_INFINITY], [Number.NaN, 1], [1e17, 1]])('time %d with value %d', (atMs, value) => {
    expect(() => spikeDetector().next(atMs, value)).toThrow(RowValueFault)
  })
})
