/** Tells identities of which nothing else is kept. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/postgres/database.ts'

/** Those of whom nobody noted, agreed, bought, tied or imported anything: they may go with what they said. */
export async function emptyIdentities(tx: Tx, ids: readonly Uuid[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select id from unnest(${[...ids]}::uuid[]) as one (id)
    where not exists (select from people.entries where identity = one.id and retracted_at is null) and not exists (select from people.consents where identity = one.id) and not exists (select from people.purchases where identity = one.id)
      and not exists (select from people.import_marks where identity = one.id) and not exists (select from people.links where one.id in (a, b) and ended_at is null and kind <> 'probability')`.execute(tx)
  return rows.map((row) => row.id)
}
