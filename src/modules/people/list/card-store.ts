/** SQL of the list: pages of cards in an order, the best matches of a text, counts. */
import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Card } from './card.ts'
import { likePattern, soughtText, where, type PeopleFilter } from './filter.ts'

export const sorts = ['recent', 'first', 'name', 'followers', 'spent', 'expected'] as const
export type Sort = (typeof sorts)[number]

/** Where a page goes on: the value sorted by, and the person. */
export interface Place {
  readonly value: string | number
  readonly id: Uuid
}

type CardRow = Omit<Card, 'searched' | 'edition' | 'recheckAt' | 'sortName'>
const columns = sql`c.person, c.name, c.avatar_url as "avatarUrl", c.bio, c.bot, c.channels, c.identities, c.tags, c.companies, c.owner, c.ours, c.stage, c.stage_since as "stageSince", c.held, c.depth, c.acts, c.followers,
  c.first_at as "firstAt", c.last_at as "lastAt", c.purchases, c.last_purchase_at as "lastPurchaseAt", c.spent_minor as "spentMinor", c.currency, c.alive, c.expected_purchases as "expectedPurchases", c.expected_minor as "expectedMinor", c.next_purchase_at as "nextPurchaseAt"`

interface Sorting {
  readonly key: RawBuilder<string | number>
  readonly order: RawBuilder<unknown>
  beyond(place: Place): RawBuilder<boolean>
}
const byTime = (column: string): Sorting => ({ key: sql`(extract(epoch from c.${sql.raw(column)}) * 1000)::bigint`, order: sql`c.${sql.raw(column)} desc, c.person desc`, beyond: ({ value, id }) => sql`(c.${sql.raw(column)}, c.person) < (${new Date(Number(value))}, ${id}::uuid)` })
const byNumber = (expression: string): Sorting => ({ key: sql.raw(expression), order: sql`${sql.raw(expression)} desc, c.person desc`, beyond: ({ value, id }) => sql`(${sql.raw(expression)}, c.person) < (${Number(value)}::bigint, ${id}::uuid)` })
const sortings: Readonly<Record<Sort, Sorting>> = {
  recent: byTime('last_at'),
  first: byTime('first_at'),
  followers: byNumber('c.followers'),
  spent: byNumber('c.spent_minor'),
  expected: byNumber('coalesce(c.expected_minor, -1)'),
  name: { key: sql`c.sort_name`, order: sql`c.sort_name, c.person`, beyond: ({ value, id }) => sql`(c.sort_name, c.person) > (${String(value)}, ${id}::uuid)` },
}

/** A page of those whom a filter finds, in an order. */
export async function pageOfCards(db: Db, ask: { filter: PeopleFilter; beginning: string; now: Instant; sort: Sort; after: Place | null; limit: number }): Promise<(CardRow & { key: string | number })[]> {
  const sorting = sortings[ask.sort]
  const { rows } = await sql<CardRow & { key: string | number }>`
    select ${columns}, ${sorting.key} as key from people.cards c
    where ${where(ask.filter, ask.now, ask.beginning)} and ${ask.after ? sorting.beyond(ask.after) : sql`true`}
    order by ${sorting.order} limit ${ask.limit}`.execute(db)
  return rows
}

/** How many candidates are weighed against each other. */
const weighed = 500
/** With so many matches as it was typed, nobody looks for others. */
const plenty = 10

/** The best matches of a text among those whom the rest of the filter finds; small typing errors are forgiven. */
export async function searchCards(db: Db, ask: { filter: PeopleFilter; beginning: string; now: Instant; limit: number }): Promise<CardRow[]> {
  const { q, ...others } = ask.filter
  const sought = soughtText(q)
  const exact = where(ask.filter, ask.now, ask.beginning)
  const rest = where(others, ask.now, ask.beginning)
  return db.transaction().execute(async (tx) => {
    await sql`set local pg_trgm.word_similarity_threshold = 0.5`.execute(tx)
    const { rows } = await sql<CardRow>`select ${columns} from people.cards c where ${exact} limit ${weighed}`.execute(tx)
    const ids = rows.map((row) => row.person)
    // Forgiving costs more than finding: only where little is found as it was typed.
    const more = ids.length < plenty && sought.length >= 4
      ? (await sql<CardRow>`select ${columns} from people.cards c where ${sought} <% c.searched and ${rest} limit ${weighed}`.execute(tx)).rows.filter((row) => !ids.includes(row.person))
      : []
    const all = [...rows, ...more]
    if (all.length === 0) return []
    const { rows: order } = await sql<{ person: Uuid }>`
      select c.person from people.cards c where c.person = any(${all.map((row) => row.person)}::uuid[])
      order by (c.sort_name = ${sought}) desc, (c.sort_name like ${likePattern(sought).slice(1)}) desc, (c.searched like ${likePattern(sought)}) desc, word_similarity(${sought}, c.searched) desc, c.followers desc, c.person limit ${ask.limit}`.execute(tx)
    const byId = new Map(all.map((row) => [row.person, row]))
    return order.flatMap(({ person }) => byId.get(person) ?? [])
  })
}

/** How many a filter finds, counted to a limit: beyond it the number says no more. */
export async function countCards(db: Db, ask: { filter: PeopleFilter; beginning: string; now: Instant; upTo: number }): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (select from people.cards c where ${where(ask.filter, ask.now, ask.beginning)} limit ${ask.upTo}) as found`.execute(db)
  return rows[0]?.count ?? 0
}

export async function cardsOf(db: Db, persons: readonly Uuid[]): Promise<Map<Uuid, CardRow>> {
  const { rows } = await sql<CardRow>`select ${columns} from people.cards c where c.person = any(${persons}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.person, row]))
}

/** Tags in use, most often first. */
export async function tagCounts(db: Db, limit: number): Promise<{ tag: string; count: number }[]> {
  const { rows } = await sql<{ tag: string; count: number }>`select tag, count(*) as count from people.cards c cross join lateral unnest(c.tags) as t (tag) where c.tags <> '{}' group by tag order by count desc, tag limit ${limit}`.execute(db)
  return rows
}
export type { CardRow }
