/** Orders to erase, and how far each came: what makes an erasure go on after a stop. All its SQL. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { ErasedIdentity } from '../../../kernel/personal-data.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { AddressHashes } from './address-hash.ts'
import { suppress } from './ledger.ts'

export interface Erasure {
  readonly id: Uuid
  readonly state: 'waiting' | 'running' | 'done'
  /** Empty as soon as every row about them is gone; then only bytes on disk are left to overwrite. */
  readonly subjects: readonly ErasedIdentity[]
  readonly neverAgain: boolean
  readonly orderedBy: string
  readonly because: string
  readonly at: Instant
  readonly finishedAt: Instant | null
  readonly steps: Readonly<Record<string, number>>
  readonly trouble: string | null
  /** Where bytes may stay for a while, in words. */
  readonly remains: readonly string[]
  readonly attempts: number
}

const columns = sql`id, state, subjects, never_again as "neverAgain", ordered_by as "orderedBy", because, at, finished_at as "finishedAt", steps, trouble, remains, attempts`

/**
 * Orders the erasure of a person as they are now: from this moment nothing
 * that arrives for their identities is recorded. With `neverAgain`, hashes of
 * their addresses are kept for good; addresses that were barred stay so in any
 * case, for a bar outlives what it bars.
 * @throws {NotFound} when there is no such person; {Conflict} when it is under way.
 */
export async function orderErasure(tx: Tx, hashes: AddressHashes, order: { person: Uuid; neverAgain: boolean; by: string; because: string; request: Uuid | null }): Promise<Uuid> {
  // Nothing joins or splits these while the order is written.
  const { rows } = await sql<ErasedIdentity>`select id, channel, external_id as "externalId", handle, name from people.identities where person = (select person from people.identities where id = ${order.person}) order by id for update`.execute(tx)
  if (rows.length === 0) throw new NotFound('person', order.person)
  const { rows: going } = await sql`select 1 from people.erasures, jsonb_array_elements(subjects) as subject where state <> 'done' and (subject->>'id')::uuid = any(${rows.map((row) => row.id)}::uuid[]) limit 1`.execute(tx)
  if (going.length > 0) throw new Conflict('This person is being erased already. Nothing more needs to be done.', 'people.erasure.running')
  const id = newId()
  await sql`
    insert into people.erasures (id, subjects, request, never_again, ordered_by, because)
    values (${id}, ${JSON.stringify(rows)}::jsonb, ${order.request}, ${order.neverAgain}, ${order.by}, ${order.because})`.execute(tx)
  if (order.neverAgain) await suppress(tx, rows.map((row) => ({ hash: hashes.of(row.channel, row.externalId), purpose: '*', reason: 'erased' as const, record: false, enteredBy: order.by })))
  await sql`select pg_notify('rapport_erasures', '')`.execute(tx)
  await sql`select pg_notify('rapport_barred', '')`.execute(tx)
  return id
}

/** What is still to be done, oldest first. */
export async function openErasures(db: Db): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`select ${columns} from people.erasures where state <> 'done' order by at, id`.execute(db)
  return rows
}

/** @throws {NotFound} */
export async function erasureOf(db: Db | Tx, id: Uuid): Promise<Erasure> {
  const { rows } = await sql<Erasure>`select ${columns} from people.erasures where id = ${id}`.execute(db)
  if (!rows[0]) throw new NotFound('erasure', id)
  return rows[0]
}

export async function erasuresPage(db: Db, after: { at: Instant; id: Uuid } | null, limit: number): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`select ${columns} from people.erasures where ${after ? sql`(at, id) < (${new Date(after.at)}, ${after.id}::uuid)` : sql`true`} order by at desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Notes a step as done, so that it is not begun again. */
export async function stepDone(db: Db | Tx, id: Uuid, step: string, removed: number): Promise<void> {
  await sql`update people.erasures set state = 'running', trouble = null, steps = steps || jsonb_build_object(${step}::text, ${removed}::bigint) where id = ${id} and state <> 'done'`.execute(db)
}

export async function inTrouble(db: Db, id: Uuid, trouble: string): Promise<void> {
  await sql`update people.erasures set trouble = ${trouble}, attempts = attempts + 1 where id = ${id} and state <> 'done'`.execute(db)
}

/** Every row is gone: whom it was about is dropped, and what arrives from now on is recorded again unless they asked otherwise. */
export async function rowsGone(tx: Tx, id: Uuid): Promise<void> {
  await sql`update people.erasures set subjects = '[]', request = null, trouble = null where id = ${id}`.execute(tx)
  await sql`select pg_notify('rapport_barred', '')`.execute(tx)
}

/** Done: that it was done is kept, and where bytes may stay for a while. */
export async function finishErasure(db: Db, id: Uuid, remains: readonly string[]): Promise<void> {
  await sql`update people.erasures set state = 'done', trouble = null, remains = ${[...remains]}, finished_at = now() where id = ${id}`.execute(db)
}

/**
 * Orders the erasure of people who were last seen before a moment and of whom
 * nobody keeps anything on purpose: no purchase, no consent, nothing said or
 * tied by hand. A block at a time; `null` when nobody is left.
 */
export async function orderSilent(tx: Tx, before: Instant, limit: number, by: string): Promise<{ id: Uuid; people: number } | null> {
  const { rows } = await sql<ErasedIdentity & { person: Uuid }>`
    with silent as (select person from (${silentPeople(before)}) as found order by person limit ${limit})
    select id, person, channel, external_id as "externalId", handle, name from people.identities where person in (select person from silent) order by id for update`.execute(tx)
  if (rows.length === 0) return null
  const id = newId()
  const subjects = rows.map(({ id: of, channel, externalId, handle, name }) => ({ id: of, channel, externalId, handle, name }))
  await sql`insert into people.erasures (id, subjects, ordered_by, because) values (${id}, ${JSON.stringify(subjects)}::jsonb, ${by}, ${`Not heard since ${new Date(before).toISOString().slice(0, 10)}: kept no longer.`})`.execute(tx)
  await sql`select pg_notify('rapport_erasures', '')`.execute(tx)
  await sql`select pg_notify('rapport_barred', '')`.execute(tx)
  return { id, people: new Set(rows.map((row) => row.person)).size }
}

export async function countSilent(db: Db, before: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (${silentPeople(before)}) as found`.execute(db)
  return rows[0]?.count ?? 0
}

const silentPeople = (before: Instant) => sql`
  select person from people.identities as one
  where not exists (select from people.purchases where identity = one.id) and not exists (select from people.consents where identity = one.id) and not exists (select from people.entries where identity = one.id and retracted_at is null)
  group by person having max(last_seen_at) < ${new Date(before)} and count(*) = (select count(*) from people.identities as all_of where all_of.person = one.person)
    and not bool_or(exists (select from people.erasures, jsonb_array_elements(subjects) as subject where state <> 'done' and (subject->>'id')::uuid = one.id))`
