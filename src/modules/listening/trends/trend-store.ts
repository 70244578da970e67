/** Terms counted over a selection of mentions: now, before, and over time. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { clickhouseTime, instantOf, type Clickhouse } from '../../../platform/clickhouse/open.ts'
import type { Selection } from '../filter.ts'
import type { MentionKey } from '../ports.ts'
import { letterOf } from '../terms/terms.ts'

/** Above so many mentions terms are counted of a part of the people, evenly chosen: the figures are then estimates. */
export const mostCounted = 250_000
/** Terms that fewer used now are no trend. */
const leastPeople = 3
const mostTerms = 20_000

export interface TermCount {
  readonly term: string
  /** People × days, so that a longer past does not make more of somebody. */
  readonly now: number
  readonly past: number
  /** Posts now. */
  readonly posts: number
}

export interface Counted {
  readonly terms: readonly TermCount[]
  readonly nowOf: number
  readonly pastOf: number
  /** Of how many people one is counted: 1 is all. */
  readonly part: number
}

export interface SampledMention extends MentionKey {
  readonly terms: readonly string[]
  readonly sentiment: string
}

export type TrendStore = ReturnType<typeof trendStore>

export function trendStore(clickhouse: Clickhouse) {
  const own = `not startsWith(term, '${letterOf('shared')}')`
  /** Each post once, in words of its own. */
  const source = (selection: Selection, columns: string, part: number): string =>
    `select ${columns} from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.unbounded} and not repost and at >= {begin:DateTime64(3, 'UTC')} and at < {end:DateTime64(3, 'UTC')}${part > 1 ? ` and cityHash64(identity) % ${part} = 0` : ''}${selection.editions.length > 1 ? ' limit 1 by id' : ''}`
  const paramsOf = (selection: Selection, begin: Instant, end: Instant): Record<string, unknown> => ({ ...selection.params, editions: selection.editions, begin: clickhouseTime(begin), end: clickhouseTime(end) })
  const partOf = async (selection: Selection, begin: Instant, end: Instant): Promise<number> => {
    const [counted] = await clickhouse.rows<{ count: number }>(`select count() as count from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.unbounded} and not repost and at >= {begin:DateTime64(3, 'UTC')} and at < {end:DateTime64(3, 'UTC')}`, { params: paramsOf(selection, begin, end) })
    return Math.max(1, Math.ceil((counted?.count ?? 0) / mostCounted))
  }

  return {
    /** Terms of [from, to) against [before, from). */
    contrast: async (selection: Selection, before: Instant, from: Instant, to: Instant): Promise<Counted> => {
      if (selection.editions.length === 0) return { terms: [], nowOf: 0, pastOf: 0, part: 1 }
      const params = { ...paramsOf(selection, before, to), cut: clickhouseTime(from) }
      const part = await partOf(selection, before, to)
      const who = "(identity, toDate(at, 'UTC'))"
      const isNow = "at >= {cut:DateTime64(3, 'UTC')}"
      const [all] = await clickhouse.rows<{ nowOf: number; pastOf: number }>(`select uniqExactIf(${who}, ${isNow}) as nowOf, uniqExactIf(${who}, not (${isNow})) as pastOf from (${source(selection, 'at, id, identity', part)})`, { params })
      const terms = await clickhouse.rows<TermCount>(
        `select term, uniqExactIf(${who}, ${isNow}) as now, uniqExactIf(${who}, not (${isNow})) as past, countIf(${isNow}) as posts from (${source(selection, 'at, id, identity, terms', part)}) array join terms as term
         where ${own} group by term having now >= ${leastPeople} order by now desc limit ${mostTerms}`, { params })
      return { terms, nowOf: all?.nowOf ?? 0, pastOf: all?.pastOf ?? 0, part }
    },

    /** Posts with each term in equal steps from `before` to `to`. */
    courses: async (selection: Selection, terms: readonly string[], before: Instant, to: Instant, steps: number): Promise<Map<string, number[]>> => {
      const courses = new Map(terms.map((term) => [term, Array.from({ length: steps }, () => 0)]))
      if (selection.editions.length === 0 || terms.length === 0) return courses
      const part = await partOf(selection, before, to)
      const rows = await clickhouse.rows<{ term: string; step: number; posts: number }>(
        `select term, least(${steps - 1}, intDiv((toUnixTimestamp64Milli(at) - {origin:Int64}) * ${steps}, {span:Int64})) as step, count() as posts
         from (${source(selection, 'at, id, terms', part)}) array join terms as term where term in {asked:Array(String)} group by term, step`,
        { params: { ...paramsOf(selection, before, to), asked: terms, origin: before, span: Math.max(1, to - before) } })
      for (const { term, step, posts } of rows) {
        const course = courses.get(term)
        if (course) course[step] = posts * part
      }
      return courses
    },

    /** Posts of a selection with their terms, evenly chosen and the same each time. */
    sample: async (selection: Selection, begin: Instant, end: Instant, most: number): Promise<{ posts: SampledMention[]; of: number }> => {
      if (selection.editions.length === 0) return { posts: [], of: 0 }
      const params = { ...paramsOf(selection, begin, end), most }
      const [counted] = await clickhouse.rows<{ count: number }>(`select uniqExact(id) as count from (${source(selection, 'id', 1)})`, { params })
      const rows = await clickhouse.rows<{ moment: string; id: Uuid; terms: string[]; sentiment: string }>(`select toString(at) as moment, id, terms, sentiment from (${source(selection, 'at, id, terms, sentiment', 1)}) order by cityHash64(id) limit {most:UInt32}`, { params })
      return { of: counted?.count ?? 0, posts: rows.map(({ moment, id, terms, sentiment }) => ({ at: instantOf(moment), id, sentiment, terms: terms.filter((term) => !term.startsWith(letterOf('shared'))) })) }
    },

    /** How often posts were passed on, quoted or answered, as far as heard: by channel and external id. */
    shared: async (editions: readonly number[], externalIds: readonly string[], since: Instant): Promise<Map<string, number>> => {
      if (editions.length === 0 || externalIds.length === 0) return new Map()
      const rows = await clickhouse.rows<{ channel: string; term: string; count: number }>(
        "select channel, term, uniqExact(id) as count from rapport.mentions array join terms as term where topic in {editions:Array(UInt32)} and at >= {since:DateTime64(3, 'UTC')} and term in {asked:Array(String)} group by channel, term",
        { params: { editions, since: clickhouseTime(since), asked: externalIds.map((id) => letterOf('shared') + id) } })
      return new Map(rows.map(({ channel, term, count }) => [`${channel}:${term.slice(1)}`, count]))
    },
  }
}
