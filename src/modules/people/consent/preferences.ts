/** What a person outside does on their page: see, change, stop, ask. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Clock, Instant } from '../../../kernel/instant.ts'
import type { ErasedIdentity } from '../../../kernel/personal-data.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { AddressHashes } from './address-hash.ts'
import { appendConsents, ledgerOf, lift, suppressionsOf, type Addressed, type ConsentSource, type NewConsent } from './ledger.ts'
import { everything, mayContact } from './may-contact.ts'
import type { Choice } from './preference-page.ts'
import { purposesOf, wordingsOf, type ByLanguage, type Language } from './purposes.ts'

export interface PreferenceDeps {
  readonly db: Db
  readonly clock: Clock
  readonly hashes: AddressHashes
  /** Told of every change of consent, in the transaction that makes it. */
  consentChanged(tx: Tx, change: ConsentChange): Promise<void>
}

export interface ConsentChange {
  readonly identity: Uuid
  readonly purpose: string
  readonly channel: string
  readonly act: 'granted' | 'withdrawn'
  readonly at: Instant
  readonly source: ConsentSource
}

/** All identities of the person behind one of them; empty when it is not here any more. */
export async function identitiesBehind(db: Db | Tx, identity: Uuid): Promise<Addressed[]> {
  const { rows } = await sql<Addressed>`select id, channel, external_id as "externalId" from people.identities where person = (select person from people.identities where id = ${identity}) order by id`.execute(db)
  return rows
}

const inLanguage = (texts: ByLanguage, language: Language): string => texts[language] ?? texts.en ?? texts.nl ?? ''

export async function choicesOf(deps: Pick<PreferenceDeps, 'db' | 'hashes'>, identities: readonly Addressed[], language: Language, now: Instant): Promise<Choice[]> {
  const ledger = await ledgerOf(deps.db, deps.hashes, identities)
  const wordings = await wordingsOf(deps.db)
  return (await purposesOf(deps.db)).map((purpose) => ({
    purpose: purpose.id, basis: purpose.basis,
    name: inLanguage(purpose.name, language) || purpose.id,
    about: inLanguage(purpose.about, language),
    wording: wordings.find((one) => one.purpose === purpose.id && one.language === language)?.words ?? null,
    channels: purpose.channels.map((channel) => ({ channel, answer: mayContact(ledger, purpose, channel, now) })),
  }))
}

/**
 * Keeps what the person chose: only what differs from before is appended. A
 * yes is said with every identity, since one that said no before would go on
 * forbidding; it takes off the bar that the person once asked for, and no other.
 */
export async function choose(deps: PreferenceDeps, identity: Uuid, yes: ReadonlySet<string>, language: Language, proof: string): Promise<number> {
  const now = deps.clock.now()
  const identities = await identitiesBehind(deps.db, identity)
  const choices = await choicesOf(deps, identities, language, now)
  const entries: NewConsent[] = []
  for (const { purpose, basis, channels, wording, about } of choices) {
    if (basis === 'contract' || basis === 'legal-duty') continue
    for (const { channel, answer } of channels) {
      const wanted = yes.has(`${purpose} ${channel}`)
      if (wanted === answer.may) continue
      // Never asked and still not wanted: nothing was said.
      const common = { purpose, channel, at: now, wording: wording ?? about, source: 'preferences' as const, proof }
      if (wanted) for (const one of identities) entries.push({ ...common, identity: one.id, act: 'granted' })
      else entries.push({ ...common, identity, act: 'withdrawn' })
    }
  }
  await append(deps, entries, now, async (tx) => {
    const asked = await suppressionsOf(tx, identities.map((one) => deps.hashes.of(one.channel, one.externalId)))
    for (const bar of asked) if (bar.reason === 'asked' && bar.record && entries.some((entry) => entry.act === 'granted' && (bar.purpose === everything || bar.purpose === entry.purpose))) await lift(tx, bar.hash, bar.purpose)
  })
  return entries.length
}

/** A no to everything, or to one purpose on one channel. */
export async function stop(deps: PreferenceDeps, identity: Uuid, what: { purpose: string; channel: string; source: ConsentSource; proof: string }): Promise<void> {
  const now = deps.clock.now()
  if ((await identitiesBehind(deps.db, identity)).length === 0) return
  await append(deps, [{ identity, act: 'withdrawn', at: now, ...what }], now)
}

async function append(deps: PreferenceDeps, entries: readonly NewConsent[], now: Instant, alongside?: (tx: Tx) => Promise<void>): Promise<void> {
  if (entries.length === 0) return
  await deps.db.transaction().execute(async (tx) => {
    await appendConsents(tx, entries, now)
    await alongside?.(tx)
    for (const { identity, purpose, channel, act, at, source } of entries) await deps.consentChanged(tx, { identity, purpose, channel, act, at, source })
  })
}

/** The same with what else names them, for copies and erasures. */
export async function subjectsBehind(db: Db | Tx, identity: Uuid): Promise<ErasedIdentity[]> {
  const { rows } = await sql<ErasedIdentity>`select id, channel, external_id as "externalId", handle, name from people.identities where person = (select person from people.identities where id = ${identity}) order by id`.execute(db)
  return rows
}
