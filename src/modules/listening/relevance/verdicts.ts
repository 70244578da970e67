/** What the team did with mentions, and the weights that follow from it. */
import { sql } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { habits, learnt, type Habit, type Verdict, type Weights } from './model.ts'
import type { Reasons } from './reasons.ts'

export interface KeptVerdict {
  readonly verdict: Verdict
  readonly name: string
  readonly at: Instant
}

/** The newest so many are learnt from; what was done long ago says little about now. */
const mostLearnt = 2_000

/** Keeps a verdict with what spoke for and against the mention then. A later one takes the place of an earlier one. */
export async function keepVerdict(db: Db, actor: Actor, interaction: Uuid, verdict: Verdict, reasons: Reasons): Promise<KeptVerdict> {
  const { rows } = await sql<KeptVerdict>`
    insert into listening.verdicts (interaction, verdict, reasons, member, name) values (${interaction}, ${verdict}, ${JSON.stringify(reasons)}::jsonb, ${isUuid(actor.id) ? actor.id : null}, ${actor.name})
    on conflict (interaction) do update set verdict = excluded.verdict, reasons = excluded.reasons, member = excluded.member, name = excluded.name, at = now()
    returning verdict, name, at`.execute(db)
  const kept = rows[0]
  if (!kept) throw new NotFound('mention', interaction)
  return kept
}

/** @throws {NotFound} when there is none. */
export async function undoVerdict(db: Db, interaction: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`delete from listening.verdicts where interaction = ${interaction}`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('verdict on mention', interaction)
}

export async function verdictsOn(db: Db, interactions: readonly Uuid[]): Promise<Map<Uuid, KeptVerdict>> {
  if (interactions.length === 0) return new Map()
  const { rows } = await sql<KeptVerdict & { interaction: Uuid }>`select interaction, verdict, name, at from listening.verdicts where interaction = any(${interactions}::uuid[])`.execute(db)
  return new Map(rows.map(({ interaction, ...kept }) => [interaction, kept]))
}

export interface Learning {
  readonly weights: Weights
  readonly habits: readonly Habit[]
  readonly verdicts: number
  readonly learnsFrom: Instant | null
}

/** What follows from the verdicts: always the same from the same ones, so that undoing one leaves no trace. */
export async function learning(db: Db): Promise<Learning> {
  const { rows } = await sql<{ verdict: Verdict; reasons: Reasons }>`
    select verdict, reasons from (select * from listening.verdicts where at >= (select learns_from from listening.relevance) order by at desc, interaction limit ${mostLearnt}) as newest order by at, interaction`.execute(db)
  const { rows: from } = await sql<{ learnsFrom: Instant | null }>`select case when learns_from = '-infinity' then null else learns_from end as "learnsFrom" from listening.relevance`.execute(db)
  const weights = learnt(rows)
  return { weights, habits: habits(rows, weights), verdicts: rows.length, learnsFrom: from[0]?.learnsFrom ?? null }
}

export async function learnFrom(db: Db, at: Instant | null): Promise<void> {
  await sql`update listening.relevance set learns_from = ${at === null ? '-infinity' : new Date(at)}`.execute(db)
}
