/** HTTP of the list and of one conversation: parse, authorise, call, present. */
import { sql } from 'kysely'
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { iso } from '../../../kernel/instant.ts'
import { handle, type MountedRoute } from '../../../platform/http/route.ts'
import { listSavedViews } from '../arranging/view-store.ts'
import { conversationsById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import { factsOf } from '../facts.ts'
import { mayRead } from '../scope.ts'
import * as api from './api.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { entriesOf, keyOfEntry, type Entry } from './entries.ts'
import { filterFields, views } from './filter.ts'
import { readableConversation, readableMessage, readerOf } from './find.ts'
import { conditionsOf, countOf, pageOfConversations, type Reader } from './list.ts'
import { maybe, namesOfMembers, participantOf, participantsOf, presentConversations } from './present.ts'
import { presentEntries } from './present-entries.ts'
import { mentionsOf, readUntil, unreadMentions } from './seen.ts'
import { z } from 'zod'

const savedFilter = z.object(filterFields)
const maxSome = 100

export function readingRoutes(deps: ConversationDeps & { readonly isPresent: (member: string) => boolean }): MountedRoute[] {
  const { db } = deps
  const identitiesOf = async (person: string | undefined): Promise<readonly Uuid[] | null> => (person === undefined ? null : deps.people.identitiesOf(db, person))
  return [
    handle(api.listConversations, async ({ actor, query: { sort, cursor, limit, ...filter } }) => {
      const conditions = conditionsOf(filter, await readerOf(deps, actor), await identitiesOf(filter.person))
      const { items, next } = await pageOfConversations(db, conditions, sort, readCursor(cursor), limit)
      return { items: await presentConversations(deps, actor.id, items), next: next === null ? null : cursorOf(next) }
    }),
    handle(api.someConversations, async ({ actor, query }) => {
      const ids = query.ids.split(',').filter(isUuid).slice(0, maxSome)
      const { scope } = await readerOf(deps, actor)
      const found = await conversationsById(db, ids)
      return { items: await presentConversations(deps, actor.id, ids.flatMap((id) => found.get(id) ?? []).filter((one) => mayRead(scope, one))) }
    }),
    handle(api.countConversations, async ({ actor }) => {
      const reader = await readerOf(deps, actor)
      const counted = await Promise.all(views.filter((view) => view !== 'all' && view !== 'closed').map(async (view) => [view, await countOf(db, conditionsOf({ view }, reader, null))] as const))
      const saved = await Promise.all((await listSavedViews(db, actor.id)).slice(0, 50).map(async ({ id, search }) => [id, await countSaved(deps, reader, search)] as const))
      const unknown = { count: 0, more: true }
      return { views: { all: unknown, closed: unknown, ...Object.fromEntries(counted) } as Record<(typeof views)[number], { count: number; more: boolean }>, saved: Object.fromEntries(saved), unreadMentions: await unreadMentions(db, actor.id) }
    }),
    handle(api.myMentions, async ({ actor, query: { cursor, limit } }) => {
      const rows = await mentionsOf(db, actor.id, readCursor(cursor), limit + 1)
      const last = rows[limit - 1]
      return { items: rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: iso(at) })), next: rows.length > limit && last ? cursorOf({ at: last.at, id: last.note }) : null }
    }),
    handle(api.colleagues, async ({ actor }) => {
      const [members, teams, mine] = await Promise.all([deps.members.all(), deps.teams.all(db), deps.teams.of(db, actor.id)])
      return { items: members.filter(({ active }) => active).map(({ id, name, mayAnswer }) => ({ id, name, mayAnswer, present: deps.isPresent(id) })), teams: teams.map(({ id, name }) => ({ id, name, mine: mine.includes(id) })) }
    }),
    handle(api.getConversation, async ({ actor, params }) => {
      const one = await readableConversation(deps, actor, params.id)
      const [[view], taking, threads, accounts, before, earlier, until, names] = await Promise.all([
        presentConversations(deps, actor.id, [one]), participantsOf(deps, one.id), threadsOf(deps, one.id), deps.accounts.all(), one.follows === null ? null : conversationsById(db, [one.follows]),
        factsOf(deps, db, [one.id]), readUntil(db, actor.id, one.id), namesOfMembers(deps),
      ])
      if (!view) throw new NotFound('conversation', params.id)
      const known = await deps.people.known(db, taking.map(({ identity }) => identity))
      const follows = one.follows === null ? undefined : before?.get(one.follows)
      return {
        ...view, joinedTo: one.joinedTo, follows: follows ? { id: follows.id, number: follows.number, subject: follows.subject } : null,
        accounts: accounts.filter(({ id }) => one.accounts.includes(id)).map(({ id, channel, name, handle }) => ({ id, channel, name, handle })), threads,
        participants: taking.map((each) => participantOf(deps, each, known.get(each.identity))), readUntil: maybe(until), earlier: earlier[0]?.earlierConversations ?? 0,
        topics: [...one.topics], emotion: one.emotion, followers: one.followers, firstAnswerAt: maybe(one.firstAnswerAt), closedBecause: one.closedBecause, openedBy: one.openedBy === null ? null : { id: one.openedBy, name: names.get(one.openedBy) ?? one.openedBy },
      }
    }),
    handle(api.conversationEntries, async ({ actor, params, query }) => {
      const { id } = await readableConversation(deps, actor, params.id)
      const { items, next, previous } = await pageOfEntries(deps, id, query)
      return { items: await presentEntries(deps, items), next: next === null ? null : cursorOf(next), previous: previous === null ? null : cursorOf(previous) }
    }),
    handle(api.conversationFacts, async ({ actor, params }) => {
      await readableConversation(deps, actor, params.id)
      const [facts] = await factsOf(deps, db, [params.id])
      if (!facts) throw new NotFound('conversation', params.id)
      const { conversation: _conversation, openedAt, waitingSince, lastInboundAt, firstAnswerAt, topics, companyIds, labels, ...rest } = facts
      return { ...rest, topics: [...topics], companyIds: [...companyIds], labels: [...labels], openedAt: iso(openedAt), waitingSince: maybe(waitingSince), lastInboundAt: maybe(lastInboundAt), firstAnswerAt: maybe(firstAnswerAt) }
    }),
    handle(api.earlierWordings, async ({ actor, params }) => {
      const { message } = await readableMessage(deps, actor, params.id)
      const { rows } = await sql<{ until: number; subject: string | null; text: string }>`select until, subject, text from conversations.earlier_words where message = ${message.id} order by until desc limit 100`.execute(db)
      return { items: rows.map(({ until, ...row }) => ({ ...row, until: iso(until) })) }
    }),
    handle(api.whereIsMessage, async ({ actor, params }) => {
      const { message, conversation } = await readableMessage(deps, actor, (await messageOfInteraction(deps, params.id)) ?? params.id)
      return { conversation: conversation.id, number: conversation.number, message: message.id }
    }),
  ]
}

async function countSaved(deps: ConversationDeps, reader: Reader, search: Record<string, string>): Promise<{ count: number; more: boolean }> {
  const { sort: _sort, ...rest } = search
  const read = savedFilter.safeParse(rest)
  if (!read.success) return { count: 0, more: false }
  return countOf(deps.db, conditionsOf(read.data, reader, read.data.person === undefined ? null : await deps.people.identitiesOf(deps.db, read.data.person)))
}

async function pageOfEntries({ db }: ConversationDeps, id: Uuid, query: { cursor?: string | undefined; after?: string | undefined; around?: string | undefined; limit: number }): Promise<{ items: Entry[]; next: Entry | null; previous: Entry | null }> {
  const { limit } = query
  if (query.after !== undefined) {
    const after = readCursor(query.after)
    if (after === null) throw new Invalid('`after` is a cursor that an earlier page gave.', { path: '/after' })
    const items = await entriesOf(db, id, { after }, limit)
    return { items, next: items.length === limit ? items.at(-1) ?? null : null, previous: null }
  }
  if (query.around !== undefined) {
    const key = await keyOfEntry(db, id, query.around)
    if (key === null) throw new NotFound('entry', query.around)
    const half = Math.max(1, Math.floor(limit / 2))
    const newer = await entriesOf(db, id, { after: key }, half)
    const older = await entriesOf(db, id, { before: { at: key.at, id: `${key.id.slice(0, -1)}${key.id.endsWith('f') ? 'f' : (Number.parseInt(key.id.slice(-1), 16) + 1).toString(16)}` } }, limit - newer.length + 1)
    const items = [...newer.toReversed(), ...older.slice(0, limit - newer.length)]
    return { items, next: older.length > limit - newer.length ? items.at(-1) ?? null : null, previous: items[0] ?? null }
  }
  const found = await entriesOf(db, id, { before: readCursor(query.cursor) }, limit + 1)
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? items.at(-1) ?? null : null, previous: items[0] ?? null }
}

async function threadsOf({ db }: ConversationDeps, conversation: Uuid): Promise<{ id: string; account: string; channel: string; openedAt: string; lastAt: string | null; messages: number }[]> {
  const { rows } = await sql<{ id: Uuid; account: Uuid; channel: string; openedAt: number; lastAt: number | null; messages: number }>`
    select thread.id, thread.account, thread.channel, thread.opened_at as "openedAt", max(message.at) as "lastAt", count(message.id)::int as messages from conversations.threads thread left join conversations.messages message on message.thread = thread.id
    where thread.conversation = ${conversation} group by thread.id order by thread.opened_at limit 200`.execute(db)
  return rows.map(({ openedAt, lastAt, ...row }) => ({ ...row, openedAt: iso(openedAt), lastAt: maybe(lastAt) }))
}

async function messageOfInteraction({ db }: ConversationDeps, id: Uuid): Promise<Uuid | null> {
  return (await sql<{ id: Uuid }>`select id from conversations.messages where interaction = ${id}`.execute(db)).rows[0]?.id ?? null
}

