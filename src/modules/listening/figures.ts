/** The SQL of figures: volume and totals over a selection, read from hourly sums wherever that is exact. */
import { hourMs, type Instant } from '../../kernel/instant.ts'
import { clickhouseTime } from '../../platform/clickhouse/open.ts'
import type { Selection } from './filter.ts'

export type Measure = 'mentions' | 'people' | 'reach' | 'engagement'
export type Split = 'topic' | 'channel' | 'language' | 'sentiment' | 'emotion' | 'intent' | 'urgency' | 'none'
export type Step = 'hour' | 'day' | 'week' | 'month'

export interface Statement {
  readonly sql: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What a group of rows counts for, where each row is one mention. Reach: followers of the author, once a mention. */
const measures: Readonly<Record<Measure, string>> = { mentions: 'count()', people: 'uniqExact(identity)', reach: 'sum(followers)', engagement: 'sum(engagement)' }
const keys: Readonly<Record<Split | 'topic-sentiment', string>> = { topic: 'toString(topic)', channel: 'channel', language: 'language', sentiment: 'sentiment', emotion: 'emotion', intent: 'intent', urgency: 'urgency', none: "''", 'topic-sentiment': "concat(toString(topic), '|', sentiment)" }
const hourly = "toStartOfHour(at, 'UTC')"

/** Start of the step that `time` (a column or an expression) falls in, as milliseconds. */
function bucketOf(step: Step, time: string): string {
  const start = {
    hour: `toStartOfHour(${time}, {zone:String})`,
    day: `toStartOfDay(${time}, {zone:String})`,
    week: `toDateTime(toStartOfWeek(${time}, 1, {zone:String}), {zone:String})`,
    month: `toDateTime(toStartOfMonth(${time}, {zone:String}), {zone:String})`,
  }[step]
  return `toUnixTimestamp(${start}) * 1000`
}

/** Whether the zone's clocks differ from UTC by whole hours at these times, so that hourly sums fall into its days. */
export function cutsAtHours(zone: string, around: readonly Instant[]): boolean {
  const minutes = new Intl.DateTimeFormat('en', { timeZone: zone, minute: '2-digit' })
  return around.every((at) => Number(minutes.format(Math.floor(at / hourMs) * hourMs)) === 0)
}

interface Piece {
  readonly time: string
  readonly where: string
}

/** The selection's rows as pieces: whole hours, and the rest of an hour at either end. */
function pieces(selection: Selection): { pieces: Piece[]; params: Record<string, unknown> } {
  const { from, to } = selection.period
  const firstHour = from === null ? null : Math.ceil(from / hourMs) * hourMs
  const lastHour = to === null ? null : Math.floor(to / hourMs) * hourMs
  if (firstHour !== null && lastHour !== null && firstHour >= lastHour) return { pieces: [{ time: 'at', where: selection.where }], params: {} }
  const list: Piece[] = [{
    time: hourly,
    where: [selection.unbounded, firstHour === null ? '' : `${hourly} >= toDateTime({firstHour:UInt32}, 'UTC')`, lastHour === null ? '' : `${hourly} < toDateTime({lastHour:UInt32}, 'UTC')`].filter(Boolean).join(' and '),
  }]
  if (from !== null && firstHour !== from) list.push({ time: 'at', where: `${selection.where} and at < {untilHour:DateTime64(3, 'UTC')}` })
  if (to !== null && lastHour !== to) list.push({ time: 'at', where: `${selection.where} and at >= {sinceHour:DateTime64(3, 'UTC')}` })
  return {
    pieces: list,
    params: {
      ...(firstHour === null ? {} : { firstHour: firstHour / 1_000, untilHour: clickhouseTime(firstHour) }),
      ...(lastHour === null ? {} : { lastHour: lastHour / 1_000, sinceHour: clickhouseTime(lastHour) }),
    },
  }
}

/** Each post once, whatever the number of its topics: the row counts that came first of those selected. */
export const once = (selection: Pick<Selection, 'editions'>): string => (selection.editions.length > 1 ? ' and not hasAny(counted_before, {editions:Array(UInt32)})' : '')

/** How many of a selection's mentions have each combination of some columns. */
export function combinationsSql(selection: Selection, columns: readonly string[]): Statement {
  const cut = selection.narrowed ? { pieces: [{ where: selection.where }], params: {} } : pieces(selection)
  const list = columns.join(', ')
  const parts = cut.pieces.map(({ where }) => `select ${list}, count() as held from rapport.mentions where topic in {editions:Array(UInt32)} and ${where}${once(selection)} group by ${list}`)
  return { params: { ...selection.params, editions: selection.editions, ...cut.params }, sql: parts.join(' union all ') }
}

/** Values by bucket (milliseconds) and key. */
export function volumeSql(selection: Selection, step: Step, split: Split | 'topic-sentiment', measure: Measure, zone: string): Statement {
  const params = { ...selection.params, editions: selection.editions, zone }
  const value = measures[measure]
  // A person is counted once in any case.
  const each = split === 'topic' || split === 'topic-sentiment' || measure === 'people' ? '' : once(selection)
  const { from, to } = selection.period
  const summed = measure !== 'people' && !selection.narrowed && cutsAtHours(zone, [from ?? 0, to ?? Date.now()])
  const cut = summed ? pieces(selection) : { pieces: [{ time: 'at', where: selection.where }], params: {} }
  const parts = cut.pieces.map(({ time, where }) => `select ${bucketOf(step, time)} as bucket, ${keys[split]} as key, ${value} as value from rapport.mentions where topic in {editions:Array(UInt32)} and ${where}${each} group by bucket, key`)
  return { params: { ...params, ...cut.params }, sql: `select bucket, key, sum(value) as value from (${parts.join(' union all ')}) group by bucket, key order by bucket, key` }
}

/** One value a topic; with a column, one a topic and value of it. */
export function totalsSql(selection: Selection, measure: Measure, column: 'channel' | 'language' | null = null): Statement {
  const cut = measure !== 'people' && !selection.narrowed ? pieces(selection) : { pieces: [{ time: 'at', where: selection.where }], params: {} }
  const [key, name] = column === null ? ['', ''] : [`, ${column} as key`, ', key']
  const parts = cut.pieces.map(({ where }) => `select topic${key}, ${measures[measure]} as value from rapport.mentions where topic in {editions:Array(UInt32)} and ${where} group by topic${name}`)
  return { params: { ...selection.params, ...cut.params, editions: selection.editions }, sql: `select topic${name}, sum(value) as value from (${parts.join(' union all ')}) group by topic${name}` }
}
