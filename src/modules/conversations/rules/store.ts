/** Rules with their versions and uses: all its SQL. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Both } from '../conditions/both.ts'
import { checkWhen, type When } from '../conditions/when.ts'
import { checkThen, type RuleKind, type Thens } from './kinds.ts'

export interface Rule<K extends RuleKind = RuleKind> {
  readonly id: Uuid
  readonly kind: K
  readonly name: string
  readonly place: number
  readonly active: boolean
  readonly version: number
  readonly when: When
  readonly then: Thens[K]
  readonly changedAt: Instant
  readonly changedBy: string
  /** In the last thirty days. */
  readonly uses: number
}
const columns = sql`id, kind, name, place, active, version, "when", "then", changed_at as "changedAt", changed_by as "changedBy"`

export async function listRules<K extends RuleKind>(db: Db | Tx, kind: K, now: Instant): Promise<Rule<K>[]> {
  const { rows } = await sql<Rule<K>>`select ${columns}, (select count(*) from conversations.rule_uses where rule = rules.id and at > ${new Date(now - 30 * 86_400_000)}) as uses from conversations.rules where kind = ${kind} and removed_at is null order by place, id`.execute(db)
  return rows
}

/** Those that are switched on, in order; a playbook or team that is gone is the rule's matter. */
export async function activeRules<K extends RuleKind>(db: Db | Tx, kind: K): Promise<Rule<K>[]> {
  const { rows } = await sql<Rule<K>>`select ${columns}, 0 as uses from conversations.rules where kind = ${kind} and active and removed_at is null order by place, id`.execute(db)
  return rows
}

async function one<K extends RuleKind>(tx: Tx, kind: K, id: Uuid): Promise<Rule<K>> {
  const { rows } = await sql<Rule<K>>`select ${columns}, 0 as uses from conversations.rules where id = ${id} and kind = ${kind} and removed_at is null for update`.execute(tx)
  const [rule] = rows
  if (!rule) throw new NotFound('rule', id)
  return rule
}

export async function addRule<K extends RuleKind>(db: Db, kind: K, actor: Actor, draft: { readonly name: string; readonly when: When; readonly then: unknown; readonly active: boolean }, now: Instant): Promise<Rule<K>> {
  const then = checkThen(kind, draft.then)
  checkWhen(draft.when)
  return db.transaction().execute(async (tx) => {
    const id = newId(now)
    await sql`insert into conversations.rules (id, kind, name, place, active, "when", "then", changed_at, changed_by)
      values (${id}, ${kind}, ${draft.name}, (select coalesce(max(place), 0) + 1 from conversations.rules where kind = ${kind}), ${draft.active}, ${JSON.stringify(draft.when)}::jsonb, ${JSON.stringify(then)}::jsonb, ${new Date(now)}, ${actor.name})`.execute(tx)
    await keepVersion(tx, id)
    return one(tx, kind, id)
  })
}

const keepVersion = (tx: Tx, id: Uuid) => sql`insert into conversations.rule_versions (rule, version, name, "when", "then", changed_at, changed_by) select id, version, name, "when", "then", changed_at, changed_by from conversations.rules where id = ${id}`.execute(tx)

/** A change of what it says makes a new version; switching it on or off does not. `version`: what the writer saw. */
export async function changeRule<K extends RuleKind>(db: Db, kind: K, id: Uuid, actor: Actor, change: { readonly name?: string | undefined; readonly when?: When | undefined; readonly then?: unknown; readonly active?: boolean | undefined; readonly version?: number | undefined }, now: Instant): Promise<Rule<K>> {
  if (change.when !== undefined) checkWhen(change.when)
  return db.transaction().execute(async (tx) => {
    const before = await one(tx, kind, id)
    if (change.version !== undefined && change.version !== before.version) throw new Conflict(`${before.changedBy} changed this rule in the meantime. Look at it again before you change it.`, 'conversations.rule.changed')
    const isOther = change.name !== undefined || change.when !== undefined || change.then !== undefined
    const then = change.then === undefined ? before.then : checkThen(kind, change.then)
    await sql`update conversations.rules set name = ${change.name ?? before.name}, "when" = ${JSON.stringify(change.when ?? before.when)}::jsonb, "then" = ${JSON.stringify(then)}::jsonb, active = ${change.active ?? before.active},
      version = version + ${isOther ? 1 : 0}, changed_at = ${new Date(now)}, changed_by = ${actor.name} where id = ${id}`.execute(tx)
    if (isOther) await keepVersion(tx, id)
    return one(tx, kind, id)
  })
}

export async function orderRules(db: Db, kind: RuleKind, ids: readonly Uuid[]): Promise<void> {
  await sql`update conversations.rules set place = given.place from unnest(${[...ids]}::uuid[]) with ordinality as given (id, place) where rules.id = given.id and kind = ${kind}`.execute(db)
}

export async function removeRule(db: Db, kind: RuleKind, id: Uuid, now: Instant): Promise<void> {
  const { numAffectedRows } = await sql`update conversations.rules set removed_at = ${new Date(now)}, active = false where id = ${id} and kind = ${kind} and removed_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('rule', id)
}

/** Brought back switched off: whoever wants it again looks at it first. */
export async function restoreRule<K extends RuleKind>(db: Db, kind: K, id: Uuid): Promise<Rule<K>> {
  return db.transaction().execute(async (tx) => {
    await sql`update conversations.rules set removed_at = null where id = ${id} and kind = ${kind}`.execute(tx)
    return one(tx, kind, id)
  })
}

export interface Version { readonly version: number; readonly name: string; readonly when: When; readonly then: unknown; readonly changedAt: Instant; readonly changedBy: string }
export async function versionsOf(db: Db, id: Uuid): Promise<Version[]> {
  const { rows } = await sql<Version>`select version, name, "when", "then", changed_at as "changedAt", changed_by as "changedBy" from conversations.rule_versions where rule = ${id} order by version desc limit 200`.execute(db)
  return rows
}

export type Made = 'send' | 'approve' | 'refuse' | 'route' | 'promise' | 'case'
export interface Use { readonly rule: Uuid; readonly version: number; readonly conversation: Uuid; readonly made: Made; readonly by: { readonly id: string | null; readonly name: string }; readonly because: Both }

export async function noteUses(db: Db | Tx, uses: readonly Use[], now: Instant): Promise<void> {
  for (const { rule, version, conversation, made, by, because } of uses) {
    await sql`insert into conversations.rule_uses (id, rule, version, conversation, at, made, by_id, by_name, because) values (${newId(now)}, ${rule}, ${version}, ${conversation}, ${new Date(now)}, ${made}, ${by.id}, ${by.name}, ${JSON.stringify(because)}::jsonb)`.execute(db)
  }
}

export interface KeptUse { readonly id: Uuid; readonly version: number; readonly conversation: Uuid; readonly number: number | null; readonly subject: string | null; readonly at: Instant; readonly made: Made; readonly by: string; readonly because: Both }
export async function usesOf(db: Db, rule: Uuid, before: { readonly at: Instant; readonly id: Uuid } | null, limit: number): Promise<KeptUse[]> {
  const { rows } = await sql<KeptUse>`
    select used.id, used.version, used.conversation, conversation.number, conversation.subject, used.at, used.made, used.by_name as by, used.because
    from conversations.rule_uses used left join conversations.conversations conversation on conversation.id = used.conversation
    where used.rule = ${rule} ${before === null ? sql`` : sql`and (used.at, used.id) < (${new Date(before.at)}, ${before.id}::uuid)`}
    order by used.at desc, used.id desc limit ${limit}`.execute(db)
  return rows
}
