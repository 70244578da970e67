/** Reads entries of the stream before they are asked for, so that they are ready when their turn comes. */
import { sql } from 'kysely'
import type { Db } from '../postgres/database.ts'
import { unpack } from './packed.ts'
import type { Recent } from './recent.ts'
import type { Entry, Stretch, StreamTables } from './stream.ts'

/** Reads entries before they are asked for, as many as two stretches hold, each once and in order. */
export function readAhead<P>(db: Db, recent: Recent, name: string, maxItems: number, prepare: ((entry: Entry) => Promise<P>) | undefined) {
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
    const { rows } = await sql<{ seq: number; items: number; at: number }>`
      select seq, items, at from (
        select seq, items, at, sum(items) over (order by seq) - items as before
        from (select seq, items, at from platform.stream where seq > ${after} order by seq limit 2000) as next
      ) as counted where before < ${Math.min(room, maxItems)} order by seq`.execute(db)
    const here = new Map(rows.map(({ seq }) => [seq, recent.take(seq)]))
    const entries = await withItems(rows, here)
    for (const [index, entry] of entries.entries()) {
      const one: Held = { entry, items: rows[index]?.items ?? 0, prepared: prepare ? prepare(entry) : Promise.resolve(undefined as P), isReady: false }
      // A failure is met where the stretch is taken.
      one.prepared.then(() => { one.isReady = true }, () => { one.isReady = true })
      held.push(one)
      heldItems += one.items
      lastSeq = entry.seq
    }
  }
  /** What is not here is fetched. */
  async function withItems(rows: readonly { seq: number; at: number }[], here: ReadonlyMap<number, readonly unknown[] | undefined>): Promise<Entry[]> {
    const missing = rows.filter(({ seq }) => here.get(seq) === undefined).map(({ seq }) => seq)
    const fetched = new Map<number, readonly unknown[]>()
    if (missing.length > 0) {
      const { rows: packed } = await sql<{ seq: number; payload: Buffer }>`select seq, payload from platform.stream where seq = any(${missing}::bigint[])`.execute(db)
      await Promise.all(packed.map(async ({ seq, payload }) => fetched.set(seq, await unpack(payload))))
    }
    return rows.map(({ seq, at }) => {
      const items = here.get(seq) ?? fetched.get(seq)
      if (items === undefined) throw new Error(`Entry ${seq} of the stream is gone before it was handled.`)
      return { seq, at, items }
    })
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
