/** Notes that some identities belong to one person, because somebody who knows says so: a sign-in, an import, the API. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { markActed } from '../list/stale.ts'
import { observe } from '../store.ts'
import { personsOf } from './join.ts'
import { claimKey, endLinks, holdPeople, insertLinks, judgedClaims, type NewLink } from './link-store.ts'
import { noteNewPeople, type NewIdentity } from './new-people.ts'
import { regroup } from './regroup.ts'
import { noteByNames, noteListed } from './shared-store.ts'
import { claimsOfAll, readStatement, type Claimed, type Identification, type Statement } from './statement.ts'

export type { Identification, IdentifiedBy } from './statement.ts'

export interface Identified {
  /** The person of the first identity. */
  readonly person: Uuid
  /** In the order given. */
  readonly identities: readonly Uuid[]
  /** Where none of the identities was known before, and nobody else named them: what they became. */
  readonly fresh: ReadonlyMap<Uuid, NewIdentity> | null
}

/**
 * Notes the identities and ties them by rule; each statement's first identity
 * names the person that comes back. Said twice it changes nothing.
 *
 * Addresses that are shared are tied but join nobody (`shared-addresses.ts`),
 * claims that nobody verified wait, and what somebody undid by hand stays
 * undone. Call it before touching identities in the same transaction; the work
 * of a call grows with its statements, so send hundreds at once.
 *
 * @param now when the links are made.
 * @throws {Invalid} when an address cannot be read.
 */
export async function identifyAll(tx: Tx, statements: readonly Identification[], now: Instant): Promise<Identified[]> {
  const read = statements.map(readStatement)
  await holdPeople(tx)
  const fresh = await noteNewPeople(tx, read, now)
  const persons = await noteKnownPeople(tx, read.filter((statement) => !fresh.has(statement)), now)
  return read.map((statement) => {
    const made = fresh.get(statement) ?? null
    const first = statement.ids[0] ?? ''
    return { person: made?.get(first)?.person ?? persons.get(first) ?? first, identities: statement.ids, fresh: made }
  })
}

/** Statements about identities of which some are known, or named more than once. */
async function noteKnownPeople(tx: Tx, statements: readonly Statement[], now: Instant): Promise<Map<Uuid, Uuid>> {
  if (statements.length === 0) return new Map()
  await observe(tx, statements.flatMap(({ at, identities }) => identities.map(({ id, channel, externalId, profile }) => ({ id, channel, author: { externalId, ...profile }, at }))))
  const seen = new Map(statements.flatMap(({ identities }) => identities).map((one) => [one.id, one]))
  const wasShared = await noteListed(tx, [...seen.values()])
  const made = await tie(tx, claimsOfAll(statements), now)
  const nowShared = await noteByNames(tx, [...seen.values()], now)
  await regroup(tx, [...new Set([...made.flatMap(({ a, b }) => [a, b]), ...wasShared, ...nowShared])])
  await markActed(tx, [...seen.keys()])
  return personsOf(tx, [...seen.keys()])
}

/** `identifyAll` of one statement. */
export async function identify(tx: Tx, statement: Identification, now: Instant): Promise<Identified> {
  const [identified] = await identifyAll(tx, [statement], now)
  return identified ?? { person: '', identities: [], fresh: null }
}

/** Writes the links that are new and not judged; a waiting claim that is now verified stands. */
async function tie(tx: Tx, links: readonly Claimed[], now: Instant): Promise<NewLink[]> {
  if (links.length === 0) return []
  const judged = await judgedClaims(tx, links)
  const open = new Map((await openClaims(tx, links)).map((one) => [claimKey({ ...one, kind: 'rule', basis: 'identify' }), one]))
  const fresh = links.filter((link) => {
    const before = open.get(claimKey(link))
    return !judged.has(claimKey(link)) && (before === undefined || (before.state === 'waiting' && link.state === 'standing'))
  })
  for (const [source, group] of Map.groupBy(fresh, (link) => link.source)) {
    await endLinks(tx, group.flatMap((link) => open.get(claimKey(link))?.id ?? []), 'undone', 'verified', { by: source, at: now })
    await insertLinks(tx, group, { by: source, at: now })
  }
  return fresh
}

async function openClaims(tx: Tx, claims: readonly { a: Uuid; b: Uuid }[]): Promise<{ id: Uuid; a: Uuid; b: Uuid; state: string }[]> {
  const { rows } = await sql<{ id: Uuid; a: Uuid; b: Uuid; state: string }>`
    select links.id, links.a, links.b, links.state from people.links join jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as claim (a uuid, b uuid) using (a, b)
    where kind = 'rule' and basis = 'identify' and state in ('standing', 'waiting')`.execute(tx)
  return rows
}
