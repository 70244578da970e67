/** Makes the cards of persons anew, and notes the moves that come of it. May be done twice, and killed at any moment. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { sentence } from '../../../kernel/fault.ts'
import { dayMs, type Clock, type Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { importGoesOn } from '../exchange/import-store.ts'
import { keepMoves, lifeCycleNow, movesOf } from '../lifecycle/life-cycle-store.ts'
import { runBulkActs } from '../profile/bulk.ts'
import type { Deeds } from '../ports.ts'
import { entriesOf } from '../profile/entry-store.ts'
import { purchasesOf } from '../purchases.ts'
import { identitiesOfAll } from '../store.ts'
import { refit } from '../value/refit.ts'
import { newestModel } from '../value/value-store.ts'
import { cardOf, type Card, type Known } from './card.ts'
import { markDue, nextStale, unmark, type Stale } from './stale.ts'

export interface RefreshDeps {
  readonly db: Db
  readonly deeds: Pick<Deeds, 'daily' | 'turns'>
  readonly now: () => Instant
}

/** Acts between somebody and us that are looked at for the depth of a relationship. */
const turnsEach = 200

/** All that is known of persons; who has no identity any more is left out. `withTurns`: false where nobody asks for exchanges, which cost most. */
export async function knownOf({ db, deeds }: Pick<RefreshDeps, 'db' | 'deeds'>, persons: readonly Uuid[], { withTurns = true }: { withTurns?: boolean } = {}): Promise<Known[]> {
  const identities = await identitiesOfAll(db, persons)
  const ids = [...identities.values()].flat().map((one) => one.id)
  const [entries, purchases, moves, daily, turns] = await Promise.all([entriesOf(db, persons), purchasesOf(db, persons), movesOf(db, persons), ids.length === 0 ? [] : deeds.daily(ids), ids.length === 0 || !withTurns ? [] : deeds.turns(ids, turnsEach)])
  const days = Map.groupBy(daily, (row) => row.identity)
  const talk = Map.groupBy(turns, (row) => row.identity)
  return persons.flatMap((person): Known[] => {
    const theirs = identities.get(person)
    if (!theirs) return []
    return [{
      person, identities: theirs, entries: entries.get(person) ?? [], purchases: purchases.get(person) ?? [], moves: moves.get(person) ?? [],
      days: theirs.flatMap((one) => days.get(one.id) ?? []), turns: theirs.flatMap((one) => talk.get(one.id) ?? []).toSorted((a, b) => a.at - b.at),
    }]
  })
}

const camel = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const times = new Set(['stageSince', 'firstAt', 'lastAt', 'lastPurchaseAt', 'nextPurchaseAt', 'recheckAt'])
/** No time that PostgreSQL cannot keep: a model may expect a purchase in ten thousand years. */
const keptTime = (at: number): string | null => (at < 4e12 ? new Date(at).toISOString() : null)

async function keepCards(tx: Tx, cards: readonly Card[]): Promise<void> {
  if (cards.length === 0) return
  const rows = cards.map((card) => Object.fromEntries(Object.entries(card).map(([name, value]: [string, unknown]) => [camel(name), typeof value === 'number' && times.has(name) ? keptTime(value) : value])))
  const columns = sql.raw(Object.keys(cards[0] ?? {}).map(camel).join(', '))
  const others = sql.raw(Object.keys(cards[0] ?? {}).map(camel).filter((name) => name !== 'person').map((name) => `${name} = excluded.${name}`).join(', '))
  // Of a person whose last identity was erased meanwhile nothing may come back: the share lock waits for who erases.
  await sql`insert into people.cards (${columns}) select ${columns} from jsonb_populate_recordset(null::people.cards, ${JSON.stringify(rows)}::jsonb) as made
    where exists (select from people.identities i where i.person = made.person) on conflict (person) do update set ${others}`.execute(tx)
}

/** How often somebody whom another was making a card of is tried again. */
const maxAttempts = 4

async function refreshed(deps: RefreshDeps, stale: readonly Stale[], attempt = 1): Promise<void> {
  const { db } = deps
  const persons = stale.map((one) => one.person)
  const [life, model, known] = await Promise.all([lifeCycleNow(db), newestModel(db), knownOf(deps, persons)])
  const now = deps.now()
  const made = known.map((one) => ({ ...cardOf(one, life, model, now), person: one.person }))
  const left = new Set(made.map((one) => one.person))
  const overtaken = await db.transaction().execute(async (tx) => {
    // Before anything is written: who erases or joins these identities goes first or waits.
    await sql`select id from people.identities where person = any(${persons}::uuid[]) order by id for key share`.execute(tx)
    // One at a time makes a person's card; whose moves are no longer those that were read is begun anew.
    await sql`select person from people.cards where person = any(${persons}::uuid[]) order by person for update`.execute(tx)
    const movesNow = await movesOf(tx, persons)
    const late = new Set(known.filter((one) => one.moves.at(-1)?.id !== movesNow.get(one.person)?.at(-1)?.id).map((one) => one.person))
    const kept = made.filter((one) => !late.has(one.person))
    await keepMoves(tx, kept.flatMap((one) => one.moves.map((move) => ({ ...move, identity: one.person }))), now)
    await keepCards(tx, kept.map((one) => one.card))
    await sql`delete from people.cards where person = any(${persons.filter((person) => !left.has(person))}::uuid[])`.execute(tx)
    await unmark(tx, stale.filter((one) => one.mark >= 0 && !late.has(one.person)))
    return stale.filter((one) => late.has(one.person))
  })
  if (overtaken.length > 0 && attempt < maxAttempts) await refreshed(deps, overtaken, attempt + 1)
}

/** Makes cards anew at once, for who waits to see what they changed. What is marked stays marked. */
export async function refreshNow(deps: RefreshDeps, persons: readonly Uuid[]): Promise<void> {
  await refreshed(deps, persons.map((person) => ({ person, mark: -1 })))
}

const atOnce = 500
const pauseMs = 700
const importShare = 5
const refitEveryMs = dayMs
const dueEveryMs = 5_000
const modelEveryMs = 60_000

/** Goes on making cards anew as people act, time passes and rules change. */
export async function keepCardsTrue(deps: RefreshDeps & { readonly log: Log; readonly clock: Clock }, signal: AbortSignal): Promise<void> {
  let dueAt = 0
  let modelAt = 0
  while (!signal.aborted) {
    let more = false
    const startedAt = deps.clock.now()
    try {
      const stale = await nextStale(deps.db, atOnce)
      if (stale.length > 0) await refreshed(deps, stale)
      more = stale.length === atOnce
      if (await runBulkActs(deps)) more = true
      if (!more && deps.clock.now() >= dueAt) {
        const life = await lifeCycleNow(deps.db)
        more = (await markDue(deps.db, deps.clock.now(), life.edition, 5_000)) > 0
        if (!more) dueAt = deps.clock.now() + dueEveryMs
        if (deps.clock.now() >= modelAt) {
          await refitWhenDue(deps)
          modelAt = deps.clock.now() + modelEveryMs
        }
      }
    } catch (thrown) {
      deps.log.warn('people.cards-fault', { because: sentence(thrown) })
      await wait(5_000, undefined, { signal }).catch(() => undefined)
    }
    // A long backlog leaves half of the time to the loop that makes it, and most of it to an import.
    const share = more && (await importGoesOn(deps.db).catch(() => false)) ? importShare : 1
    await wait(more ? share * (deps.clock.now() - startedAt) : pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Fits the value model once a day, and at once when there is enough for the first time. */
async function refitWhenDue(deps: RefreshDeps & { readonly clock: Clock }): Promise<void> {
  const model = await newestModel(deps.db)
  const { rows: [bought] } = await sql<{ buyers: number }>`select count(*) as buyers from people.cards where purchases > 0`.execute(deps.db)
  const buyers = bought?.buyers ?? 0
  if (buyers === 0) return
  const isDue = model === null || deps.clock.now() - model.at > refitEveryMs || (model.buying === null && buyers >= model.customers * 1.2 + 10) || (!model.sampled && buyers >= model.customers * 1.5 + 50)
  if (!isDue) return
  const fitted = await refit(deps.db, deps.clock.now())
  if (fitted.buying !== null) await sql`insert into people.stale (person) select person from people.cards where purchases > 0 on conflict do nothing`.execute(deps.db)
}
