/** Does what the rows of a block say about people, companies and relations, in the caller's transaction. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { asRows } from '../../../platform/postgres/as-rows.ts'
import type { Tx } from '../../../platform/postgres/database.ts'
import type { Barred } from '../consent/barred.ts'
import { appendConsents, saidBy, type NewConsent } from '../consent/ledger.ts'
import { markPersons } from '../list/stale.ts'
import { identifyAll, type Identification } from '../recognition/identify.ts'
import { holdPeople } from '../recognition/link-store.ts'
import { idOf } from '../recognition/statement.ts'
import { companiesFor } from './import-companies.ts'
import { markChanged, shownAfter, shownOf } from './import-marks.ts'
import type { CompanyMeant, PersonMeant, RelationMeant } from './row-meaning.ts'

export interface MeantRow<M> {
  readonly row: number
  readonly raw: string
  readonly meant: M
}

/** What became of a block. */
export interface Applied {
  readonly outcomes: readonly { readonly row: number; readonly outcome: 'created' | 'changed' | 'unchanged'; readonly joined: boolean; readonly person: Uuid | null }[]
  readonly refused: readonly { readonly row: number; readonly raw: string; readonly code: string; readonly because: string }[]
  readonly shared: readonly { readonly channel: string; readonly address: string }[]
}

export interface ApplyContext {
  readonly tx: Tx
  /** `import:<id>`. */
  readonly source: string
  readonly import: Uuid
  /** Which rows are done together, by the number of rows before them. */
  readonly block: number
  readonly now: Instant
  readonly by: string
  readonly barred: Barred
}

const idsOf = (row: PersonMeant): Uuid[] => row.identities.map(idOf)

interface NewEntry {
  readonly identity: Uuid
  readonly kind: string
  readonly key: string
  readonly value: unknown
}

/** Adds what is not said already of the person; says to whom something was added. */
async function say({ tx, source, now, by }: ApplyContext, wanted: readonly NewEntry[], personOf: ReadonlyMap<Uuid, Uuid>, isNew: (person: Uuid) => boolean): Promise<Set<Uuid>> {
  if (wanted.length === 0) return new Set()
  const persons = [...new Set(wanted.map((one) => personOf.get(one.identity) ?? one.identity))].filter((person) => !isNew(person))
  const { rows } = persons.length === 0 ? { rows: [] } : await sql<{ person: Uuid; kind: string; key: string; value: unknown }>`
    select distinct on (i.person, e.kind, e.key, e.value) i.person, e.kind, e.key, e.value from people.entries e join people.identities i on i.id = e.identity where i.person = any(${persons}::uuid[]) and e.retracted_at is null`.execute(tx)
  const keyOf = (person: Uuid, one: { kind: string; key: string; value: unknown }): string => JSON.stringify([person, one.kind, one.key.toLowerCase(), one.kind === 'tag' || one.kind === 'brought-by' || one.kind === 'household' ? '' : one.value])
  const there = new Set(rows.map((row) => keyOf(row.person, row)))
  const fresh = wanted.filter((one) => {
    const key = keyOf(personOf.get(one.identity) ?? one.identity, one)
    if (there.has(key)) return false
    there.add(key)
    return true
  })
  if (fresh.length > 0) {
    await sql`
      insert into people.entries (id, identity, kind, key, value, source, said_at, by_name)
      select id, identity, kind, key, value, ${source}, ${new Date(now)}, ${by} from ${asRows(fresh.map((one) => ({ ...one, id: newId(now), value: JSON.stringify(one.value) })), { id: 'uuid', identity: 'uuid', kind: 'text', key: 'text', value: 'jsonb' })} as new`.execute(tx)
  }
  return new Set(fresh.map((one) => one.identity))
}

/** Appends what is not the person's last word already. */
async function agree({ tx, source, now, by }: ApplyContext, wanted: readonly NewConsent[], isNew: (identity: Uuid) => boolean): Promise<Set<Uuid>> {
  if (wanted.length === 0) return new Set()
  const known = [...new Set(wanted.map((one) => one.identity))].filter((identity) => !isNew(identity))
  // Newest first.
  const said = Map.groupBy(known.length === 0 ? [] : await saidBy(tx, known), (entry) => entry.identity)
  const fresh = wanted.filter((one) => {
    const last = said.get(one.identity)?.find((entry) => entry.purpose === one.purpose && entry.channel === one.channel)
    // An older list never overrules a newer word; nor does it repeat it.
    return last === undefined || (last.at < one.at && last.act !== one.act)
  })
  await appendConsents(tx, fresh.map((one) => ({ ...one, origin: source, enteredBy: by })), now)
  return new Set(fresh.map((one) => one.identity))
}

const barredWords = 'This address asked never to be recorded again. The row was passed over.'

export async function applyPeople(context: ApplyContext, rows: readonly MeantRow<PersonMeant>[]): Promise<Applied> {
  const { tx, source, now, barred } = context
  await holdPeople(tx)
  const isBarred = (meant: PersonMeant): boolean => barred.any && meant.identities.some((one) => barred.has(one.channel, one.externalId))
  const refused = rows.filter(({ meant }) => isBarred(meant)).map(({ row, raw }) => ({ row, raw, code: 'people.import.barred', because: barredWords }))
  const wanted = rows.filter(({ meant }) => !isBarred(meant))
  const all = [...new Set(wanted.flatMap(({ meant }) => idsOf(meant)))]
  const before = await shownOf(tx, all)
  const statements: Identification[] = wanted.map(({ meant }) => ({ identities: meant.identities, source, at: meant.seenAt ?? now }))
  const identified = await identifyAll(tx, statements, now)
  const after = await shownAfter(tx, wanted.flatMap(({ meant }) => meant.identities), identified)
  const changed = await markChanged(tx, context.import, context.block, before, after)
  const personOf = new Map([...after].map(([id, one]) => [id, one.person]))
  const made = new Set(identified.flatMap((one) => [...(one.fresh?.keys() ?? [])]))

  // Said to the identity that names the person; of a shared address, to the row's own first.
  const anchors = wanted.map(({ meant }, at) => {
    const ids = idsOf(meant)
    const own = ids.find((id) => after.get(id)?.shared !== true) ?? ids[0] ?? ''
    const person = personOf.get(own) ?? identified[at]?.person ?? own
    return after.has(person) || before.has(person) ? person : own
  })
  const companies = await companiesFor(tx, { source, now }, wanted.flatMap(({ meant }) => (meant.company ? [{ name: meant.company.name, domains: meant.company.domain ? [meant.company.domain] : [] }] : [])))
  let company = 0
  const entries = wanted.flatMap(({ meant }, at): NewEntry[] => {
    const identity = anchors[at] ?? ''
    const of = meant.company ? companies[company++] : undefined
    return [
      ...meant.traits.map(([key, value]) => ({ identity, kind: 'trait', key, value })),
      ...meant.tags.map((tag) => ({ identity, kind: 'tag', key: tag, value: true })),
      ...meant.notes.map((text) => ({ identity, kind: 'note', key: '', value: text })),
      ...(of && meant.company ? [{ identity, kind: 'company', key: of.id, value: { role: meant.company.role } }] : []),
    ]
  })
  const told = await say(context, entries, personOf, (person) => made.has(person))
  const agreed = await agree(context, wanted.flatMap(({ meant }) => {
    // A word is kept with the address that it is about, where the row has one.
    return meant.consents.map((said): NewConsent => {
      const address = meant.identities.find((one) => one.channel === said.channel) ?? meant.identities.find((one) => one.channel === 'mail') ?? meant.identities[0]
      return { identity: address ? idOf(address) : '', ...said, at: meant.consentAt ?? meant.seenAt ?? now, source: 'import', proof: meant.consentProof ?? source }
    })
  }), (identity) => made.has(identity))
  // Whoever is new was marked as they were made.
  await markPersons(tx, [...new Set([...anchors.map((id) => personOf.get(id) ?? id), ...personOf.values()])].filter((person) => !made.has(person)))
  const seen = new Set<Uuid>()
  const outcomes = wanted.map(({ row, meant }, at) => {
    const ids = idsOf(meant)
    const existed = ids.filter((id) => before.has(id) || seen.has(id))
    const persons = new Set(ids.flatMap((id) => before.get(id)?.person ?? []))
    const afterwards = new Set(ids.flatMap((id) => after.get(id)?.person ?? []))
    for (const id of ids) seen.add(id)
    const touched = ids.some((id) => changed.has(id) || told.has(id) || agreed.has(id)) || told.has(anchors[at] ?? '')
    return { row, outcome: existed.length === 0 ? 'created' as const : touched ? 'changed' as const : 'unchanged' as const, joined: persons.size > 1 && afterwards.size < persons.size, person: personOf.get(ids[0] ?? '') ?? null }
  })
  const shared = [...after.values()].filter((one) => one.shared).map((one) => ({ channel: one.channel, address: one.externalId }))
  return { outcomes, refused, shared }
}

export async function applyCompanies(context: ApplyContext, rows: readonly MeantRow<CompanyMeant>[]): Promise<Applied> {
  const found = await companiesFor(context.tx, context, rows.map(({ meant }) => meant))
  return { outcomes: rows.map(({ row }, at) => ({ row, outcome: found[at]?.made ? 'created' as const : 'unchanged' as const, joined: false, person: null })), refused: [], shared: [] }
}

export async function applyRelations(context: ApplyContext, rows: readonly MeantRow<RelationMeant>[]): Promise<Applied> {
  const { tx, source, now, barred } = context
  await holdPeople(tx)
  const ends = (meant: RelationMeant) => [meant.from, ...(meant.to ? [meant.to] : [])]
  const isBarred = (meant: RelationMeant): boolean => barred.any && ends(meant).some((one) => barred.has(one.channel, one.externalId))
  const refused = rows.filter(({ meant }) => isBarred(meant)).map(({ row, raw }) => ({ row, raw, code: 'people.import.barred', because: barredWords }))
  const wanted = rows.filter(({ meant }) => !isBarred(meant))
  const all = [...new Set(wanted.flatMap(({ meant }) => ends(meant).map(idOf)))]
  const before = await shownOf(tx, all)
  const identified = await identifyAll(tx, wanted.flatMap(({ meant }) => ends(meant).map((one) => ({ identities: [one], source, at: now }))), now)
  const after = await shownAfter(tx, wanted.flatMap(({ meant }) => ends(meant)), identified)
  await markChanged(tx, context.import, context.block, before, after)
  const personOf = new Map([...after].map(([id, one]) => [id, one.person]))
  const companies = await companiesFor(tx, { source, now }, wanted.flatMap(({ meant }) => (meant.kind === 'company' ? [{ name: meant.company, domains: [] }] : [])))
  let company = 0
  const from = wanted.map(({ meant }) => idOf(meant.from))
  const told = await say(context, wanted.map(({ meant }, at): NewEntry => {
    const identity = from[at] ?? ''
    if (meant.kind === 'company') return { identity, kind: 'company', key: companies[company++]?.id ?? '', value: { role: meant.role } }
    return { identity, kind: meant.kind, key: meant.to ? idOf(meant.to) : '', value: true }
  }), personOf, () => false)
  await markPersons(tx, [...personOf.values()])
  return { outcomes: wanted.map(({ row }, at) => ({ row, outcome: told.has(from[at] ?? '') ? (before.has(from[at] ?? '') ? 'changed' as const : 'created' as const) : 'unchanged' as const, joined: false, person: personOf.get(from[at] ?? '') ?? null })), refused, shared: [] }
}
