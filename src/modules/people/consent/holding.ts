/** What people keeps about a person: who they are, what was said about them, what they bought and agreed to. */
import { sql, type RawBuilder } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { DataSubject, Holding, ToldSection } from '../../../kernel/personal-data.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { forgetIdentities } from '../store.ts'
import { countSilent, orderSilent } from './erasures.ts'

const silentBlock = 1_000

export function peopleHolding(db: Db): Holding {
  return {
    name: 'people',
    what: { en: 'Who people are: addresses, profiles, links between them, notes, purchases, stages, consents', nl: 'Wie mensen zijn: adressen, profielen, verbanden daartussen, notities, aankopen, stadia, toestemmingen' },
    postgres: [
      'people.identities', 'people.links', 'people.apart', 'people.shared_addresses', 'people.entries', 'people.acts', 'people.purchases', 'people.stale', 'people.cards', 'people.moves',
      'people.placements', 'people.unplaced', 'people.proof_checks', 'people.proof_claims', 'people.consents', 'people.requests', 'people.erasures', 'people.suppressions',
    ],
    clickhouse: [],
    files: [],
    tell: (subject) => told(db, subject.identities.map((one) => one.id)),
    erase: (subject) => db.transaction().execute((tx) => erase(tx, subject)),
    ageing: [{
      kind: 'silent-people',
      what: { en: 'People not heard for so long, who bought nothing, agreed to nothing and of whom nobody noted anything', nl: 'Mensen die zo lang zwegen, niets kochten, met niets instemden en over wie niemand iets noteerde' },
      count: (before) => countSilent(db, before),
      remove: async (before, signal) => {
        let people = 0
        while (!signal.aborted) {
          const ordered = await db.transaction().execute((tx) => orderSilent(tx, before, silentBlock, 'Retention'))
          if (ordered === null) break
          people += ordered.people
        }
        return people
      },
    }],
  }
}

async function erase(tx: Tx, { identities }: DataSubject): Promise<number> {
  const ids = identities.map((one) => one.id)
  const texts = [...ids]
  // Before anything else, so that a join, a split or an import at this moment comes wholly before or after.
  await sql`select pg_advisory_xact_lock(724003)`.execute(tx)
  await sql`select set_config('rapport.may_erase', 'yes', true)`.execute(tx)
  const count = async (statement: RawBuilder<unknown>): Promise<number> => Number((await statement.execute(tx)).numAffectedRows ?? 0n)
  let removed = 0
  // What was asked about them, in words; of acts on many, only that they were among them.
  removed += await count(sql`
    delete from people.acts where bulk is null and id in (
      select act from people.entries where identity = any(${ids}::uuid[]) union select retracted_act from people.entries where identity = any(${ids}::uuid[]))`)
  await sql`
    update people.acts set bulk = jsonb_set(bulk, '{people}', coalesce((select jsonb_agg(one) from jsonb_array_elements(bulk->'people') as one where not (one #>> '{}') = any(${texts}::text[])), '[]'))
    where jsonb_typeof(bulk->'people') = 'array' and bulk->'people' ?| ${texts}::text[]`.execute(tx)
  removed += await count(sql`delete from people.acts where bulk->'people' = '[]'::jsonb or (bulk is null and deed->>'person' = any(${texts}::text[]))`)
  // What is said about others and names them.
  removed += await count(sql`delete from people.entries where kind in ('household', 'brought-by') and key = any(${texts}::text[])`)
  removed += await count(sql`delete from people.consents where identity = any(${ids}::uuid[])`)
  removed += await count(sql`delete from people.requests where identity = any(${ids}::uuid[])`)
  for (const { channel, externalId, name } of identities) {
    removed += await count(sql`delete from people.shared_addresses where channel = ${channel} and pattern = lower(${externalId})`)
    if (name !== null) await sql`update people.shared_addresses set names = array_remove(array_remove(names, ${name}), lower(${name})) where names && array[${name}, lower(${name})]::text[]`.execute(tx)
  }
  await forgetIdentities(tx, ids)
  await sql`delete from people.stale where person = any(${ids}::uuid[]) and not exists (select from people.identities where person = stale.person)`.execute(tx)
  await sql`delete from people.cards where person = any(${ids}::uuid[]) and not exists (select from people.identities where person = cards.person)`.execute(tx)
  return removed + ids.length
}

type Item = Readonly<Record<string, unknown>>

/** Rows of a question, instants as ISO text. */
function rowsOf(db: Db, question: RawBuilder<Record<string, unknown>>, times: readonly string[]): AsyncIterable<Item> {
  async function* items(): AsyncGenerator<Item> {
    const { rows } = await question.execute(db)
    for (const row of rows) yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, times.includes(name) && typeof value === 'number' ? iso(value as Instant) : value]))
  }
  return items()
}

function told(db: Db, ids: readonly Uuid[]): ToldSection[] {
  const of = sql`any(${[...ids]}::uuid[])`
  return [
    {
      title: { en: 'Who you are to us', nl: 'Wie u voor ons bent' },
      items: rowsOf(db, sql`select channel, external_id as address, handle, name, url, avatar_url as picture, bio as about, followers, following, place, bot, first_seen_at as "firstSeen", last_seen_at as "lastSeen" from people.identities where id = ${of} order by first_seen_at`, ['firstSeen', 'lastSeen']),
    },
    {
      title: { en: 'What was noted about you', nl: 'Wat over u genoteerd werd' },
      items: rowsOf(db, sql`select kind, key, value, source, said_at as at, by_name as by, retracted_at as "takenBack" from people.entries where identity = ${of} order by said_at`, ['at', 'takenBack']),
    },
    {
      title: { en: 'What you bought', nl: 'Wat u kocht' },
      items: rowsOf(db, sql`select at, number, amount_minor as "amountMinor", currency, items from people.purchases where identity = ${of} order by at`, ['at']),
    },
    {
      title: { en: 'Your choices', nl: 'Uw keuzes' },
      items: rowsOf(db, sql`select at, purpose, channel, act, wording, source, proof, entered_by as "enteredBy" from people.consents where identity = ${of} order by at`, ['at']),
    },
    {
      title: { en: 'Where you are in your story with us', nl: 'Waar u staat in uw verhaal met ons' },
      items: rowsOf(db, sql`select at, from_stage as "from", to_stage as "to", because from people.moves where identity = ${of} order by at`, ['at']),
    },
    {
      title: { en: 'Why we think that your addresses are yours', nl: 'Waarom wij denken dat uw adressen van u zijn' },
      items: rowsOf(db, sql`select made_at as at, kind, basis, state, evidence, made_by as by, ended_at as ended from people.links where a = ${of} and b = ${of} order by made_at`, ['at', 'ended']),
    },
    {
      title: { en: 'What you asked of us', nl: 'Wat u ons vroeg' },
      items: rowsOf(db, sql`select at, kind, state, decided_at as decided, because from people.requests where identity = ${of} order by at`, ['at', 'decided']),
    },
  ]
}
