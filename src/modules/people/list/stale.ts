/** Persons whose card is no longer true: marked with what changes them, made anew afterwards. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'

/** Marks the persons of identities that acted, or that something was said about. */
export async function markActed(tx: Tx, identities: readonly Uuid[]): Promise<void> {
  if (identities.length === 0) return
  await sql`insert into people.stale (person) select person from (select distinct person from people.identities where id = any(${identities}::uuid[])) as acted order by person
    on conflict (person) do update set mark = nextval('people.marks')`.execute(tx)
}

export async function markPersons(tx: Tx, persons: readonly Uuid[]): Promise<void> {
  if (persons.length === 0) return
  await sql`insert into people.stale (person) select distinct unnest(${[...new Set(persons)].toSorted()}::uuid[]) on conflict (person) do update set mark = nextval('people.marks')`.execute(tx)
}

export interface Stale {
  readonly person: Uuid
  readonly mark: number
}

export async function nextStale(db: Db, limit: number): Promise<Stale[]> {
  const { rows } = await sql<Stale>`select person, mark from people.stale order by mark limit ${limit}`.execute(db)
  return rows
}

/** Forgets marks that nothing was added to since they were read. */
export async function unmark(tx: Tx, done: readonly Stale[]): Promise<void> {
  await sql`with done as (select s.person from people.stale s join jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as read (person uuid, mark bigint) on s.person = read.person and s.mark = read.mark order by s.person for update of s)
    delete from people.stale s using done where s.person = done.person`.execute(tx)
}

export async function staleCount(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from people.stale`.execute(db)
  return rows[0]?.count ?? 0
}

/** Marks those whom the passing of time alone may have moved, or who were judged by older rules. */
export async function markDue(db: Db, now: Instant, edition: number, limit: number): Promise<number> {
  const { rows } = await sql<{ person: Uuid }>`
    insert into people.stale (person)
    select person from ((select person from people.cards where recheck_at <= ${new Date(now)} limit ${limit}) union (select person from people.cards where edition < ${edition} limit ${limit})) as due
    on conflict (person) do nothing returning person`.execute(db)
  return rows.length
}
