/** Pages of conversations: a view and its filters as SQL, sorted and paged by key. */
import { sql, type RawBuilder } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { conversationColumns } from '../conversation-store.ts'
import type { Conversation, Scope } from '../model.ts'
import { scopeSql } from '../scope.ts'
import type { Filter, Sort, View } from './filter.ts'

/** Who asks, and what they are part of. */
export interface Reader {
  readonly member: string
  readonly teams: readonly Uuid[]
  readonly scope: Scope
}

export type Condition = RawBuilder<unknown>
const listOf = (text: string | undefined): string[] => (text ? text.split(',').map((one) => one.trim()).filter(Boolean) : [])
const uuids = (list: readonly string[]): string[] => list.filter((one) => /^[0-9a-f-]{36}$/i.test(one))

/** In none of the views: what was joined to another, and, but for its own, spam. */
const shown = sql`conversation.joined_to is null and not conversation.spam`

const views: Readonly<Record<View, (reader: Reader) => Condition>> = {
  mine: ({ member }) => sql`${shown} and conversation.assignee = ${member} and conversation.state in ('open', 'waiting')`,
  unassigned: () => sql`${shown} and conversation.assignee is null and conversation.state = 'open'`,
  mentions: ({ member }) => sql`${shown} and conversation.id in (select mention.conversation from conversations.mentions mention where mention.member = ${member})`,
  waiting: () => sql`${shown} and conversation.state = 'open' and conversation.waiting_since is not null`,
  team: ({ teams }) => sql`${shown} and conversation.team = any(${[...teams]}::uuid[]) and conversation.state in ('open', 'waiting')`,
  open: () => sql`${shown} and conversation.state = 'open'`,
  all: () => shown,
  snoozed: () => sql`${shown} and conversation.state = 'snoozed'`,
  closed: () => sql`${shown} and conversation.state = 'closed'`,
  spam: () => sql`conversation.spam and conversation.joined_to is null`,
  failed: () => sql`conversation.joined_to is null and conversation.id in (select failing.conversation from conversations.messages failing where failing.state in ('failed', 'unknown'))`,
  drafts: ({ member }) => sql`conversation.joined_to is null and conversation.id in (select draft.conversation from conversations.drafts draft where draft.member = ${member})`,
}

export function conditionsOf(filter: Partial<Filter> & { readonly view: View }, reader: Reader, personIdentities: readonly Uuid[] | null): Condition[] {
  const conditions: Condition[] = [views[filter.view](reader)]
  const among = (column: string, text: string | undefined): void => {
    const list = listOf(text)
    if (list.length > 0) conditions.push(sql`${sql.raw(`conversation.${column}`)} = any(${list}::text[])`)
  }
  const orNone = (column: string, text: string | undefined, type: string): void => {
    const list = listOf(text)
    if (list.length === 0) return
    const some = list.filter((one) => one !== 'none')
    const named = sql`${sql.raw(`conversation.${column}`)} = any(${type === 'uuid' ? uuids(some) : some}::${sql.raw(type)}[])`
    conditions.push(list.includes('none') ? sql`(${named} or ${sql.raw(`conversation.${column}`)} is null)` : named)
  }
  among('state', filter.states)
  orNone('assignee', filter.assignees, 'text')
  orNone('team', filter.teams, 'uuid')
  among('priority', filter.priorities)
  among('language', filter.languages)
  among('sentiment', filter.sentiments)
  among('intent', filter.intents)
  const overlap = (column: string, text: string | undefined, type: string): void => {
    const list = type === 'uuid' ? uuids(listOf(text)) : listOf(text)
    if (listOf(text).length > 0) conditions.push(sql`${sql.raw(`conversation.${column}`)} && ${list}::${sql.raw(type)}[]`)
  }
  overlap('labels', filter.labels, 'uuid')
  overlap('accounts', filter.accounts, 'uuid')
  overlap('channels', filter.channels, 'text')
  overlap('topics', filter.topics, 'uuid')
  if (filter.visibility) conditions.push(sql`conversation.visibility = ${filter.visibility}`)
  if (personIdentities) conditions.push(sql`conversation.id in (select taking.conversation from conversations.participants taking where taking.identity = any(${[...personIdentities]}::uuid[]))`)
  if (filter.openedFrom) conditions.push(sql`conversation.opened_at >= ${filter.openedFrom}`)
  if (filter.openedTo) conditions.push(sql`conversation.opened_at < ${filter.openedTo}`)
  if (filter.closedFrom) conditions.push(sql`conversation.closed_at >= ${filter.closedFrom}`)
  if (filter.closedTo) conditions.push(sql`conversation.closed_at < ${filter.closedTo}`)
  if (!reader.scope.all) conditions.push(scopeSql(reader.scope))
  return conditions
}

interface Order {
  readonly column: string
  readonly of: keyof Conversation
  readonly descending: boolean
  readonly also?: Condition
}
const orders: Readonly<Record<Sort, Order>> = {
  newest: { column: 'last_at', of: 'lastAt', descending: true },
  oldest: { column: 'last_at', of: 'lastAt', descending: false },
  waiting: { column: 'waiting_since', of: 'waitingSince', descending: false, also: sql`conversation.waiting_since is not null` },
  due: { column: 'due_at', of: 'dueAt', descending: false, also: sql`conversation.due_at is not null` },
}

export interface Place {
  readonly at: number
  readonly id: Uuid
}

export async function pageOfConversations(db: Db, conditions: readonly Condition[], sort: Sort, after: Place | null, limit: number): Promise<{ items: Conversation[]; next: Place | null }> {
  const { column, of, descending, also } = orders[sort]
  const key = sql.raw(`conversation.${column}`)
  const all = [...conditions, ...(also ? [also] : []), ...(after ? [sql`(${key}, conversation.id) ${sql.raw(descending ? '<' : '>')} (${new Date(after.at)}, ${after.id}::uuid)`] : [])]
  const direction = sql.raw(descending ? 'desc' : 'asc')
  const { rows } = await sql<Conversation>`select ${conversationColumns()} from conversations.conversations conversation where ${sql.join(all, sql` and `)} order by ${key} ${direction}, conversation.id ${direction} limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? { at: Number(last[of]), id: last.id } : null }
}

/** Counting further takes as long as there are rows. */
const countUpTo = 1_000

export async function countOf(db: Db, conditions: readonly Condition[]): Promise<{ count: number; more: boolean }> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (select from conversations.conversations conversation where ${sql.join(conditions, sql` and `)} limit ${countUpTo + 1}) as counted`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countUpTo), more: count > countUpTo }
}
