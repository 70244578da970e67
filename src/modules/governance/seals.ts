/** Seals over the audit trail: made in the background, checked on demand, carried on when old rows go. */
import { sql } from 'kysely'
import { secondMs, type Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import { sealDigest, type TrailRow } from './trail-digest.ts'

/** A row is sealed with its status; without one after this long, when whoever did it must be gone. */
const patienceMs = 120 * secondMs
const mostInBlock = 5_000
/** A row is never dated longer than this before the seal before its own: blocks end at the first row that is not done with. */
const mostLateMs = 600 * secondMs
const sealLock = 724_011

interface Seal {
  readonly number: number
  readonly untilSeq: number
  readonly entries: number
  readonly digest: Buffer
  readonly at: Instant
}

const rowColumns = sql`seq, at, actor_kind as "actorKind", actor, actor_name as "actorName", deed, subject_digest as "subjectDigest", facts, address, status`

async function lastSeal(db: Db): Promise<Seal | null> {
  const { rows } = await sql<Seal>`select number, until_seq as "untilSeq", entries, digest, at from governance.seals order by number desc limit 1`.execute(db)
  return rows[0] ?? null
}

/**
 * Seals what is done with. Rows become visible out of order, so a block ends
 * before the first row that is not, and one process at a time seals.
 * @returns how many rows were sealed.
 */
export async function sealTrail(db: Db, key: string, now: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows: [lock] } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${sql.lit(sealLock)}) as mine`.execute(tx)
    if (!lock?.mine) return 0
    const { rows: found } = await sql<TrailRow>`select ${rowColumns} from governance.trail where seal is null and at < ${new Date(now - 2 * secondMs)} order by seq limit ${mostInBlock}`.execute(tx)
    const end = found.findIndex((row) => row.status === null && row.at > now - patienceMs)
    const rows = end === -1 ? found : found.slice(0, end)
    if (rows.length === 0) return 0
    await writeSeal(tx, key, rows, now)
    return rows.length
  })
}

async function writeSeal(tx: Tx, key: string, rows: readonly TrailRow[], now: Instant): Promise<void> {
  const before = await lastSeal(tx)
  const number = (before?.number ?? 0) + 1
  const untilSeq = rows.at(-1)?.seq ?? 0
  await sql`insert into governance.seals (number, until_seq, entries, digest, at) values (${number}, ${untilSeq}, ${rows.length}, ${sealDigest(key, before?.digest ?? null, rows)}, ${new Date(now)})`.execute(tx)
  await sql`update governance.trail set seal = ${number} where seq = any(${rows.map((row) => row.seq)}::bigint[])`.execute(tx)
}

export interface Verification {
  readonly entries: number
  readonly seals: number
  /** Rows too young to be sealed. */
  readonly unsealed: number
  /** The first block that does not hold; `null` when all do. */
  readonly broken: { readonly seal: number; readonly fromSeq: number; readonly untilSeq: number; readonly because: string } | null
}

/** Reads the whole trail, block by block, and holds each against its seal. */
export async function verifyTrail(db: Db, key: string): Promise<Verification> {
  let before: Seal | null = null
  let entries = 0
  let seals = 0
  let broken: Verification['broken'] = null
  for (let number: number | null = null; broken === null; ) {
    const { rows: [seal] }: { rows: Seal[] } = await sql<Seal>`select number, until_seq as "untilSeq", entries, digest, at from governance.seals where (${number}::bigint is null or number > ${number}) order by number limit 1`.execute(db)
    if (seal === undefined) break
    const { rows } = await sql<TrailRow>`select ${rowColumns} from governance.trail where seal = ${seal.number} order by seq`.execute(db)
    const fromSeq = (before?.untilSeq ?? 0) + 1
    const fault = (because: string): Verification['broken'] => ({ seal: seal.number, fromSeq, untilSeq: seal.untilSeq, because })
    if (before !== null && seal.number !== before.number + 1) broken = fault(`Seal ${before.number + 1} is missing.`)
    else if (before === null && seal.number > 1 && rows.length === 0) seals += 1 // What came before was let go of by retention; this seal carries the chain.
    else if (rows.length !== seal.entries) broken = fault(`The block has ${rows.length} rows; ${seal.entries} were sealed.`)
    else if (before !== null && rows.some((row) => row.at < (before?.at ?? 0) - mostLateMs)) broken = fault('A row is dated long before the block before it was sealed: it was put in later.')
    else if (!sealDigest(key, before?.digest ?? null, rows).equals(seal.digest)) broken = fault('A row was changed, put in, or put in another order after it was sealed.')
    else {
      entries += rows.length
      seals += 1
    }
    before = seal
    number = seal.number
  }
  const { rows: [open] } = await sql<{ young: number }>`select count(*)::integer as young from governance.trail where seal is null`.execute(db)
  return { entries, seals, unsealed: open?.young ?? 0, broken }
}

/**
 * Lets go of whole blocks that ended before an instant. The last seal of them
 * stays, so that the chain goes on.
 * @returns how many rows went.
 */
export async function trimTrail(db: Db, before: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows: [last] } = await sql<{ number: number | null }>`select max(number) as number from governance.seals where at < ${new Date(before)}`.execute(tx)
    if (last === undefined || last.number === null) return 0
    const gone = await sql`delete from governance.trail where seal <= ${last.number}`.execute(tx)
    await sql`delete from governance.seals where number < ${last.number}`.execute(tx)
    return Number(gone.numAffectedRows ?? 0n)
  })
}
