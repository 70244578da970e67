/** What alarms are judged by, read from the mentions: counts by hour and five minutes, words, shares, sentiment. */
import { dayMs, hourMs, type Instant } from '../../../kernel/instant.ts'
import { clickhouseTime, type Clickhouse } from '../../../platform/clickhouse/open.ts'
import { letterOf } from '../terms/terms.ts'
import type { Cell } from './counts.ts'
import type { JudgedHour, ShareHour, WordHour } from './heard.ts'
import { lookEveryMs } from './judge.ts'
import { leastShares } from './readings.ts'

/** Above so many mentions words are counted of a part of the people only. */
const mostCounted = 200_000
/** A term that fewer people used in all is never news. */
const leastPeople = 4
const leastShared = 3

const period = "at >= {from:DateTime64(3, 'UTC')} and at < {to:DateTime64(3, 'UTC')}"
const hours = "toStartOfHour(at, 'UTC') >= toDateTime({fromHour:UInt32}, 'UTC') and toStartOfHour(at, 'UTC') < toDateTime({toHour:UInt32}, 'UTC')"
const hourOf = 'intDiv(toUnixTimestamp64Milli(at), 3600000) * 3600000'
const spanOf = (from: Instant, to: Instant): Record<string, unknown> => ({ from: clickhouseTime(from), to: clickhouseTime(to), fromHour: Math.floor(from / hourMs) * 3_600, toHour: Math.ceil(to / hourMs) * 3_600 })

export type HeardStore = ReturnType<typeof heardStore>

export function heardStore(clickhouse: Clickhouse) {
  const byKey = <K>(rows: readonly { key: K; cell: Instant; value: number }[]): Map<K, Cell[]> => {
    const map = new Map<K, Cell[]>()
    for (const { key, cell, value } of rows) {
      const cells = map.get(key) ?? []
      cells.push({ at: cell, value })
      map.set(key, cells)
    }
    return map
  }
  return {
    /** Mentions by edition and hour. */
    hourly: async (editions: readonly number[], from: Instant, to: Instant): Promise<Map<number, Cell[]>> => editions.length === 0 ? new Map() : byKey(await clickhouse.rows<{ key: number; cell: number; value: number }>(
      `select topic as key, toUnixTimestamp(toStartOfHour(at, 'UTC')) * 1000 as cell, count() as value from rapport.mentions where topic in {editions:Array(UInt32)} and ${hours} group by topic, toStartOfHour(at, 'UTC')`, { params: { editions, ...spanOf(from, to) } })),

    /** Mentions by edition and look. */
    fine: async (editions: readonly number[], from: Instant, to: Instant): Promise<Map<number, Cell[]>> => editions.length === 0 ? new Map() : byKey(await clickhouse.rows<{ key: number; cell: number; value: number }>(
      `select topic as key, intDiv(toUnixTimestamp64Milli(at), ${lookEveryMs}) * ${lookEveryMs} as cell, count() as value from rapport.mentions where topic in {editions:Array(UInt32)} and ${period} group by key, cell`, { params: { editions, ...spanOf(from, to) } })),

    /** Mentions of any topic by channel and hour. */
    byChannel: async (editions: readonly number[], from: Instant, to: Instant): Promise<Map<string, Cell[]>> => editions.length === 0 ? new Map() : byKey(await clickhouse.rows<{ key: string; cell: number; value: number }>(
      `select channel as key, toUnixTimestamp(toStartOfHour(at, 'UTC')) * 1000 as cell, count() as value from rapport.mentions where topic in {editions:Array(UInt32)} and ${hours} group by channel, toStartOfHour(at, 'UTC')`, { params: { editions, ...spanOf(from, to) } })),

    /** Hours in which anything was heard about anything. */
    hoursHeard: async (from: Instant, to: Instant): Promise<Set<Instant>> => new Set((await clickhouse.rows<{ cell: number }>(
      `select distinct toUnixTimestamp(toStartOfHour(at, 'UTC')) * 1000 as cell from rapport.mentions where ${hours}`, { params: spanOf(from, to) })).map((row) => row.cell)),

    /** How many mentions of each edition lie before a time. */
    countsBefore: async (editions: readonly number[], at: Instant): Promise<Map<number, number>> => editions.length === 0 ? new Map() : new Map((await clickhouse.rows<{ topic: number; count: number }>(
      "select topic, count() as count from rapport.mentions where topic in {editions:Array(UInt32)} and toStartOfHour(at, 'UTC') < toDateTime({hour:UInt32}, 'UTC') group by topic", { params: { editions, hour: Math.floor(at / hourMs) * 3_600 } })).map((row) => [row.topic, row.count])),

    /** When the first mention of an edition was made. */
    firstAt: async (edition: number): Promise<Instant | null> => {
      const rows = await clickhouse.rows<{ cell: number; count: number }>("select toUnixTimestamp(min(toStartOfHour(at, 'UTC'))) * 1000 as cell, count() as count from rapport.mentions where topic = {edition:UInt32}", { params: { edition } })
      return rows[0] && rows[0].count > 0 ? rows[0].cell : null
    },

    sentiment: async (edition: number, from: Instant, to: Instant): Promise<JudgedHour[]> => {
      const rows = await clickhouse.rows<{ cell: number; sentiment: string; count: number }>(
        `select toUnixTimestamp(toStartOfHour(at, 'UTC')) * 1000 as cell, sentiment, count() as count from rapport.mentions where topic = {edition:UInt32} and not repost and ${hours} group by toStartOfHour(at, 'UTC'), sentiment order by cell`, { params: { edition, ...spanOf(from, to) } })
      const byHour = new Map<Instant, { at: Instant; judged: number; negative: number }>()
      for (const { cell: at, sentiment, count } of rows) {
        if (sentiment === '') continue
        const hour = byHour.get(at) ?? { at, judged: 0, negative: 0 }
        hour.judged += count
        if (sentiment === 'negative') hour.negative += count
        byHour.set(at, hour)
      }
      return [...byHour.values()]
    },

    /** Whether many enough used one term, or passed one post on, to look closer: the same look is far dearer. */
    stirs: async (edition: number, wordsFrom: Instant, sharesFrom: Instant, to: Instant): Promise<{ words: boolean; shares: boolean }> => {
      const most = async (from: Instant, kind: string, value: string): Promise<number> => (await clickhouse.rows<{ most: number }>(
        `select max(counted) as most from (select ${value} as counted from rapport.mentions array join terms as term where topic = {edition:UInt32} and ${period} and ${kind} group by term)`, { params: { edition, ...spanOf(from, to) } }))[0]?.most ?? 0
      return {
        words: (await most(wordsFrom, `not repost and not startsWith(term, '${letterOf('shared')}')`, 'uniqExact(identity)')) >= leastPeople,
        shares: (await most(sharesFrom, `startsWith(term, '${letterOf('shared')}')`, 'count()')) >= leastShares,
      }
    },

    /** People by term and hour, of terms that are used enough to matter. */
    words: async (edition: number, from: Instant, to: Instant): Promise<WordHour[]> => {
      const params = { edition, ...spanOf(from, to) }
      const [counted] = await clickhouse.rows<{ count: number }>(`select count() as count from rapport.mentions where topic = {edition:UInt32} and not repost and ${period}`, { params })
      const part = Math.ceil((counted?.count ?? 0) / mostCounted)
      const source = `select ${hourOf} as hour, identity, terms from rapport.mentions where topic = {edition:UInt32} and not repost and ${period}${part > 1 ? ` and cityHash64(identity) % ${part} = 0` : ''}`
      const notShared = `not startsWith(term, '${letterOf('shared')}')`
      const people = await clickhouse.rows<{ hour: number; people: number }>(`select hour, uniqExact(identity) as people from (${source}) group by hour order by hour`, { params })
      const rows = await clickhouse.rows<{ hour: number; term: string; people: number }>(
        `select hour, term, uniqExact(identity) as people from (${source}) array join terms as term
         where term in (select term from (${source}) array join terms as term where ${notShared} group by term having uniqExact(identity) >= ${leastPeople}) group by hour, term`, { params })
      const terms = new Map<Instant, Map<string, number>>()
      for (const { hour, term, people: count } of rows) {
        const held = terms.get(hour) ?? new Map<string, number>()
        held.set(term, count)
        terms.set(hour, held)
      }
      return people.map(({ hour, people: count }) => ({ at: hour, people: count, terms: terms.get(hour) ?? new Map<string, number>() }))
    },

    /** How often posts were passed on, quoted or answered, by hour; those it happened to more than once or twice. */
    shares: async (edition: number, from: Instant, to: Instant): Promise<ShareHour[]> => {
      const source = `select ${hourOf} as hour, channel, term from rapport.mentions array join arrayFilter(each -> startsWith(each, '${letterOf('shared')}'), terms) as term where topic = {edition:UInt32} and ${period}`
      const rows = await clickhouse.rows<{ hour: number; post: string; count: number }>(
        `select hour, concat(channel, ':', substring(term, 2)) as post, count() as count from (${source}) where (channel, term) in (select channel, term from (${source}) group by channel, term having count() >= ${leastShared}) group by hour, post order by hour`, { params: { edition, ...spanOf(from, to) } })
      const byHour = new Map<Instant, Map<string, number>>()
      for (const { hour, post, count } of rows) {
        const held = byHour.get(hour) ?? new Map<string, number>()
        held.set(post, count)
        byHour.set(hour, held)
      }
      return [...byHour].map(([at, posts]) => ({ at, posts }))
    },
  }
}

/** How far back words and shares are read for a look. */
export const wordsBackMs = 29 * dayMs
