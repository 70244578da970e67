/** What somebody does to links in one go, and how it is undone in one go. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { endApart, endLinks, holdPeople, insertApart, insertLinks, linksByIds, type Maker } from './link-store.ts'
import { regroup } from './regroup.ts'

export type DeedName = 'join' | 'split' | 'apart' | 'allow' | 'undo-link' | 'accept' | 'refuse' | 'never' | 'accept-many' | 'undo'

export interface LinkAct {
  readonly id: Uuid
  readonly deed: DeedName
  readonly byName: string
  readonly at: Instant
  readonly undoneAt: Instant | null
  readonly undoneBy: string | null
}

/** Codes of PostgreSQL for transactions that met crosswise: it is safe to try them again. */
const crossed = new Set(['40P01', '40001'])

/** A transaction that may change who is who: one at a time, tried again when it met another crosswise. */
export async function changePeople<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (tx) => {
        await holdPeople(tx)
        return work(tx)
      })
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
      if (!crossed.has(code) || attempt === 5) throw thrown
    }
  }
}

/** Notes that somebody acts; what the act makes and ends bears its id. */
export async function openAct(tx: Tx, deed: DeedName, actor: Actor, at: Instant): Promise<Maker & { readonly act: Uuid }> {
  const act = newId(at)
  await sql`insert into people.link_acts (id, deed, by_kind, by_id, by_name, at) values (${act}, ${deed}, ${actor.kind}, ${actor.id}, ${actor.name}, ${new Date(at)})`.execute(tx)
  return { by: actor.name, at, act }
}

/**
 * Takes an act back: what it made ends, what it ended stands again, as far as
 * nobody has ended or made it since. Taking back is an act itself.
 *
 * @throws {NotFound} for an unknown act, {Conflict} for one that was taken back.
 */
export async function undoAct(db: Db, actor: Actor, id: Uuid, at: Instant): Promise<{ act: Uuid; moved: Uuid[] }> {
  return changePeople(db, async (tx) => {
    const { rows } = await sql<{ undoneAt: Instant | null }>`select undone_at as "undoneAt" from people.link_acts where id = ${id} for update`.execute(tx)
    const before = rows[0]
    if (!before) throw new NotFound('act on links', id)
    if (before.undoneAt !== null) throw new Conflict('This was taken back already.', 'people.undone-already')
    const maker = await openAct(tx, 'undo', actor, at)
    await sql`update people.link_acts set undone_at = ${new Date(at)}, undone_by = ${actor.name} where id = ${id}`.execute(tx)

    const links = await idsOf(tx, 'links', id)
    const apart = await idsOf(tx, 'apart', id)
    await endLinks(tx, links.made, 'undone', 'undo', maker)
    await endApart(tx, apart.made, maker)
    const again = (await linksByIds(tx, links.ended)).map(({ a, b, kind, basis, evidence, bits, id: link }) => ({ a, b, kind, basis, evidence, bits, state: links.states.get(link) ?? 'standing' }))
    await insertLinks(tx, again, maker)
    await insertApart(tx, apart.endedPairs, maker)
    const touched = [...(await linksByIds(tx, [...links.made, ...links.ended])), ...apart.madePairs, ...apart.endedPairs].flatMap(({ a, b }) => [a, b])
    return { act: maker.act, moved: await regroup(tx, [...new Set(touched)]) }
  })
}

interface Touched {
  readonly made: Uuid[]
  readonly ended: Uuid[]
  readonly madePairs: { a: Uuid; b: Uuid }[]
  readonly endedPairs: { a: Uuid; b: Uuid }[]
  /** In which state a link that the act ended had been. */
  readonly states: Map<Uuid, 'standing' | 'offered'>
}

async function idsOf(tx: Tx, table: 'links' | 'apart', act: Uuid): Promise<Touched> {
  const state = table === 'links' ? sql`state` : sql`null::text`
  const { rows } = await sql<{ id: Uuid; a: Uuid; b: Uuid; made: boolean; ended: boolean; state: string | null }>`
    select id, a, b, made_act is not distinct from ${act}::uuid as made, ended_act is not distinct from ${act}::uuid as ended, ${state} as state from ${sql.table(`people.${table}`)} where made_act = ${act} or ended_act = ${act}`.execute(tx)
  const [made, ended] = [rows.filter((row) => row.made), rows.filter((row) => row.ended)]
  // Only what stood is undone; what was refused had been offered.
  const states = new Map(ended.map((row) => [row.id, row.state === 'refused' ? 'offered' as const : 'standing' as const]))
  const ids = (list: typeof rows): Uuid[] => list.map((row) => row.id)
  return { made: ids(made), ended: ids(ended), madePairs: made, endedPairs: ended, states }
}
