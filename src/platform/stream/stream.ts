/** The way from take-in to the rest: appended durably, read in order, by consumers that keep their own place. */
import { sql } from 'kysely'
import type { Db, Postgres, Tx } from '../postgres/database.ts'
import { channel, consume } from './consume.ts'
import { pack } from './packed.ts'
import { recentEntries } from './recent.ts'

/** One append: what became durable together. */
export interface Entry {
  readonly seq: number
  readonly items: readonly unknown[]
  readonly at: number
}

/** An entry, and what its consumer made ready of it while the stretch before was handled. */
export type Prepared<P> = Entry & { readonly prepared: P }

export interface Stretch<P = undefined> {
  readonly entries: readonly Prepared<P>[]
  /** Moves the consumer's place past this stretch, in the transaction that saves what came of it. */
  done(tx: Tx): Promise<void>
  /**
   * True when an earlier attempt at this stretch may have left something
   * outside PostgreSQL: after a start and after a failure.
   */
  readonly mayRepeat: boolean
}

export interface Stream {
  /**
   * Makes items durable. With `alongside`, in one transaction with what it
   * writes; without, many callers share one commit. Items are JSON, and stay as
   * they are: whoever reads in this process may be handed the same ones.
   */
  append(items: readonly unknown[], alongside?: (tx: Tx) => Promise<void>): Promise<void>
  /**
   * Hands stretches to one consumer, in order, until the signal aborts. At
   * most one process at a time runs a consumer of one name. What the handler
   * throws is reported and tried again after a back-off.
   *
   * `prepare` is called once for each entry as soon as it is read, ahead of the
   * stretch it will belong to: for what takes time and changes nothing.
   */
  consume<P = undefined>(name: string, options: ConsumeOptions<P>, handler: (stretch: Stretch<P>) => Promise<void>): Promise<void>
  /** How far a consumer is behind: appended items it has not done, and the age of the oldest in ms. */
  lag(name: string): Promise<{ items: number; oldestMs: number }>
  /** Drops what every consumer has done. Returns how many entries. */
  trim(): Promise<number>
}

export interface ConsumeOptions<P = undefined> {
  readonly signal: AbortSignal
  readonly prepare?: (entry: Entry) => Promise<P>
  /** A stretch ends when it holds this many items. Default 5,000. */
  readonly maxItems?: number
  readonly onFault: (thrown: unknown, attempt: number) => void
}

export type StreamTables = {
  'platform.stream_consumers': { name: string; position: number; items: number; at: Date }
}

interface Waiting {
  readonly items: readonly unknown[]
  /** The same as a JSON array. */
  readonly json: string
  resolve(): void
  reject(thrown: unknown): void
}

// Appends must become visible in the order of `seq`, or a consumer could pass one that commits later.
const appendLock = 724002

/** Callers share a commit up to so many items, so that a stretch stays near the size its consumer asked for. */
const maxSharedItems = 2_000

/** The first callers that fit into one entry; one that is larger by itself goes alone. */
function fitting(waiting: Waiting[]): Waiting[] {
  let items = 0
  const beyond = waiting.findIndex((one, index) => (items += one.items.length) > maxSharedItems && index > 0)
  return waiting.splice(0, beyond === -1 ? waiting.length : beyond)
}

/** Several JSON arrays as one. */
const joined = (arrays: readonly string[]): string => (arrays.length === 1 ? arrays[0] ?? '[]' : `[${arrays.map((array) => array.slice(1, -1)).join(',')}]`)

/** The stream in PostgreSQL: an append table. */
export function postgresStream(postgres: Postgres): Stream {
  const { db } = postgres
  const waiting: Waiting[] = []
  let flushing = false

  const recent = recentEntries()

  /** One statement: the lock is taken before a number is drawn, and held until the entry can be seen. Returns the number. */
  async function insert(tx: Db, payload: Buffer, count: number): Promise<number> {
    const { rows: [entry] } = await sql<{ seq: number }>`
      with locked as materialized (select pg_advisory_xact_lock(${sql.lit(appendLock)})),
        entry as (insert into platform.stream (payload, items) select ${payload}::bytea, ${count}::int from locked returning seq)
      select seq, pg_notify(${channel}, '') from entry`.execute(tx)
    return entry?.seq ?? 0
  }

  async function flush(): Promise<void> {
    if (flushing) return
    flushing = true
    while (waiting.length > 0) {
      const batch = fitting(waiting)
      try {
        const items = batch.flatMap((one) => one.items)
        recent.keep(await insert(db, await pack(joined(batch.map(({ json }) => json))), items.length), items)
        for (const one of batch) one.resolve()
      } catch (thrown) {
        for (const one of batch) one.reject(thrown)
      }
    }
    flushing = false
  }

  return {
    append: async (items, alongside) => {
      if (alongside) {
        const payload = items.length === 0 ? null : await pack(JSON.stringify(items))
        const seq = await db.transaction().execute(async (tx) => {
          await alongside(tx)
          return payload === null ? null : insert(tx, payload, items.length)
        })
        if (seq !== null) recent.keep(seq, items)
        return
      }
      if (items.length === 0) return
      const json = JSON.stringify(items)
      await new Promise<void>((resolve, reject) => {
        waiting.push({ items, json, resolve, reject })
        void flush()
      })
    },
    consume: (name, options, handler) => consume(postgres, recent, name, options, handler),
    lag: async (name) => {
      const { rows } = await sql<{ items: number; oldest: number | null }>`
        select coalesce(sum(items), 0)::bigint as items, min(at) as oldest from platform.stream
        where seq > coalesce((select position from platform.stream_consumers where name = ${name}), 0)`.execute(db)
      const row = rows[0]
      return { items: row?.items ?? 0, oldestMs: row?.oldest ? Math.max(0, Date.now() - row.oldest) : 0 }
    },
    trim: async () => {
      const { rows } = await sql<{ count: number }>`
        with gone as (delete from platform.stream where seq <= (select min(position) from platform.stream_consumers) returning 1)
        select count(*)::bigint as count from gone`.execute(db)
      return rows[0]?.count ?? 0
    },
  }
}
