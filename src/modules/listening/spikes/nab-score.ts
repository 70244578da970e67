/** Scores anomaly scores against labelled windows as the Numenta Anomaly Benchmark does, for the benchmark and the suite. */

/** One series: its scores, in order, and the labelled windows as first and last row. */
export interface ScoredSeries {
  readonly scores: readonly number[]
  readonly windows: readonly (readonly [number, number])[]
}

/** Standard profile: a miss costs 1, a false alarm 0.11. */
const falseAlarmCost = 0.11
const probationShare = 0.15
const mostProbation = 5_000

const sigmoid = (y: number): number => (y > 3 ? -1 : 2 / (1 + Math.exp(5 * y)) - 1)

/** What an alarm at a row is worth: within a window 1 at its start to nearly 0 at its end, outside −0.11 or, soon after a window, more. */
function worthOf(row: number, windows: ScoredSeries['windows']): { window: number; worth: number } {
  const window = windows.findIndex(([from, to]) => row >= from && row <= to)
  const found = windows[window]
  if (found) return { window, worth: sigmoid(-(found[1] - row + 1) / (found[1] - found[0] + 1)) / sigmoid(-1) }
  const before = windows.findLast(([, to]) => to < row)
  return { window, worth: falseAlarmCost * (before ? sigmoid((row - before[1]) / Math.max(1, before[1] - before[0])) : -1) }
}

/**
 * The normalised score, 0 (no alarms at all) to 100 (all at the first row of
 * their windows), at the given threshold or at the single best one.
 * Source: Lavin & Ahmad, "Evaluating Real-time Anomaly Detection Algorithms",
 * ICMLA 2015, where it tells of scoring.
 */
export function nabScore(series: readonly ScoredSeries[], threshold?: number): { score: number; threshold: number } {
  const alarms: { score: number; worth: number; key: string | undefined }[] = []
  for (const [number, { scores, windows }] of series.entries()) {
    const probation = Math.floor(probationShare * Math.min(scores.length, mostProbation))
    for (const [row, score] of scores.entries()) {
      if (row < probation || score <= 0 || (threshold !== undefined && score < threshold)) continue
      const { window, worth } = worthOf(row, windows)
      alarms.push({ score, worth, key: window < 0 ? undefined : `${number} ${window}` })
    }
  }
  alarms.sort((a, b) => b.score - a.score)
  const windowCount = series.reduce((sum, { windows }) => sum + windows.length, 0)
  const normalised = (total: number): number => (100 * (total + windowCount)) / (2 * windowCount)
  const found = new Map<string, number>()
  let total = -windowCount
  let best = { score: normalised(total), threshold: 1 }
  for (const [place, { score, worth, key }] of alarms.entries()) {
    if (key === undefined) total += worth
    else {
      const earned = found.get(key) ?? -1
      found.set(key, Math.max(earned, worth))
      total += Math.max(0, worth - earned)
    }
    // Rows of one score are alarms together.
    if (alarms[place + 1]?.score === score) continue
    if (threshold === undefined && normalised(total) > best.score) best = { score: normalised(total), threshold: score }
  }
  return threshold === undefined ? best : { score: normalised(total), threshold }
}
