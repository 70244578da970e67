/** SQL of the life cycle: its editions, moves, and who was where when. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Because, Move } from './moves.ts'
import { defaultStages, stagesSchema, type LifeCycle, type Stage } from './stages.ts'

export async function lifeCycleNow(db: Db): Promise<LifeCycle & { byName: string | null }> {
  const { rows } = await sql<{ edition: number; stages: unknown; at: Instant; byName: string | null }>`select edition, stages, at, by_name as "byName" from people.life_cycles order by edition desc limit 1`.execute(db)
  const row = rows[0]
  return row ? { edition: row.edition, since: row.at, stages: stagesSchema.parse(row.stages), byName: row.byName } : { edition: 1, since: 0, stages: defaultStages, byName: null }
}

/** Keeps a new edition; everybody is judged by it in the background. Nothing when another was saved meanwhile. */
export async function saveLifeCycle(db: Db, stages: readonly Stage[], after: number, byName: string, now: Instant): Promise<boolean> {
  const { rows } = await sql`insert into people.life_cycles (edition, stages, at, by_name) values (${after + 1}, ${JSON.stringify(stages)}::jsonb, ${new Date(now)}, ${byName}) on conflict do nothing returning edition`.execute(db)
  return rows.length > 0
}

export interface KeptMove {
  readonly id: Uuid
  readonly identity: Uuid
  readonly at: Instant
  readonly from: string | null
  readonly to: string
  readonly because: Because
}

/** Moves of persons, oldest first, by person. */
export async function movesOf(db: Db, persons: readonly Uuid[]): Promise<Map<Uuid, KeptMove[]>> {
  const { rows } = await sql<KeptMove & { person: Uuid }>`
    select i.person, m.id, m.identity, m.at, m.from_stage as "from", m.to_stage as "to", m.because
    from people.moves m join people.identities i on i.id = m.identity where i.person = any(${persons}::uuid[]) order by m.at, m.noted_at, m.id`.execute(db)
  return Map.groupBy(rows, (row) => row.person)
}

export async function keepMoves(tx: Tx, moves: readonly (Move & { readonly identity: Uuid })[], now: Instant): Promise<void> {
  if (moves.length === 0) return
  const rows = moves.map((move) => ({ id: newId(now), identity: move.identity, at: new Date(move.at), from_stage: move.from, to_stage: move.to, because: move.because }))
  // Somebody whose identity was erased meanwhile has no moves any more.
  await sql`insert into people.moves (id, identity, at, from_stage, to_stage, because)
    select r.id, r.identity, r.at, r.from_stage, r.to_stage, r.because
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, identity uuid, at timestamptz, from_stage text, to_stage text, because jsonb)
    where exists (select from people.identities i where i.id = r.identity) on conflict do nothing`.execute(tx)
}

/** Persons and their stage at an instant, for those who were known then; `beginning` for who had not moved. */
export const stageAt = (at: Instant, beginning: string) => sql<{ person: Uuid; stage: string }>`(
  select c.person, coalesce(moved.stage, ${beginning}) as stage
  from people.cards c left join (
    select distinct on (i.person) i.person, m.to_stage as stage
    from people.moves m join people.identities i on i.id = m.identity where m.at <= ${new Date(at)} order by i.person, m.at desc, m.noted_at desc
  ) moved on moved.person = c.person
  where c.first_at <= ${new Date(at)} and c.stage is not null)`

export interface Flow {
  /** `null`: not known yet. */
  readonly from: string | null
  readonly to: string
  readonly count: number
}

/** How many went from which stage to which between two instants. */
export async function flowBetween(db: Db, from: Instant, to: Instant, beginning: string): Promise<Flow[]> {
  const { rows } = await sql<Flow>`
    select before.stage as "from", after.stage as "to", count(*) as count
    from ${stageAt(to, beginning)} after left join ${stageAt(from, beginning)} before on before.person = after.person
    group by 1, 2 order by 3 desc`.execute(db)
  return rows
}

/** How many are in each stage now. */
export async function stageCounts(db: Db): Promise<{ stage: string; count: number }[]> {
  const { rows } = await sql<{ stage: string; count: number }>`select stage, count(*) as count from people.cards where stage is not null group by stage`.execute(db)
  return rows
}

/** Some persons with their stage, in random order when there are more than `limit`. */
export async function sampleOfCards(db: Db, limit: number): Promise<{ total: number; persons: { person: Uuid; stage: string }[] }> {
  const { rows: [counted] } = await sql<{ total: number }>`select count(*) as total from people.cards where stage is not null and not held`.execute(db)
  const total = counted?.total ?? 0
  // Ids are hashes, so an order by them is as good as drawn by lot.
  const { rows } = await sql<{ person: Uuid; stage: string }>`select person, stage from people.cards where stage is not null and not held order by ${total > limit ? sql`md5(person::text)` : sql`person`} limit ${limit}`.execute(db)
  return { total, persons: rows }
}
