/** SQL of entries and acts. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Actor, Change, Deed, Entry } from './deed.ts'

const columns = sql`e.id, e.identity, e.kind, e.key, e.value, e.source, e.said_at as "saidAt", e.by_id as "byId", e.by_name as "byName", e.act`

/** Standing entries of persons' identities, by person. */
export async function entriesOf(db: Db, persons: readonly Uuid[]): Promise<Map<Uuid, Entry[]>> {
  const { rows } = await sql<Entry & { person: Uuid }>`
    select i.person, ${columns} from people.entries e join people.identities i on i.id = e.identity
    where i.person = any(${persons}::uuid[]) and e.retracted_at is null order by e.said_at, e.id`.execute(db)
  const found = Map.groupBy(rows, (row) => row.person)
  return found
}

/** Standing entries of others that name one of these identities: a household is read from both sides. */
export async function entriesNaming(db: Db, identities: readonly Uuid[]): Promise<(Entry & { person: Uuid })[]> {
  const { rows } = await sql<Entry & { person: Uuid }>`
    select i.person, ${columns} from people.entries e join people.identities i on i.id = e.identity
    where e.kind in ('household', 'brought-by') and e.key = any(${identities}::text[]) and e.retracted_at is null order by e.said_at desc limit 200`.execute(db)
  return rows
}

export async function applyChange(tx: Tx, { add, retract }: Change, act: Uuid, now: Instant): Promise<void> {
  if (retract.length > 0) await sql`update people.entries set retracted_at = ${new Date(now)}, retracted_act = ${act} where id = any(${retract}::uuid[]) and retracted_at is null`.execute(tx)
  if (add.length === 0) return
  await sql`
    insert into people.entries (id, identity, kind, key, value, source, said_at, by_id, by_name, act)
    select id, identity, kind, key, value, source, said_at, by_id, by_name, act
    from jsonb_to_recordset(${JSON.stringify(add.map((one) => ({ ...one, said_at: new Date(one.saidAt), by_id: one.byId, by_name: one.byName })))}::jsonb)
      as said (id uuid, identity uuid, kind text, key text, value jsonb, source text, said_at timestamptz, by_id text, by_name text, act uuid)`.execute(tx)
}

export interface Act {
  readonly id: Uuid
  readonly at: Instant
  readonly byId: string
  readonly byName: string
  readonly deed: Deed
  readonly bulk: unknown
  readonly state: 'running' | 'done' | 'failed' | 'undoing' | 'undone'
  readonly total: number
  readonly done: number
  readonly place: Uuid | null
  readonly because: string | null
}
const actColumns = sql`id, at, by_id as "byId", by_name as "byName", deed, bulk, state, total, done, place, because`

export async function addAct(tx: Tx, act: { id: Uuid; by: Actor; deed: Deed; bulk?: unknown; total?: number; now: Instant }): Promise<void> {
  await sql`insert into people.acts (id, at, by_id, by_name, deed, bulk, state, total, done)
    values (${act.id}, ${new Date(act.now)}, ${act.by.id}, ${act.by.name}, ${JSON.stringify(act.deed)}::jsonb, ${act.bulk === undefined ? null : JSON.stringify(act.bulk)}::jsonb, ${act.bulk === undefined ? 'done' : 'running'}, ${act.total ?? 1}, ${act.bulk === undefined ? 1 : 0})`.execute(tx)
}

export async function actOf(db: Db, id: Uuid): Promise<Act | null> {
  const { rows } = await sql<Act>`select ${actColumns} from people.acts where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Acts on many that are still to be done or undone, oldest first. */
export async function openActs(db: Db): Promise<Act[]> {
  const { rows } = await sql<Act>`select ${actColumns} from people.acts where state in ('running', 'undoing') order by at limit 20`.execute(db)
  return rows
}

export async function moveAct(tx: Tx, id: Uuid, change: { state?: Act['state']; done?: number; place?: Uuid | null; because?: string }): Promise<void> {
  await sql`update people.acts set state = coalesce(${change.state ?? null}, state), done = coalesce(${change.done ?? null}::int, done), place = coalesce(${change.place ?? null}::uuid, place), because = coalesce(${change.because ?? null}, because),
    undone_at = case when ${change.state ?? ''} = 'undone' then now() else undone_at end where id = ${id}`.execute(tx)
}

/**
 * Takes back a slice of what an act added, and puts back what it took away
 * unless the act that had added that was undone meanwhile.
 * Returns the persons concerned; none means that all is undone.
 */
export async function undoSlice(tx: Tx, act: Uuid, undo: Uuid, now: Instant, limit: number): Promise<Uuid[]> {
  const { rows } = await sql<{ identity: Uuid }>`
    with added as (
      update people.entries set retracted_at = ${new Date(now)}, retracted_act = ${undo}
      where id in (select id from people.entries where act = ${act} and retracted_at is null limit ${limit}) returning identity
    ), taken as (
      update people.entries e set retracted_at = null, retracted_act = null
      where id in (select id from people.entries where retracted_act = ${act} limit ${limit})
        and not exists (select from people.acts a where a.id = e.act and a.state in ('undone', 'undoing')) returning identity
    ), lost as (
      update people.entries e set retracted_act = ${undo}
      where id in (select id from people.entries where retracted_act = ${act} limit ${limit})
        and exists (select from people.acts a where a.id = e.act and a.state in ('undone', 'undoing')) returning identity
    ) select identity from added union select identity from taken union select identity from lost`.execute(tx)
  if (rows.length === 0) return []
  const { rows: persons } = await sql<{ person: Uuid }>`select distinct person from people.identities where id = any(${rows.map((row) => row.identity)}::uuid[])`.execute(tx)
  return persons.map((row) => row.person)
}
