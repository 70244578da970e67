/** Labels on their way into the mentions: kept in PostgreSQL until every figure counts them. */
import { sql } from 'kysely'
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Labels } from './labels.ts'

export interface LabelChange {
  readonly id: Uuid
  /** When the post was written. */
  readonly at: Instant
  readonly labels: Labels
}

/** Takes changes down, each in the place of an earlier one of the same post, and wakes the one who carries them over. */
export async function keepLabelChanges(tx: Tx, changes: readonly LabelChange[]): Promise<void> {
  if (changes.length === 0) return
  const sorted = changes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await sql`
    insert into listening.label_changes (interaction, at, labels)
    select * from unnest(${sorted.map(({ id }) => id)}::uuid[], ${sorted.map(({ at }) => new Date(at))}::timestamptz[], ${sorted.map(({ labels }) => JSON.stringify(labels))}::jsonb[])
    on conflict (interaction) do update set labels = excluded.labels, at = excluded.at, version = nextval('listening.label_versions')`.execute(tx)
  await sql`select pg_notify('rapport_labels', '')`.execute(tx)
}

/** Those of these posts whose labels are on their way. */
export async function pendingLabels(db: Db | Tx, ids: readonly Uuid[]): Promise<Map<Uuid, Labels>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: Uuid; labels: Labels }>`select interaction as id, labels from listening.label_changes where interaction = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, labels }) => [id, labels]))
}

interface Waiting {
  readonly id: Uuid
  readonly version: number
  readonly labels: Labels
}

/** The oldest changes that wait. */
export async function waitingChanges(db: Db, limit: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select interaction as id, version, labels from listening.label_changes order by version limit ${limit}`.execute(db)
  return rows
}

/** Forgets changes that have arrived, unless there is a later one of the same post. */
export async function changesDone(db: Db, done: readonly Waiting[]): Promise<void> {
  await sql`delete from listening.label_changes change using unnest(${done.map(({ id }) => id)}::uuid[], ${done.map(({ version }) => version)}::bigint[]) as arrived (id, version)
    where change.interaction = arrived.id and change.version = arrived.version`.execute(db)
}
