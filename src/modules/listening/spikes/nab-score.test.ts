/** The benchmark's own scores of alarms whose worth is known beforehand. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { spikeDetector } from './detector.ts'
import { labelledFolder, readLabelled } from './labelled-series.ts'
import { nabScore } from './nab-score.ts'

const scores = (alarms: readonly number[]): number[] => Array.from({ length: 1_000 }, (_, row) => (alarms.includes(row) ? 1 : 0))
const windows = [[500, 599]] as const

test.each([
  ['no alarm', [], 0],
  ['an alarm at the first row of the window', [500], 100],
  ['a second alarm in the window', [500, 560], 100],
  ['an alarm amid the window', [550], 93],
  ['an alarm long after it', [500, 999], 94.5],
  ['an alarm right after it', [500, 602], 99.6],
  ['an alarm before any window', [300, 500], 94.5],
  ['an alarm while still learning', [10, 500], 100],
])('%s', (_, alarms, score) => {
  expect(nabScore([{ scores: scores(alarms), windows }], 0.5).score).toBeCloseTo(score, 0)
})

test('finds the best threshold over all series', () => {
  const one = scores([500]).map((score, row) => (row === 700 ? 0.4 : score * 0.6))
  expect(nabScore([{ scores: one, windows }])).toEqual({ score: 100, threshold: 0.6 })
})

describe.skipIf(!existsSync(labelledFolder))(`real mention counts with labelled spikes${existsSync(labelledFolder) ? '' : ' (skipped: ../shared is absent)'}`, () => {
  test('spikes are found in time and few else', async () => {
    const all = await readLabelled()
    const scored = all.map(({ rows, windows: labelled }) => {
      const detector = spikeDetector()
      return { windows: labelled, scores: rows.map(({ atMs, value }) => detector.next(atMs, value).score) }
    })
    expect(nabScore(scored).score).toBeGreaterThan(72)
  })
})
