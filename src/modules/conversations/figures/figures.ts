/** SQL of figures: what was opened, answered, closed and left, by what one likes; and the conversations behind each. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Condition, Reader } from '../reading/list.ts'
import { scopeSql } from '../scope.ts'
import type { groupings, measures } from './api.ts'

export type Grouping = (typeof groupings)[number]
export type Measure = (typeof measures)[number]

export interface Period {
  readonly from: Instant
  readonly to: Instant
  readonly zone: string
  readonly teams: readonly Uuid[]
  readonly channels: readonly string[]
  readonly accounts: readonly Uuid[]
}

export interface Figures {
  readonly opened: number
  readonly closed: number
  readonly reopened: number
  readonly backlog: number
  readonly answered: number
  readonly firstAnswerMedianMs: number | null
  readonly firstAnswerP90Ms: number | null
  readonly resolutionMedianMs: number | null
  readonly resolutionP90Ms: number | null
}
export const noFigures: Figures = { opened: 0, closed: 0, reopened: 0, backlog: 0, answered: 0, firstAnswerMedianMs: null, firstAnswerP90Ms: null, resolutionMedianMs: null, resolutionP90Ms: null }

/** What a conversation is counted under, and what has to be taken apart for it. */
function groupOf(by: Grouping, zone: string, at: string): { readonly key: Condition; readonly apart: Condition } {
  const whole = sql``
  switch (by) {
    case 'none': return { key: sql`null::text`, apart: whole }
    case 'team': case 'account': return { key: sql`${sql.raw(`conversation.${by}`)}::text`, apart: whole }
    case 'assignee': case 'channel': return { key: sql.raw(`conversation.${by}`), apart: whole }
    case 'topic': return { key: sql`part.one::text`, apart: sql`cross join lateral unnest(conversation.topics) as part (one)` }
    case 'label': return { key: sql`part.one::text`, apart: sql`cross join lateral unnest(conversation.labels) as part (one)` }
    case 'hour': return { key: sql`lpad(extract(hour from ${sql.raw(`conversation.${at}`)} at time zone ${zone})::text, 2, '0')`, apart: whole }
    case 'day': return { key: sql`to_char(${sql.raw(`conversation.${at}`)} at time zone ${zone}, 'YYYY-MM-DD')`, apart: whole }
  }
}

const counted = sql`conversation.joined_to is null and not conversation.spam`

function narrowed({ teams, channels, accounts }: Period, { scope }: Reader): Condition {
  const all: Condition[] = [counted]
  if (teams.length > 0) all.push(sql`conversation.team = any(${[...teams]}::uuid[])`)
  if (channels.length > 0) all.push(sql`conversation.channels && ${[...channels]}::text[]`)
  if (accounts.length > 0) all.push(sql`conversation.accounts && ${[...accounts]}::uuid[]`)
  if (!scope.all) all.push(scopeSql(scope))
  return sql.join(all, sql` and `)
}

const within: Readonly<Record<Measure, (period: Period) => Condition>> = {
  opened: ({ from, to }) => sql`conversation.opened_at >= ${new Date(from)} and conversation.opened_at < ${new Date(to)} and conversation.opened_by is null`,
  'answered-first': ({ from, to }) => sql`conversation.opened_at >= ${new Date(from)} and conversation.opened_at < ${new Date(to)} and conversation.opened_by is null and conversation.first_answer_at is not null`,
  reopened: ({ from, to }) => sql`conversation.opened_at >= ${new Date(from)} and conversation.opened_at < ${new Date(to)} and conversation.reopened > 0`,
  closed: ({ from, to }) => sql`conversation.closed_at >= ${new Date(from)} and conversation.closed_at < ${new Date(to)} and conversation.state = 'closed'`,
  backlog: ({ to }) => sql`conversation.opened_at < ${new Date(to)} and (conversation.closed_at is null or conversation.closed_at >= ${new Date(to)})`,
}

export async function figuresBy(db: Db, period: Period, by: Grouping, reader: Reader): Promise<Map<string | null, Figures>> {
  const narrow = narrowed(period, reader)
  const opened = groupOf(by, period.zone, 'opened_at')
  const closed = groupOf(by, period.zone, 'closed_at')
  const [first, second, third] = await Promise.all([
    sql<{ key: string | null; opened: number; reopened: number; answered: number; median: number | null; p90: number | null }>`
      select ${opened.key} as key, count(*) filter (where conversation.opened_by is null) as opened, count(*) filter (where conversation.reopened > 0) as reopened, count(*) filter (where conversation.opened_by is null and conversation.first_answer_at is not null) as answered,
        percentile_cont(0.5) within group (order by extract(epoch from conversation.first_answer_at - conversation.opened_at)) filter (where conversation.opened_by is null) as median, percentile_cont(0.9) within group (order by extract(epoch from conversation.first_answer_at - conversation.opened_at)) filter (where conversation.opened_by is null) as p90
      from conversations.conversations conversation ${opened.apart} where ${narrow} and conversation.opened_at >= ${new Date(period.from)} and conversation.opened_at < ${new Date(period.to)} group by 1`.execute(db),
    sql<{ key: string | null; closed: number; median: number | null; p90: number | null }>`
      select ${closed.key} as key, count(*) as closed, percentile_cont(0.5) within group (order by extract(epoch from conversation.closed_at - conversation.opened_at)) as median, percentile_cont(0.9) within group (order by extract(epoch from conversation.closed_at - conversation.opened_at)) as p90
      from conversations.conversations conversation ${closed.apart} where ${narrow} and ${within.closed(period)} group by 1`.execute(db),
    sql<{ key: string | null; backlog: number }>`select ${opened.key} as key, count(*) as backlog from conversations.conversations conversation ${opened.apart} where ${narrow} and ${within.backlog(period)} group by 1`.execute(db),
  ])
  const all = new Map<string | null, Figures>()
  const add = (key: string | null, some: Partial<Figures>): void => void all.set(key, { ...noFigures, ...all.get(key), ...some })
  const ms = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1_000))
  for (const { key, median, p90, ...counts } of first.rows) add(key, { ...counts, firstAnswerMedianMs: ms(median), firstAnswerP90Ms: ms(p90) })
  for (const { key, closed: count, median, p90 } of second.rows) add(key, { closed: count, resolutionMedianMs: ms(median), resolutionP90Ms: ms(p90) })
  for (const { key, backlog } of third.rows) add(key, { backlog })
  return all
}

/** The conversations that a figure counts. */
export function behind(period: Period, measure: Measure, by: Grouping, key: string | undefined, reader: Reader): Condition[] {
  const conditions = [narrowed(period, reader), within[measure](period)]
  if (by === 'none') return conditions
  const { key: of } = groupOf(by, period.zone, measure === 'closed' ? 'closed_at' : 'opened_at')
  if (by === 'topic' || by === 'label') conditions.push(sql`conversation.${sql.raw(`${by}s`)} @> array[${key ?? ''}]::uuid[]`)
  else conditions.push(key === undefined ? sql`${of} is null` : sql`${of} = ${key}`)
  return conditions
}
