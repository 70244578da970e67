/** Notes people of whom nothing is known yet: most rows of most imports, done with a handful of statements for thousands. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import { markPersons } from '../list/stale.ts'
import { insertUnknown } from '../store.ts'
import { insertLinks } from './link-store.ts'
import { partition } from './partition.ts'
import { listed } from './shared-store.ts'
import { claimsOf, type Statement } from './statement.ts'

/** An identity that was noted for the first time. */
export interface NewIdentity {
  readonly person: Uuid
  readonly shared: boolean
}

/**
 * Whether nothing outside a statement can decide about its people: no other
 * statement names one of its identities, and nothing in it makes an address a
 * shared one.
 */
function standsAlone({ identities }: Statement, uses: ReadonlyMap<Uuid, number>): boolean {
  const names = new Set(identities.flatMap(({ profile }) => profile.name ?? []))
  return names.size <= 1 && identities.filter(({ channel }) => channel === 'customer').length <= 1 && identities.every(({ id }) => uses.get(id) === 1)
}

/**
 * Of some statements does those that name only identities that nobody knows
 * and nobody else names; by statement, what came of it. The others are left
 * as they were, but for identities that became known at this very moment.
 * What it writes is what doing them one by one would write: `partition` says
 * who is one person here too. The caller holds `holdPeople`.
 */
export async function noteNewPeople(tx: Tx, statements: readonly Statement[], now: Instant): Promise<Map<Statement, ReadonlyMap<Uuid, NewIdentity>>> {
  const uses = new Map<Uuid, number>()
  for (const { identities } of statements) for (const { id } of identities) uses.set(id, (uses.get(id) ?? 0) + 1)
  const alone = statements.filter((statement) => standsAlone(statement, uses))
  if (alone.length === 0) return new Map()
  const { rows } = await sql<{ id: Uuid }>`select id from people.identities where id = any(${alone.flatMap(({ ids }) => ids)}::uuid[])`.execute(tx)
  const known = new Set(rows.map((row) => row.id))
  const fresh = alone.filter(({ identities }) => !identities.some(({ id }) => known.has(id)))
  if (fresh.length === 0) return new Map()

  const marks = await listed(tx, fresh.flatMap(({ identities }) => identities))
  const grouped = fresh.map((statement) => {
    const claims = claimsOf(statement)
    const members = statement.identities.map(({ id }) => ({ id, since: now, shared: marks.get(id)?.shared === true }))
    const links = claims.flatMap(({ a, b, kind, bits, state }) => (state === 'standing' ? [{ id: `${a}:${b}`, a, b, kind, bits, state }] : []))
    const { personOf } = partition({ members, links, apart: [] })
    return { statement, claims, people: new Map(members.map(({ id, shared }) => [id, { person: personOf.get(id) ?? id, shared }])) }
  })
  const made = await insertUnknown(tx, grouped.flatMap(({ statement, people }) => statement.identities.map(({ id, channel, externalId, profile }) => ({ id, channel, author: { externalId, ...profile }, at: statement.at, person: people.get(id)?.person ?? id, shared: people.get(id)?.shared ?? false }))))
  // Somebody heard at this very moment was noted by another: such a statement goes the long way.
  const settled = grouped.filter(({ statement }) => statement.identities.every(({ id }) => made.has(id)))
  for (const [source, group] of Map.groupBy(settled, ({ statement }) => statement.source)) await insertLinks(tx, group.flatMap(({ claims }) => claims), { by: source, at: now })
  await markPersons(tx, settled.flatMap(({ people }) => [...people.values()].map((one) => one.person)))
  return new Map(settled.map(({ statement, people }) => [statement, people]))
}
