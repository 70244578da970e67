/** Leaves nothing of forgotten addresses in the list of shared ones. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/postgres/database.ts'

/** Takes what names put on the list off it. What a member listed by hand stays: it is the company's statement. */
export async function forgetSharedOf(tx: Tx, identities: readonly Uuid[]): Promise<void> {
  await sql`delete from people.shared_addresses using people.identities as gone where gone.id = any(${identities}::uuid[]) and shared_addresses.channel = gone.channel and pattern = gone.external_id and because = 'names'`.execute(tx)
}
