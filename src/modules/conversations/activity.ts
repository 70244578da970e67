/** What was done about a conversation, as lines of its story. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Tx } from '../../platform/postgres/database.ts'

/** What the product does by itself. */
export const rapport: Actor = { kind: 'system', id: 'rapport', name: 'Rapport', role: 'owner' }

export interface Line {
  readonly conversation: Uuid
  readonly at: Instant
  readonly by: Actor
  readonly deed: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly act?: Uuid | null
}

export async function keepLines(tx: Tx, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ conversation, at, by, deed, facts, act }) => ({ id: newId(at), conversation, at: new Date(at).toISOString(), by_kind: by.kind, by_id: by.id, by_name: by.name, deed, facts: facts ?? {}, act: act ?? null }))
  await sql`insert into conversations.activity (id, conversation, at, by_kind, by_id, by_name, deed, facts, act)
    select id, conversation, at, by_kind, by_id, by_name, deed, facts, act from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line (id uuid, conversation uuid, at timestamptz, by_kind text, by_id text, by_name text, deed text, facts jsonb, act uuid)`.execute(tx)
}
