/** All SQL of imports of people. */
import { sql } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { RefusedTableRow, TablePlace } from '../../../kernel/table-file.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { ImportKind, ImportMapping } from './mapping.ts'

export type PeopleImportState = 'uploaded' | 'checking' | 'checked' | 'running' | 'paused' | 'finished' | 'failed' | 'undoing' | 'undone'

export interface ImportCounts {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  /** People who were several before. */
  readonly joined: number
  readonly refused: number
}

/** What an undo left: it acted since, is used by something else, or was changed. */
export interface Kept {
  readonly identity: Uuid
  readonly because: 'acted' | 'used' | 'changed'
}

export interface PeopleImport extends ImportCounts {
  readonly id: Uuid
  readonly what: ImportKind
  readonly fileName: string
  readonly bytes: number
  readonly state: PeopleImportState
  readonly trouble: string | null
  readonly mapping: ImportMapping | null
  readonly place: TablePlace | null
  readonly bytesRead: number
  readonly rowsRead: number
  readonly shared: readonly { readonly channel: string; readonly address: string }[]
  readonly kept: readonly Kept[]
  readonly keptCount: number
  readonly undoneCount: number
  readonly startedAt: Instant | null
  readonly finishedAt: Instant | null
  readonly createdAt: Instant
  readonly createdBy: string
}

const columns = sql`id, what, file_name as "fileName", bytes, state, trouble, mapping, place, bytes_read as "bytesRead", rows_read as "rowsRead", created, changed, unchanged, joined, refused, shared, kept, kept_count as "keptCount", undone_count as "undoneCount",
  started_at as "startedAt", finished_at as "finishedAt", created_at as "createdAt", created_by as "createdBy"`
const maxKeptRefusals = 100_000
const maxShown = 50

const wake = (db: Db | Tx) => sql`select pg_notify('rapport_people_imports', '')`.execute(db)

export async function addPeopleImport(db: Db, one: { id: Uuid; what: ImportKind; fileName: string; bytes: number; by: string }): Promise<PeopleImport> {
  await sql`insert into people.imports (id, what, file_name, bytes, created_by) values (${one.id}, ${one.what}, ${one.fileName.toWellFormed().replaceAll('\0', '')}, ${one.bytes}, ${one.by})`.execute(db)
  return peopleImport(db, one.id)
}

/** @throws {NotFound} */
export async function peopleImport(db: Db | Tx, id: Uuid): Promise<PeopleImport> {
  const { rows } = await sql<PeopleImport>`select ${columns} from people.imports where id = ${id}`.execute(db)
  if (!rows[0]) throw new NotFound('import', id)
  return rows[0]
}

export async function peopleImports(db: Db, before: { at: Instant; id: Uuid } | null, limit: number): Promise<PeopleImport[]> {
  const { rows } = await sql<PeopleImport>`select ${columns} from people.imports where ${before ? sql`(created_at, id) < (${new Date(before.at)}, ${before.id}::uuid)` : sql`true`} order by created_at desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Those that somebody must be working on. */
export async function workingImports(db: Db): Promise<{ id: Uuid; state: 'checking' | 'running' | 'undoing' }[]> {
  const { rows } = await sql<{ id: Uuid; state: 'checking' | 'running' | 'undoing' }>`select id, state from people.imports where state in ('checking', 'running', 'undoing') order by created_at`.execute(db)
  return rows
}

/** Whether an import is written or taken back at this moment: work in the background then leaves it the way. */
export async function importGoesOn(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from people.imports where state in ('running', 'undoing')) as found`.execute(db)
  return rows[0]?.found === true
}

/** Moves to another state if it is in one of `from`; says whether it did, and tells whoever works. */
export async function movePeopleImport(db: Db | Tx, id: Uuid, from: readonly PeopleImportState[], to: PeopleImportState, trouble: string | null = null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update people.imports set state = ${to}, trouble = ${trouble}, finished_at = case when ${['finished', 'checked', 'undone', 'failed'].includes(to)} then now() end, bytes_read = case when ${to} in ('finished', 'checked') then bytes else bytes_read end
    where id = ${id} and state = any(${[...from]})`.execute(db)
  if (!numAffectedRows) return false
  await wake(db)
  return true
}

/**
 * Lets PostgreSQL look at what has come in. A table that grows a thousandfold
 * within minutes is otherwise planned for as if it were empty: with three
 * million ties, finding 200 took whole seconds instead of milliseconds.
 */
export async function lookAtGrown(db: Db): Promise<void> {
  await sql`analyze people.identities, people.links, people.entries, people.consents, people.purchases, people.import_marks, people.stale, people.unplaced, people.cards`.execute(db)
}

/** Begins from the first row, with nothing counted yet. */
export async function beginPeopleImport(tx: Tx, id: Uuid, mapping: ImportMapping): Promise<void> {
  await sql`delete from people.import_refusals where import = ${id}`.execute(tx)
  await sql`
    update people.imports set mapping = ${JSON.stringify(mapping)}::jsonb, place = null, bytes_read = 0, rows_read = 0, created = 0, changed = 0, unchanged = 0, joined = 0, refused = 0, shared = '[]', kept = '[]', kept_count = 0, undone_count = 0, started_at = now() where id = ${id}`.execute(tx)
}

export interface ReadStretch extends ImportCounts {
  readonly from: TablePlace | null
  readonly to: TablePlace
  readonly bytes: number
  readonly rows: number
  readonly refusals: readonly RefusedTableRow[]
  readonly shared: readonly { readonly channel: string; readonly address: string }[]
}

/** Saves a stretch if it was the one that was due. What was written with it must not be kept when it was not. */
export async function saveReadStretch(tx: Tx, id: Uuid, state: 'running' | 'checking', stretch: ReadStretch): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update people.imports set place = ${JSON.stringify(stretch.to)}::jsonb, bytes_read = ${stretch.bytes}, rows_read = rows_read + ${stretch.rows}, created = created + ${stretch.created}, changed = changed + ${stretch.changed}, unchanged = unchanged + ${stretch.unchanged},
      joined = joined + ${stretch.joined}, refused = refused + ${stretch.refused},
      shared = case when jsonb_array_length(shared) >= ${maxShown} then shared else (select coalesce(jsonb_agg(distinct one), '[]') from jsonb_array_elements(shared || ${JSON.stringify(stretch.shared.slice(0, maxShown))}::jsonb) as one) end
    where id = ${id} and state = ${state} and place is not distinct from ${stretch.from === null ? null : JSON.stringify(stretch.from)}::jsonb`.execute(tx)
  if (!numAffectedRows) return false
  if (stretch.refusals.length > 0) {
    const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')
    await sql`
      insert into people.import_refusals (import, row, code, because, raw)
      select ${id}, row, code, because, raw from jsonb_to_recordset(${JSON.stringify(stretch.refusals.map((one) => ({ ...one, because: storable(one.because), raw: storable(one.raw) })))}::jsonb) as refused (row bigint, code text, because text, raw text)
      where (select refused from people.imports where id = ${id}) <= ${maxKeptRefusals} on conflict do nothing`.execute(tx)
  }
  return true
}

export async function refusalsOf(db: Db, id: Uuid, afterRow: number, limit: number): Promise<RefusedTableRow[]> {
  const { rows } = await sql<RefusedTableRow>`select row, code, because, raw from people.import_refusals where import = ${id} and row > ${afterRow} order by row limit ${limit}`.execute(db)
  return rows
}

export async function saveUndone(db: Db | Tx, id: Uuid, undone: number, kept: readonly Kept[]): Promise<void> {
  await sql`update people.imports set undone_count = undone_count + ${undone}, kept_count = kept_count + ${kept.length}, kept = case when jsonb_array_length(kept) >= ${maxShown} then kept else kept || ${JSON.stringify(kept.slice(0, maxShown))}::jsonb end where id = ${id}`.execute(db)
}

export async function dropPeopleImport(db: Db, id: Uuid): Promise<void> {
  await sql`delete from people.imports where id = ${id}`.execute(db)
}
