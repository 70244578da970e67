/** What channels remember of single messages, in PostgreSQL. */
import { sql } from 'kysely'
import { interactionId, type Uuid } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Notes } from '../account-contract.ts'

export function notesOf(db: Db, account: Uuid, channel: string): Notes {
  const of = async (keys: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    if (keys.length === 0) return new Map()
    const { rows } = await sql<{ key: string; value: string }>`select key, value from channels.account_notes where account = ${account} and key = any(${[...keys]}::text[])`.execute(db)
    return new Map(rows.map(({ key, value }) => [key, value]))
  }
  return {
    of,
    keep: async (notes) => {
      if (notes.length === 0) return new Map()
      const rows = notes.map(({ key, value, about }) => ({ key, value, interaction: about === undefined ? null : interactionId(channel, about) }))
      await sql`insert into channels.account_notes (account, key, value, interaction)
        select ${account}, key, value, interaction from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as note (key text, value text, interaction uuid) on conflict do nothing`.execute(db)
      return of(notes.map(({ key }) => key))
    },
  }
}
