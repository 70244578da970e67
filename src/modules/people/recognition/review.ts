/** "Are these the same?": what is offered, and what somebody answers. */
import { sql } from 'kysely'
import { Conflict, NotFound } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Actor } from '../../../kernel/permission.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { changePeople, openAct, type DeedName } from './acts.ts'
import { personsOf, refuseWhereApart, type Acted } from './join.ts'
import { endLinks, insertApart, insertLinks, linksByIds, type Maker } from './link-store.ts'
import type { Link, LinkEvidence } from './model.ts'
import { regroup } from './regroup.ts'

export type Answer = 'same' | 'different' | 'never'

export interface Offered {
  readonly id: Uuid
  readonly a: Uuid
  readonly b: Uuid
  readonly bits: number
  readonly evidence: readonly LinkEvidence[]
  readonly madeAt: Instant
}

/** Offered, of two people still, whom nobody keeps apart. */
const open = sql`links.state = 'offered' and x.person <> y.person and not exists (
  select 1 from people.apart join people.identities as u on u.id = apart.a join people.identities as v on v.id = apart.b
  where apart.ended_at is null and ((u.person = x.person and v.person = y.person) or (u.person = y.person and v.person = x.person)))`
const ends = sql`join people.identities as x on x.id = links.a join people.identities as y on y.id = links.b`

/** A page of the queue, the most certain first. */
export async function offered(db: Db, after: { bits: number; id: Uuid } | null, limit: number): Promise<Offered[]> {
  const { rows } = await sql<Offered>`
    select links.id, links.a, links.b, links.bits, links.evidence, links.made_at as "madeAt" from people.links ${ends}
    where ${open} and (${after === null}::boolean or (links.bits, links.id) < (${after?.bits ?? 0}::double precision, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid))
    order by links.bits desc, links.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many are offered, by certainty from each of these on; counting stops at 20,000. */
export async function countOffered(db: Db, leastBits: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ bits: number }>`select links.bits from people.links ${ends} where ${open} limit 20000`.execute(db)
  return leastBits.map((least) => rows.filter((row) => row.bits >= least).length)
}

async function openOffer(tx: Tx, id: Uuid): Promise<Link> {
  const [link] = await linksByIds(tx, [id])
  if (!link) throw new NotFound('pair to review', id)
  if (link.state !== 'offered') throw new Conflict(`This pair was answered by ${link.endedBy ?? 'somebody'} already, or what spoke for it has changed.`, 'people.answered')
  return link
}

const deedOf: Readonly<Record<Answer, DeedName>> = { same: 'accept', different: 'refuse', never: 'never' }

/**
 * Notes what somebody says about an offered pair: `same` joins them, with the
 * evidence that was seen; `different` is not asked again; `never` also keeps
 * them apart whatever comes.
 */
export async function answerOffer(db: Db, actor: Actor, id: Uuid, answer: Answer, at: Instant): Promise<Acted> {
  return changePeople(db, async (tx) => {
    const link = await openOffer(tx, id)
    const persons = await personsOf(tx, [link.a, link.b])
    if (answer === 'same') await refuseWhereApart(tx, [...persons.values()])
    const maker = await openAct(tx, deedOf[answer], actor, at)
    if (answer === 'same') await accept(tx, [link], maker)
    else await endLinks(tx, [id], 'refused', 'hand', maker)
    if (answer === 'never') await insertApart(tx, [link], maker)
    await regroup(tx, [link.a, link.b])
    const after = await personsOf(tx, [link.a, link.b])
    return { act: maker.act, people: [after.get(link.a) ?? link.a, after.get(link.b) ?? link.b] }
  })
}

async function accept(tx: Tx, links: readonly Link[], maker: Maker): Promise<void> {
  await insertLinks(tx, links.map(({ a, b, evidence, bits }) => ({ a, b, bits, kind: 'hand', basis: 'review', state: 'standing', evidence: [{ what: 'hand', weight: null, source: maker.by, at: maker.at }, ...evidence] })), maker)
}

/** Most that one act accepts; what is left is accepted by another. */
const mostAccepted = 2_000

/** Joins all offered pairs from a certainty on, in one act that is undone as one. Pairs that somebody keeps apart stay apart. */
export async function acceptFrom(db: Db, actor: Actor, leastBits: number, at: Instant): Promise<{ act: Uuid; joined: number; left: number }> {
  return changePeople(db, async (tx) => {
    const { rows } = await sql<{ id: Uuid }>`select links.id from people.links ${ends} where ${open} and links.bits >= ${leastBits} order by links.bits desc limit ${mostAccepted}`.execute(tx)
    if (rows.length === 0) throw new Conflict('Nothing is offered at this certainty.', 'people.nothing-offered')
    const maker = await openAct(tx, 'accept-many', actor, at)
    const links = await linksByIds(tx, rows.map((row) => row.id))
    await accept(tx, links, maker)
    await regroup(tx, links.flatMap(({ a, b }) => [a, b]))
    const [left] = await countOffered(tx, [leastBits])
    return { act: maker.act, joined: links.length, left: left ?? 0 }
  })
}
