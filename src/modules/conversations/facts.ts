/** What rules decide on, gathered in one place, so that a rule tried on the past sees what the live one saw. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import { conversationsById } from './conversation-store.ts'
import type { ConversationDeps } from './deps.ts'
import type { ConversationFacts } from './model.ts'

/** As much of their words as rules look at. */
const maxWords = 20_000

export async function factsOf(deps: Pick<ConversationDeps, 'people'>, db: Db | Tx, ids: readonly Uuid[]): Promise<ConversationFacts[]> {
  const conversations = await conversationsById(db, ids)
  const known = await deps.people.known(db, [...conversations.values()].flatMap(({ identity }) => identity ?? []))
  const words = await wordsOf(db, [...conversations.keys()])
  const earlier = await earlierOf(db, [...conversations.keys()])
  return ids.flatMap((id): ConversationFacts[] => {
    const one = conversations.get(id)
    if (!one) return []
    const person = one.identity === null ? undefined : known.get(one.identity)
    const said = words.get(id)
    return [{
      conversation: id, channel: one.channel, account: one.account, visibility: one.visibility, kind: said?.kind ?? 'message', topics: one.topics, sentiment: one.sentiment, emotion: one.emotion, intent: one.intent, urgency: one.urgency, language: one.language, followers: one.followers,
      person: person?.person ?? null, stage: person?.stage ?? null, valueMinor: person?.valueMinor ?? null, currency: person?.currency ?? null, isOurs: person?.isOurs ?? false, companyIds: person?.companyIds ?? [], labels: one.labels, team: one.team, assignee: one.assignee,
      priority: one.priority, state: one.state, words: said?.words ?? '', subject: one.subject, openedAt: one.openedAt, waitingSince: one.waitingSince, lastInboundAt: one.lastInboundAt, firstAnswerAt: one.firstAnswerAt, reopened: one.reopened, earlierConversations: earlier.get(id) ?? 0, automatic: said?.automatic ?? false,
    }]
  })
}

/** Of their messages since our last, and at least of the last one. */
async function wordsOf(db: Db | Tx, ids: readonly Uuid[]): Promise<Map<Uuid, { words: string; kind: string; automatic: boolean }>> {
  const { rows } = await sql<{ id: Uuid; words: string | null; kind: string | null; automatic: boolean | null }>`
    select conversation.id, said.words, said.kind, said.automatic from conversations.conversations conversation cross join lateral (
      select left(string_agg(concat_ws(E'\\n', theirs.subject, theirs.text), E'\\n\\n' order by theirs.at, theirs.id), ${maxWords}) as words, (array_agg(theirs.kind order by theirs.at desc, theirs.id desc))[1] as kind, (array_agg(theirs.automatic is not null order by theirs.at desc, theirs.id desc))[1] as automatic
      from (select * from (
        select message.*, row_number() over (order by at desc, id desc) as nth from conversations.messages message where message.conversation = conversation.id and message.direction = 'inbound' and not message.note order by at desc, id desc limit 20
      ) newest where nth = 1 or at > coalesce(conversation.last_outbound_at, '-infinity')) as theirs
    ) as said where conversation.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, words, kind, automatic }) => [id, { words: words ?? '', kind: kind ?? 'message', automatic: automatic ?? false }]))
}

async function earlierOf(db: Db | Tx, ids: readonly Uuid[]): Promise<Map<Uuid, number>> {
  const { rows } = await sql<{ id: Uuid; count: number }>`
    select mine.conversation as id, count(distinct other.conversation)::int as count from conversations.participants mine join conversations.participants other on other.identity = mine.identity and other.conversation <> mine.conversation
    join conversations.conversations earlier on earlier.id = other.conversation and earlier.joined_to is null
    where mine.conversation = any(${[...ids]}::uuid[]) group by mine.conversation`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
