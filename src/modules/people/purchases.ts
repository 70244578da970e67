/** Purchases as people need them: who bought what, when, for how much. History keeps the interactions themselves. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Purchase } from '../../kernel/interaction.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'

export interface Bought {
  /** The interaction's id. */
  readonly id: Uuid
  readonly identity: Uuid
  readonly at: Instant
  readonly purchase: Purchase | null
}

/** Notes purchases; one that is told anew replaces what was known of it. Their identities must be noted before. */
export async function notePurchases(tx: Tx, bought: readonly Bought[]): Promise<void> {
  if (bought.length === 0) return
  const text = (value: string | undefined): string | null => value?.replaceAll('\0', '') ?? null
  const rows = bought.map(({ id, identity, at, purchase }) => ({ id, identity, at: new Date(at), amount_minor: purchase?.amountMinor ?? null, currency: purchase?.currency ?? null, number: text(purchase?.number), items: purchase?.items ?? [] }))
  await sql`
    insert into people.purchases (id, identity, at, amount_minor, currency, number, items)
    select id, identity, at, amount_minor, currency, number, items
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as bought (id uuid, identity uuid, at timestamptz, amount_minor bigint, currency text, number text, items jsonb)
    on conflict (id) do update set at = excluded.at, amount_minor = excluded.amount_minor, currency = excluded.currency, number = excluded.number, items = excluded.items`.execute(tx)
}

/** Forgets purchases whose interactions are gone. */
export async function forgetPurchases(tx: Tx, ids: readonly Uuid[]): Promise<void> {
  if (ids.length > 0) await sql`delete from people.purchases where id = any(${ids}::uuid[])`.execute(tx)
}

/** A purchase as pages and figures read it. */
export interface PurchaseRow {
  readonly id: Uuid
  readonly identity: Uuid
  readonly at: Instant
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly number: string | null
  readonly items: { name: string; count: number; amountMinor?: number }[]
}

/** Purchases of persons, oldest first, by person. */
export async function purchasesOf(db: Db, persons: readonly Uuid[]): Promise<Map<Uuid, PurchaseRow[]>> {
  const { rows } = await sql<PurchaseRow & { person: Uuid }>`
    select i.person, p.id, p.identity, p.at, p.amount_minor as "amountMinor", p.currency, p.number, p.items
    from people.purchases p join people.identities i on i.id = p.identity where i.person = any(${persons}::uuid[]) order by p.at, p.id`.execute(db)
  return Map.groupBy(rows, (row) => row.person)
}

/** The currency of most purchases, in which value is counted; `null` when nothing was bought. */
export async function mainCurrency(db: Db): Promise<string | null> {
  const { rows } = await sql<{ currency: string }>`select currency from people.purchases where currency is not null group by currency order by count(*) desc, currency limit 1`.execute(db)
  return rows[0]?.currency ?? null
}

/** Those of the identities behind whose person somebody bought after the given time. */
export async function boughtSince(db: Db, asked: readonly { readonly identity: Uuid; readonly since: Instant }[]): Promise<Set<Uuid>> {
  if (asked.length === 0) return new Set()
  const { rows } = await sql<{ identity: Uuid }>`
    select distinct asked.identity from jsonb_to_recordset(${JSON.stringify(asked.map(({ identity, since }) => ({ identity, since: new Date(since) })))}::jsonb) as asked (identity uuid, since timestamptz)
    join people.identities mine on mine.id = asked.identity join people.identities theirs on theirs.person = mine.person
    join people.purchases bought on bought.identity = theirs.id and bought.at > asked.since and coalesce(bought.amount_minor, 1) > 0`.execute(db)
  return new Set(rows.map(({ identity }) => identity))
}
