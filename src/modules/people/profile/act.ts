/** A member's act on one person, and its undoing. */
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import { lifeCycleNow } from '../lifecycle/life-cycle-store.ts'
import { refreshNow, type RefreshDeps } from '../list/refresh.ts'
import { markPersons } from '../list/stale.ts'
import { companyOf } from '../companies/company-store.ts'
import { identitiesOf } from '../store.ts'
import { changeOf, type Actor, type Deed } from './deed.ts'
import { actOf, addAct, applyChange, entriesOf, moveAct, undoSlice } from './entry-store.ts'

/** @throws {Invalid} when the deed names a stage, company or person that is not there. */
export async function checkDeed(deps: RefreshDeps, deed: Deed): Promise<void> {
  if (deed.is === 'stage' && deed.stage !== null) {
    const { stages } = await lifeCycleNow(deps.db)
    if (!stages.some((stage) => stage.id === deed.stage)) throw new Invalid(`There is no stage "${deed.stage}". Use one of ${stages.map((stage) => stage.id).join(', ')}.`, { path: '/stage' }, 'people.no-stage')
  }
  if (deed.is === 'company' && (await companyOf(deps.db, deed.company)) === null) throw new Invalid(`There is no company "${deed.company}". Make it first.`, { path: '/company' }, 'people.no-company')
  if ((deed.is === 'household' || deed.is === 'brought-by') && (await identitiesOf(deps.db, deed.person)).length === 0) throw new Invalid(`There is no person "${deed.person}".`, { path: '/person' }, 'people.no-person')
}

/**
 * Does something about a person; the answer names the act, by which it is undone.
 * @throws {NotFound} when there is nobody of that id.
 */
export async function actOn(deps: RefreshDeps, by: Actor, person: Uuid, deed: Deed, source = 'hand'): Promise<Uuid> {
  await checkDeed(deps, deed)
  const now = deps.now()
  const id = newId(now)
  const identities = await identitiesOf(deps.db, person)
  const home = identities.find((one) => one.id === person) ?? identities[0]
  if (!home) throw new NotFound('person', person)
  await deps.db.transaction().execute(async (tx) => {
    const standing = (await entriesOf(tx, [person])).get(person) ?? []
    await addAct(tx, { id, by, deed, now })
    await applyChange(tx, changeOf(deed, { standing, identity: home.id, now, by, source, act: id }), id, now)
    await markPersons(tx, [person])
  })
  await refreshNow(deps, [person])
  return id
}

/** Undoes an act: at once for one person, in the background for many. Undoing twice is the same as once. */
export async function undoAct(deps: RefreshDeps, id: Uuid): Promise<void> {
  const { db } = deps
  const act = await actOf(db, id)
  if (!act) throw new NotFound('act', id)
  if (act.state === 'undone' || act.state === 'undoing') return
  if (act.state === 'running') throw new Conflict('This act is still being done. Undo it when it is through.', 'people.act-running')
  if (act.bulk !== null) {
    await db.transaction().execute((tx) => moveAct(tx, id, { state: 'undoing' }))
    return
  }
  const persons = await db.transaction().execute(async (tx) => {
    await moveAct(tx, id, { state: 'undone' })
    const touched = await undoSlice(tx, id, newId(deps.now()), deps.now(), 1_000)
    await markPersons(tx, touched)
    return touched
  })
  await refreshNow(deps, persons)
}
