/** Volume over time as the page draws it: every bucket is there, with zero where nothing was said. */
import { knownZone, starts, nextStart } from '../../kernel/calendar.ts'
import { iso, type Instant } from '../../kernel/instant.ts'
import type { z } from 'zod'
import type { volumeQuery, VolumeView } from './api.ts'
import { countedFromOf, select, type ReadDeps } from './read.ts'

const maxBuckets = 2_400

export async function volume(deps: ReadDeps, query: z.output<typeof volumeQuery>, now: Instant): Promise<VolumeView> {
  const zone = knownZone(query.zone)
  const selection = await select(deps, query)
  const rows = await deps.mentions.volume(selection, query.by, query.split, query.measure, zone)
  // Rows come in the order of time.
  const from = query.from === undefined ? rows[0]?.bucket ?? Infinity : Date.parse(query.from)
  const to = query.to === undefined ? (rows.at(-1)?.bucket ?? -Infinity) + 1 : Date.parse(query.to)
  const buckets = Number.isFinite(from) && Number.isFinite(to) && from < to ? starts(query.by, from, to, zone, maxBuckets) : []
  const place = new Map(buckets.map((start, index) => [start, index]))
  const series = new Map<string, number[]>()
  const empty = (): number[] => buckets.map(() => 0)
  if (query.split === 'topic') for (const edition of selection.editions) series.set(String(edition), empty())
  for (const row of rows) {
    const values = series.get(row.key) ?? empty()
    series.set(row.key, values)
    const index = place.get(row.bucket)
    if (index !== undefined) values[index] = row.value
  }
  const last = buckets.at(-1)
  const shown = [...series].map(([key, values]) => ({
    key: query.split === 'topic' ? (deps.listener.topicOfEdition(Number(key))?.id ?? key) : key,
    values,
    total: values.reduce((sum, value) => sum + value, 0),
  }))
  return {
    by: query.by, zone, countedFrom: countedFromOf(selection), buckets: buckets.map(iso),
    lastIncomplete: last !== undefined && nextStart(query.by, last, zone) > now,
    series: shown, total: shown.reduce((sum, one) => sum + one.total, 0),
  }
}
