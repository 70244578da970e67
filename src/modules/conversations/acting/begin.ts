/** Reaching out: a conversation that we begin, with an address or about something said in public. */
import { sql } from 'kysely'
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import { identityId, newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { keepLines } from '../activity.ts'
import { insertConversations } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import type { ReachingOutTo } from '../hooks.ts'
import type { Conversation, Heard } from '../model.ts'
import { keepDraft } from '../answering/draft-store.ts'
import { contentSchema } from '../answering/api.ts'
import { receive } from '../receiving/receive.ts'
import type { Account } from '../ports.ts'
import { receiveDeps } from '../receive-deps.ts'

async function accountFor({ accounts }: ConversationDeps, id: Uuid): Promise<Account> {
  const found = (await accounts.all()).find((one) => one.id === id)
  if (!found) throw new NotFound('account', id)
  return found
}

/** @throws {Conflict} saying all that speaks against addressing them */
async function refuseUnlessAllowed({ db, hooks }: ConversationDeps, to: ReachingOutTo): Promise<void> {
  for (const { mayReachOut } of hooks) {
    const answer = await mayReachOut?.(db, to)
    if (answer && !answer.may) throw new Conflict(`We may not begin with them. ${answer.because}`, 'conversations.may-not-reach-out')
  }
}

/** Whether they wrote to us before. */
async function wroteToUs(db: Db, identity: Uuid): Promise<boolean> {
  return (await sql`select from conversations.messages where identity = ${identity} and direction = 'inbound' limit 1`.execute(db)).rows.length > 0
}

/** @throws {Conflict} where consent, the network or the company's settings do not allow it */
export async function begin(deps: ConversationDeps, actor: Actor, { account: id, to, subject }: { account: Uuid; to: readonly { externalId: string; name?: string | undefined }[]; subject: string }): Promise<{ conversation: Uuid; number: number }> {
  const { db, clock } = deps
  const account = await accountFor(deps, id)
  if (!account.abilities.begins) throw new Conflict(`On ${account.name} nothing can be begun, only answered: the network does not allow it.`, 'conversations.cannot-begin')
  for (const { externalId } of to) {
    const { may, because } = await deps.people.mayContact(db, { channel: account.channel, externalId }, 'outreach')
    if (!may) throw new Conflict(`${externalId} may not be written to. ${because ?? ''}`.trim(), 'conversations.no-consent')
    const identity = identityId(account.channel, externalId)
    await refuseUnlessAllowed(deps, { channel: account.channel, externalId, identity, visibility: account.abilities.visibilities[0] ?? 'private', saidAt: clock.now(), addressedUs: await wroteToUs(db, identity), isBot: false })
  }
  const now = clock.now()
  const [first] = to
  if (!first) throw new Invalid('Say to whom.', { path: '/to' })
  const conversation: Omit<Conversation, 'number'> = {
    id: newId(now), subject, state: 'open', priority: 'normal', spam: false, assignee: actor.kind === 'member' ? actor.id : null, team: null, labels: [], account: account.id, channel: account.channel, visibility: account.abilities.visibilities[0] ?? 'private', identity: identityId(account.channel, first.externalId),
    language: null, sentiment: null, emotion: null, intent: null, urgency: null, followers: null, topics: [], accounts: [account.id], channels: [account.channel], openedAt: now, openedBy: actor.id, lastAt: now, lastMessage: null, lastDirection: 'outbound', lastWords: '',
    lastInboundAt: null, lastOutboundAt: null, waitingSince: null, firstAnswerAt: null, closedAt: null, closedBecause: null, reopened: 0, snoozedUntil: null, dueAt: null, joinedTo: null, follows: null, messages: 0, revision: 1,
  }
  return db.transaction().execute(async (tx) => {
    const numbers = await insertConversations(tx, [conversation])
    await sql`insert into conversations.threads (id, conversation, account, channel, network_thread, opened_at) values (${newId(now)}, ${conversation.id}, ${account.id}, ${account.channel}, null, ${new Date(now)})`.execute(tx)
    for (const { externalId, name } of to) await sql`insert into conversations.participants (conversation, identity, channel, external_id, name, last_at) values (${conversation.id}, ${identityId(account.channel, externalId)}, ${account.channel}, ${externalId}, ${name ?? null}, ${new Date(now)}) on conflict do nothing`.execute(tx)
    await keepLines(tx, [{ conversation: conversation.id, at: now, by: actor, deed: 'begun' }])
    await keepDraft(tx, actor, conversation.id, contentSchema.parse({ subject: subject || null, to: to.map(({ externalId, name }) => ({ externalId, ...(name === undefined ? {} : { name }) })) }), now)
    return { conversation: conversation.id, number: numbers.get(conversation.id) ?? 0 }
  })
}

/** Something said in public becomes a message, and is answered as one. */
export async function fromMention(deps: ConversationDeps, actor: Actor, { interaction, at, account: id }: { interaction: Uuid; at: Instant; account: Uuid }): Promise<{ conversation: Uuid; number: number; isNew: boolean }> {
  const { db, clock } = deps
  const known = async (): Promise<{ conversation: Uuid; number: number } | undefined> => (await sql<{ conversation: Uuid; number: number }>`select conversation.id as conversation, conversation.number from conversations.messages message join conversations.conversations conversation on conversation.id = message.conversation where message.interaction = ${interaction}`.execute(db)).rows[0]
  const there = await known()
  if (there) return { ...there, isNew: false }
  const account = await accountFor(deps, id)
  const said = await deps.said.find(interaction, at)
  if (said === null) throw new NotFound('mention', interaction)
  if (said.channel !== account.channel) throw new Invalid(`This was said on ${said.channel}, and ${account.name} is on ${account.channel}. Choose an account of ours on ${said.channel}.`, { path: '/account' }, 'conversations.other-channel')
  if (!account.abilities.visibilities.includes('public')) throw new Conflict(`${account.name} cannot answer in public.`, 'conversations.not-public')
  const { author } = said
  const namesUs = said.direction === 'inbound' || (said.relations ?? []).some(({ authorExternalId }) => authorExternalId === account.externalId) || (said.facets ?? []).some(({ kind, target }) => kind === 'mention' && (target === account.externalId || target === account.handle))
  await refuseUnlessAllowed(deps, { channel: said.channel, externalId: author.externalId, identity: said.identity, visibility: 'public', saidAt: said.at, addressedUs: namesUs || (await wroteToUs(db, said.identity)), isBot: author.bot ?? false })
  const heard: Heard = {
    id: said.id, identity: said.identity, channel: said.channel, externalId: said.externalId, kind: said.kind, direction: 'inbound',
    author: { externalId: author.externalId, ...(author.handle === undefined ? {} : { handle: author.handle }), ...(author.name === undefined ? {} : { name: author.name }), ...(author.url === undefined ? {} : { url: author.url }), ...(author.avatarUrl === undefined ? {} : { avatarUrl: author.avatarUrl }), ...(author.followers === undefined ? {} : { followers: author.followers }) },
    at: said.at, takenAt: clock.now(), text: said.text, title: said.title ?? null, url: said.url ?? null, language: said.language === 'und' ? null : said.language, labels: null, topics: [], account: account.id, visibility: 'public', thread: null,
    references: (said.relations ?? []).filter(({ kind }) => kind === 'root' || kind === 'reply').map((relation) => relation.externalId), conversation: null, addressed: {}, subject: null, html: null, quoted: null, attachments: [], automatic: null, key: null,
  }
  await db.transaction().execute(async (tx) => {
    await receive(tx, receiveDeps(deps), [heard])
    await sql`update conversations.conversations set opened_by = ${actor.id}, opened_from = ${interaction}, assignee = coalesce(assignee, ${actor.kind === 'member' ? actor.id : null}) where id = (select conversation from conversations.messages where interaction = ${interaction}) and messages = 1`.execute(tx)
    const { rows: [row] } = await sql<{ conversation: Uuid }>`select conversation from conversations.messages where interaction = ${interaction}`.execute(tx)
    if (row) await keepLines(tx, [{ conversation: row.conversation, at: clock.now(), by: actor, deed: 'reached-out' }])
  })
  const made = await known()
  if (!made) throw new NotFound('mention', interaction)
  return { ...made, isNew: true }
}
