/** Reads labelled series from the folder beside the project, for the benchmark and the suite; it is no part of the product. */
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readSeries, timeOf, type SeriesRow } from './read-series.ts'

/** One series and its windows of labelled anomalies, each as first and last row. */
export interface LabelledSeries {
  readonly name: string
  readonly rows: readonly SeriesRow[]
  readonly windows: readonly (readonly [number, number])[]
}

export const labelledFolder = fileURLToPath(new URL('../../../../../shared/data/spikes/', import.meta.url))

const windowsFile = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])))

/** All series of the folder that have windows. */
export async function readLabelled(): Promise<LabelledSeries[]> {
  const windows = windowsFile.parse(JSON.parse(readFileSync(`${labelledFolder}windows.json`, 'utf8')))
  const all: LabelledSeries[] = []
  for (const name of readdirSync(`${labelledFolder}realTweets`).toSorted()) {
    const labelled = windows[`realTweets/${name}`]
    if (!labelled) continue
    const rows: SeriesRow[] = []
    for await (const some of readSeries(createReadStream(`${labelledFolder}realTweets/${name}`, { encoding: 'utf8' }))) rows.push(...some)
    all.push({
      name, rows,
      windows: labelled.map(([from, to]) => [rows.findIndex(({ atMs }) => atMs >= timeOf(from)), rows.findLastIndex(({ atMs }) => atMs <= timeOf(to))] as const),
    })
  }
  return all
}
