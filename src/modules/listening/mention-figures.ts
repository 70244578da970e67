/** The figures of mentions: volume, totals, and what a selection holds. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { instantOf, type Clickhouse } from '../../platform/clickhouse/open.ts'
import { combinationsSql, once, totalsSql, volumeSql, type Measure, type Split, type Step } from './figures.ts'
import type { Selection } from './filter.ts'
import { paramsOf } from './mention-sql.ts'
import type { MentionKey } from './ports.ts'

interface Count {
  readonly key: string
  readonly count: number
}

type Speaker = MentionKey & { readonly identity: Uuid; readonly count: number }

/** What a selection is counted by, with the column of each; those that stand in the same sums by the hour are counted together. */
const facets = [{ channels: 'channel', languages: 'language', kinds: 'kind' }, { sentiments: 'sentiment' }, { emotions: 'emotion' }, { intents: 'intent', urgencies: 'urgency' }] as const
const facetNames = ['channels', 'languages', 'kinds', 'sentiments', 'emotions', 'intents', 'urgencies'] as const
type Facet = (typeof facetNames)[number]

/** Values of a facet that are told, at most; the most frequent. */
const mostValues = 200
const mostSpeakers = 20

const noCounts = (): Record<Facet, Count[]> => Object.fromEntries(facetNames.map((facet) => [facet, [] as Count[]])) as Record<Facet, Count[]>

export function mentionFigures(clickhouse: Clickhouse) {
  /** Counts by every facet. */
  async function countsBy(selection: Selection): Promise<Record<Facet, Count[]>> {
    const found = await Promise.all(facets.map((together) => {
      const { sql, params } = combinationsSql(selection, Object.values(together))
      const each = Object.entries(together).map(([facet, column]) => ({ facet, column, isCounted: `grouping(${column}) = 0` }))
      return clickhouse.rows<Count & { facet: Facet }>(
        `select multiIf(${each.map(({ facet, isCounted }) => `${isCounted}, '${facet}'`).join(', ')}, '') as facet, multiIf(${each.map(({ column, isCounted }) => `${isCounted}, toString(${column})`).join(', ')}, '') as key, sum(held) as count
         from (${sql}) group by grouping sets (${each.map(({ column }) => `(${column})`).join(', ')}) order by facet, count desc, key limit ${mostValues} by facet`, { params })
    }))
    const counts = noCounts()
    for (const { facet, key, count } of found.flat()) counts[facet].push({ key, count })
    return counts
  }

  async function speakersOf(selection: Selection): Promise<Speaker[]> {
    const heard = `select at, id, identity from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.where}${once(selection)}`
    const rows = await clickhouse.rows<{ identity: Uuid; count: number; at: string; id: Uuid }>(`select identity, count() as count, toString(max(heard.at)) as at, argMax(heard.id, heard.at) as id from (${heard}) as heard group by identity order by count desc, identity limit ${mostSpeakers}`, { params: paramsOf(selection) })
    return rows.map((row) => ({ identity: row.identity, count: row.count, at: instantOf(row.at), id: row.id }))
  }

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
    facets: async (selection: Selection): Promise<{ total: number; speakers: Speaker[] } & Record<Facet, Count[]>> => {
      if (selection.editions.length === 0) return { total: 0, ...noCounts(), speakers: [] }
      const [counts, speakers] = await Promise.all([countsBy(selection), speakersOf(selection)])
      return { total: counts.channels.reduce((sum, one) => sum + one.count, 0), ...counts, speakers }
    },

    /** Counts of some identities by edition. */
    byTopic: (editions: readonly number[], identities: readonly Uuid[]): Promise<{ topic: number; count: number }[]> =>
      editions.length === 0 ? Promise.resolve([]) : clickhouse.rows('select topic, count() as count from rapport.mentions where topic in {editions:Array(UInt32)} and identity in {identities:Array(UUID)} group by topic order by count desc', { params: { editions, identities } }),
  }
}
