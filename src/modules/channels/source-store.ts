/** Sources in PostgreSQL. */
import { sql } from 'kysely'
import { NotFound } from '../../kernel/fault.ts'
import type { Instant } from '../../kernel/instant.ts'
import { newId, type Uuid } from '../../kernel/ids.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Health, SetAside } from './contract.ts'

export interface Source {
  readonly id: Uuid
  readonly channel: string
  readonly name: string
  /** Secrets sealed. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly cursor: unknown
  readonly paused: boolean
  readonly healthState: Health['state']
  readonly healthWords: string
  readonly healthSince: Instant
  readonly takenIn: number
  readonly seen: number
  readonly setAside: number
  readonly lastReadAt: Instant | null
  readonly createdAt: Instant
}

const columns = sql`id, channel, name, settings, cursor, paused, health_state as "healthState", health_words as "healthWords", health_since as "healthSince",
  taken_in as "takenIn", seen, set_aside as "setAside", last_read_at as "lastReadAt", created_at as "createdAt"`

/** How many set-aside items, and how much text of them, are kept for each source. */
const mostAside = { items: 20_000, bytes: 200_000_000 }

/** The longest piece of what a network sent that is kept for a person to look at, in characters. */
const maxRaw = 1_000_000

async function announce(db: Db): Promise<void> {
  await sql`select pg_notify('rapport_sources', '')`.execute(db)
}

export async function listSources(db: Db): Promise<Source[]> {
  const { rows } = await sql<Source>`select ${columns} from channels.sources where removed_at is null order by created_at, id`.execute(db)
  return rows
}

export async function findSource(db: Db, id: Uuid): Promise<Source> {
  const { rows } = await sql<Source>`select ${columns} from channels.sources where id = ${id} and removed_at is null`.execute(db)
  const source = rows[0]
  if (!source) throw new NotFound('source', id)
  return source
}

export async function addSource(db: Db, source: { channel: string; name: string; settings: Readonly<Record<string, unknown>> }): Promise<Source> {
  const id = newId()
  await sql`insert into channels.sources (id, channel, name, settings) values (${id}, ${source.channel}, ${source.name}, ${JSON.stringify(source.settings)}::jsonb)`.execute(db)
  await announce(db)
  return findSource(db, id)
}

/** Changed settings may mean another place to read, so reading then starts anew; ids make that harmless. */
export async function changeSource(db: Db, id: Uuid, change: { name?: string | undefined; paused?: boolean | undefined; settings?: Readonly<Record<string, unknown>> | undefined }): Promise<Source> {
  const settings = change.settings === undefined ? null : JSON.stringify(change.settings)
  const { numAffectedRows } = await sql`
    update channels.sources set name = coalesce(${change.name ?? null}, name), paused = coalesce(${change.paused ?? null}, paused),
      cursor = case when ${settings}::jsonb is null or ${settings}::jsonb = settings then cursor end, settings = coalesce(${settings}::jsonb, settings)
    where id = ${id} and removed_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('source', id)
  await announce(db)
  return findSource(db, id)
}

export async function removeSource(db: Db, id: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`update channels.sources set removed_at = now() where id = ${id} and removed_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('source', id)
  await announce(db)
}

export async function saveHealth(db: Db, id: Uuid, health: Health): Promise<void> {
  await sql`update channels.sources set health_state = ${health.state}, health_words = ${health.words}, health_since = case when health_state = ${health.state} then health_since else now() end
    where id = ${id} and (health_state <> ${health.state} or health_words <> ${health.words})`.execute(db)
  await sql`select pg_notify('rapport_health', '')`.execute(db)
}

/** Saves how far a source is, with what that stretch counted. */
export async function saveProgress(tx: Tx | Db, id: Uuid, progress: { cursor: unknown; seen: number; takenIn: number; setAside: number; readAt: Instant }): Promise<void> {
  await sql`update channels.sources set cursor = ${JSON.stringify(progress.cursor ?? null)}::jsonb, seen = seen + ${progress.seen}, taken_in = taken_in + ${progress.takenIn}, set_aside = set_aside + ${progress.setAside}, last_read_at = ${new Date(progress.readAt)} where id = ${id}`.execute(tx)
}

export async function keepAside(tx: Tx | Db, where: { source: Uuid | null; account?: Uuid; origin: string }, items: readonly SetAside[]): Promise<void> {
  if (items.length === 0) return
  const rows = items.map(({ raw, because, code }) => ({ id: newId(), because: because.toWellFormed().replaceAll('\0', ''), code, raw: raw.slice(0, maxRaw).toWellFormed().replaceAll('\0', '\uFFFD') }))
  await sql`insert into channels.set_aside (id, source, account, origin, code, because, raw)
    select id, ${where.source}::uuid, ${where.account ?? null}::uuid, ${where.origin}, code, because, raw from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as kept (id uuid, code text, because text, raw text)`.execute(tx)
}

export interface KeptAside {
  readonly id: Uuid
  readonly source: Uuid | null
  readonly account: Uuid | null
  readonly origin: string
  /** Of the source or the account. */
  readonly sourceName: string | null
  readonly at: Instant
  readonly code: string
  readonly because: string
  readonly raw: string
}

const asideColumns = sql`aside.id, aside.source, aside.account, aside.origin, coalesce(source.name, account.name) as "sourceName", aside.at, aside.code, aside.because`

export async function listAside(db: Db, filter: { source: Uuid | null; account: Uuid | null; ofAccounts: boolean; before: { at: Instant; id: Uuid } | null; limit: number }): Promise<KeptAside[]> {
  const { rows } = await sql<KeptAside>`
    select ${asideColumns}, left(aside.raw, 10000) as raw from channels.set_aside aside left join channels.sources source on source.id = aside.source left join channels.accounts account on account.id = aside.account
    where (${filter.source}::uuid is null or aside.source = ${filter.source}::uuid)
      and (${filter.account}::uuid is null or aside.account = ${filter.account}::uuid) and (${filter.ofAccounts} or aside.account is null)
      and (${filter.before === null} or (aside.at, aside.id) < (${new Date(filter.before?.at ?? 0)}, ${filter.before?.id ?? null}::uuid))
    order by aside.at desc, aside.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export async function findAside(db: Db, id: Uuid): Promise<KeptAside> {
  const { rows } = await sql<KeptAside>`select ${asideColumns}, aside.raw from channels.set_aside aside left join channels.sources source on source.id = aside.source left join channels.accounts account on account.id = aside.account where aside.id = ${id}`.execute(db)
  const aside = rows[0]
  if (!aside) throw new NotFound('set-aside item', id)
  return aside
}

/**
 * Lets go of the oldest set-aside items of each source beyond what somebody
 * would ever look through, so that a broken network cannot fill the disk.
 * @returns how many went.
 */
export async function trimAside(db: Db, { items, bytes }: { items: number; bytes: number } = mostAside): Promise<number> {
  const { numAffectedRows } = await sql`delete from channels.set_aside where id in (
    select id from (
      select id, row_number() over newest as place, sum(octet_length(raw)) over newest as bytes
      from channels.set_aside window newest as (partition by coalesce(source::text, origin) order by at desc, id desc)
    ) as counted where place > ${items} or (bytes > ${bytes} and place > 1))`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

export async function dropAside(tx: Tx | Db, id: Uuid): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from channels.set_aside where id = ${id}`.execute(tx)
  return numAffectedRows !== 0n
}
