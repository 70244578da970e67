/** All SQL of imports. */
import { sql } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { ImportView, Mapping } from '../api.ts'
import type { Position, RefusedRow } from './archive-model.ts'

export type ImportState = ImportView['state']

export interface Import {
  readonly id: Uuid
  readonly fileName: string
  readonly bytes: number
  readonly state: ImportState
  readonly trouble: string | null
  readonly mapping: Mapping | null
  readonly position: Position | null
  readonly bytesRead: number
  readonly rowsRead: number
  /** Rows given to the loop; those that were here already are among them. */
  readonly takenIn: number
  readonly alreadyKnown: number
  readonly refused: number
  readonly forgotten: number
  readonly startedAt: Instant | null
  readonly finishedAt: Instant | null
  readonly createdAt: Instant
  readonly createdBy: string
}

const columns = sql`id, file_name as "fileName", bytes, state, trouble, mapping, position, bytes_read as "bytesRead", rows_read as "rowsRead", taken_in as "takenIn",
  already_known as "alreadyKnown", refused, forgotten, started_at as "startedAt", finished_at as "finishedAt", created_at as "createdAt", created_by as "createdBy"`

/** Refused rows of one import that are kept to be looked at; past them they are only counted. */
export const maxKeptRefusals = 100_000

async function announce(db: Db | Tx, id: Uuid): Promise<void> {
  await sql`select pg_notify('rapport_imports', ${id})`.execute(db)
}

export async function addImport(db: Db, { id = newId(), ...made }: { id?: Uuid; fileName: string; bytes: number; createdBy: string }): Promise<Import> {
  await sql`insert into channels.imports (id, file_name, bytes, created_by) values (${id}, ${made.fileName}, ${made.bytes}, ${made.createdBy})`.execute(db)
  return findImport(db, id)
}

/** @throws {NotFound} */
export async function findImport(db: Db | Tx, id: Uuid): Promise<Import> {
  const { rows } = await sql<Import>`select ${columns} from channels.imports where id = ${id}`.execute(db)
  if (rows[0] === undefined) throw new NotFound('import', id)
  return rows[0]
}

export async function listImports(db: Db, page: { before: { at: Instant; id: Uuid } | null; limit: number }): Promise<Import[]> {
  const { rows } = await sql<Import>`
    select ${columns} from channels.imports
    where ${page.before === null} or (date_trunc('milliseconds', created_at), id) < (${new Date(page.before?.at ?? 0)}, ${page.before?.id ?? null}::uuid)
    order by date_trunc('milliseconds', created_at) desc, id desc limit ${page.limit}`.execute(db)
  return rows
}

/** Imports that somebody must be working on. */
export async function importsAtWork(db: Db): Promise<{ id: Uuid; state: 'running' | 'undoing' }[]> {
  const { rows } = await sql<{ id: Uuid; state: 'running' | 'undoing' }>`select id, state from channels.imports where state in ('running', 'undoing') order by created_at`.execute(db)
  return rows
}

/** Moves to another state if it is in one of `from`; says whether it did, and tells whoever works. */
export async function moveImport(db: Db | Tx, id: Uuid, from: readonly ImportState[], to: ImportState, trouble: string | null = null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channels.imports set state = ${to}, trouble = ${trouble}, finished_at = case when ${['finished', 'undone', 'failed'].includes(to)} then now() else null end,
      bytes_read = case when ${to} = 'finished' then bytes else bytes_read end
    where id = ${id} and state = any(${[...from]})`.execute(db)
  if (numAffectedRows === 0n) return false
  await announce(db, id)
  return true
}

/** Begins from the first row, with nothing counted yet. */
export async function beginImport(tx: Tx, id: Uuid, mapping: Mapping): Promise<void> {
  await sql`delete from channels.import_refusals where import = ${id}`.execute(tx)
  await sql`
    update channels.imports set mapping = ${JSON.stringify(mapping)}::jsonb, position = null, bytes_read = 0, rows_read = 0, taken_in = 0, already_known = 0, refused = 0, forgotten = 0, started_at = now()
    where id = ${id}`.execute(tx)
}

export interface Stretch {
  readonly from: Position | null
  readonly to: Position
  readonly bytes: number
  readonly rows: number
  readonly takenIn: number
  readonly refused: readonly RefusedRow[]
}

/**
 * Saves a stretch that was read, if it is the one that was due: running still,
 * and nobody else has read it meanwhile. The caller's transaction must not
 * commit when it was not.
 */
export async function saveStretch(tx: Tx, id: Uuid, stretch: Stretch): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channels.imports set position = ${JSON.stringify(stretch.to)}::jsonb, bytes_read = ${stretch.bytes}, rows_read = rows_read + ${stretch.rows}, taken_in = taken_in + ${stretch.takenIn}, refused = refused + ${stretch.refused.length}
    where id = ${id} and state = 'running' and position is not distinct from ${stretch.from === null ? null : JSON.stringify(stretch.from)}::jsonb`.execute(tx)
  if (numAffectedRows === 0n) return false
  if (stretch.refused.length > 0) {
    const rows = stretch.refused.map(({ row, code, because, raw }) => ({ row, code, because: storable(because), raw: storable(raw) }))
    await sql`
      insert into channels.import_refusals (import, row, code, because, raw)
      select ${id}, row, code, because, raw from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as refused (row bigint, code text, because text, raw text)
      where (select refused from channels.imports where id = ${id}) <= ${maxKeptRefusals}
      on conflict do nothing`.execute(tx)
  }
  return true
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

/** Told by the loop: of what this import brought, so many were here already. */
export async function countKnown(importId: Uuid, count: number, tx: Tx): Promise<void> {
  await sql`update channels.imports set already_known = already_known + ${count} where id = ${importId}`.execute(tx)
}

export async function saveForgotten(db: Db, id: Uuid, forgotten: number): Promise<void> {
  await sql`update channels.imports set forgotten = ${forgotten} where id = ${id}`.execute(db)
}

/** Refused rows in order, from after `afterRow`. */
export async function listRefusals(db: Db, id: Uuid, afterRow: number, limit: number): Promise<RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`select row, code, because, raw from channels.import_refusals where import = ${id} and row > ${afterRow} order by row limit ${limit}`.execute(db)
  return rows
}

export async function dropImport(db: Db, id: Uuid): Promise<void> {
  await sql`delete from channels.imports where id = ${id}`.execute(db)
}
