/** How fast counts are scored and, where the labelled series are at hand, how well. */
import { existsSync } from 'node:fs'
import { spikeDefaults, spikeDetector } from '../src/modules/listening/spikes/index.ts'
import type { SpikeOptions } from '../src/modules/listening/spikes/index.ts'
import { labelledFolder, readLabelled, type LabelledSeries } from '../src/modules/listening/spikes/labelled-series.ts'
import { nabScore, type ScoredSeries } from '../src/modules/listening/spikes/nab-score.ts'

function speed(rows: number): void {
  const counts = Array.from({ length: 2_016 }, (_, at) => Math.round(40 + 30 * Math.sin((at / 288) * 2 * Math.PI) + 8 * Math.sin(at * 12.9898)))
  const times = Array.from({ length: 5 }, () => {
    const detector = spikeDetector()
    const from = performance.now()
    for (let row = 0; row < rows; row++) detector.next(row * 300_000, counts[row % counts.length] ?? 0)
    return performance.now() - from
  }).toSorted((a, b) => a - b)
  const medianMs = times[2] ?? Number.NaN
  console.table([{ rows, 'points a second (median of 5)': Math.round(rows / (medianMs / 1_000)) }])
}

function scored(series: LabelledSeries, options: SpikeOptions): ScoredSeries {
  const detector = spikeDetector(options)
  return { windows: series.windows, scores: series.rows.map(({ atMs, value }) => detector.next(atMs, value).score) }
}

function accuracy(all: readonly LabelledSeries[]): void {
  const scores = all.map((series) => scored(series, {}))
  const best = nabScore(scores)
  console.log(`NAB, standard profile, normalised; one threshold for all: ${best.threshold.toFixed(3)}`)
  console.table([
    ...all.map(({ name }, at) => {
      const one = scores.slice(at, at + 1)
      const others = scores.filter((_, other) => other !== at)
      return { series: name, score: nabScore(one, best.threshold).score.toFixed(1), 'at its own best threshold': nabScore(one).score.toFixed(1), "at the others' best threshold": nabScore(one, nabScore(others).threshold).score.toFixed(1) }
    }),
    { series: 'in all', score: best.score.toFixed(1) },
  ])
}

function sensitivity(all: readonly LabelledSeries[]): void {
  const factors = [0.5, 0.75, 1, 1.5, 2]
  console.log('The score in all when one setting is changed by a factor')
  console.table((Object.keys(spikeDefaults) as (keyof SpikeOptions)[]).map((name) => ({
    setting: name, default: spikeDefaults[name],
    ...Object.fromEntries(factors.map((factor) => [`× ${factor}`, nabScore(all.map((series) => scored(series, { [name]: spikeDefaults[name] * factor }))).score.toFixed(1)])),
  })))
}

/** Options: rows (default 2000000). */
export async function run(args: string[]): Promise<void> {
  speed(Number(args[0] ?? 2_000_000))
  if (!existsSync(labelledFolder)) {
    console.log('No accuracy: ../shared/data/spikes is absent.')
    return
  }
  const all = await readLabelled()
  accuracy(all)
  sensitivity(all)
}
