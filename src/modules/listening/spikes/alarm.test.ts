/** When an alarm starts and ends, and how grave it is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alarmState, raisesAt, severityOf, type Alarm } from './alarm.ts'

const minuteMs = 60_000

/** The alarm after rows five minutes apart, each as [value, score, unusual]. */
function after(rows: readonly (readonly [number, number, number])[]): (Alarm | undefined)[] {
  let alarm: Alarm | undefined
  return rows.map(([value, score, unusual], row) => (alarm = alarmState(alarm, { atMs: row * 5 * minuteMs, value, reading: { score, unusual, expected: 20, because: '' } })))
}

const calm = [20, 0, 0] as const

test('is raised by news alone, not by what is merely unusual', () => {
  expect(after([calm, [60, 0, 0.9]]).at(-1)).toBeUndefined()
  expect(after([calm, [60, raisesAt, 0.9]]).at(-1)).toMatchObject({ sinceMs: 5 * minuteMs, peakValue: 60, expected: 20 })
})

test('does not flicker: it lasts through calm shorter than an hour, and is the same alarm', () => {
  const said = after([[300, 0.9, 0.9], ...Array.from({ length: 11 }, () => calm), [200, 0, 0.5], calm])
  expect(said.every((alarm) => alarm?.sinceMs === 0)).toBe(true)
  expect(said.at(-1)).toMatchObject({ untilMs: 60 * minuteMs, peakMs: 0, peakValue: 300 })
})

test('ends after an hour of calm', () => {
  const said = after([[300, 0.9, 0.9], ...Array.from({ length: 12 }, () => calm)])
  expect(said.at(-2)).toBeDefined()
  expect(said.at(-1)).toBeUndefined()
})

test('grows with its peak and never falls in severity', () => {
  const said = after([[100, 0.6, 0.6], [900, 0.8, 0.99], [90, 0, 0.4]])
  expect(said[1]).toMatchObject({ sinceMs: 0, peakValue: 900, score: 0.8 })
  expect(said[1]?.severity).toBeGreaterThan(said[0]?.severity ?? 10)
  expect(said[2]).toMatchObject({ severity: said[1]?.severity, untilMs: 10 * minuteMs, peakValue: 900 })
})

describe('severity', () => {
  test.each([
    ['one and a half times the usual', 0.5, 40, 60, 2],
    ['ten where one is usual', 0.8, 1, 10, 3],
    ['five times the usual', 0.8, 40, 200, 4],
    ['ten times the usual', 0.95, 40, 400, 6],
    ['a hundred times the usual, hardly ever seen', 0.999, 40, 5_000, 10],
  ])('%s', (_, score, expected, value, severity) => {
    expect(severityOf(score, expected, value)).toBe(severity)
  })

  test('is a whole number from 1 to 10, and more never counts for less', () => {
    const count = fc.double({ min: 0, max: 1e12, noNaN: true })
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), count, count, count, (score, expected, value, more) => {
      const severity = severityOf(score, expected, value)
      expect(Number.isInteger(severity) && severity >= 1 && severity <= 10).toBe(true)
      expect(severityOf(score, expected, value + more)).toBeGreaterThanOrEqual(severity)
    }))
  })
})
