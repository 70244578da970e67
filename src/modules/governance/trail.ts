/** The audit trail: what is done goes on record before it is done, many rows in one statement. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Unavailable } from '../../kernel/fault.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Actor } from '../../kernel/permission.ts'
import type { Db } from '../../platform/postgres/database.ts'
import { subjectDigest } from './trail-digest.ts'

/** What somebody is about to do. */
export interface Deed {
  readonly actor: Pick<Actor, 'kind' | 'id' | 'name'>
  /** The route: `PATCH /members/{id}`. */
  readonly deed: string
  /** The id that the route names, where it names one. */
  readonly subject: string | null
  readonly facts: Readonly<Record<string, unknown>> | null
  /** From where. */
  readonly address: string
}

export interface Trail {
  /**
   * On record when it resolves. What is answered is called with the HTTP
   * status of the answer.
   * @throws {Unavailable} when it could not be put on record: then it must not be done.
   */
  begin(deed: Deed): Promise<(status: number) => void>
  /** Resolves when every status told so far is on record. */
  settled(): Promise<void>
}

interface Waiting {
  readonly row: Readonly<Record<string, unknown>>
  resolve(seq: number): void
  reject(thrown: unknown): void
}

const mostAtOnce = 500
/** The longest that is kept of what the caller wrote. */
const clipped = (text: string, length: number): string => text.toWellFormed().replaceAll('\0', '').slice(0, length)

export function openTrail(db: Db, now: () => Instant): Trail {
  const waiting: Waiting[] = []
  const ended: { seq: number; status: number }[] = []
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (waiting.length > 0 || ended.length > 0) {
      const batch = waiting.splice(0, mostAtOnce)
      const statuses = ended.splice(0, mostAtOnce)
      if (batch.length > 0) await insert(db, batch)
      if (statuses.length > 0) {
        // What fails here leaves rows without a status, which says that it is not known.
        await sql`update governance.trail set status = told.status from jsonb_to_recordset(${JSON.stringify(statuses)}::jsonb) as told (seq bigint, status integer) where trail.seq = told.seq and trail.seal is null`.execute(db).catch(() => undefined)
      }
    }
  }
  function wake(): void {
    writing ??= write().finally(() => {
      writing = null
      if (waiting.length > 0 || ended.length > 0) wake()
    })
  }

  return {
    begin: async ({ actor, deed, subject, facts, address }) => {
      const salt = subject === null ? null : randomBytes(16)
      const row = {
        at: new Date(now()), actor_kind: actor.kind, actor: actor.id, actor_name: clipped(actor.name, 200), deed, address: clipped(address, 100), facts,
        subject: subject === null ? null : clipped(subject, 200), subject_salt: salt?.toString('hex') ?? null, subject_digest: salt === null || subject === null ? null : subjectDigest(clipped(subject, 200), salt).toString('hex'),
      }
      const seq = await new Promise<number>((resolve, reject) => {
        waiting.push({ row, resolve, reject })
        wake()
      })
      return (status) => {
        ended.push({ seq, status })
        wake()
      }
    },
    settled: async () => {
      while (writing !== null) await writing
    },
  }
}

async function insert(db: Db, batch: readonly Waiting[]): Promise<void> {
  try {
    const { rows } = await sql<{ seq: number }>`
      insert into governance.trail (at, actor_kind, actor, actor_name, deed, subject, subject_salt, subject_digest, facts, address)
      select at, actor_kind, actor, actor_name, deed, subject, decode(subject_salt, 'hex'), decode(subject_digest, 'hex'), facts, address
      from jsonb_to_recordset(${JSON.stringify(batch.map(({ row }, place) => ({ ...row, place })))}::jsonb)
        as told (place integer, at timestamptz, actor_kind text, actor text, actor_name text, deed text, subject text, subject_salt text, subject_digest text, facts jsonb, address text)
      order by place returning seq`.execute(db)
    for (const [index, one] of batch.entries()) one.resolve(rows[index]?.seq ?? 0)
  } catch (thrown) {
    const fault = new Unavailable('This could not be put on record just now, so it was not done. Try it again in a moment.', 'governance.off-record', { cause: thrown })
    for (const one of batch) one.reject(fault)
  }
}
