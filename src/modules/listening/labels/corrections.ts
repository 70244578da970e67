/** Corrections: what members say a post really says, kept, undone, and told to the machine. */
import { sql } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { sketchOf, type Sketch } from '../understanding/index.ts'
import type { HandLabels } from './hand-labels.ts'
import { labelNames, type LabelName, type Labels } from './labels.ts'

export interface Correction {
  readonly id: Uuid
  readonly interaction: Uuid
  /** When the post was written. */
  readonly at: Instant
  readonly label: LabelName
  readonly before: string
  readonly after: string
  readonly by: string
  readonly madeAt: Instant
  readonly undoneAt: Instant | null
  /** Its place in the list of all. */
  readonly number: number
}

const columns = sql`id, interaction, at, label, before, after, by_name as by, made_at as "madeAt", undone_at as "undoneAt", number`

/** Keeps what a member says of a post. What is the same as before is no correction. */
export async function keepCorrections(tx: Tx, actor: Actor, post: { readonly id: Uuid; readonly at: Instant; readonly text: string }, before: Labels, said: HandLabels): Promise<Correction[]> {
  const sketch = JSON.stringify(sketchOf(post.text))
  const kept: Correction[] = []
  for (const label of labelNames) {
    const after = said[label]
    if (after === undefined || after === before[label]) continue
    const { rows } = await sql<Correction>`
      insert into listening.corrections (id, interaction, at, label, before, after, by_id, by_name, sketch)
      values (${newId()}, ${post.id}, ${new Date(post.at)}, ${label}, ${before[label]}, ${after}, ${actor.id}, ${actor.name}, ${sketch}::jsonb) returning ${columns}`.execute(tx)
    kept.push(...rows)
  }
  if (kept.length > 0) await sql`select pg_notify('rapport_taught', '')`.execute(tx)
  return kept
}

/** Takes a correction back. */
export async function undoCorrection(db: Db, id: Uuid): Promise<Correction> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Correction>`update listening.corrections set undone_at = now() where id = ${id} and undone_at is null returning ${columns}`.execute(tx)
    const [undone] = rows
    if (!undone) throw new NotFound('correction that holds', id)
    await sql`select pg_notify('rapport_taught', '')`.execute(tx)
    return undone
  })
}

/** Corrections that hold of one post, the newest first. */
export async function correctionsOf(db: Db, interaction: Uuid): Promise<Correction[]> {
  return (await sql<Correction>`select ${columns} from listening.corrections where interaction = ${interaction} and undone_at is null order by number desc`.execute(db)).rows
}

/** All that were made, the newest first, before a place in the list. */
export async function listCorrections(db: Db, asked: { readonly label: LabelName | null; readonly ids: readonly Uuid[]; readonly before: number | null; readonly limit: number }): Promise<Correction[]> {
  return (await sql<Correction>`
    select ${columns} from listening.corrections
    where (${asked.label}::text is null or label = ${asked.label}) and (${asked.before}::bigint is null or number < ${asked.before}) and (cardinality(${asked.ids}::uuid[]) = 0 or id = any(${asked.ids}::uuid[]))
    order by number desc limit ${asked.limit}`.execute(db)).rows
}

export interface CorrectionCount {
  readonly label: LabelName
  readonly before: string
  readonly after: string
  readonly count: number
}

/** How many hold, by what was changed into what. */
export async function countCorrections(db: Db): Promise<CorrectionCount[]> {
  return (await sql<CorrectionCount>`select label, before, after, count(*)::int as count from listening.corrections where undone_at is null group by label, before, after order by count desc, label, before, after`.execute(db)).rows
}

/** The corrections that hold, of each post and label the newest, the newest posts first. */
export async function heldCorrections(db: Db, limit: number): Promise<Correction[]> {
  return (await sql<Correction>`
    select * from (select distinct on (interaction, label) ${columns} from listening.corrections where undone_at is null order by interaction, label, number desc) as held
    order by number desc limit ${limit}`.execute(db)).rows
}

/** What later posts are compared with: of each corrected post its sketch and what it was called, the newest first. */
export async function correctedSketches(db: Db, limit: number): Promise<{ sketch: Sketch; labels: Partial<Labels> }[]> {
  const { rows } = await sql<{ sketch: Sketch; hand: HandLabels }>`
    select (array_agg(sketch order by number desc))[1] as sketch, jsonb_object_agg(label, after order by number) as hand
    from listening.corrections where undone_at is null group by interaction order by max(number) desc limit ${limit}`.execute(db)
  return rows.map(({ sketch, hand }) => ({ sketch, labels: { ...(hand as Partial<Labels>), ...(hand.sentiment === undefined ? {} : { sentimentProbability: 1 }) } }))
}
