/** Word to every page that listens: what changed, told when the transaction commits. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/postgres/database.ts'

export const conversationsChannel = 'rapport_conversations'

export type Told =
  | { readonly is: 'conversation'; readonly id: Uuid; readonly revision: number; readonly what: readonly string[]; readonly by: string | null; /** Who may read it, in short: account, team, labels, assignee. */ readonly scope: ToldScope }
  | { readonly is: 'message'; readonly conversation: Uuid; readonly id: Uuid; readonly direction: 'inbound' | 'outbound'; readonly note: boolean; readonly state: string; readonly isNew: boolean; readonly scope: ToldScope }
  | { readonly is: 'mentioned'; readonly members: readonly string[]; readonly conversation: Uuid; readonly number: number; readonly note: Uuid; readonly by: string; readonly words: string }
  | { readonly is: 'person-types'; readonly conversation: Uuid; readonly isTyping: boolean; readonly scope: ToldScope }
  | { readonly is: 'presence'; readonly conversation: Uuid; readonly member: string; readonly name: string; readonly doing: 'looks' | 'writes' | 'left'; readonly writes: 'reply' | 'note' | null; readonly at: number; readonly scope: ToldScope }

export interface ToldScope {
  readonly accounts: readonly Uuid[]
  readonly team: Uuid | null
  readonly labels: readonly Uuid[]
  readonly assignee: string | null
}

/** A notification of PostgreSQL holds 8,000 bytes. */
const maxBytes = 7_000

export async function tell(tx: Tx, told: readonly Told[]): Promise<void> {
  let part: string[] = []
  let bytes = 0
  const send = async (): Promise<void> => {
    if (part.length > 0) await sql`select pg_notify(${conversationsChannel}, ${`[${part.join(',')}]`})`.execute(tx)
    part = []
    bytes = 0
  }
  for (const one of told) {
    const text = JSON.stringify(one)
    const length = Buffer.byteLength(text)
    if (length > maxBytes) continue
    if (bytes + length > maxBytes) await send()
    part.push(text)
    bytes += length + 1
  }
  await send()
}
