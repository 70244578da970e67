/** The SQL of links and of statements that keep apart. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { asRows } from '../../../platform/postgres/as-rows.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { Apart, Link, LinkEvidence, LinkKind } from './model.ts'

const linkColumns = sql`id, a, b, kind, basis, state, evidence, bits, made_at as "madeAt", made_by as "madeBy", made_act as "madeAct", ended_at as "endedAt", ended_by as "endedBy", ended_because as "endedBecause", ended_act as "endedAct"`
const apartColumns = sql`id, a, b, made_at as "madeAt", made_by as "madeBy", ended_at as "endedAt", ended_by as "endedBy"`

const linksLock = 724003

/**
 * One at a time changes who is who: two joins at once, or a join during an
 * erasure, see each other's outcome. Take it before touching any identity in
 * a transaction that links, undoes or forgets, so that nobody waits crosswise.
 */
export async function holdPeople(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(linksLock)})`.execute(tx)
}

export interface NewLink {
  readonly a: Uuid
  readonly b: Uuid
  readonly kind: LinkKind
  readonly basis: string
  readonly state: 'standing' | 'offered' | 'waiting'
  readonly evidence: readonly LinkEvidence[]
  readonly bits: number | null
}

export interface Maker {
  readonly by: string
  readonly at: Instant
  readonly act?: Uuid | undefined
}

/**
 * Writes links; a claim that is there already (same identities, kind and
 * basis, not ended) is left as it is. Returns the ids of those that are new.
 */
export async function insertLinks(tx: Tx, links: readonly NewLink[], maker: Maker): Promise<Uuid[]> {
  if (links.length === 0) return []
  const rows = links.map((link) => ({ ...link, id: newId(maker.at), evidence: JSON.stringify(link.evidence) })).toSorted((x, y) => (x.a === y.a ? (x.b < y.b ? -1 : 1) : x.a < y.a ? -1 : 1))
  const { rows: made } = await sql<{ id: Uuid }>`
    insert into people.links (id, a, b, kind, basis, state, evidence, bits, made_at, made_by, made_act)
    select id, a, b, kind, basis, state, evidence, bits, ${new Date(maker.at)}, ${maker.by}, ${maker.act ?? null}::uuid
    from ${asRows(rows, { id: 'uuid', a: 'uuid', b: 'uuid', kind: 'text', basis: 'text', state: 'text', evidence: 'jsonb', bits: 'float8' })} as new
    on conflict do nothing returning id`.execute(tx)
  return made.map((row) => row.id)
}

/** Ends links that have not ended. Returns those that this call ended. */
export async function endLinks(tx: Tx, ids: readonly Uuid[], state: 'undone' | 'refused', because: string, maker: Maker): Promise<Link[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Link>`
    update people.links set state = ${state}, ended_at = ${new Date(maker.at)}, ended_by = ${maker.by}, ended_because = ${because}, ended_act = ${maker.act ?? null}::uuid
    where id = any(${ids}::uuid[]) and state in ('standing', 'offered', 'waiting') returning ${linkColumns}`.execute(tx)
  return rows
}

export async function linksByIds(db: Db, ids: readonly Uuid[]): Promise<Link[]> {
  const { rows } = await sql<Link>`select ${linkColumns} from people.links where id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/** Links with an end among some identities, all that ever were, newest first. */
export async function linksTouching(db: Db, identities: readonly Uuid[], limit = 2_000): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select ${linkColumns} from (select * from people.links where a = any(${identities}::uuid[]) union select * from people.links where b = any(${identities}::uuid[])) as found
    order by coalesce(ended_at, made_at) desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Claims whose last link was ended by somebody's judgement: they are not made again by themselves. */
export async function judgedClaims(db: Db, claims: readonly { a: Uuid; b: Uuid; kind: LinkKind; basis: string }[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string; because: string | null }>`
    select distinct on (a, b, kind, basis) a || ':' || b || ':' || kind || ':' || basis as key, ended_because as because
    from people.links join jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as claim (a uuid, b uuid, kind text, basis text) using (a, b, kind, basis)
    order by a, b, kind, basis, links.made_at desc, links.id desc`.execute(db)
  return new Set(rows.filter((row) => row.because === 'hand').map((row) => row.key))
}

export const claimKey = (claim: { a: Uuid; b: Uuid; kind: LinkKind; basis: string }): string => `${claim.a}:${claim.b}:${claim.kind}:${claim.basis}`

/** Writes "never join" statements; one that stands is left as it is. Returns those that are new. */
export async function insertApart(tx: Tx, pairs: readonly { a: Uuid; b: Uuid }[], maker: Maker): Promise<Uuid[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<{ id: Uuid }>`
    insert into people.apart (id, a, b, made_at, made_by, made_act)
    select id, a, b, ${new Date(maker.at)}, ${maker.by}, ${maker.act ?? null}::uuid
    from jsonb_to_recordset(${JSON.stringify(pairs.map((pair) => ({ ...pair, id: newId(maker.at) })))}::jsonb) as row (id uuid, a uuid, b uuid)
    order by a, b on conflict do nothing returning id`.execute(tx)
  return rows.map((row) => row.id)
}

export async function endApart(tx: Tx, ids: readonly Uuid[], maker: Maker): Promise<Apart[]> {
  const { rows } = await sql<Apart>`
    update people.apart set ended_at = ${new Date(maker.at)}, ended_by = ${maker.by}, ended_act = ${maker.act ?? null}::uuid
    where id = any(${ids}::uuid[]) and ended_at is null returning ${apartColumns}`.execute(tx)
  return rows
}

/** Statements with an end among some identities; `standing` leaves out those that were taken back. */
export async function apartTouching(db: Db, identities: readonly Uuid[], standing: boolean): Promise<Apart[]> {
  const { rows } = await sql<Apart>`
    select ${apartColumns} from people.apart where (a = any(${identities}::uuid[]) or b = any(${identities}::uuid[])) and (not ${standing}::boolean or ended_at is null) order by made_at desc`.execute(db)
  return rows
}
