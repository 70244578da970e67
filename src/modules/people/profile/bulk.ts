/** Acts on many people: done slice by slice, so that a kill costs one slice, and undone the same way. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { sentence } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { lifeCycleNow } from '../lifecycle/life-cycle-store.ts'
import { beginning } from '../lifecycle/stages.ts'
import { peopleFilter, where } from '../list/filter.ts'
import { markPersons } from '../list/stale.ts'
import { changeOf, type Actor, type Deed } from './deed.ts'
import { addAct, applyChange, entriesOf, moveAct, openActs, undoSlice, type Act } from './entry-store.ts'

/** Whom an act is for: named one by one, or all that a filter finds. */
export const bulkSchema = z.union([z.object({ people: z.array(z.guid()).min(1).max(10_000) }), z.object({ filter: peopleFilter })])
export type Bulk = z.output<typeof bulkSchema>

const sliceSize = 500

async function chosen(db: Db, bulk: Bulk, now: Instant): Promise<RawBuilder<boolean>> {
  return 'people' in bulk ? sql<boolean>`c.person = any(${bulk.people}::uuid[])` : where(bulk.filter, now, beginning((await lifeCycleNow(db)).stages))
}

/** Begins an act on many; it is done in the background. */
export async function beginBulk(db: Db, by: Actor, deed: Deed, bulk: Bulk, now: Instant): Promise<{ id: Uuid; total: number }> {
  const { rows: [counted] } = await sql<{ total: number }>`select count(*) as total from people.cards c where ${await chosen(db, bulk, now)}`.execute(db)
  const id = newId(now)
  const total = counted?.total ?? 0
  await db.transaction().execute((tx) => addAct(tx, { id, by, deed, bulk: { ...bulk, now }, total, now }))
  return { id, total }
}

/** Does a slice of every open act; true when there is more to do. */
export async function runBulkActs({ db, now }: { readonly db: Db; readonly now: () => Instant }): Promise<boolean> {
  const open = await openActs(db)
  for (const act of open) {
    try {
      await (act.state === 'running' ? doSlice(db, act, now()) : undoOneSlice(db, act, now()))
    } catch (thrown) {
      await db.transaction().execute((tx) => moveAct(tx, act.id, { state: 'failed', because: sentence(thrown).slice(0, 500) }))
    }
  }
  return open.length > 0
}

async function doSlice(db: Db, act: Act, now: Instant): Promise<void> {
  const bulk = bulkSchema.parse(act.bulk)
  // Periods of a filter are those of the moment at which it was asked.
  const asked = z.object({ now: z.number() }).parse(act.bulk).now
  const { rows } = await sql<{ person: Uuid }>`select c.person from people.cards c where ${await chosen(db, bulk, asked)} and ${act.place === null ? sql`true` : sql`c.person > ${act.place}::uuid`} order by c.person limit ${sliceSize}`.execute(db)
  const persons = rows.map((row) => row.person)
  const standing = await entriesOf(db, persons)
  const by = { id: act.byId, name: act.byName }
  const changes = persons.map((person) => changeOf(act.deed, { standing: standing.get(person) ?? [], identity: person, now, by, source: 'hand', act: act.id }))
  await db.transaction().execute(async (tx) => {
    const { rows: [held] } = await sql<{ state: string; place: Uuid | null }>`select state, place from people.acts where id = ${act.id} for update`.execute(tx)
    if (held?.state !== 'running' || held.place !== act.place) return
    const there = new Set((await sql<{ id: Uuid }>`select id from people.identities where id = any(${persons}::uuid[]) for key share`.execute(tx)).rows.map((row) => row.id))
    await applyChange(tx, { add: changes.flatMap((change) => change.add.filter((entry) => there.has(entry.identity))), retract: changes.flatMap((change) => change.retract) }, act.id, now)
    await markPersons(tx, persons)
    await moveAct(tx, act.id, { done: act.done + persons.length, place: persons.at(-1) ?? null, ...(persons.length < sliceSize ? { state: 'done' } : {}) })
  })
}

async function undoOneSlice(db: Db, act: Act, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const persons = await undoSlice(tx, act.id, newId(now), now, sliceSize * 4)
    await markPersons(tx, persons)
    await moveAct(tx, act.id, { done: Math.max(0, act.done - persons.length), ...(persons.length === 0 ? { state: 'undone', done: 0 } : {}) })
  })
}
