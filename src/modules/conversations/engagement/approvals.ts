/** Approvals: asked with the reply, given or refused by those whom the rule names, never by whoever wrote it. */
import { sql } from 'kysely'
import { Conflict, Fault, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import { iso, minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Both } from '../conditions/both.ts'
import type { Message, Scope } from '../model.ts'
import { approvalState, mayApprove, type ApprovalState, type Decision, type Writer } from './decide.ts'
import { approvalAsked, approvalDecided } from './events.ts'
import { bySystem, writerOf } from './gather.ts'
import type { DecidingDeps } from './ports.ts'
import { decisionOn } from './verdict.ts'
import { readableOnly, withinReach } from './within.ts'

type Needed = Decision['approvals'][number]

export interface Approval {
  readonly id: Uuid
  readonly conversation: Uuid
  readonly message: Uuid
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: Instant
  readonly needed: readonly Needed[]
  readonly because: readonly Both[]
  readonly text: string
  readonly askedText: string
  readonly expiresAt: Instant
  readonly state: ApprovalState | 'withdrawn'
  readonly decidedAt: Instant | null
  readonly votes: readonly { readonly member: string; readonly name: string; readonly at: Instant; readonly isYes: boolean; readonly because: string; readonly rules: readonly Uuid[]; readonly outdated: boolean }[]
}

/** Thrown to whoever may not approve. */
export class MayNotApprove extends Fault {
  readonly code = 'conversations.approval.may-not'
  override readonly status = 403
}

const columns = sql`id, conversation, message, asked_by as "askedBy", asked_by_name as "askedByName", asked_at as "askedAt", needed, because, text, asked_text as "askedText", expires_at as "expiresAt", state, decided_at as "decidedAt",
  coalesce((select jsonb_agg(jsonb_build_object('member', member, 'name', member_name, 'at', (extract(epoch from at) * 1000)::bigint, 'isYes', is_yes, 'because', because, 'rules', rules, 'outdated', outdated) order by at) from conversations.approval_votes where approval = approvals.id), '[]') as votes`

export async function askApproval(deps: DecidingDeps, tx: Tx, message: Pick<Message, 'id' | 'conversation' | 'text'>, by: Actor, decision: Decision, now: Instant): Promise<void> {
  const expiresAt = now + Math.min(...decision.approvals.map(({ expiresMinutes }) => expiresMinutes)) * minuteMs
  const id = newId(now)
  await sql`insert into conversations.approvals (id, conversation, message, asked_by, asked_by_name, asked_at, needed, because, text, asked_text, expires_at)
    values (${id}, ${message.conversation}, ${message.id}, ${by.id}, ${by.name}, ${new Date(now)}, ${JSON.stringify(decision.approvals)}::jsonb, ${JSON.stringify(decision.because.map(({ sentence }) => sentence))}::jsonb, ${message.text}, ${message.text}, ${new Date(expiresAt)})`.execute(tx)
  await deps.announce(tx, { type: approvalAsked.type, at: now, data: { approval: id, conversation: message.conversation, askedBy: by.name, text: message.text.slice(0, 2_000), expiresAt: iso(expiresAt) } })
}

export async function listApprovals(db: Db, which: { readonly state: 'asked' | 'all'; readonly conversation?: Uuid | undefined; readonly scope?: Scope }, limit: number): Promise<Approval[]> {
  const { rows } = await sql<Approval>`select ${columns} from conversations.approvals where true
    ${which.state === 'asked' ? sql`and state = 'asked'` : sql``} ${which.conversation === undefined ? sql`` : sql`and conversation = ${which.conversation}`} ${which.scope === undefined ? sql`` : readableOnly(which.scope, sql`approvals.conversation`)}
    order by ${which.state === 'asked' ? sql`expires_at, id` : sql`asked_at desc, id desc`} limit ${limit}`.execute(db)
  return rows
}

/** Whether somebody is among those who are asked. */
export const isAsked = (approval: Approval, who: Writer, now: Instant): boolean => approval.needed.some((needed) => mayApprove(needed, who, approval.askedBy, now))

/** Whether all that is needed is there: each rule counts those who could give its approval. */
function stateOf({ needed, votes, expiresAt }: Approval, now: Instant): ApprovalState {
  const valid = votes.filter(({ outdated }) => !outdated)
  const states = needed.map(({ rule, count }) => approvalState(count, valid.filter(({ isYes, rules }) => !isYes || rules.includes(rule)).map(({ member, isYes }) => ({ by: member, is: isYes ? 'approved' as const : 'refused' as const })), expiresAt, now))
  return states.includes('refused') ? 'refused' : (states.find((state) => state !== 'approved') ?? 'approved')
}

/**
 * One vote. An approver who changes the words votes for the changed ones; what
 * others gave to the earlier words is asked of them again.
 */
export async function vote(deps: DecidingDeps, actor: Actor, id: Uuid, given: { readonly isYes: boolean; readonly because: string; readonly text: string | null }, now: Instant): Promise<Approval> {
  const because = given.because.trim()
  if (!given.isYes && because === '') throw new Conflict('Say why it does not go, so that it can be written anew.', 'conversations.approval.reason')
  return deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Approval>`select ${columns} from conversations.approvals where id = ${id} for update`.execute(tx)
    const [approval] = rows
    if (!approval) throw new NotFound('approval', id)
    await withinReach(deps, tx, actor, approval.conversation, { what: 'approval', id })
    if (approval.state !== 'asked' || approval.expiresAt <= now) throw new Conflict('This is decided already, or has waited too long.', 'conversations.approval.decided')
    const who = await writerOf(tx, actor)
    if (who.id === approval.askedBy) throw new MayNotApprove('Nobody approves their own words. Somebody else must look at it.')
    if (!isAsked(approval, who, now)) throw new MayNotApprove('You are not among those who may approve this.')
    const text = given.text?.trim() ?? ''
    const isChanged = given.isYes && text !== '' && text !== approval.text
    if (isChanged) await refuseForbidden(deps, tx, actor, approval, text, now)
    if (isChanged) await sql`update conversations.approval_votes set outdated = true where approval = ${id} and member <> ${actor.id}`.execute(tx)
    await sql`insert into conversations.approval_votes (approval, member, member_name, at, is_yes, because, rules) values (${id}, ${actor.id}, ${actor.name}, ${new Date(now)}, ${given.isYes}, ${because}, ${approval.needed.filter((needed) => mayApprove(needed, who, approval.askedBy, now)).map(({ rule }) => rule)}::uuid[])
      on conflict (approval, member) do update set at = excluded.at, is_yes = excluded.is_yes, because = excluded.because, rules = excluded.rules, outdated = false`.execute(tx)
    if (isChanged) await sql`update conversations.approvals set text = ${text} where id = ${id}`.execute(tx)
    const after = await one(tx, id)
    const state = stateOf(after, now)
    return state === 'asked' ? after : settle(deps, tx, after, state, actor, because, now)
  })
}

async function refuseForbidden(deps: DecidingDeps, tx: Tx, actor: Actor, approval: Approval, text: string, now: Instant): Promise<void> {
  const [facts] = await deps.deeds().factsOf(tx, [approval.conversation])
  const mark = facts && (await decisionOn(deps, tx, actor, facts, text, now)).forbidden.find(({ what }) => what === 'refuse')
  if (mark) throw new Conflict(`The changed words hold what must not be said: “${text.slice(mark.start, mark.end).slice(0, 60)}”.`, 'conversations.approval.forbidden')
}

async function one(tx: Tx, id: Uuid): Promise<Approval> {
  const { rows } = await sql<Approval>`select ${columns} from conversations.approvals where id = ${id}`.execute(tx)
  const [approval] = rows
  if (!approval) throw new NotFound('approval', id)
  return approval
}

async function settle(deps: DecidingDeps, tx: Tx, approval: Approval, state: 'approved' | 'refused' | 'expired', by: Actor, because: string, now: Instant): Promise<Approval> {
  await sql`update conversations.approvals set state = ${state}, decided_at = ${new Date(now)} where id = ${approval.id}`.execute(tx)
  if (state === 'approved') await deps.deeds().release(tx, by, approval.message, approval.text === approval.askedText ? undefined : { text: approval.text, html: null })
  else await deps.deeds().refuse(tx, by, approval.message, because)
  await deps.announce(tx, { type: approvalDecided.type, at: now, data: { approval: approval.id, conversation: approval.conversation, askedBy: approval.askedByName, text: approval.text.slice(0, 2_000), expiresAt: iso(approval.expiresAt), state, by: by.kind === 'system' ? null : by.name, because } })
  return one(tx, approval.id)
}

/** Lets go of what nobody approved in time: back to its writer. @returns how many. */
export async function expireApprovals(deps: DecidingDeps, now: Instant): Promise<number> {
  for (let done = 0; done < 100; done++) {
    const isMore = await deps.db.transaction().execute(async (tx) => {
      const { rows } = await sql<Approval>`select ${columns} from conversations.approvals where state = 'asked' and expires_at <= ${new Date(now)} order by expires_at limit 1 for update skip locked`.execute(tx)
      const [approval] = rows
      if (!approval) return false
      await settle(deps, tx, approval, 'expired', bySystem('Approvals'), 'Nobody approved it in time.', now)
      return true
    })
    if (!isMore) return done
  }
  return 100
}

/** The message was taken back, or is gone: nothing waits any more. */
export async function withdrawTaken(db: Db, now: Instant): Promise<void> {
  await sql`update conversations.approvals set state = 'withdrawn', decided_at = ${new Date(now)} where state = 'asked' and not exists (select from conversations.messages where id = approvals.message and messages.state = 'held')`.execute(db)
}
