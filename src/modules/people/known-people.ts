/** People as other modules know them: who is behind an identity, and what they are to us. */
import { sql } from 'kysely'
import type { Uuid } from '../../kernel/ids.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'

export interface KnownPerson {
  readonly person: Uuid
  readonly name: string
  readonly stage: string | null
  /** What they spent, and are expected to spend in the next twelve months. */
  readonly valueMinor: number | null
  readonly currency: string | null
  readonly isOurs: boolean
  readonly companyIds: readonly Uuid[]
  readonly identities: readonly Uuid[]
}

/** By identity; those that were never seen are left out. */
export async function knownPeople(db: Db | Tx, identities: readonly Uuid[]): Promise<Map<Uuid, KnownPerson>> {
  if (identities.length === 0) return new Map()
  const { rows } = await sql<KnownPerson & { identity: Uuid }>`
    select identity.id as identity, identity.person, coalesce(card.name, identity.name, identity.handle, identity.external_id) as name, card.stage, card.spent_minor + coalesce(card.expected_minor, 0) as "valueMinor", card.currency,
      coalesce(card.ours, false) as "isOurs", coalesce(card.companies, '{}') as "companyIds", array(select id from people.identities other where other.person = identity.person limit 200) as identities
    from people.identities identity left join people.cards card on card.person = identity.person where identity.id = any(${[...identities]}::uuid[])`.execute(db)
  return new Map(rows.map(({ identity, ...person }) => [identity, person]))
}

/** Identities whose handle, name or address holds these words. */
export async function identitiesNamed(db: Db, words: string, limit: number): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`select id from people.identities where lower(coalesce(handle, '') || ' ' || coalesce(name, '') || ' ' || external_id) like ${`%${words.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`} limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
