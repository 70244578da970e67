/** Deeds that hooks and other parts of the module do, in their own transaction. */
import { Conflict, NotFound } from '../../kernel/fault.ts'
import { newId } from '../../kernel/ids.ts'
import { keepLines, rapport } from './activity.ts'
import { addNote } from './answering/notes.ts'
import { compose } from './answering/compose.ts'
import { contentSchema } from './answering/api.ts'
import { refuse, release } from './answering/decide.ts'
import { putAnswer } from './answering/put.ts'
import { keepChanges } from './change.ts'
import { conversationById } from './conversation-store.ts'
import type { ConversationDeps } from './deps.ts'
import { factsOf } from './facts.ts'
import type { ConversationDeeds } from './hooks.ts'
import type { Conversation } from './model.ts'
import type { Tx } from '../../platform/postgres/database.ts'

async function found(tx: Tx, id: string): Promise<Conversation> {
  const one = await conversationById(tx, id, true)
  if (one === null) throw new NotFound('conversation', id)
  return one
}

export function conversationDeeds(deps: ConversationDeps): ConversationDeeds {
  const { clock } = deps
  return {
    change: async (tx, by, id, change, because) => {
      const now = clock.now()
      const before = await found(tx, id)
      const closing = change.state === 'closed' && before.state !== 'closed'
      const opening = change.state !== undefined && change.state !== 'closed' && before.state === 'closed'
      const after: Conversation = { ...before, ...change, ...(closing ? { closedAt: now, closedBecause: because ?? null, waitingSince: null } : {}), ...(opening ? { closedAt: null, closedBecause: null, reopened: before.reopened + 1 } : {}) }
      // That a promise moved is no line of the story.
      const told = Object.keys(change).filter((name) => name !== 'dueAt')
      const [changed] = await keepChanges(tx, deps, by, now, [{ before, after, lines: told.length === 0 ? [] : [{ deed: closing ? 'closed' : opening ? 'reopened' : 'changed', facts: { ...change, because: because ?? null } }] }])
      return changed ?? before
    },
    sendByRule: async (tx, rule, reply) => {
      const now = clock.now()
      const before = await found(tx, reply.conversation)
      const accounts = await deps.accounts.all()
      const composed = await compose(tx, before, contentSchema.parse({ thread: reply.thread, inReplyTo: reply.inReplyTo, visibility: reply.visibility, to: reply.to.length > 0 ? reply.to : null }), accounts)
      // Two machines that answer each other never stop.
      if (composed.answers !== null && composed.answers.automatic !== null) throw new Conflict('What a machine sent is never answered by one.', 'conversations.automatic')
      const { message } = await putAnswer(tx, deps, rapport, before, {
        key: newId(now), account: composed.account, thread: composed.thread, visibility: reply.visibility, answers: composed.answers, to: composed.to, cc: reply.cc, bcc: reply.bcc, subject: reply.subject, text: reply.text, html: reply.html, files: reply.files, template: reply.template, language: reply.language,
        sender: null, content: null, then: before.state === 'closed' ? 'close' : before.state === 'open' ? 'keep-open' : 'wait', sendAfter: now, held: false, rule,
      }, now)
      return message
    },
    release: (tx, by, message, words) => release(tx, deps, by, message, words),
    refuse: (tx, by, message, because) => refuse(tx, deps, by, message, because),
    note: async (tx, by, conversation, text) => addNote(tx, deps, by, await found(tx, conversation), { text, mentions: [] }, clock.now()),
    record: (tx, by, conversation, deed, facts) => keepLines(tx, [{ conversation, at: clock.now(), by, deed, ...(facts === undefined ? {} : { facts }) }]),
    factsOf: (db, conversations) => factsOf(deps, db, conversations),
  }
}
