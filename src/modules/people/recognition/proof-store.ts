/** The SQL of proofs: who is due, what was claimed, and who claims whom. */
import { sql } from 'kysely'
import { identityId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Claim } from './gather-claims.ts'
import { addressesOf, handlesAt, type Named } from './proof-address.ts'

export interface ToCheck extends Named {
  readonly id: Uuid
  readonly bio: string | null
  readonly failures: number
}

const named = sql`identities.id, channel, external_id as "externalId", handle, url`

/** Lets profiles that may prove something wait for their first check. Returns how many. */
export async function enrol(db: Db, limit: number): Promise<number> {
  const { rows } = await sql<{ id: Uuid }>`
    insert into people.proof_checks (identity)
    select id from people.identities
    where channel in ('bluesky', 'fediverse') and handle is not null and not bot and not exists (select 1 from people.proof_checks where identity = identities.id)
      and (channel = 'fediverse' or bio ~* 'https?://|@[a-z0-9_.-]+@[a-z0-9-]+\\.' or handle !~* '\\.bsky\\.social$')
    order by last_seen_at desc limit ${limit} on conflict do nothing returning identity as id`.execute(db)
  return rows.length
}

/** Takes some that are due, and puts their next check off, so that two processes do not ask the same. */
export async function takeDue(db: Db, now: Instant, holdMs: number, limit: number): Promise<ToCheck[]> {
  const { rows } = await sql<ToCheck>`
    with due as (select identity from people.proof_checks where due_at <= ${new Date(now)} order by due_at limit ${limit} for update skip locked),
    taken as (update people.proof_checks as known set due_at = ${new Date(now + holdMs)} from due where known.identity = due.identity returning known.identity, failures)
    select ${named}, bio, failures from taken join people.identities on identities.id = taken.identity`.execute(db)
  return rows
}

/** Whether many identities have handles under the same parent: a provider's, not somebody's own domain. */
export async function isProviders(db: Db, handle: string): Promise<boolean> {
  const parent = handle.slice(handle.indexOf('.') + 1).toLowerCase()
  if (!parent.includes('.')) return false
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (select 1 from people.identities where channel = 'bluesky' and lower(handle) like ${`%.${parent.replaceAll(/[\\%_]/g, String.raw`\$&`)}`} limit 4) as some_of_them`.execute(db)
  return (rows[0]?.count ?? 0) > 3
}

export async function noteChecked(tx: Tx, id: Uuid, dueAt: Instant, failures: number, because: string | null, now: Instant): Promise<void> {
  await sql`update people.proof_checks set due_at = ${new Date(dueAt)}, checked_at = ${new Date(now)}, failures = ${failures}, because = ${because} where identity = ${id}`.execute(tx)
}

/** What an identity claims from now on. */
export async function replaceClaims(tx: Tx, id: Uuid, claims: readonly Claim[], now: Instant): Promise<void> {
  await sql`delete from people.proof_claims where identity = ${id}`.execute(tx)
  await addClaims(tx, id, claims, now)
}

export async function addClaims(tx: Tx, id: Uuid, claims: readonly Claim[], now: Instant): Promise<void> {
  if (claims.length === 0) return
  await sql`insert into people.proof_claims (identity, target, kind, seen_at) select ${id}::uuid, target, kind, ${new Date(now)} from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as row (target text, kind text)
    on conflict (identity, target, kind) do update set seen_at = excluded.seen_at`.execute(tx)
}

export interface Partner {
  readonly id: Uuid
  /** How each names the other. */
  readonly kinds: readonly string[]
  readonly target: string
  readonly back: string
}

/** Identities that an identity names and that name it back, both seen since. */
export async function partnersOf(db: Db, self: Named & { readonly id: Uuid }, since: Instant): Promise<Partner[]> {
  const { rows: claims } = await sql<Claim>`select target, kind from people.proof_claims where identity = ${self.id} and seen_at > ${new Date(since)}`.execute(db)
  const mine = addressesOf(self)
  const found = new Map<Uuid, Partner>()
  for (const claim of claims) {
    for (const other of await holdersOf(db, claim.target)) {
      if (other.id === self.id) continue
      const { rows: back } = await sql<Claim>`select target, kind from people.proof_claims where identity = ${other.id} and target = any(${mine}::text[]) and seen_at > ${new Date(since)} order by kind`.execute(db)
      const [first] = back
      if (first && !found.has(other.id)) found.set(other.id, { id: other.id, kinds: [claim.kind, first.kind], target: claim.target, back: first.target })
    }
  }
  return [...found.values()]
}

/** Who can be named by an address: its site, and profiles whose own address it is. */
async function holdersOf(db: Db, address: string): Promise<(Named & { id: Uuid })[]> {
  const { rows } = await sql<Named & { id: Uuid }>`
    select ${named} from people.identities where id = ${identityId('site', address)} or (lower(handle) = any(${handlesAt(address)}::text[]) and channel in ('bluesky', 'fediverse')) limit 200`.execute(db)
  return rows.filter((row) => row.channel === 'site' || addressesOf(row).includes(address))
}
