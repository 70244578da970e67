/** The figures of mentions: volume, totals, and what a selection holds. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { instantOf, type Clickhouse } from '../../platform/clickhouse/open.ts'
import { once, totalsSql, volumeSql, type Measure, type Split, type Step } from './figures.ts'
import type { Selection } from './filter.ts'
import { paramsOf } from './mention-sql.ts'
import type { MentionKey } from './ports.ts'

interface Count {
  readonly key: string
  readonly count: number
}

export function mentionFigures(clickhouse: Clickhouse) {
  /** Rows to count, one a post. */
  const source = (selection: Selection, columns: string): string =>
    `select ${columns} from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.where}${once(selection)}`

  return {
    /** Sums by bucket and series. Bucket is the start in the zone, as an instant. */
    volume: async (selection: Selection, by: Step, split: Split | 'topic-sentiment', measure: Measure, zone: string): Promise<{ bucket: Instant; key: string; value: number }[]> => {
      if (selection.editions.length === 0) return []
      const { sql, params } = volumeSql(selection, by, split, measure, zone)
      return clickhouse.rows(sql, { params })
    },

    /** One figure per topic. */
    totals: async (selection: Selection, measure: Measure): Promise<Map<number, number>> => {
      if (selection.editions.length === 0) return new Map()
      const { sql, params } = totalsSql(selection, measure)
      return new Map((await clickhouse.rows<{ topic: number; value: number }>(sql, { params })).map((row) => [row.topic, row.value]))
    },

    /** One figure per topic and channel or language, the largest of these first. */
    totalsBy: async (selection: Selection, measure: Measure, column: 'channel' | 'language'): Promise<{ key: string; values: Map<number, number> }[]> => {
      if (selection.editions.length === 0) return []
      const { sql, params } = totalsSql(selection, measure, column)
      const found = new Map<string, Map<number, number>>()
      for (const { topic, key, value } of await clickhouse.rows<{ topic: number; key: string; value: number }>(sql, { params })) found.set(key, (found.get(key) ?? new Map<number, number>()).set(topic, value))
      const sum = (values: Map<number, number>): number => [...values.values()].reduce((all, value) => all + value, 0)
      return [...found].map(([key, values]) => ({ key, values })).toSorted((a, b) => sum(b.values) - sum(a.values))
    },

    /** What a selection holds: counts by column, and its most frequent speakers with their newest mention. */
    facets: async (selection: Selection): Promise<{ total: number; channels: Count[]; languages: Count[]; kinds: Count[]; sentiments: Count[]; emotions: Count[]; intents: Count[]; urgencies: Count[]; speakers: (MentionKey & { identity: Uuid; count: number })[] }> => {
      if (selection.editions.length === 0) return { total: 0, channels: [], languages: [], kinds: [], sentiments: [], emotions: [], intents: [], urgencies: [], speakers: [] }
      const params = paramsOf(selection)
      const from = source(selection, 'at, id, identity, channel, language, kind, sentiment, emotion, intent, urgency')
      const by = (column: string): Promise<Count[]> => clickhouse.rows(`select ${column} as key, count() as count from (${from}) group by key order by count desc, key limit 200`, { params })
      const [channels, languages, kinds] = [await by('channel'), await by('language'), await by('kind')]
      const [sentiments, emotions, intents, urgencies] = [await by('sentiment'), await by('emotion'), await by('intent'), await by('urgency')]
      const speakers = await clickhouse.rows<{ identity: Uuid; count: number; at: string; id: Uuid }>(`select identity, count() as count, toString(max(heard.at)) as at, argMax(heard.id, heard.at) as id from (${from}) as heard group by identity order by count desc, identity limit 20`, { params })
      return { total: channels.reduce((sum, one) => sum + one.count, 0), channels, languages, kinds, sentiments, emotions, intents, urgencies, speakers: speakers.map((row) => ({ identity: row.identity, count: row.count, at: instantOf(row.at), id: row.id })) }
    },

    /** Counts of some identities by edition. */
    byTopic: (editions: readonly number[], identities: readonly Uuid[]): Promise<{ topic: number; count: number }[]> =>
      editions.length === 0 ? Promise.resolve([]) : clickhouse.rows('select topic, count() as count from rapport.mentions where topic in {editions:Array(UInt32)} and identity in {identities:Array(UUID)} group by topic order by count desc', { params: { editions, identities } }),
  }
}
