/** Settings of what decides, checked when they are read, so that a newer Rapport fills what an older one did not know. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'

export async function readSettings<S extends z.ZodType>(db: Db | Tx, name: string, schema: S): Promise<z.output<S>> {
  const { rows } = await sql<{ value: unknown }>`select value from conversations.deciding where name = ${name}`.execute(db)
  return schema.parse(rows[0]?.value ?? {})
}

export async function keepSettings(db: Db | Tx, name: string, value: unknown, by: string, now: Instant): Promise<void> {
  await sql`insert into conversations.deciding (name, value, changed_at, changed_by) values (${name}, ${JSON.stringify(value)}::jsonb, ${new Date(now)}, ${by})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db)
}
