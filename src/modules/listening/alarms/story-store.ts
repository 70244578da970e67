/** What an alarm tells is found by: its mentions' terms, speakers and first ones, read from the mentions. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { clickhouseTime, instantOf, type Clickhouse } from '../../../platform/clickhouse/open.ts'
import type { MentionKey } from '../ports.ts'
import { letterOf } from '../terms/terms.ts'

export interface WordedKey extends MentionKey {
  readonly terms: readonly string[]
}

const within = "topic = {edition:UInt32} and at >= {from:DateTime64(3, 'UTC')} and at < {to:DateTime64(3, 'UTC')}"
const spanOf = (edition: number, from: Instant, to: Instant): Record<string, unknown> => ({ edition, from: clickhouseTime(from), to: clickhouseTime(to) })

export type StoryStore = ReturnType<typeof storyStore>

export function storyStore(clickhouse: Clickhouse) {
  const keyed = (rows: readonly { moment: string; id: Uuid }[]): MentionKey[] => rows.map(({ moment, id }) => ({ at: instantOf(moment), id }))
  return {
    /** Posts of a stretch with their terms, spread evenly over it, without reposts. */
    sample: async (edition: number, from: Instant, to: Instant, most: number): Promise<WordedKey[]> => {
      const rows = await clickhouse.rows<{ moment: string; id: Uuid; terms: string[] }>(
        `select toString(at) as moment, id, terms from rapport.mentions where ${within} and not repost order by cityHash64(id) limit {most:UInt32}`, { params: { ...spanOf(edition, from, to), most } })
      return rows.map(({ moment, id, terms }) => ({ at: instantOf(moment), id, terms: terms.filter((term) => !term.startsWith(letterOf('shared'))) }))
    },

    /** People and posts by term, now and before, of terms that enough people use now. */
    contrast: (edition: number, from: Instant, to: Instant, before: Instant): Promise<{ term: string; now: number; nowOf: number; past: number; pastOf: number }[]> =>
      clickhouse.rows(
        `with {from:DateTime64(3, 'UTC')} as begin, (select (uniqExactIf((identity, toStartOfHour(at)), at >= begin), uniqExactIf((identity, toStartOfHour(at)), at < begin)) from rapport.mentions where topic = {edition:UInt32} and not repost and at >= {before:DateTime64(3, 'UTC')} and at < {to:DateTime64(3, 'UTC')}) as totals
         select term, uniqExactIf((identity, toStartOfHour(at)), at >= begin) as now, totals.1 as nowOf, uniqExactIf((identity, toStartOfHour(at)), at < begin) as past, totals.2 as pastOf
         from rapport.mentions array join terms as term
         where topic = {edition:UInt32} and not repost and at >= {before:DateTime64(3, 'UTC')} and at < {to:DateTime64(3, 'UTC')} and not startsWith(term, '${letterOf('shared')}')
         group by term having now >= 3 order by now desc limit 4000`, { params: { ...spanOf(edition, from, to), before: clickhouseTime(before) } }),

    /** The first mentions of a stretch; with `terms`, of those that use one of them. */
    first: async (edition: number, from: Instant, to: Instant, terms: readonly string[], limit: number): Promise<MentionKey[]> => keyed(await clickhouse.rows(
      `select toString(at) as moment, id from rapport.mentions where ${within} ${terms.length === 0 ? '' : 'and hasAny(terms, {terms:Array(String)})'} order by at, id limit {limit:UInt32}`, { params: { ...spanOf(edition, from, to), terms, limit } })),

    /** Who speaks most in a stretch, each with the newest mention and how many followers were counted. */
    speakers: async (edition: number, from: Instant, to: Instant, limit: number): Promise<(MentionKey & { identity: Uuid; count: number; followers: number })[]> => {
      const rows = await clickhouse.rows<{ moment: string; last: Uuid; identity: Uuid; count: number; reach: number }>(
        `select identity, count() as count, max(followers) as reach, toString(max(heard.at)) as moment, argMax(heard.id, heard.at) as last from rapport.mentions as heard where ${within.replaceAll('at ', 'heard.at ')} group by identity order by count desc, reach desc, identity limit {limit:UInt32}`, { params: { ...spanOf(edition, from, to), limit } })
      return rows.map(({ moment, last, identity, count, reach }) => ({ at: instantOf(moment), id: last, identity, count, followers: reach }))
    },

    /** Who of a stretch has most followers. */
    loudest: async (edition: number, from: Instant, to: Instant, limit: number): Promise<MentionKey[]> => keyed(await clickhouse.rows(
      `select toString(argMax(at, followers)) as moment, argMax(id, followers) as id, max(followers) as reach from rapport.mentions as heard where ${within.replaceAll('at ', 'heard.at ')} group by identity order by reach desc limit {limit:UInt32}`, { params: { ...spanOf(edition, from, to), limit } })),

    /** Links that were passed on in a stretch, the earliest of the most used. */
    links: async (edition: number, from: Instant, to: Instant): Promise<{ link: string; count: number }[]> => clickhouse.rows(
      `select substring(term, 2) as link, uniqExact(identity) as count from rapport.mentions array join arrayFilter(each -> startsWith(each, '${letterOf('link')}'), terms) as term where ${within} group by link having count >= 2 order by count desc, min(at) limit 5`, { params: spanOf(edition, from, to) }),

    /** Where in a stretch a post is, by the channel's own id of it. */
    count: async (edition: number, from: Instant, to: Instant): Promise<number> => (await clickhouse.rows<{ count: number }>(`select count() as count from rapport.mentions where ${within}`, { params: spanOf(edition, from, to) }))[0]?.count ?? 0,
  }
}
