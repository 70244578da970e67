/** Takes items out of what is still on the stream. */
import { sql } from 'kysely'
import type { Db } from '../postgres/database.ts'
import { pack, unpack } from './packed.ts'

/**
 * Rewrites entries that hold items which are not to be kept. The number of
 * items of an entry stays as it was counted, so that lag and places hold.
 * @returns how many items went.
 */
export async function redactStream(db: Db, keep: (item: unknown) => boolean): Promise<number> {
  let removed = 0
  let after = 0
  for (;;) {
    const { rows } = await sql<{ seq: number; payload: Buffer }>`select seq, payload from platform.stream where seq > ${after} order by seq limit 200`.execute(db)
    if (rows.length === 0) return removed
    for (const { seq, payload } of rows) {
      const items = await unpack(payload)
      const kept = items.filter(keep)
      if (kept.length === items.length) continue
      const packed = await pack(JSON.stringify(kept))
      await sql`update platform.stream set payload = ${packed} where seq = ${seq}`.execute(db)
      removed += items.length - kept.length
    }
    after = rows.at(-1)?.seq ?? after
  }
}

/** The place of the newest entry; 0 when there never was one. */
export async function lastPlace(db: Db): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`select greatest((select max(seq) from platform.stream), (select max(position) from platform.stream_consumers)) as seq`.execute(db)
  return rows[0]?.seq ?? 0
}

/** Whether every consumer has done all entries up to a place. */
export async function passed(db: Db, place: number): Promise<boolean> {
  const { rows } = await sql<{ behind: number }>`select count(*)::int as behind from platform.stream_consumers where position < ${place}`.execute(db)
  return rows[0]?.behind === 0
}
