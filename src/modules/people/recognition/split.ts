/** Taking some identities out of a person, by hand. */
import { sql } from 'kysely'
import { Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { changePeople, openAct } from './acts.ts'
import { handLink, personOf, personsOf, type Acted } from './join.ts'
import { endLinks, insertApart, insertLinks, linksTouching, type Maker } from './link-store.ts'
import { regroup } from './regroup.ts'

/**
 * Splits a person: the named identities become one, the others stay one.
 *
 * All links across end, and what they tied is kept apart from now on, so that
 * nothing joins it again by itself. A side that hung together only through the
 * other is held together by hand.
 *
 * @throws {NotFound} for an unknown person, {Invalid} when the identities are
 * not some, but not all, of that person's.
 */
export async function splitPerson(db: Db, actor: Actor, id: Uuid, identities: readonly Uuid[], at: Instant): Promise<Acted> {
  return changePeople(db, async (tx) => {
    const person = await personOf(tx, id)
    if (person === null) throw new NotFound('person', id)
    const { rows } = await sql<{ id: Uuid }>`select id from people.identities where person = ${person} order by created_at, id`.execute(tx)
    const leaving = new Set(identities)
    const stranger = identities.find((one) => !rows.some((row) => row.id === one))
    if (stranger !== undefined) throw new Invalid(`The identity "${stranger}" is not one of this person's. Load the person anew; it may have changed.`, { path: '/identities' }, 'people.not-theirs')
    if (leaving.size === 0 || leaving.size === rows.length) throw new Invalid('Choose some of the identities, but not all: the others stay.', { path: '/identities' }, 'people.split-nothing')

    const maker = await openAct(tx, 'split', actor, at)
    const staying = rows.map((row) => row.id).filter((one) => !leaving.has(one))
    const inPerson = new Set(rows.map((row) => row.id))
    const across = (await linksTouching(tx, [...leaving], 100_000)).filter((link) => link.endedAt === null && inPerson.has(link.a) && inPerson.has(link.b) && leaving.has(link.a) !== leaving.has(link.b))
    await endLinks(tx, across.filter((link) => link.state === 'offered').map((link) => link.id), 'refused', 'hand', maker)
    await endLinks(tx, across.map((link) => link.id), 'undone', 'hand', maker)
    await insertApart(tx, across.map(({ a, b }) => ({ a, b })), maker)
    await regroup(tx, rows.map((row) => row.id))
    const sides = [staying, rows.map((row) => row.id).filter((one) => leaving.has(one))]
    for (const side of sides) await holdTogether(tx, side, actor, maker)
    const persons = await personsOf(tx, sides.flatMap((side) => side.slice(0, 1)))
    return { act: maker.act, people: [...persons.values()] }
  })
}

async function holdTogether(tx: Tx, side: readonly Uuid[], actor: Actor, maker: Maker): Promise<void> {
  const [first, ...others] = [...new Set((await personsOf(tx, side)).values())]
  if (first === undefined || others.length === 0) return
  await insertLinks(tx, others.map((other) => handLink(first, other, actor.name, maker.at)), maker)
  await regroup(tx, side)
}
