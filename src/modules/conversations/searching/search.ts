/** Finds messages and notes that hold words, newest first, fast also among millions. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Reader, Condition } from '../reading/list.ts'
import type { Key } from '../reading/cursor.ts'
import { scopeSql } from '../scope.ts'
import type { Operator, Search } from './parse-search.ts'
import { tsqueryOf } from './parse-search.ts'

export interface Found {
  readonly id: Uuid
  readonly conversation: Uuid
  readonly at: Instant
  readonly is: 'message' | 'note'
  readonly by: string
  readonly direction: 'inbound' | 'outbound'
  readonly text: string
  readonly subject: string | null
}

/** What words in operators mean: identities, members, accounts, labels, teams by name. */
export interface Meanings {
  identities(words: string): Promise<readonly Uuid[]>
  members(words: string): Promise<readonly string[]>
  accounts(words: string): Promise<readonly Uuid[]>
  teams(words: string): Promise<readonly Uuid[]>
  labels(words: string): Promise<readonly Uuid[]>
}

const columns = sql`message.id, message.conversation, message.at, case when message.note then 'note' else 'message' end as "is", coalesce(message.member_name, message.author->>'name', message.author->>'handle', '') as by, message.direction, left(message.text, 20000) as text, message.subject`

/** A word that so many of the newest messages do not hold together is rare: the index of words finds it at once. */
const scanned = 4_000
/** A word that so many of those hold, though other conditions leave too few, is met soon along time: the index of words would bring tens of thousands. */
const frequentFrom = 10
/** Rows that the index of words may bring before they are sorted. */
const sortedAtMost = 20_000

export async function searchMessages(db: Db, search: Search, reader: Reader, meanings: Meanings, before: Key | null, limit: number): Promise<Found[]> {
  const conditions = await conditionsOf(search, reader, meanings)
  if (conditions === null) return []
  const query = tsqueryOf(search.terms)
  const onlyNot = search.terms.every(({ not }) => not)
  const page = before === null ? sql`true` : sql`(message.at, message.id) < (${new Date(before.at)}, ${before.id}::uuid)`
  const matches = query === null ? sql`true` : sql`message.words @@ ${query}::tsquery`
  const rest = [...conditions, page]
  const from = sql`from conversations.messages message join conversations.conversations conversation on conversation.id = message.conversation`
  // Frequent words are found among the newest; what is not is rare enough for the index of words, month by month.
  const newest = sql<Found>`select ${columns} from (select * from conversations.messages message where ${page} order by message.at desc, message.id desc limit ${scanned}) message join conversations.conversations conversation on conversation.id = message.conversation
    where ${matches} and ${sql.join(rest, sql` and `)} order by message.at desc, message.id desc limit ${limit}`
  const { rows } = await newest.execute(db)
  if (rows.length >= limit) return rows
  if (query === null || onlyNot) return (await sql<Found>`select ${columns} ${from} where ${matches} and ${sql.join(rest, sql` and `)} order by message.at desc, message.id desc limit ${limit}`.execute(db)).rows
  const { rows: [seen] } = await sql<{ count: number }>`select count(*) as count from (select words from conversations.messages message where ${page} order by message.at desc, message.id desc limit ${scanned}) message where ${matches}`.execute(db)
  const isFrequent = (seen?.count ?? 0) >= frequentFrom
  return isFrequent ? alongTime(db, { query, rest, from, limit }) : byWords(db, { query, rest, from, limit })
}

interface Sought { readonly query: string; readonly rest: readonly Condition[]; readonly from: Condition; readonly limit: number }

/** Through the index of words, which is asked once: how many there are comes with what they are. */
async function byWords(db: Db, sought: Sought): Promise<Found[]> {
  const { query, rest, from, limit } = sought
  const { rows } = await sql<Omit<Found, 'id'> & { readonly id: Uuid | null; readonly hits: number }>`
    with hits as materialized (select message.id from conversations.messages message where message.words @@ ${query}::tsquery limit ${sortedAtMost + 1}),
    counted as materialized (select count(*) as hits from hits),
    found as (select ${columns} ${from} join hits on hits.id = message.id where (select hits from counted) <= ${sortedAtMost} and ${sql.join(rest, sql` and `)} order by message.at desc, message.id desc limit ${limit})
    select counted.hits, found.* from counted left join found on true order by found.at desc, found.id desc`.execute(db)
  if ((rows[0]?.hits ?? 0) > sortedAtMost) return alongTime(db, sought)
  return rows.flatMap(({ id, conversation, at, is, by, direction, text, subject }) => (id === null ? [] : [{ id, conversation, at, is, by, direction, text, subject }]))
}

async function alongTime(db: Db, { query, rest, from, limit }: Sought): Promise<Found[]> {
  return (await sql<Found>`select ${columns} ${from} where message.words @@ ${query}::tsquery and ${sql.join(rest, sql` and `)} order by message.at desc, message.id desc limit ${limit}`.execute(db)).rows
}

/** `null`: nothing can be found, as somebody or something named is not there. */
async function conditionsOf({ operators, number }: Search, reader: Reader, meanings: Meanings): Promise<Condition[] | null> {
  const conditions: Condition[] = [sql`conversation.joined_to is null`, sql`message.removed_at is null`]
  if (!operators.some(({ name, value }) => name === 'is' && value === 'spam')) conditions.push(sql`not conversation.spam`)
  if (!reader.scope.all) conditions.push(scopeSql(reader.scope))
  if (number !== null) conditions.push(sql`conversation.number = ${number}`)
  for (const one of operators) {
    const condition = await conditionOf(one, reader, meanings)
    if (condition === null) {
      if (one.not) continue
      return null
    }
    conditions.push(one.not ? sql`not coalesce(${condition}, false)` : condition)
  }
  return conditions
}

async function conditionOf({ name, value }: Operator, { member, teams: own }: Reader, meanings: Meanings): Promise<Condition | null> {
  const some = <T>(list: readonly T[], condition: (list: T[]) => Condition): Condition | null => (list.length === 0 ? null : condition([...list]))
  switch (name) {
    case 'from': {
      const [identities, members] = [await meanings.identities(value), await meanings.members(value === 'me' ? member : value)]
      return identities.length + members.length === 0 ? null : sql`(message.identity = any(${[...identities]}::uuid[]) or message.member = any(${value === 'me' ? [member] : [...members]}::text[]))`
    }
    case 'to': return sql`(message.addressed->'to' @> ${JSON.stringify([{ externalId: value }])}::jsonb or message.addressed->'cc' @> ${JSON.stringify([{ externalId: value }])}::jsonb)`
    case 'with': return some(await meanings.identities(value), (list) => sql`exists (select from conversations.participants taking where taking.conversation = conversation.id and taking.identity = any(${list}::uuid[]))`)
    case 'channel': return sql`message.channel = ${value.toLowerCase()}`
    case 'account': return some(await meanings.accounts(value), (list) => sql`message.account = any(${list}::uuid[])`)
    case 'label': return some(await meanings.labels(value), (list) => sql`conversation.labels && ${list}::uuid[]`)
    case 'team': return value === 'mine' ? some(own, (list) => sql`conversation.team = any(${list}::uuid[])`) : value === 'none' ? sql`conversation.team is null` : some(await meanings.teams(value), (list) => sql`conversation.team = any(${list}::uuid[])`)
    case 'assignee': return value === 'me' ? sql`conversation.assignee = ${member}` : value === 'none' ? sql`conversation.assignee is null` : some(await meanings.members(value), (list) => sql`conversation.assignee = any(${list}::text[])`)
    case 'has': return sql`exists (select from conversations.attachments attachment where attachment.message = message.id)`
    case 'before': return sql`message.at < ${new Date(Date.parse(value))}`
    case 'after': return sql`message.at >= ${new Date(Date.parse(value) + dayMs)}`
    case 'language': return sql`message.language = ${value.toLowerCase()}`
    case 'subject': return sql`conversations.fold(conversation.subject) like '%' || replace(replace(conversations.fold(${value}), '%', ''), '_', '') || '%'`
    case 'is': return isOf(value, member)
  }
}

function isOf(value: string, member: string): Condition {
  switch (value) {
    case 'unread': return sql`conversation.last_inbound_at > coalesce((select until from conversations.seen where seen.member = ${member} and seen.conversation = conversation.id), '-infinity')`
    case 'mine': return sql`conversation.assignee = ${member}`
    case 'note': return sql`message.note`
    case 'spam': return sql`conversation.spam`
    case 'failed': return sql`message.state in ('failed', 'unknown')`
    case 'public': case 'private': return sql`(not message.note and message.visibility = ${value})`
    default: return sql`conversation.state = ${value}`
  }
}
