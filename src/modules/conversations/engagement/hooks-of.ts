/** Where deciding takes part in conversations: what happens when a message comes, an answer goes, something changes. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { ConversationHooks } from '../hooks.ts'
import type { Conversation } from '../model.ts'
import { openByRule } from '../recovery/cases.ts'
import { factsOf, routeConversation } from '../routing/assign.ts'
import { planQuestion, readReply } from '../satisfaction/ask.ts'
import { reckon } from '../sla/promise.ts'
import { addMoment, promisesOf } from '../sla/promise-store.ts'
import { askApproval } from './approvals.ts'
import { bySystem } from './gather.ts'
import { decideReachingOut } from './reaching.ts'
import type { DecidingDeps } from './ports.ts'
import { decisionOn, noteDecision, verdictOf } from './verdict.ts'

/** A state in which it is not ours to act. */
const isStill = (state: Conversation['state'] | undefined): boolean => state === 'waiting' || state === 'snoozed'

export function decidingHooks(deps: DecidingDeps): ConversationHooks {
  const { clock } = deps
  return {
    mayReachOut: async (db, to) => {
      const { may, because } = await decideReachingOut(deps, db, to)
      return { may, because: because.map(({ en }) => en).join(' ') }
    },
    onReceived: async (tx, { conversation, message, made, facts }) => {
      const now = clock.now()
      if (message.is === 'note' || message.direction !== 'inbound') return
      if (await readReply(deps, tx, conversation, message, now)) {
        // A number alone asks for nothing: what was closed stays closed.
        if (made === 'reopened') await deps.deeds().change(tx, bySystem('Satisfaction'), conversation.id, { state: 'closed' }, 'They answered how satisfied they are.')
        return
      }
      if (message.automatic === null) await addMoment(tx, conversation.id, { is: 'asked', at: message.at })
      await sql`update conversations.questions set state = 'left-out', because = 'not-closed' where conversation = ${conversation.id} and state = 'planned'`.execute(tx)
      await openByRule(deps, tx, conversation, facts, now)
      let current: Pick<Conversation, 'id' | 'team' | 'assignee' | 'priority' | 'channel' | 'dueAt'> = conversation
      if (conversation.assignee === null && !conversation.spam && (made !== 'went-on' || conversation.team === null)) {
        const found = await routeConversation(deps, tx, conversation, facts, now)
        if (found) current = { ...current, team: found.team, assignee: found.assignee }
      }
      await reckon(deps, tx, current, () => factsOf(deps, tx, conversation.id), now)
    },

    onAnswered: async (tx, { conversation, message }) => {
      if (message.sentByRule === 'satisfaction') return
      await addMoment(tx, conversation.id, { is: 'answered', at: message.at })
      await reckon(deps, tx, conversation, () => factsOf(deps, tx, conversation.id), clock.now())
    },

    onClosed: async (tx, { conversation }) => {
      const now = clock.now()
      await addMoment(tx, conversation.id, { is: 'closed', at: conversation.closedAt ?? now })
      await reckon(deps, tx, conversation, () => factsOf(deps, tx, conversation.id), now)
      await planQuestion(tx, conversation, now)
    },

    onChanged: async (tx, { conversation, before, at, by }) => {
      if (by.kind === 'system' && by.id === 'Promises') return
      if (before.state !== undefined && before.state !== conversation.state && conversation.state !== 'closed') {
        if (before.state === 'closed') await addMoment(tx, conversation.id, { is: 'reopened', at })
        if (isStill(conversation.state)) await addMoment(tx, conversation.id, { is: 'stopped', at })
        else if (isStill(before.state)) await addMoment(tx, conversation.id, { is: 'resumed', at })
      }
      if (before.state === undefined && before.team === undefined && before.assignee === undefined && before.priority === undefined && before.labels === undefined && before.joinedTo === undefined) return
      // Another team has other hours, and another priority may have been promised something else.
      const mayChange = before.priority !== undefined || before.labels !== undefined
      await reckon(deps, tx, conversation, () => factsOf(deps, tx, conversation.id), clock.now(), mayChange)
    },

    mayAnswer: async (db, actor, facts, reply) => {
      const now = clock.now()
      const decision = await decisionOn(deps, db, actor, { ...facts, visibility: reply.visibility }, reply.text, now)
      // Asked within a transaction, it is being sent: that is a use of the rules, asking while somebody types is none.
      if (db.isTransaction) await noteDecision(deps, db, decision, facts.conversation, actor, now)
      if (decision.playbooks.length === 0) return verdictOf(decision, new Map())
      const { rows } = await sql<{ id: Uuid; name: string }>`select id, name from conversations.playbooks where id = any(${[...decision.playbooks]}::uuid[]) and removed_at is null`.execute(db)
      return verdictOf(decision, new Map(rows.map(({ id, name }) => [id, name])))
    },

    onHeld: async (tx, { conversation, message, by }) => {
      const now = clock.now()
      const facts = await factsOf(deps, tx, conversation.id)
      const decision = await decisionOn(deps, tx, by, { ...facts, visibility: message.visibility }, message.text, now)
      if (decision.approvals.length === 0) await deps.deeds().release(tx, by, message.id)
      else await askApproval(deps, tx, message, by, decision, now)
    },

    shown: async (db, conversations) => {
      const shown = new Map<Uuid, Record<string, unknown>>()
      const at = (id: Uuid): Record<string, unknown> => { const one = shown.get(id) ?? {}; shown.set(id, one); return one }
      for (const promise of await promisesOf(db, conversations)) if (promise.state === 'running' || (promise.state === 'broken' && promise.keptAt === null)) at(promise.conversation)['promise'] = { kind: promise.kind, state: promise.state, dueAt: promise.dueAt === null ? null : new Date(promise.dueAt).toISOString() }
      const { rows } = await sql<{ conversation: Uuid; case: number | null; approvals: number; score: number | null; kind: string | null }>`
        select conversation.id as conversation, (select number from conversations.cases where cases.conversation = conversation.id and state = 'open' limit 1) as "case",
          (select count(*) from conversations.approvals where approvals.conversation = conversation.id and state = 'asked') as approvals, question.score, question.kind
        from conversations.conversations conversation left join lateral (select score, kind from conversations.questions where questions.conversation = conversation.id and state = 'answered' order by answered_at desc limit 1) question on true
        where conversation.id = any(${[...conversations]}::uuid[])`.execute(db)
      for (const row of rows) {
        if (row.case !== null) at(row.conversation)['case'] = row.case
        if (row.approvals > 0) at(row.conversation)['approvals'] = row.approvals
        if (row.score !== null) at(row.conversation)['satisfaction'] = { kind: row.kind, score: row.score }
      }
      return shown
    },
  }
}
