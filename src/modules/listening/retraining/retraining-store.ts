/** Retrainings in PostgreSQL: what each learnt and was measured at, and which one holds. */
import { deflateSync, inflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { LabelName } from '../labels/labels.ts'
import type { Lean, Leans } from '../understanding/index.ts'
import type { RetrainingReport } from './retrain.ts'

export interface Retraining {
  readonly id: Uuid
  readonly madeAt: Instant
  readonly by: string
  readonly report: RetrainingReport
  readonly appliedAt: Instant | null
  readonly undoneAt: Instant | null
}

/** A lean as bytes: mostly zeros, which deflate well. */
export function packLeans(leans: Leans): Buffer {
  const entries = Object.entries(leans) as [LabelName, Lean][]
  const head = Buffer.from(JSON.stringify(entries.map(([label, { labels, bits }]) => ({ label, labels, bits }))))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(head.length)
  return deflateSync(Buffer.concat([size, head, ...entries.map(([, { table }]) => Buffer.from(table.buffer, table.byteOffset, table.byteLength))]))
}

export function unpackLeans(packed: Uint8Array): Leans {
  const bytes = inflateSync(packed)
  const size = bytes.readUInt32LE(0)
  const head = JSON.parse(bytes.toString('utf8', 4, 4 + size)) as { label: LabelName; labels: string[]; bits: number }[]
  let at = 4 + size
  return Object.fromEntries(head.map(({ label, labels, bits }) => {
    const length = 2 ** bits * labels.length
    const table = Float32Array.from({ length }, (_, place) => bytes.readFloatLE(at + place * 4))
    at += length * 4
    return [label, { labels, bits, table }]
  }))
}

const columns = sql`id, made_at as "madeAt", by_name as by, report, applied_at as "appliedAt", undone_at as "undoneAt"`

export async function keepRetraining(db: Db, made: { readonly by: string; readonly seed: number; readonly report: RetrainingReport; readonly leans: Leans }): Promise<Uuid> {
  const id = newId()
  await sql`insert into listening.retrainings (id, by_name, seed, report, leans) values (${id}, ${made.by}, ${made.seed}, ${JSON.stringify(made.report)}::jsonb, ${packLeans(made.leans)})`.execute(db)
  return id
}

/** The newest first. */
export async function listRetrainings(db: Db, limit: number): Promise<Retraining[]> {
  return (await sql<Retraining>`select ${columns} from listening.retrainings order by made_at desc, id desc limit ${limit}`.execute(db)).rows
}

export async function findRetraining(db: Db, id: Uuid): Promise<Retraining> {
  const { rows } = await sql<Retraining>`select ${columns} from listening.retrainings where id = ${id}`.execute(db)
  const [found] = rows
  if (!found) throw new NotFound('retraining', id)
  return found
}

/** How many posts of the safety sample may be told worse after it. */
const mayLose = 2

/** Makes a retraining hold from now on. @throws {Conflict} when the safety sample suffers too much. */
export async function applyRetraining(db: Db, id: Uuid, by: string): Promise<void> {
  const { report } = await findRetraining(db, id)
  const worse = report.labels.find(({ safety }) => safety.before - safety.after > mayLose)
  if (worse) throw new Conflict(`This retraining would tell the ${worse.label} of ${worse.safety.before - worse.safety.after} of ${worse.safety.of} posts of the safety sample wrongly that are right now. Look through the corrections of ${worse.label} for mistakes, undo those, and retrain; nothing was changed.`, 'listening.retraining.unsafe')
  await sql`update listening.retrainings set applied_at = now(), applied_by = ${by}, undone_at = null where id = ${id}`.execute(db)
  await announceTaught(db)
}

/** Takes a retraining back; the one applied before it holds again, or the shipped models. */
export async function undoRetraining(db: Db, id: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`update listening.retrainings set undone_at = now() where id = ${id} and applied_at is not null and undone_at is null`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('retraining in use', id)
  await announceTaught(db)
}

/** What the retraining that holds has learnt; nothing where none does. */
export async function leansInUse(db: Db): Promise<Leans> {
  const { rows } = await sql<{ leans: Buffer }>`select leans from listening.retrainings where applied_at is not null and undone_at is null order by applied_at desc limit 1`.execute(db)
  return rows[0] ? unpackLeans(rows[0].leans) : {}
}

/** Tells every process that what was taught changed. */
export async function announceTaught(db: Db): Promise<void> {
  await sql`select pg_notify('rapport_taught', '')`.execute(db)
}
