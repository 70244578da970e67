/** Promises as conversations go: chosen by rule, reckoned with every change, warned and escalated once. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { becauseOf } from '../conditions/in-words.ts'
import { matched } from '../conditions/when.ts'
import { bySystem, namesNow, withMoment } from '../engagement/gather.ts'
import type { DecidingDeps } from '../engagement/ports.ts'
import { promiseBroken, promiseDue } from '../engagement/events.ts'
import type { Conversation, ConversationFacts, Priority } from '../model.ts'
import { priorities } from '../model.ts'
import { activeRules, noteUses, type Rule } from '../rules/store.ts'
import { hoursOf, keptTeams, teamsOf } from '../teams/store.ts'
import { keepPromises, promisedBy } from './promise-store.ts'
import type { PromiseKind } from './standing.ts'

type Promised = Pick<Conversation, 'id' | 'team' | 'channel' | 'assignee' | 'dueAt'>

/**
 * Reckons a conversation's promises. The first rule that holds promises; a
 * rule that has promised holds its word while the matter is open, also when
 * the facts change, unless it is switched off.
 */
export async function reckon(deps: DecidingDeps, tx: Tx, conversation: Promised, facts: () => Promise<ConversationFacts>, now: Instant, mayChange = false): Promise<void> {
  const rules = await activeRules(tx, 'promise')
  const before = await promisedBy(tx, conversation.id)
  if (rules.length === 0 && before === null) return
  let rule = mayChange ? undefined : rules.find(({ id }) => id === before)
  if (!rule) rule = await choose(deps, tx, rules, facts, now, before)
  const hours = hoursOf(teamsOf(await keptTeams(tx)), conversation.team)
  const dueAt = await keepPromises(tx, conversation, rule ? { rule: rule.id, version: rule.version, then: rule.then } : null, hours, now)
  if (dueAt !== conversation.dueAt) await deps.deeds().change(tx, bySystem('Promises'), conversation.id, { dueAt })
}

async function choose(deps: DecidingDeps, tx: Tx, rules: readonly Rule<'promise'>[], facts: () => Promise<ConversationFacts>, now: Instant, before: Uuid | null): Promise<Rule<'promise'> | undefined> {
  const [known] = await withMoment(tx, [await facts()], now)
  if (!known) return undefined
  for (const rule of rules) {
    const leaves = matched(rule.when, known, now)
    if (leaves === null) continue
    if (rule.id !== before) await noteUses(tx, [{ rule: rule.id, version: rule.version, conversation: known.conversation, made: 'promise', by: { id: null, name: 'Rapport' }, because: becauseOf(leaves, await namesNow(deps, tx)) }], now)
    return rule
  }
  return undefined
}

interface DueRow { readonly conversation: Uuid; readonly kind: PromiseKind; readonly startedAt: Instant; readonly dueAt: Instant; readonly rule: Uuid }
const atOnce = 100

/** One of them at a time, each in a transaction of its own that no other process has: done once, whatever stops in between. */
async function eachOnce(db: Db, pick: (tx: Tx) => Promise<DueRow | undefined>, act: (tx: Tx, row: DueRow) => Promise<void>): Promise<number> {
  for (let done = 0; done < atOnce; done++) {
    const more = await db.transaction().execute(async (tx) => {
      const row = await pick(tx)
      if (row) await act(tx, row)
      return row !== undefined
    })
    if (!more) return done
  }
  return atOnce
}

/** Warns, finds out what has broken, and escalates. @returns how much there was to do. */
export async function watchPromises(deps: DecidingDeps, now: Instant): Promise<number> {
  const { db } = deps
  const columns = sql`promise.conversation, promise.kind, promise.started_at as "startedAt", coalesce(promise.due_at, promise.broken_at) as "dueAt", promise.rule`
  const pick = (where: ReturnType<typeof sql>) => async (tx: Tx): Promise<DueRow | undefined> => (await sql<DueRow>`select ${columns} from conversations.promises promise where ${where} order by promise.due_at limit 1 for update of promise skip locked`.execute(tx)).rows[0]
  const warned = await eachOnce(db, pick(sql`state = 'running' and warned_at is null and warn_at <= ${new Date(now)} and due_at > ${new Date(now)}`), async (tx, row) => {
    await sql`update conversations.promises set warned_at = ${new Date(now)} where conversation = ${row.conversation} and kind = ${row.kind} and started_at = ${new Date(row.startedAt)}`.execute(tx)
    await deps.announce(tx, { type: promiseDue.type, at: now, data: await told(tx, row) })
    await deps.deeds().record(tx, bySystem('Promises'), row.conversation, 'promise.due', { kind: row.kind, dueAt: iso(row.dueAt) })
  })
  const broken = await eachOnce(db, pick(sql`state = 'running' and due_at <= ${new Date(now)}`), async (tx, row) => {
    await sql`update conversations.promises set state = 'broken', broken_at = due_at where conversation = ${row.conversation} and kind = ${row.kind} and started_at = ${new Date(row.startedAt)}`.execute(tx)
  })
  const escalated = await eachOnce(db, pick(sql`state = 'broken' and escalated_at is null and kept_at is null`), async (tx, row) => {
    await sql`update conversations.promises set escalated_at = ${new Date(now)} where conversation = ${row.conversation} and kind = ${row.kind} and started_at = ${new Date(row.startedAt)}`.execute(tx)
    await escalate(deps, tx, row, now)
  })
  // What broke and was answered late before anybody looked needs nobody's attention any more.
  await sql`update conversations.promises set escalated_at = kept_at where state = 'broken' and escalated_at is null and kept_at is not null`.execute(db)
  return warned + broken + escalated
}

async function told(tx: Tx, row: DueRow): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ number: number; subject: string; team: Uuid | null; assignee: string | null; channel: string }>`select number, subject, team, assignee, channel from conversations.conversations where id = ${row.conversation}`.execute(tx)
  const [one] = rows
  return { conversation: row.conversation, number: one?.number ?? 0, subject: one?.subject ?? '', kind: row.kind, dueAt: iso(row.dueAt), team: one?.team ?? null, assignee: one?.assignee ?? null, channel: one?.channel ?? '' }
}

async function escalate(deps: DecidingDeps, tx: Tx, row: DueRow, now: Instant): Promise<void> {
  const rule = (await activeRules(tx, 'promise')).find(({ id }) => id === row.rule)
  const data = await told(tx, row)
  const { rows } = await sql<{ priority: Priority; team: Uuid | null; assignee: string | null }>`select priority, team, assignee from conversations.conversations where id = ${row.conversation}`.execute(tx)
  const [one] = rows
  if (!one) return
  const to = rule?.then.escalate.priority ?? null
  const up = to !== null && priorities.indexOf(to) > priorities.indexOf(one.priority) ? to : null
  const leads = rule?.then.escalate.toLead ? (teamsOf(await keptTeams(tx)).find(({ id }) => id === one.team)?.leads ?? []) : []
  const lead = leads.includes(one.assignee ?? '') ? undefined : leads[0]
  if (up !== null || lead !== undefined) await deps.deeds().change(tx, bySystem('Promises'), row.conversation, { ...(up === null ? {} : { priority: up }), ...(lead === undefined ? {} : { assignee: lead }) }, 'A promise was broken.')
  await deps.deeds().record(tx, bySystem('Promises'), row.conversation, 'promise.broken', { kind: row.kind, dueAt: iso(row.dueAt), lead: lead ?? null })
  await deps.announce(tx, { type: promiseBroken.type, at: now, data: { ...data, lead: lead ?? null } })
}
