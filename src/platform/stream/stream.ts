/** The way from take-in to the rest: appended durably, read in order, by consumers that keep their own place. */
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import type { Postgres } from '../postgres/database.ts'
import type { Db, Tx } from '../postgres/database.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

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
   * writes; without, many callers share one commit.
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

type StreamTables = {
  'platform.stream_consumers': { name: string; position: number; items: number; at: Date }
}

interface Waiting {
  /** A JSON array. */
  readonly json: string
  readonly count: number
  resolve(): void
  reject(thrown: unknown): void
}

// Appends must become visible in the order of `seq`, or a consumer could pass one that commits later.
const appendLock = 724002
const channel = 'rapport_stream'

/** Callers share a commit up to so many items, so that a stretch stays near the size its consumer asked for. */
const maxSharedItems = 2_000

/** The first callers that fit into one entry; one that is larger by itself goes alone. */
function fitting(waiting: Waiting[]): Waiting[] {
  let items = 0
  const beyond = waiting.findIndex(({ count }, index) => (items += count) > maxSharedItems && index > 0)
  return waiting.splice(0, beyond === -1 ? waiting.length : beyond)
}

/** Several JSON arrays as one. */
const joined = (arrays: readonly string[]): string => (arrays.length === 1 ? arrays[0] ?? '[]' : `[${arrays.map((array) => array.slice(1, -1)).join(',')}]`)

/** The stream in PostgreSQL: an append table. */
export function postgresStream(postgres: Postgres): Stream {
  const { db } = postgres
  const waiting: Waiting[] = []
  let flushing = false

  const encode = (json: string): Promise<Buffer> => compress(Buffer.from(json), { params: { [constants.ZSTD_c_compressionLevel]: 1 } })

  async function insert(tx: Db, { payload, count }: { payload: Buffer; count: number }): Promise<void> {
    await sql`select pg_advisory_xact_lock(${sql.lit(appendLock)})`.execute(tx)
    await sql`insert into platform.stream (payload, items) values (${payload}, ${count})`.execute(tx)
    await sql`select pg_notify(${channel}, '')`.execute(tx)
  }

  async function flush(): Promise<void> {
    if (flushing) return
    flushing = true
    while (waiting.length > 0) {
      const batch = fitting(waiting)
      try {
        const entry = { payload: await encode(joined(batch.map(({ json }) => json))), count: batch.reduce((sum, { count }) => sum + count, 0) }
        await db.transaction().execute((tx) => insert(tx, entry))
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
        const payload = items.length === 0 ? null : await encode(JSON.stringify(items))
        await db.transaction().execute(async (tx) => {
          await alongside(tx)
          if (payload !== null) await insert(tx, { payload, count: items.length })
        })
        return
      }
      if (items.length === 0) return
      const json = JSON.stringify(items)
      await new Promise<void>((resolve, reject) => {
        waiting.push({ json, count: items.length, resolve, reject })
        void flush()
      })
    },
    consume: (name, options, handler) => consume(postgres, name, options, handler),
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

async function consume<P>(postgres: Postgres, name: string, options: ConsumeOptions<P>, handler: (stretch: Stretch<P>) => Promise<void>): Promise<void> {
  const { db, pool } = postgres
  const { signal, maxItems = 5_000 } = options
  await sql`insert into platform.stream_consumers (name) values (${name}) on conflict do nothing`.execute(db)
  let wake: () => void = () => undefined
  const abort = (): void => wake()
  signal.addEventListener('abort', abort)

  let attempt = 0
  while (!signal.aborted) {
    // One session holds the listening and the right to consume; when it breaks, both are taken anew.
    const session = await pool.connect().catch((thrown: unknown) => {
      options.onFault(thrown, ++attempt)
      return null
    })
    if (session === null) {
      await pause(Math.min(30_000, 200 * 2 ** attempt), signal)
      continue
    }
    let broken = false
    let notified = true
    const ahead = readAhead(db, name, maxItems, options.prepare)
    const onEnd = (): void => {
      broken = true
      wake()
    }
    const onNotify = (): void => {
      notified = true
      // What fails here is met again when the stretch is taken.
      ahead.read().then(wake, wake)
    }
    session.on('error', onEnd)
    session.on('notification', onNotify)
    try {
      await session.query(`listen ${channel}`)
      while (!signal.aborted && !broken) {
        const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', [`stream:${name}`])
        if (rows[0]?.mine) break
        await pause(1_000, signal)
      }
      // An attempt that was cut off can have handled anything up to here, in stretches of other lengths than ours.
      const { rows: [newest] } = await sql<{ seq: number }>`select coalesce(max(seq), 0)::bigint as seq from platform.stream`.execute(db)
      while (!signal.aborted && !broken) {
        notified = false
        const stretch = await ahead.take(newest?.seq ?? 0)
        if (stretch === null) {
          attempt = 0
          // A notification can come between reading and here; `notified` remembers it.
          if (!notified) await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, 1_000)
            wake = () => {
              clearTimeout(timer)
              resolve()
            }
            if (signal.aborted || notified) wake()
          })
          continue
        }
        await handler(stretch)
        attempt = 0
      }
    } catch (thrown) {
      options.onFault(thrown, ++attempt)
      await pause(Math.min(30_000, 100 * 2 ** attempt), signal)
    } finally {
      session.off('error', onEnd)
      session.off('notification', onNotify)
      // Closing the session gives back the lock and the listening.
      session.release(true)
    }
  }
  signal.removeEventListener('abort', abort)
}

/** Reads entries before they are asked for, as many as two stretches hold, each once and in order. */
function readAhead<P>(db: Db, name: string, maxItems: number, prepare: ((entry: Entry) => Promise<P>) | undefined) {
  interface Held {
    readonly entry: Entry
    readonly items: number
    readonly prepared: Promise<P>
    isReady: boolean
  }
  const held: Held[] = []
  let heldItems = 0
  let lastSeq: number | null = null
  let reading: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null

  async function readOn(): Promise<void> {
    const room = 2 * maxItems - heldItems
    if (room <= 0) return
    const after = lastSeq === null ? sql`(select position from platform.stream_consumers where name = ${name})` : sql`${lastSeq}`
    const { rows } = await sql<{ seq: number; payload: Buffer; items: number; at: number }>`
      select seq, payload, items, at from (
        select seq, payload, items, at, sum(items) over (order by seq) - items as before
        from (select * from platform.stream where seq > ${after} order by seq limit 2000) as next
      ) as counted where before < ${Math.min(room, maxItems)} order by seq`.execute(db)
    const entries = await Promise.all(rows.map(async (row): Promise<Entry> => ({ seq: row.seq, at: row.at, items: JSON.parse((await decompress(row.payload)).toString()) as unknown[] })))
    for (const [index, entry] of entries.entries()) {
      const one: Held = { entry, items: rows[index]?.items ?? 0, prepared: prepare ? prepare(entry) : Promise.resolve(undefined as P), isReady: false }
      // A failure is met where the stretch is taken.
      one.prepared.then(() => { one.isReady = true }, () => { one.isReady = true })
      held.push(one)
      heldItems += one.items
      lastSeq = entry.seq
    }
  }
  /** One reading at a time; all who come meanwhile share the next, which sees what they were told of. */
  function read(): Promise<void> {
    next ??= reading.catch(() => undefined).then(() => {
      next = null
      reading = readOn()
      return reading
    })
    return next
  }
  /** The first entries that are ready, as many as a stretch holds, at least one. */
  function takeReady(): Held[] {
    let count = 0
    let items = 0
    for (const one of held) {
      if (count > 0 && (!one.isReady || items + one.items > maxItems)) break
      count += 1
      items += one.items
    }
    heldItems -= items
    return held.splice(0, count)
  }

  return {
    read,
    /** The next stretch; `null` when there is nothing. What begins at or before `repeatsTo` may have been handled in part. */
    take: async (repeatsTo: number): Promise<Stretch<P> | null> => {
      if (held.length === 0) await read()
      const taken = takeReady()
      const last = taken.at(-1)
      if (last === undefined) return null
      // Meanwhile the next ones are made ready; a failure is met when they are taken.
      read().catch(() => undefined)
      const count = taken.reduce((sum, one) => sum + one.items, 0)
      const entries = await Promise.all(taken.map(async ({ entry, prepared }) => ({ ...entry, prepared: await prepared })))
      return {
        entries,
        mayRepeat: (taken[0]?.entry.seq ?? 0) <= repeatsTo,
        done: async (tx) => {
          await tx.withTables<StreamTables>().updateTable('platform.stream_consumers').set((eb) => ({ position: last.entry.seq, items: eb('items', '+', count), at: new Date() })).where('name', '=', name).execute()
        },
      }
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
