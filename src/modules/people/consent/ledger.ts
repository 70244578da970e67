/** All SQL of the ledger: every yes and no, and the addresses that are barred. */
import { sql } from 'kysely'
import { Invalid } from '../../../kernel/fault.ts'
import { identityId, newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { asRows } from '../../../platform/postgres/as-rows.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { AddressHashes } from './address-hash.ts'
import { everything, mayContact, type Answer, type ConsentEntry, type ConsentLedger, type Suppression } from './may-contact.ts'
import { purposeRules } from './purposes.ts'

export const consentSources = ['by-hand', 'form', 'preferences', 'one-click', 'import', 'api', 'reply'] as const
export type ConsentSource = (typeof consentSources)[number]

/** One yes or no with all that shows it. */
export interface Said extends ConsentEntry {
  readonly recordedAt: Instant
  readonly wording: string | null
  readonly source: ConsentSource
  readonly proof: string | null
  readonly enteredBy: string | null
}

export interface NewConsent {
  readonly identity: Uuid
  readonly purpose: string
  readonly channel: string
  readonly act: 'granted' | 'withdrawn'
  readonly at: Instant
  readonly wording?: string | null
  readonly source: ConsentSource
  readonly proof?: string | null
  readonly enteredBy?: string | null
  readonly origin?: string | null
}

const text = (value: string | null | undefined): string | null => value?.toWellFormed().replaceAll('\0', '') || null

/** Appends; the one way in. @throws {Invalid} for a yes to everything, or a time that lies ahead. */
export async function appendConsents(tx: Tx, entries: readonly NewConsent[], now: Instant): Promise<Uuid[]> {
  for (const entry of entries) {
    if (entry.act === 'granted' && entry.purpose === everything) throw new Invalid('Nobody can say yes to everything. A yes is for one purpose; a no can be for all.', { path: '/purpose' }, 'people.consent.everything')
    if (entry.at > now + 10 * 60_000) throw new Invalid(`A consent cannot have been given at ${new Date(entry.at).toISOString()}: that lies ahead. Send the moment at which the person said it.`, { path: '/at' }, 'people.consent.future')
  }
  if (entries.length === 0) return []
  const rows = entries.map((entry) => ({ id: newId(now), identity: entry.identity, purpose: entry.purpose, channel: entry.channel, act: entry.act, at: new Date(entry.at), wording: text(entry.wording), source: entry.source, proof: text(entry.proof), by: text(entry.enteredBy), origin: entry.origin ?? null }))
  await sql`
    insert into people.consents (id, identity, purpose, channel, act, at, wording, source, proof, entered_by, origin)
    select id, identity, purpose, channel, act, at, wording, source, proof, by, origin
    from ${asRows(rows, { id: 'uuid', identity: 'uuid', purpose: 'text', channel: 'text', act: 'text', at: 'timestamptz', wording: 'text', source: 'text', proof: 'text', by: 'text', origin: 'text' })} as new`.execute(tx)
  return rows.map((row) => row.id)
}

/** Everything that some identities said, newest first. */
export async function saidBy(db: Db | Tx, identities: readonly Uuid[]): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select id, identity, purpose, channel, act, at, recorded_at as "recordedAt", wording, source, proof, entered_by as "enteredBy"
    from people.consents where identity = any(${[...identities]}::uuid[]) order by at desc, id desc`.execute(db)
  return rows
}

/** Bars on some addresses. */
export async function suppressionsOf(db: Db | Tx, hashes: readonly string[]): Promise<(Suppression & { hash: string; record: boolean })[]> {
  const { rows } = await sql<Suppression & { hash: string; record: boolean }>`
    select encode(hash, 'hex') as hash, purpose, reason, record, at from people.suppressions where hash in (select decode(h, 'hex') from unnest(${[...hashes]}::text[]) as h)`.execute(db)
  return rows
}

export interface NewSuppression {
  readonly hash: string
  readonly purpose: string
  readonly reason: Suppression['reason']
  /** `false`: nothing may even be recorded of it. */
  readonly record?: boolean
  readonly enteredBy?: string | null
}

/** Bars addresses; one that was barred before stays so since then, and the stricter of both stands. */
export async function suppress(tx: Db | Tx, bars: readonly NewSuppression[]): Promise<void> {
  for (const bar of bars) {
    await sql`
      insert into people.suppressions as known (hash, purpose, record, reason, entered_by) values (decode(${bar.hash}, 'hex'), ${bar.purpose}, ${bar.record ?? true}, ${bar.reason}, ${bar.enteredBy ?? null})
      on conflict (hash, purpose) do update set record = known.record and excluded.record`.execute(tx)
  }
  if (bars.some((bar) => bar.record === false)) await sql`select pg_notify('rapport_barred', '')`.execute(tx)
}

/** Takes a bar off, because the person asked for it. Says whether there was one. */
export async function lift(tx: Db | Tx, hash: string, purpose: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from people.suppressions where hash = decode(${hash}, 'hex') and purpose = ${purpose}`.execute(tx)
  await sql`select pg_notify('rapport_barred', '')`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

export interface Addressed {
  readonly id: Uuid
  readonly channel: string
  readonly externalId: string
}

/** What decides about contact with a person who has these identities. */
export async function ledgerOf(db: Db | Tx, hashes: AddressHashes, identities: readonly Addressed[]): Promise<ConsentLedger> {
  const entries = await saidBy(db, identities.map((one) => one.id))
  return { entries, suppressions: await suppressionsOf(db, identities.map((one) => hashes.of(one.channel, one.externalId))) }
}

/** Whether one person may be contacted for a purpose on a channel now. */
export async function mayContactPerson(db: Db | Tx, hashes: AddressHashes, person: Uuid, purpose: string, channel: string, now: Instant): Promise<Answer> {
  const { rows } = await sql<Addressed>`select id, channel, external_id as "externalId" from people.identities where person = (select person from people.identities where id = ${person})`.execute(db)
  return mayContact(await ledgerOf(db, hashes, rows), (await purposeRules(db)).get(purpose), channel, now)
}

/**
 * The same for many people at once, for journeys and segments: one answer by
 * person; a person who is not there is not among them.
 */
export async function mayContactMany(db: Db | Tx, hashes: AddressHashes, people: readonly Uuid[], purpose: string, channel: string, now: Instant): Promise<Map<Uuid, Answer>> {
  const rule = (await purposeRules(db)).get(purpose)
  const { rows } = await sql<Addressed & { person: Uuid }>`select id, person, channel, external_id as "externalId" from people.identities where person = any(${[...people]}::uuid[])`.execute(db)
  const entries = Map.groupBy(await saidBy(db, rows.map((row) => row.id)), (entry) => entry.identity)
  const hashOf = new Map(rows.map((row) => [row.id, hashes.of(row.channel, row.externalId)]))
  const bars = Map.groupBy(await suppressionsOf(db, [...hashOf.values()]), (bar) => bar.hash)
  const answers = new Map<Uuid, Answer>()
  for (const [person, identities] of Map.groupBy(rows, (row) => row.person)) {
    const ledger = { entries: identities.flatMap((one) => entries.get(one.id) ?? []), suppressions: identities.flatMap((one) => bars.get(hashOf.get(one.id) ?? '') ?? []) }
    answers.set(person, mayContact(ledger, rule, channel, now))
  }
  return answers
}

/** Whether an address may be written to, also one that was never heard of. */
export async function mayContactAddress(db: Db | Tx, hashes: AddressHashes, address: { readonly channel: string; readonly externalId: string }, purpose: string, now: Instant): Promise<Answer> {
  const id = identityId(address.channel, address.externalId)
  const { rows } = await sql<Addressed>`select id, channel, external_id as "externalId" from people.identities where person = (select person from people.identities where id = ${id})`.execute(db)
  return mayContact(await ledgerOf(db, hashes, rows.length > 0 ? rows : [{ id, ...address }]), (await purposeRules(db)).get(purpose), address.channel, now)
}
