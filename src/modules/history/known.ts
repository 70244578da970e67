/** Which interactions history has, so that nothing is kept twice. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/postgres/database.ts'

export interface Remembered {
  /** Seen for the first time. */
  readonly fresh: ReadonlySet<Uuid>
  /** Known, but with other content than before. */
  readonly changed: ReadonlySet<Uuid>
}

/** Marks interactions as known; says which were not, and which say something new. What was removed stays so. */
export async function remember(tx: Tx, seen: readonly { id: Uuid; content: string }[]): Promise<Remembered> {
  const sorted = seen.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { rows } = await sql<{ id: Uuid; fresh: boolean }>`
    insert into history.known as known (id, content)
    select * from unnest(${sorted.map((one) => one.id)}::uuid[], ${sorted.map((one) => one.content)}::bigint[])
    on conflict (id) do update set content = excluded.content
      where known.content <> excluded.content and known.removed_at is null
    returning id, (xmax = 0) as fresh`.execute(tx)
  return {
    fresh: new Set(rows.filter((row) => row.fresh).map((row) => row.id)),
    changed: new Set(rows.filter((row) => !row.fresh).map((row) => row.id)),
  }
}

/** Marks as removed at the source; returns those that were known and not removed before. */
export async function markRemoved(tx: Tx, ids: readonly Uuid[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`update history.known set removed_at = now() where id = any(${ids}::uuid[]) and removed_at is null returning id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Forgets that they were ever here, so that they can be taken in again. */
export async function forgetKnown(tx: Tx, ids: readonly Uuid[]): Promise<void> {
  await sql`delete from history.known where id = any(${ids}::uuid[])`.execute(tx)
}
