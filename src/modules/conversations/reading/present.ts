/** Conversations as the API shows them: rows made complete with names, people and what is mine. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { ConversationDeps } from '../deps.ts'
import type { Conversation } from '../model.ts'
import type { KnownPerson } from '../ports.ts'
import type { conversationView, participantView } from './views.ts'

export type ConversationView = z.input<typeof conversationView>
export type PresentDeps = Pick<ConversationDeps, 'db' | 'members' | 'teams' | 'people' | 'hooks' | 'picture'>

interface Participant {
  readonly conversation: Uuid
  readonly identity: Uuid
  readonly channel: string
  readonly externalId: string
  readonly handle: string | null
  readonly name: string | null
  readonly avatarUrl: string | null
}

export async function presentConversations(deps: PresentDeps, member: string, conversations: readonly Conversation[]): Promise<ConversationView[]> {
  if (conversations.length === 0) return []
  const ids = conversations.map(({ id }) => id)
  const [people, own, members, teams, participants, more] = await Promise.all([
    deps.people.known(deps.db, [...new Set(conversations.flatMap(({ identity }) => identity ?? []))]),
    ownMarks(deps, member, ids), namesOfMembers(deps), deps.teams.all(deps.db).then((all) => new Map(all.map(({ id, name }) => [id, name]))),
    latestParticipants(deps, conversations), shownBeside(deps, ids),
  ])
  return conversations.map((one) => {
    const mine = own.get(one.id)
    const taking = one.identity === null ? undefined : participants.get(`${one.id}${one.identity}`)
    return {
      id: one.id, number: one.number, subject: one.subject, state: one.state, priority: one.priority, spam: one.spam,
      assignee: one.assignee === null ? null : { id: one.assignee, name: members.get(one.assignee) ?? one.assignee }, team: one.team === null ? null : { id: one.team, name: teams.get(one.team) ?? '' },
      labels: [...one.labels], account: one.account, channel: one.channel, channels: [...one.channels], visibility: one.visibility,
      with: taking ? participantOf(deps, taking, people.get(taking.identity)) : null, stage: (one.identity === null ? null : people.get(one.identity)?.stage) ?? null,
      language: one.language, sentiment: one.sentiment, intent: one.intent, urgency: one.urgency, openedAt: iso(one.openedAt), lastAt: iso(one.lastAt), lastDirection: one.lastDirection, lastWords: one.lastWords,
      waitingSince: maybe(one.waitingSince), dueAt: maybe(one.dueAt), snoozedUntil: maybe(one.snoozedUntil), closedAt: maybe(one.closedAt), reopened: one.reopened, messages: one.messages,
      unread: one.lastInboundAt !== null && (mine?.until ?? 0) < one.lastInboundAt, drafted: mine?.drafted ?? false, failed: mine?.failed ?? false, revision: one.revision, more: { ...more.get(one.id) },
    }
  })
}

export const maybe = (at: Instant | null): string | null => (at === null ? null : iso(at))

export function participantOf(deps: Pick<PresentDeps, 'picture'>, { identity, channel, externalId, handle, name, avatarUrl }: Participant, known: KnownPerson | undefined): z.input<typeof participantView> {
  return { identity, person: known?.person ?? identity, channel, externalId, handle, name: name ?? known?.name ?? null, avatar: avatarUrl === null ? null : deps.picture(avatarUrl) }
}

export async function namesOfMembers(deps: Pick<PresentDeps, 'members'>): Promise<Map<string, string>> {
  return new Map((await deps.members.all()).map(({ id, name }) => [id, name]))
}

async function ownMarks({ db }: PresentDeps, member: string, ids: readonly Uuid[]): Promise<Map<Uuid, { until: Instant | null; drafted: boolean; failed: boolean }>> {
  const { rows } = await sql<{ id: Uuid; until: Instant | null; drafted: boolean; failed: boolean }>`
    select asked.id, (select until from conversations.seen where member = ${member} and conversation = asked.id) as until, exists (select from conversations.drafts where member = ${member} and conversation = asked.id) as drafted,
      exists (select from conversations.messages where conversation = asked.id and state in ('failed', 'unknown')) as failed from unnest(${[...ids]}::uuid[]) as asked (id)`.execute(db)
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

async function latestParticipants({ db }: PresentDeps, conversations: readonly Conversation[]): Promise<Map<string, Participant>> {
  const asked = conversations.flatMap(({ id, identity }) => (identity === null ? [] : [{ conversation: id, identity }]))
  const { rows } = await sql<Participant>`select conversation, identity, channel, external_id as "externalId", handle, name, avatar_url as "avatarUrl" from conversations.participants
    where (conversation, identity) in (select conversation, identity from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (conversation uuid, identity uuid))`.execute(db)
  return new Map(rows.map((one) => [`${one.conversation}${one.identity}`, one]))
}

export async function participantsOf({ db }: Pick<PresentDeps, 'db'>, conversation: Uuid): Promise<Participant[]> {
  return (await sql<Participant>`select conversation, identity, channel, external_id as "externalId", handle, name, avatar_url as "avatarUrl" from conversations.participants where conversation = ${conversation} order by last_at desc limit 200`.execute(db)).rows
}

async function shownBeside({ db, hooks }: PresentDeps, ids: readonly Uuid[]): Promise<Map<Uuid, Record<string, unknown>>> {
  const all = new Map<Uuid, Record<string, unknown>>()
  for (const { shown } of hooks) for (const [id, facts] of (await shown?.(db, ids)) ?? []) all.set(id, { ...all.get(id), ...facts })
  return all
}
