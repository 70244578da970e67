/** Joining, undoing and keeping apart by hand. */
import { sql } from 'kysely'
import { Conflict, Invalid, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { changePeople, openAct } from './acts.ts'
import { apartTouching, endApart, endLinks, insertApart, insertLinks, linksByIds, linksTouching } from './link-store.ts'
import { ordered, type Link } from './model.ts'
import { regroup } from './regroup.ts'

/** What came of an act: its id, to take it back, and the people that it leaves. */
export interface Acted {
  readonly act: Uuid
  /** The person of each identity that was named. */
  readonly people: readonly Uuid[]
}

/**
 * The person of each identity, by identity. Ids that were a person's and are
 * no longer still name their identity, so they lead to whoever holds it now.
 */
export async function personsOf(db: Db, identities: readonly Uuid[]): Promise<Map<Uuid, Uuid>> {
  const { rows } = await sql<{ id: Uuid; person: Uuid }>`select id, person from people.identities where id = any(${identities}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.person]))
}

export async function personOf(db: Db, id: Uuid): Promise<Uuid | null> {
  return (await personsOf(db, [id])).get(id) ?? null
}

/** @throws {NotFound} naming the first that is not there, perhaps because it was erased meanwhile. */
export async function knownPersons(db: Db, identities: readonly Uuid[]): Promise<Map<Uuid, Uuid>> {
  const known = await personsOf(db, identities)
  const unknown = identities.find((id) => !known.has(id))
  if (unknown !== undefined) throw new NotFound('person or identity', unknown)
  return known
}

async function membersOf(tx: Tx, persons: readonly Uuid[]): Promise<{ id: Uuid; person: Uuid }[]> {
  const { rows } = await sql<{ id: Uuid; person: Uuid }>`select id, person from people.identities where person = any(${persons}::uuid[])`.execute(tx)
  return rows
}

/** @throws {Conflict} when a statement keeps some of these people apart. */
export async function refuseWhereApart(tx: Tx, persons: readonly Uuid[]): Promise<void> {
  const members = new Map((await membersOf(tx, persons)).map((row) => [row.id, row.person]))
  const between = (await apartTouching(tx, [...members.keys()], true)).filter(({ a, b }) => members.has(a) && members.has(b) && members.get(a) !== members.get(b))
  const [first] = between
  if (first) throw new KeptApart(first.madeBy, first.madeAt, between.map((one) => one.id))
}

/** Two people are to be joined of whom somebody said that they never be. */
export class KeptApart extends Conflict {
  override readonly details: { readonly statements: readonly Uuid[] }
  constructor(by: string, at: Instant, statements: readonly Uuid[]) {
    super(`${by} said on ${new Date(at).toISOString().slice(0, 10)} that these are never to be joined. Take that back first, if it no longer holds.`, 'people.kept-apart')
    this.details = { statements }
  }
}

/**
 * Joins the people behind some identities into one.
 *
 * @throws {Invalid} for fewer than two different ids, {NotFound} for an unknown
 * one, {Conflict} when they are one person already or are kept apart.
 */
export async function joinIdentities(db: Db, actor: Actor, identities: readonly Uuid[], at: Instant): Promise<Acted> {
  const wanted = [...new Set(identities)]
  if (wanted.length < 2) throw new Invalid('A person is joined with another one: name two different people.', { path: '/identities' }, 'people.join-oneself')
  return changePeople(db, async (tx) => {
    const known = await knownPersons(tx, wanted)
    const persons = [...new Set(known.values())]
    const [first, ...others] = persons
    if (first === undefined || others.length === 0) throw new Conflict('These are one person already.', 'people.same-person')
    await refuseWhereApart(tx, persons)
    const maker = await openAct(tx, 'join', actor, at)
    await insertLinks(tx, others.map((other) => handLink(first, other, actor.name, at)), maker)
    await regroup(tx, persons)
    return { act: maker.act, people: await peopleOf(tx, wanted) }
  })
}

/** A link that somebody made. Two people say nothing together but that somebody knows. */
export function handLink(x: Uuid, y: Uuid, by: string, at: Instant) {
  const [a, b] = ordered(x, y)
  return { a, b, kind: 'hand', basis: 'hand', state: 'standing', evidence: [{ what: 'hand', weight: null, source: by, at }], bits: null } as const
}

async function peopleOf(tx: Tx, identities: readonly Uuid[]): Promise<Uuid[]> {
  const known = await personsOf(tx, identities)
  return identities.map((id) => known.get(id) ?? id)
}

/** A link that stands, or the fault that says what became of it. */
async function open(tx: Tx, id: Uuid): Promise<Link> {
  const [link] = await linksByIds(tx, [id])
  if (!link) throw new NotFound('link', id)
  if (link.endedAt !== null) throw new Conflict(`This link was ended by ${link.endedBy ?? 'somebody'} already.`, 'people.link-ended')
  return link
}

/**
 * Undoes one link; what else ties the two together goes on doing so. The same
 * claim is not made again by itself.
 */
export async function undoLink(db: Db, actor: Actor, id: Uuid, at: Instant): Promise<Acted> {
  return changePeople(db, async (tx) => {
    const link = await open(tx, id)
    const maker = await openAct(tx, 'undo-link', actor, at)
    await endLinks(tx, [id], 'undone', 'hand', maker)
    // Who undoes a join does not want to be asked about the same two again.
    const offered = (await linksTouching(tx, [link.a])).filter((one) => one.state === 'offered' && one.a === link.a && one.b === link.b)
    await endLinks(tx, offered.map((one) => one.id), 'refused', 'hand', maker)
    await regroup(tx, [link.a, link.b])
    return { act: maker.act, people: await peopleOf(tx, [link.a, link.b]) }
  })
}

/** States that two identities are never one person; it wins over every link, also over those that come later. */
export async function keepApart(db: Db, actor: Actor, x: Uuid, y: Uuid, at: Instant): Promise<Acted> {
  if (x === y) throw new Invalid('Nobody is kept apart from themselves: name two different identities.', { path: '/b' }, 'people.apart-oneself')
  const [a, b] = ordered(x, y)
  return changePeople(db, async (tx) => {
    await knownPersons(tx, [a, b])
    const maker = await openAct(tx, 'apart', actor, at)
    const made = await insertApart(tx, [{ a, b }], maker)
    if (made.length === 0) throw new Conflict('These are kept apart already.', 'people.apart-already')
    await regroup(tx, [a, b])
    return { act: maker.act, people: await peopleOf(tx, [x, y]) }
  })
}

/** Takes a "never join" statement back; links that it overruled join again. */
export async function allowTogether(db: Db, actor: Actor, id: Uuid, at: Instant): Promise<Acted> {
  return changePeople(db, async (tx) => {
    const maker = await openAct(tx, 'allow', actor, at)
    const [ended] = await endApart(tx, [id], maker)
    if (!ended) throw new NotFound('"never join" statement that stands', id)
    await regroup(tx, [ended.a, ended.b])
    return { act: maker.act, people: await peopleOf(tx, [ended.a, ended.b]) }
  })
}
