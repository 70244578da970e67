/** Our accounts in PostgreSQL. */
import { sql } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Connected } from '../account-contract.ts'
import type { Health } from '../contract.ts'

export interface Account {
  readonly id: Uuid
  readonly channel: string
  readonly name: string
  readonly externalId: string
  readonly handle: string | null
  readonly displayName: string
  readonly avatarUrl: string | null
  /** Settings and tokens, sealed as one. */
  readonly sealed: string
  readonly cursor: unknown
  /** Goes up when somebody connects it anew. */
  readonly generation: number
  readonly paused: boolean
  readonly healthState: Health['state']
  readonly healthCode: string | null
  readonly healthWords: string
  readonly healthSince: Instant
  readonly takenIn: number
  readonly setAside: number
  readonly refusedCalls: number
  readonly lastHeardAt: Instant | null
  readonly wayInSince: Instant
  readonly expiresAt: Instant | null
  readonly renewalTrouble: string | null
  readonly renewalTriedAt: Instant | null
  readonly warnedAtSeconds: number | null
  readonly refusedSince: Instant | null
  readonly createdAt: Instant
  readonly createdBy: string
}

const columns = sql`id, channel, name, external_id as "externalId", handle, display_name as "displayName", avatar_url as "avatarUrl", sealed, cursor, generation, paused,
  health_state as "healthState", health_code as "healthCode", health_words as "healthWords", health_since as "healthSince", taken_in as "takenIn", set_aside as "setAside",
  refused_calls as "refusedCalls", last_heard_at as "lastHeardAt", way_in_since as "wayInSince", expires_at as "expiresAt", renewal_trouble as "renewalTrouble",
  renewal_tried_at as "renewalTriedAt", warned_at_seconds as "warnedAtSeconds", refused_since as "refusedSince", created_at as "createdAt", created_by as "createdBy"`

const dated = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

/** Tells every process that the list of accounts, or a way in, is another. */
async function announce(db: Db | Tx): Promise<void> {
  await sql`select pg_notify('rapport_accounts', '')`.execute(db)
}

export async function listAccounts(db: Db): Promise<Account[]> {
  const { rows } = await sql<Account>`select ${columns} from channels.accounts where removed_at is null order by created_at, id`.execute(db)
  return rows
}

/** @param how `alone`: nobody else may have it so until the transaction ends. @throws {NotFound} also when it was removed. */
export async function findAccount(db: Db | Tx, id: Uuid, how?: 'alone'): Promise<Account> {
  const { rows } = await sql<Account>`select ${columns} from channels.accounts where id = ${id} and removed_at is null ${how === 'alone' ? sql`for no key update` : sql``}`.execute(db)
  const account = rows[0]
  if (!account) throw new NotFound('account', id)
  return account
}

/** The account with this external id, and whether it was removed; a connected one comes back under its old id. */
export async function sameAccount(db: Db, channel: string, externalId: string): Promise<{ id: Uuid; removed: boolean } | null> {
  const { rows } = await sql<{ id: Uuid; removed: boolean }>`select id, removed_at is not null as removed from channels.accounts where channel = ${channel} and external_id = ${externalId}`.execute(db)
  return rows[0] ?? null
}

export interface Kept extends Omit<Connected<unknown>, 'settings'> {
  readonly sealed: string
}

/** Keeps an account that let us in; one that was removed comes back, and reads on where it was. */
export async function addAccount(tx: Db | Tx, account: { id: Uuid; channel: string; label: string; createdBy: string } & Kept): Promise<void> {
  const { id, channel, label, externalId, handle, name, avatarUrl, sealed, expiresAt, createdBy } = account
  await sql`
    insert into channels.accounts (id, channel, name, external_id, handle, display_name, avatar_url, sealed, expires_at, created_by)
    values (${id}, ${channel}, ${label}, ${externalId}, ${handle}, ${name}, ${avatarUrl}, ${sealed}, ${dated(expiresAt)}, ${createdBy})
    on conflict (id) do update set name = excluded.name, handle = excluded.handle, display_name = excluded.display_name, avatar_url = excluded.avatar_url, sealed = excluded.sealed, generation = accounts.generation + 1, paused = false,
      expires_at = excluded.expires_at, way_in_since = now(), renewal_trouble = null, renewal_tried_at = null, warned_at_seconds = null, refused_since = null, removed_at = null,
      health_state = 'starting', health_code = null, health_words = 'Not started yet.', health_since = now()`.execute(tx)
  await announce(tx)
}

/** A new way in for an account that is there. */
export async function reconnected(tx: Db | Tx, id: Uuid, { handle, name, avatarUrl, sealed, expiresAt }: Kept): Promise<void> {
  await sql`update channels.accounts set handle = ${handle}, display_name = ${name}, avatar_url = ${avatarUrl}, sealed = ${sealed}, generation = generation + 1, expires_at = ${dated(expiresAt)}, way_in_since = now(),
    renewal_trouble = null, renewal_tried_at = null, warned_at_seconds = null, refused_since = null, health_state = 'starting', health_code = null, health_words = 'Connecting.', health_since = now()
    where id = ${id}`.execute(tx)
  await announce(tx)
}

/** Keeps renewed tokens. Nobody is told: who reads with the old ones may go on while they last. */
export async function keepWayIn(db: Db | Tx, id: Uuid, sealed: string, expiresAt: Instant | null): Promise<void> {
  await sql`update channels.accounts set sealed = ${sealed}, expires_at = ${dated(expiresAt)}, way_in_since = now(), renewal_trouble = null, warned_at_seconds = null, refused_since = null where id = ${id}`.execute(db)
}

export async function changeAccount(db: Db, id: Uuid, change: { name?: string | undefined; paused?: boolean | undefined }): Promise<Account> {
  const { numAffectedRows } = await sql`update channels.accounts set name = coalesce(${change.name ?? null}, name), paused = coalesce(${change.paused ?? null}, paused) where id = ${id} and removed_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('account', id)
  await announce(db)
  return findAccount(db, id)
}

/** The way in goes at once; what was said through it stays with its conversations. */
export async function removeAccount(db: Db, id: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`update channels.accounts set removed_at = now(), sealed = '', expires_at = null where id = ${id} and removed_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('account', id)
  await announce(db)
}

export async function saveAccountHealth(db: Db, id: Uuid, health: Health): Promise<void> {
  const code = health.state === 'failing' ? health.code : null
  await sql`update channels.accounts set health_state = ${health.state}, health_code = ${code}, health_words = ${health.words}, health_since = case when health_state = ${health.state} then health_since else now() end
    where id = ${id} and (health_state <> ${health.state} or health_words <> ${health.words})`.execute(db)
  await sql`select pg_notify('rapport_health', '')`.execute(db)
}

/** Saves how far reading is; `undefined` leaves the place, for what the network tells by itself. */
export async function saveHeard(tx: Tx | Db, id: Uuid, heard: { cursor: unknown; takenIn: number; setAside: number; at: Instant }): Promise<void> {
  const cursor = heard.cursor === undefined ? null : JSON.stringify(heard.cursor)
  await sql`update channels.accounts set cursor = coalesce(${cursor}::jsonb, cursor), taken_in = taken_in + ${heard.takenIn}, set_aside = set_aside + ${heard.setAside}, last_heard_at = ${new Date(heard.at)} where id = ${id}`.execute(tx)
}

export async function countRefusedCall(db: Db, id: Uuid): Promise<void> {
  await sql`update channels.accounts set refused_calls = refused_calls + 1 where id = ${id}`.execute(db)
}

export async function renewalTried(db: Db, id: Uuid, at: Instant, trouble: string | null): Promise<void> {
  await sql`update channels.accounts set renewal_tried_at = ${new Date(at)}, renewal_trouble = ${trouble} where id = ${id}`.execute(db)
}

/** Marks that this warning was told; `false` when somebody else told it. */
export async function markWarned(tx: Tx, id: Uuid, seconds: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update channels.accounts set warned_at_seconds = ${seconds} where id = ${id} and removed_at is null and (warned_at_seconds is null or warned_at_seconds > ${seconds})`.execute(tx)
  return numAffectedRows !== 0n
}

/** Marks that the network refuses us; `false` when that was known. */
export async function markRefused(tx: Tx, id: Uuid, at: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update channels.accounts set refused_since = ${new Date(at)} where id = ${id} and removed_at is null and refused_since is null`.execute(tx)
  return numAffectedRows !== 0n
}

/** The network let us in again. */
export async function markLetIn(db: Db, id: Uuid): Promise<void> {
  await sql`update channels.accounts set refused_since = null where id = ${id} and refused_since is not null`.execute(db)
}
