/** The SQL of placing: who is to be compared, with what, and what was learnt. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Cells } from '../linkage/explain-pair.ts'
import type { Learnt } from './learn-profiles.ts'
import type { Profile } from './profile-record.ts'

export interface Unplaced extends Profile {
  readonly id: Uuid
  readonly person: Uuid
  readonly bot: boolean
  /** As PostgreSQL writes it, to the microsecond: placing ends only what it began with. */
  readonly since: string
}

const profileColumnsOf = sql`id, person, channel, external_id as "externalId", handle, name, url, avatar_url as "avatarUrl", bio, place, bot`

/** Identities whose profile waits to be compared, longest first. */
export async function unplaced(db: Db, limit: number): Promise<Unplaced[]> {
  const { rows } = await sql<Unplaced>`
    select ${profileColumnsOf}, waiting.since::text as since from people.unplaced as waiting join people.identities on id = waiting.identity order by waiting.since, waiting.identity limit ${limit}`.execute(db)
  return rows
}

/** Notes what was compared. An identity that changed since goes on waiting. */
export async function savePlacements(tx: Tx, placed: readonly { id: Uuid; channel: string; since: string; record: Cells | null }[], now: Instant): Promise<void> {
  if (placed.length === 0) return
  const rows = JSON.stringify(placed.map(({ id, channel, since, record }) => ({ id, channel, since, record })))
  // Those that were erased meanwhile are gone from both.
  await sql`
    insert into people.placements (identity, channel, record, placed_at)
    select row.id, row.channel, row.record, ${new Date(now)} from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, channel text, record jsonb)
    where row.record <> 'null'::jsonb and exists (select 1 from people.identities as identity where identity.id = row.id for key share)
    order by row.id
    on conflict (identity) do update set channel = excluded.channel, record = excluded.record, placed_at = excluded.placed_at`.execute(tx)
  await sql`
    with done as (
      select waiting.identity from people.unplaced as waiting join jsonb_to_recordset(${rows}::jsonb) as row (id uuid, since timestamptz) on row.id = waiting.identity
      where waiting.since = row.since order by waiting.identity for update of waiting)
    delete from people.unplaced as waiting using done where waiting.identity = done.identity`.execute(tx)
}

/** All profiles that were compared, page by page. */
export async function* allPlacements(db: Db, pageSize = 10_000): AsyncGenerator<{ id: Uuid; channel: string; cells: Cells }[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: Uuid; channel: string; cells: Cells }>`select identity as id, channel, record as cells from people.placements where identity > ${after}::uuid order by identity limit ${pageSize}`.execute(db)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.id
  }
}

/** A sample to learn from: those that are one with another for certain first, then whoever comes by id, which is as good as drawn. */
export async function profilesToLearnFrom(db: Db, most: number): Promise<{ profiles: { id: Uuid; channel: string; cells: Cells }[]; known: (readonly [number, number])[] }> {
  const { rows } = await sql<{ id: Uuid; channel: string; cells: Cells; person: Uuid | null }>`
    with proven as (
      select person from people.identities group by person having count(*) > 1 and not exists (
        select 1 from people.links join people.identities as one on one.id = links.a
        where one.person = identities.person and links.kind = 'probability' and links.state = 'standing') limit 5000)
    select identity as id, placements.channel, record as cells, proven.person from people.placements
    join people.identities on identities.id = placements.identity left join proven on proven.person = identities.person
    where not identities.bot order by proven.person nulls last, identity limit ${most}`.execute(db)
  const known = new Map<Uuid, number[]>()
  for (const [row, { person }] of rows.entries()) if (person !== null) known.set(person, [...(known.get(person) ?? []), row])
  const told = (row: number): boolean => (rows[row]?.cells['handle'] ?? '') !== '' || (rows[row]?.cells['name'] ?? '') !== ''
  const pairs = [...known.values()].flatMap((list) => list.filter(told).slice(0, 8)).length === 0 ? [] : [...known.values()].flatMap((list) => {
    const some = list.filter(told).slice(0, 8)
    return some.flatMap((a, at) => some.slice(at + 1).flatMap((b) => (rows[a]?.channel === rows[b]?.channel ? [] : [[a, b] as const])))
  })
  return { profiles: rows.map(({ id, channel, cells }) => ({ id, channel, cells })), known: pairs }
}

export async function countPlacements(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from people.placements`.execute(db)
  return rows[0]?.count ?? 0
}

/** Links by hand and by proof that stand: about two to a pair of profiles that is known to be one person. */
export async function countKnown(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from people.links where kind in ('hand', 'proof') and state = 'standing'`.execute(db)
  return rows[0]?.count ?? 0
}

export interface KeptModel {
  readonly id: Uuid
  readonly learntAt: Instant
  readonly learntBy: string
  readonly learnt: Learnt
}

export async function saveModel(tx: Tx, learnt: Learnt, by: string, now: Instant): Promise<Uuid> {
  const id = newId(now)
  await sql`insert into people.recognition_models (id, learnt_at, learnt_by, records, known, join_at, offer_at, learnt) values (${id}, ${new Date(now)}, ${by}, ${learnt.records}, ${learnt.known}, ${learnt.joinAt}, ${learnt.offerAt}, ${JSON.stringify(learnt)}::jsonb)`.execute(tx)
  return id
}

/** The last models, newest first: the one in use, and those before. */
export async function lastModels(db: Db, limit: number): Promise<KeptModel[]> {
  const { rows } = await sql<KeptModel>`select id, learnt_at as "learntAt", learnt_by as "learntBy", learnt from people.recognition_models order by learnt_at desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Everybody is to be compared anew. */
export async function placeAllAgain(tx: Tx): Promise<void> {
  await sql`insert into people.unplaced (identity) select id from people.identities where channel not in ('cookie', 'phone', 'site') for key share on conflict do nothing`.execute(tx)
}

/** How many wait to be compared; counting stops at 100,000. */
export async function countUnplaced(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (select 1 from people.unplaced limit 100000) as waiting`.execute(db)
  return rows[0]?.count ?? 0
}
