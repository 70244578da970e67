/** Brings `person` of identities up to date with what links and statements say now. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { markPersons } from '../list/stale.ts'
import { partition, type Partition, type PartitionLink, type PartitionMember } from './partition.ts'

/** Identities that hang together by links that can join, beginning at some. Links of shared addresses lead nowhere, unless made by hand. */
async function reachable(db: Db, seeds: readonly Uuid[]): Promise<Uuid[]> {
  const found = new Set(seeds)
  let edge = [...found]
  while (edge.length > 0) {
    const { rows } = await sql<{ id: Uuid }>`
      with tied as (
        select a, b, kind from people.links where a = any(${edge}::uuid[]) and state = 'standing'
        union all select a, b, kind from people.links where b = any(${edge}::uuid[]) and state = 'standing')
      select distinct one.id from tied cross join lateral (values (tied.a), (tied.b)) as one (id)
      where tied.kind = 'hand' or not exists (select 1 from people.identities where id in (tied.a, tied.b) and shared)`.execute(db)
    edge = rows.map((row) => row.id).filter((id) => !found.has(id))
    for (const id of edge) found.add(id)
  }
  return [...found]
}

/** What decides about some identities, all that hang together with them included. */
export async function partitionAround(db: Db, seeds: readonly Uuid[]): Promise<Partition & { readonly members: readonly (PartitionMember & { person: Uuid })[] }> {
  const ids = await reachable(db, seeds)
  const { rows: members } = await sql<PartitionMember & { person: Uuid }>`select id, person, created_at as since, shared from people.identities where id = any(${ids}::uuid[])`.execute(db)
  const { rows: links } = await sql<PartitionLink>`select id, a, b, kind, state, bits from people.links where a = any(${ids}::uuid[]) and b = any(${ids}::uuid[]) and state in ('standing', 'offered')`.execute(db)
  const { rows: apart } = await sql<{ a: Uuid; b: Uuid }>`select a, b from people.apart where a = any(${ids}::uuid[]) and b = any(${ids}::uuid[]) and ended_at is null`.execute(db)
  return { ...partition({ members, links, apart }), members }
}

/**
 * Recomputes the people around some identities. The caller holds `holdPeople`.
 * Returns the identities whose person changed.
 */
export async function regroup(tx: Tx, seeds: readonly Uuid[]): Promise<Uuid[]> {
  if (seeds.length === 0) return []
  const { personOf, members } = await partitionAround(tx, seeds)
  const moved = members.flatMap(({ id, person }) => { const now = personOf.get(id); return now === undefined || now === person ? [] : [{ id, person: now }] })
  if (moved.length === 0) return []
  await sql`
    with moving as (select identity.id, row.person from people.identities as identity join jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as row (id uuid, person uuid) using (id) order by identity.id for no key update of identity)
    update people.identities as known set person = moving.person from moving where known.id = moving.id`.execute(tx)
  const before = new Map(members.map((member) => [member.id, member.person]))
  await markPersons(tx, moved.flatMap(({ id, person }) => [person, before.get(id) ?? person]))
  return moved.map((one) => one.id)
}

/** Who must be regrouped when some identities go: the others of their people, and whoever a link or statement ties to them. */
export async function neighboursOf(db: Db, identities: readonly Uuid[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select id from people.identities where person in (select person from people.identities where id = any(${identities}::uuid[]))
    union select b from people.links where a = any(${identities}::uuid[]) and state = 'standing' union select a from people.links where b = any(${identities}::uuid[]) and state = 'standing'
    union select b from people.apart where a = any(${identities}::uuid[]) and ended_at is null union select a from people.apart where b = any(${identities}::uuid[]) and ended_at is null`.execute(db)
  const going = new Set(identities)
  return rows.map((row) => row.id).filter((id) => !going.has(id))
}
