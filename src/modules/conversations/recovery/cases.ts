/** Cases: a complaint is followed until the person is satisfied, or a manager closes it with a reason. All their SQL. */
import { sql } from 'kysely'
import { Conflict, Forbidden, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import { hourMs, type Instant } from '../../../kernel/instant.ts'
import { may, type Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { becauseOf } from '../conditions/in-words.ts'
import { matched } from '../conditions/when.ts'
import { caseClosed, caseOpened } from '../engagement/events.ts'
import { bySystem, namesNow, withMoment } from '../engagement/gather.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { readableOnly } from '../engagement/within.ts'
import type { Conversation, ConversationFacts, Scope } from '../model.ts'
import { activeRules, noteUses } from '../rules/store.ts'

export interface CasePromise { readonly id: Uuid; readonly what: string; readonly member: string | null; readonly memberName: string | null; readonly dueAt: Instant | null; readonly madeBy: string; readonly keptAt: Instant | null }
export interface Case {
  readonly id: Uuid
  readonly number: number
  readonly conversation: Uuid | null
  readonly conversationNumber: number | null
  readonly subject: string | null
  readonly identity: Uuid | null
  readonly with: string | null
  readonly title: string
  readonly openedAt: Instant
  readonly openedBy: string
  readonly stageBefore: string | null
  readonly team: Uuid | null
  readonly owner: string | null
  readonly state: 'open' | 'satisfied' | 'closed'
  readonly closedAt: Instant | null
  readonly closedBy: string | null
  readonly closedBecause: string | null
  readonly promises: readonly CasePromise[]
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)
const columns = sql`one.id, one.number, one.conversation, conversation.number as "conversationNumber", conversation.subject, one.identity, one.title, one.opened_at as "openedAt", one.opened_by as "openedBy", one.stage_before as "stageBefore",
  one.team, one.owner, one.state, one.closed_at as "closedAt", one.closed_by as "closedBy", one.closed_because as "closedBecause",
  (select coalesce(name, handle, external_id) from conversations.participants where conversation = one.conversation and identity = one.identity) as with,
  coalesce((select jsonb_agg(jsonb_build_object('id', id, 'what', what, 'member', member, 'memberName', member_name, 'dueAt', ${ms('due_at')}, 'madeBy', made_by, 'keptAt', ${ms('kept_at')}) order by kept_at nulls first, due_at nulls last, id) from conversations.case_promises where "case" = one.id), '[]') as promises`
const from = sql`conversations.cases one left join conversations.conversations conversation on conversation.id = one.conversation`

export async function listCases(db: Db, which: { readonly state: 'open' | 'overdue' | 'done'; readonly conversation?: Uuid | undefined; readonly scope?: Scope }, now: Instant, after: { readonly at: Instant; readonly id: Uuid } | null, limit: number): Promise<Case[]> {
  const isDone = which.state === 'done'
  const { rows } = await sql<Case>`select ${columns} from ${from} where true
    ${isDone ? sql`and one.state <> 'open'` : sql`and one.state = 'open'`}
    ${which.state === 'overdue' ? sql`and exists (select from conversations.case_promises where "case" = one.id and kept_at is null and due_at < ${new Date(now)})` : sql``}
    ${which.conversation === undefined ? sql`` : sql`and one.conversation = ${which.conversation}`}
    ${which.scope === undefined ? sql`` : readableOnly(which.scope, sql`one.conversation`)}
    ${after === null ? sql`` : sql`and (one.opened_at, one.id) < (${new Date(after.at)}, ${after.id}::uuid)`}
    order by one.opened_at desc, one.id desc limit ${limit}`.execute(db)
  return rows
}

export async function caseById(db: Db | Tx, id: Uuid): Promise<Case> {
  const { rows } = await sql<Case>`select ${columns} from ${from} where one.id = ${id}`.execute(db)
  const [found] = rows
  if (!found) throw new NotFound('case', id)
  return found
}

export interface NewCase { readonly conversation: Pick<Conversation, 'id' | 'identity' | 'assignee'>; readonly title: string; readonly rule: Uuid | null; readonly by: string; readonly stage: string | null; readonly team: Uuid | null; readonly promiseHours: number | null }

/** Opens one, unless the conversation has an open one. @returns its id, `null` when there was one. */
export async function openCase(deps: DecidingDeps, tx: Tx, { conversation, title, rule, by, stage, team, promiseHours }: NewCase, now: Instant): Promise<Uuid | null> {
  const id = newId(now)
  const { rows } = await sql<{ number: number }>`
    insert into conversations.cases (id, conversation, identity, title, rule, opened_at, opened_by, stage_before, team, owner)
    select ${id}, ${conversation.id}, ${conversation.identity}::uuid, ${title}, ${rule}::uuid, ${new Date(now)}, ${by}, ${stage}, ${team}::uuid, ${conversation.assignee}
    where not exists (select from conversations.cases where state = 'open' and (conversation = ${conversation.id} or (identity is not null and identity = ${conversation.identity}::uuid)))
    on conflict do nothing returning number`.execute(tx)
  const [made] = rows
  if (!made) return null
  if (promiseHours !== null) await sql`insert into conversations.case_promises (id, "case", what, due_at, made_at, made_by) values (${newId(now)}, ${id}, ${'A first answer'}, ${new Date(now + promiseHours * hourMs)}, ${new Date(now)}, ${by})`.execute(tx)
  await deps.announce(tx, { type: caseOpened.type, at: now, data: { case: id, number: made.number, title, conversation: conversation.id } })
  await deps.deeds().record(tx, bySystem('Recovery'), conversation.id, 'case.opened', { case: made.number, title })
  return id
}

/** The first rule for complaints that holds opens a case. */
export async function openByRule(deps: DecidingDeps, tx: Tx, conversation: Conversation, facts: () => Promise<ConversationFacts>, now: Instant): Promise<void> {
  const rules = await activeRules(tx, 'case')
  if (rules.length === 0) return
  const [known] = await withMoment(tx, [await facts()], now)
  if (!known || known.openCase) return
  for (const rule of rules) {
    const leaves = matched(rule.when, known, now)
    if (leaves === null) continue
    const made = await openCase(deps, tx, { conversation, title: rule.then.title, rule: rule.id, by: rule.name, stage: known.stage, team: rule.then.team ?? conversation.team, promiseHours: rule.then.promiseHours }, now)
    if (made !== null) await noteUses(tx, [{ rule: rule.id, version: rule.version, conversation: conversation.id, made: 'case', by: { id: null, name: 'Rapport' }, because: becauseOf(leaves, await namesNow(deps, tx)) }], now)
    return
  }
}

async function close(deps: DecidingDeps, tx: Tx, id: Uuid, state: 'satisfied' | 'closed', by: string, because: string, now: Instant): Promise<void> {
  const { rows } = await sql<{ number: number; title: string; conversation: Uuid | null }>`update conversations.cases set state = ${state}, closed_at = ${new Date(now)}, closed_by = ${by}, closed_because = ${because} where id = ${id} and state = 'open' returning number, title, conversation`.execute(tx)
  const [one] = rows
  if (!one) return
  await deps.announce(tx, { type: caseClosed.type, at: now, data: { case: id, number: one.number, title: one.title, conversation: one.conversation, state, because } })
  if (one.conversation !== null) await deps.deeds().record(tx, bySystem('Recovery'), one.conversation, 'case.closed', { case: one.number, state, because })
}

/** Their own word mends it: a good score, or an answer that somebody reads as satisfied. */
export async function satisfiedBy(deps: DecidingDeps, tx: Tx, conversation: Uuid, by: string, because: string, now: Instant): Promise<void> {
  const { rows } = await sql<{ id: Uuid }>`select id from conversations.cases where conversation = ${conversation} and state = 'open' for update`.execute(tx)
  for (const { id } of rows) await close(deps, tx, id, 'satisfied', by, because, now)
}

/** Without the person being satisfied, only a manager closes it, and says why. */
export async function closeCase(deps: DecidingDeps, actor: Actor, id: Uuid, state: 'satisfied' | 'closed', because: string, now: Instant): Promise<Case> {
  if (state === 'closed' && !may(actor, 'conversations.manage')) throw new Forbidden('conversations.manage', actor.role)
  await deps.db.transaction().execute(async (tx) => {
    const before = await caseById(tx, id)
    if (before.state !== 'open') throw new Conflict('This case is closed already.', 'conversations.case.closed')
    await close(deps, tx, id, state, actor.name, because, now)
  })
  return caseById(deps.db, id)
}

export async function reopenCase(deps: DecidingDeps, id: Uuid): Promise<Case> {
  const { numAffectedRows } = await sql`update conversations.cases set state = 'open', closed_at = null, closed_by = null, closed_because = null where id = ${id} and state <> 'open'
    and not exists (select from conversations.cases other where other.state = 'open' and other.conversation = cases.conversation)`.execute(deps.db)
  if (numAffectedRows === 0n) throw new Conflict('This case is open, or another one of the same conversation is.', 'conversations.case.open')
  return caseById(deps.db, id)
}

export async function ownCase(db: Db, id: Uuid, owner: string | null): Promise<Case> {
  await sql`update conversations.cases set owner = ${owner} where id = ${id}`.execute(db)
  return caseById(db, id)
}

export async function promiseInCase(db: Db, id: Uuid, actor: Actor, draft: { readonly what: string; readonly member: string | null; readonly memberName: string | null; readonly dueAt: Instant | null }, now: Instant): Promise<Case> {
  await caseById(db, id)
  await sql`insert into conversations.case_promises (id, "case", what, member, member_name, due_at, made_at, made_by) values (${newId(now)}, ${id}, ${draft.what}, ${draft.member}, ${draft.memberName}, ${draft.dueAt === null ? null : new Date(draft.dueAt)}, ${new Date(now)}, ${actor.name})`.execute(db)
  return caseById(db, id)
}

export async function keepCasePromise(db: Db, id: Uuid, promise: Uuid, kept: boolean, now: Instant): Promise<Case> {
  const { numAffectedRows } = await sql`update conversations.case_promises set kept_at = ${kept ? new Date(now) : null} where id = ${promise} and "case" = ${id}`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('promise', promise)
  return caseById(db, id)
}

/** Stages are the company's own; what counts as an advocate goes by their names. */
const advocate = /advocate|ambassad|fan|loyal/i

export interface CaseFigures { readonly opened: number; readonly open: number; readonly overdue: number; readonly satisfied: number; readonly closed: number; readonly cameBack: number; readonly advocates: number; readonly medianHours: number | null }

/** How many were mended, came back as customers, and became advocates. */
export async function caseFigures(deps: DecidingDeps, from: Instant, to: Instant, now: Instant): Promise<CaseFigures> {
  const { rows } = await sql<Omit<CaseFigures, 'cameBack' | 'advocates'>>`
    select count(*) as opened, count(*) filter (where state = 'open') as open, count(*) filter (where state = 'satisfied') as satisfied, count(*) filter (where state = 'closed') as closed,
      count(*) filter (where state = 'open' and exists (select from conversations.case_promises where "case" = cases.id and kept_at is null and due_at < ${new Date(now)})) as overdue,
      percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at) / 3600) filter (where closed_at is not null)::float8 as "medianHours"
    from conversations.cases where opened_at >= ${new Date(from)} and opened_at < ${new Date(to)}`.execute(deps.db)
  const { rows: done } = await sql<{ identity: Uuid; since: Instant; stageBefore: string | null }>`select identity, closed_at as since, stage_before as "stageBefore" from conversations.cases where state <> 'open' and identity is not null and opened_at >= ${new Date(from)} and opened_at < ${new Date(to)} order by opened_at desc limit 20000`.execute(deps.db)
  const back = await deps.boughtSince(deps.db, done)
  const known = await deps.people.known(deps.db, done.map(({ identity }) => identity))
  const advocates = new Set(done.filter(({ identity, stageBefore }) => advocate.test(known.get(identity)?.stage ?? '') && !advocate.test(stageBefore ?? '')).map(({ identity }) => known.get(identity)?.person ?? identity))
  const [counts] = rows
  return { opened: 0, open: 0, overdue: 0, satisfied: 0, closed: 0, medianHours: null, ...counts, cameBack: back.size, advocates: advocates.size }
}
