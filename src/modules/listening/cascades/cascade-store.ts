/** Gathers what the loop records, with a memory that is as true as the stream's place: kept in the loop's own transaction. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { gather, leadsTo, type Gatherable } from './gather.ts'
import { NearTexts } from './near-texts.ts'

/** How many texts are remembered, and for how long places of followers. */
const mostTexts = 50_000
const placesKeptDays = 60

export interface Gathering {
  /** The cascade of each post given. */
  readonly cascades: ReadonlyMap<Uuid, Uuid>
  /** To be called when the transaction has committed: what was learnt holds from now on. */
  keep(): void
}

export interface Cascades {
  /**
   * Gathers posts in the order given. What is learnt is written in `tx`; until
   * `keep` is called the next stretch reads its memory anew.
   */
  gather(tx: Tx, posts: readonly Gatherable[]): Promise<Gathering>
  /** Forgets posts that were taken back or erased. */
  forget(tx: Tx, ids: readonly Uuid[]): Promise<void>
}

export function openCascades(): Cascades {
  let texts = new NearTexts(mostTexts)
  let isTrue = false

  /** What another process learnt since, or an attempt that did not commit left wrong, is read again. */
  async function recall(tx: Tx): Promise<void> {
    const { rows: newest } = await sql<{ seq: number }>`select coalesce(max(seq), 0)::float8 as seq from listening.cascade_texts`.execute(tx)
    if (isTrue && newest[0]?.seq === texts.newest) return
    texts = new NearTexts(mostTexts)
    const { rows } = await sql<{ seq: number; id: Uuid; cascade: Uuid; at: number; pairs: Buffer }>`
      select seq::float8 as seq, id, cascade, at, pairs from (select * from listening.cascade_texts order by seq desc limit ${mostTexts}) as newest order by seq`.execute(tx)
    for (const { pairs, ...row } of rows) texts.add({ ...row, pairs: pairsOfBytes(pairs) })
  }

  return {
    gather: async (tx, posts) => {
      if (posts.length === 0) return { cascades: new Map(), keep: () => undefined }
      await recall(tx)
      isTrue = false
      const before = await known(tx, posts)
      const found = gather(posts, before, texts)
      await sql`
        insert into listening.cascade_texts (seq, id, cascade, at, pairs)
        select * from unnest(${found.texts.map(({ seq }) => seq)}::bigint[], ${found.texts.map(({ id }) => id)}::uuid[], ${found.texts.map(({ cascade }) => cascade)}::uuid[], ${found.texts.map(({ at }) => new Date(at))}::timestamptz[], ${found.texts.map(({ pairs }) => Buffer.from(pairs.buffer))}::bytea[])`.execute(tx)
      const at = new Map(posts.map((post) => [post.id, new Date(post.at)]))
      await sql`
        insert into listening.cascade_places (id, cascade, at)
        select * from unnest(${[...found.places.keys()]}::uuid[], ${[...found.places.values()]}::uuid[], ${[...found.places.keys()].map((id) => at.get(id))}::timestamptz[])
        on conflict (id) do nothing`.execute(tx)
      return { cascades: found.cascades, keep: () => { isTrue = true } }
    },
    forget: async (tx, ids) => {
      if (ids.length === 0) return
      const { rows } = await sql`delete from listening.cascade_texts where id = any(${ids}::uuid[]) returning seq`.execute(tx)
      await sql`delete from listening.cascade_places where id = any(${ids}::uuid[])`.execute(tx)
      if (rows.length > 0) isTrue = false
    },
  }
}

/** What is kept of the posts' sources and of the posts themselves. */
export async function known(db: Db | Tx, posts: readonly Gatherable[]): Promise<{ places: Map<Uuid, Uuid>; awaited: Set<Uuid> }> {
  const sources = new Set(posts.flatMap((post) => { const { source, root } = leadsTo(post); return [source, root].filter((id) => id !== null) }))
  const { rows: places } = await sql<{ id: Uuid; cascade: Uuid }>`select id, cascade from listening.cascade_places where id = any(${[...sources]}::uuid[])`.execute(db)
  const { rows: awaited } = await sql<{ cascade: Uuid }>`select distinct cascade from listening.cascade_places where cascade = any(${posts.map(({ id }) => id)}::uuid[])`.execute(db)
  return { places: new Map(places.map(({ id, cascade }) => [id, cascade])), awaited: new Set(awaited.map(({ cascade }) => cascade)) }
}

/** Lets go of what is too old to be followed. */
export async function tidyCascades(db: Db): Promise<void> {
  await sql`delete from listening.cascade_texts where seq <= (select max(seq) from listening.cascade_texts) - ${mostTexts}`.execute(db)
  await sql`delete from listening.cascade_places where at < now() - make_interval(days => ${placesKeptDays})`.execute(db)
}

function pairsOfBytes(bytes: Buffer): Int32Array {
  const copy = new Int32Array(bytes.length / 4)
  Buffer.from(copy.buffer).set(bytes)
  return copy
}
