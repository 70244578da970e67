/** What is kept once it is known, or known not to be knowable, what became of a message that was sent. */
import { sql } from 'kysely'
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Sent } from '../../../kernel/message.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { rapport } from '../activity.ts'
import { keepChanges } from '../change.ts'
import { conversationById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'
import { failedEvent, sentEvent } from '../events.ts'
import { messageById } from '../message-store.ts'
import type { Message } from '../model.ts'
import type { Account } from '../ports.ts'
import { learnThread } from '../receiving/echo.ts'
import { applyEarlyReceipts } from '../receiving/receipts.ts'
import { scopeOfTold } from '../receiving/told-scope.ts'
import { tell } from '../tell.ts'
import { answered, unanswered } from './answered.ts'
import { boxRow, emptyBox, hold, type BoxRow } from './outbox-store.ts'

type Deps = Pick<ConversationDeps, 'hooks' | 'telling' | 'takeInSent'>

/** It is out: as the network names it from now on, in the loop and in the conversation. */
export async function settleSent(deps: Deps, box: BoxRow, account: Account, sent: Sent, now: Instant): Promise<void> {
  const { message: outgoing } = box.outgoing
  await deps.takeInSent(interactionOf(box, account, sent), async (tx) => {
    const conversation = await conversationById(tx, box.conversation, true)
    const message = await messageById(tx, box.message, true)
    if (message === null || conversation === null) return
    await absorbEcho(tx, message, box.account, sent.externalId)
    const settled = ['delivered', 'read'].includes(message.state) ? message.state : 'sent'
    const isLate = !box.outgoing.answered
    await sql`update conversations.messages set state = ${settled}, state_at = ${new Date(now)}, external_id = ${sent.externalId}, interaction = coalesce(interaction, ${interactionId(account.channel, sent.externalId)}), url = coalesce(url, ${sent.url ?? null}), failed_because = null, failure_code = null, at = ${new Date(isLate ? now : message.at)} where id = ${message.id}`.execute(tx)
    for (const part of sent.parts ?? []) await sql`insert into conversations.parts (account, external_id, message) values (${box.account}, ${part}, ${message.id}) on conflict do nothing`.execute(tx)
    const thread = sent.thread ?? outgoing.thread
    if (thread !== null && thread !== undefined && message.thread !== null) await learnThread(tx, { thread: message.thread }, thread)
    await applyEarlyReceipts(tx, [sent.externalId, ...(sent.parts ?? [])].map((externalId) => ({ account: box.account, externalId, id: message.id })))
    await emptyBox(tx, message.id)
    let after = conversation
    if (isLate) {
      const by = message.member === null ? rapport : { kind: 'member' as const, id: message.member, name: message.memberName ?? '', role: 'agent' as const }
      const made = answered(conversation, { ...message, at: now }, outgoing.files.map(({ name }) => name), box.outgoing.then, now)
      after = (await keepChanges(tx, deps, by, now, [{ before: conversation, after: made, lines: [] }]))[0] ?? conversation
      for (const { onAnswered } of deps.hooks) await onAnswered?.(tx, { conversation: after, message, by, first: conversation.firstAnswerAt === null })
    }
    await deps.telling.announce(tx, sentEvent(after, message, now))
    await tell(tx, [{ is: 'message', conversation: conversation.id, id: message.id, direction: 'outbound', note: false, state: settled, isNew: false, scope: scopeOfTold(after) }])
  })
}

/** The network told us of it before it answered us: that message is this one. */
async function absorbEcho(tx: Tx, message: Message, account: Uuid, externalId: string): Promise<void> {
  const { rows } = await sql<{ id: Uuid; conversation: Uuid; interaction: Uuid | null; url: string | null }>`select id, conversation, interaction, url from conversations.messages where account = ${account} and external_id = ${externalId} and direction = 'outbound' and id <> ${message.id} and member is null and sent_by_rule is null for update`.execute(tx)
  for (const echo of rows) {
    await sql`update conversations.conversations set messages = messages - 1, last_message = case when last_message = ${echo.id} then ${message.id}::uuid else last_message end where id = ${echo.conversation}`.execute(tx)
    await sql`delete from conversations.messages where id = ${echo.id}`.execute(tx)
    await sql`update conversations.messages set interaction = ${echo.interaction}, url = coalesce(url, ${echo.url}) where id = ${message.id}`.execute(tx)
  }
}

/** Nobody tries it again by itself: the network said no, or nobody knows whether it went. */
export async function settleFailed(tx: Tx, deps: Pick<Deps, 'hooks' | 'telling'>, { message: id }: Pick<BoxRow, 'message'>, state: 'failed' | 'unknown', because: string, code: string, now: Instant): Promise<void> {
  const box = await boxRow(tx, id)
  const message = await messageById(tx, id, true)
  // Its echo or a receipt was quicker: it went.
  if (box === null || message === null || ['sent', 'delivered', 'read'].includes(message.state)) return
  const conversation = await conversationById(tx, box.conversation, true)
  if (conversation === null) return
  await sql`update conversations.messages set state = ${state}, state_at = ${new Date(now)}, failed_because = ${because}, failure_code = ${code} where id = ${id}`.execute(tx)
  await hold(tx, id, because)
  const reopened = state === 'failed' && box.outgoing.answered && conversation.lastMessage === id ? unanswered(conversation, box.outgoing.was) : { ...conversation, state: conversation.state === 'closed' ? 'open' as const : conversation.state, closedAt: conversation.state === 'closed' ? null : conversation.closedAt }
  await keepChanges(tx, deps, rapport, now, [{ before: conversation, after: reopened, lines: [{ deed: state === 'failed' ? 'not-sent' : 'maybe-sent', facts: { message: id, because } }] }])
  await deps.telling.announce(tx, failedEvent(conversation, id, state, because, now))
  await tell(tx, [{ is: 'message', conversation: conversation.id, id, direction: 'outbound', note: false, state, isNew: false, scope: scopeOfTold(conversation) }])
}

/** What we sent, as the other side sees it of us. */
function interactionOf({ outgoing: { message } }: BoxRow, account: Account, sent: Sent): Interaction {
  const { externalId, handle, name } = account
  const to = message.to[0]
  return {
    channel: account.channel, externalId: sent.externalId, kind: message.visibility === 'public' && message.inReplyTo ? 'reply' : message.visibility === 'public' ? 'post' : 'message', direction: 'outbound', author: { externalId, name, ...(handle === null ? {} : { handle }) }, at: sent.at, text: message.text.slice(0, 100_000),
    ...(sent.url === undefined ? {} : { url: sent.url }), ...(message.language === undefined ? {} : { languages: [message.language] }),
    // Also of what answers nothing: whom it is for.
    ...(message.inReplyTo ? { relations: [{ kind: 'reply', externalId: message.inReplyTo.externalId, ...(message.inReplyTo.author ?? to ? { authorExternalId: (message.inReplyTo.author ?? to)?.externalId ?? '' } : {}) }] } : {}),
    message: { account: account.id, visibility: message.visibility, conversation: message.conversation, key: message.key, to: message.to, ...(sent.thread === undefined ? {} : { thread: sent.thread }) },
  }
}
