/** Messages that were taken back before they came: a network may tell of both in any order. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { dayMs, type Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'

const keptMs = 7 * dayMs

/** Of what was taken back on our accounts, what is not here yet. */
export async function rememberRemoved(tx: Tx, interactions: readonly Uuid[], now: Instant): Promise<void> {
  if (interactions.length === 0) return
  await sql`insert into conversations.early_removals (interaction, kept_at) select gone, ${new Date(now)} from unnest(${[...interactions]}::uuid[]) as gone
    where not exists (select from conversations.messages where interaction = gone) on conflict do nothing`.execute(tx)
}

/** @returns those of what has just come that were taken back before. */
export async function takenBackBefore(tx: Tx, interactions: readonly Uuid[]): Promise<Uuid[]> {
  if (interactions.length === 0) return []
  return (await sql<{ interaction: Uuid }>`delete from conversations.early_removals where interaction = any(${[...interactions]}::uuid[]) returning interaction`.execute(tx)).rows.map(({ interaction }) => interaction)
}

export async function dropEarlyRemovals(db: Db, now: Instant): Promise<void> {
  await sql`delete from conversations.early_removals where kept_at < ${new Date(now - keptMs)}`.execute(db)
}
