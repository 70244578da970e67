/** Notes that some identities belong to one person, because somebody who knows says so: a sign-in, an import, the API. */
import { sql } from 'kysely'
import { Invalid } from '../../../kernel/fault.ts'
import { identityId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Author } from '../../../kernel/interaction.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { markActed } from '../list/stale.ts'
import { observe } from '../store.ts'
import { addressOf } from './address.ts'
import { personsOf } from './join.ts'
import { claimKey, endLinks, holdPeople, insertLinks, judgedClaims, type NewLink } from './link-store.ts'
import { ordered } from './model.ts'
import { regroup } from './regroup.ts'
import { noteByNames, noteListed } from './shared-store.ts'

/** One identity of a statement. */
export interface IdentifiedBy {
  readonly channel: string
  /** As it was written; brought to one form by `addressOf`. */
  readonly externalId: string
  /** Whether it is known that the address is theirs. Default true; a claim that nobody verified waits. */
  readonly verified?: boolean | undefined
  /** How the channel shows them. */
  readonly profile?: Partial<Omit<Author, 'externalId'>> | undefined
}

export interface Identification {
  readonly identities: readonly IdentifiedBy[]
  /** Who says so: `import:…`, `api:…`, `tracker`. */
  readonly source: string
  /** When the identities were seen together. */
  readonly at: Instant
}

export interface Identified {
  /** The person of the first identity. */
  readonly person: Uuid
  /** In the order given. */
  readonly identities: readonly Uuid[]
}

/** Most identities that one statement can name. */
export const maxIdentities = 50

interface Read {
  readonly id: Uuid
  readonly channel: string
  readonly externalId: string
  readonly verified: boolean
  readonly profile: Partial<Omit<Author, 'externalId'>>
}

function read({ identities }: Identification): Read[] {
  if (identities.length === 0 || identities.length > maxIdentities) throw new Invalid(`A statement names 1 to ${maxIdentities} identities; this one names ${identities.length}.`, { path: '/identities' }, 'people.identities')
  const byId = new Map<Uuid, Read>()
  for (const one of identities) {
    const externalId = addressOf(one.channel, one.externalId)
    const id = identityId(one.channel, externalId)
    const before = byId.get(id)
    byId.set(id, { id, channel: one.channel, externalId, verified: (one.verified ?? true) || before?.verified === true, profile: { ...before?.profile, ...one.profile } })
  }
  return [...byId.values()]
}

/** What holds the others: an account or a customer's number before an address, an address before a cookie, the verified before the claimed. */
function anchorOf(identities: readonly Read[]): Read | undefined {
  const rank = ({ channel, verified }: Read): number => (verified ? 0 : 10) + (channel === 'cookie' ? 4 : channel === 'phone' ? 3 : channel === 'mail' ? 2 : channel === 'customer' ? 0 : 1)
  return identities.toSorted((x, y) => rank(x) - rank(y) || (x.id < y.id ? -1 : 1))[0]
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
  const readings = statements.map((statement) => ({ statement, identities: read(statement) }))
  await holdPeople(tx)
  await observe(tx, readings.flatMap(({ statement, identities }) => identities.map(({ id, channel, externalId, profile }) => ({ id, channel, author: { externalId, ...profile }, at: statement.at }))))
  const seen = new Map(readings.flatMap(({ identities }) => identities).map((one) => [one.id, one]))
  const wasShared = await noteListed(tx, [...seen.values()])

  const links = new Map<string, Claimed>()
  for (const { statement: { source, at }, identities } of readings) {
    const anchor = anchorOf(identities)
    for (const other of identities) {
      if (!anchor || other === anchor) continue
      const [a, b] = ordered(anchor.id, other.id)
      const state = anchor.verified && other.verified ? 'standing' : 'waiting'
      const link: NewLink = { a, b, kind: 'rule', basis: 'identify', state, bits: null, evidence: [{ what: 'identify', a: shown(a, anchor, other), b: shown(b, anchor, other), weight: null, source, at }] }
      if (state === 'standing' || !links.has(claimKey(link))) links.set(claimKey(link), { ...link, source })
    }
  }
  const made = await tie(tx, [...links.values()], now)
  const nowShared = await noteByNames(tx, [...seen.values()], now)
  await regroup(tx, [...new Set([...made.flatMap(({ a, b }) => [a, b]), ...wasShared, ...nowShared])])
  await markActed(tx, [...seen.keys()])
  const persons = await personsOf(tx, [...seen.keys()])
  return readings.map(({ statement, identities }) => {
    const ids = statement.identities.map((one) => identityId(one.channel, addressOf(one.channel, one.externalId)))
    const first = ids[0] ?? identities[0]?.id ?? ''
    return { person: persons.get(first) ?? first, identities: ids }
  })
}

const shown = (id: Uuid, ...ends: readonly Read[]): string => {
  const end = ends.find((one) => one.id === id)
  return end ? `${end.channel}:${end.externalId}` : ''
}

/** `identifyAll` of one statement. */
export async function identify(tx: Tx, statement: Identification, now: Instant): Promise<Identified> {
  const [identified] = await identifyAll(tx, [statement], now)
  return identified ?? { person: '', identities: [] }
}

/** A link with who claims it. */
type Claimed = NewLink & { readonly source: string }

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
