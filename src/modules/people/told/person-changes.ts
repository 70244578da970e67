/** Tells the outside who came to be, was joined and was split: from rows that the same transaction left, and only while somebody wants to know. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Announcement } from '../../../kernel/event.ts'
import { sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import { personEvents } from './person-events.ts'

export interface PersonChange {
  /** The transaction that changed it. */
  readonly tx: string
  readonly identity: Uuid
  /** Whose it was; `null`: nobody knew it. */
  readonly was: Uuid | null
  readonly now: Uuid
  readonly at: Instant
}

export interface TellingPorts {
  /** Which of these event types anybody wants. */
  wanted(types: readonly string[]): Promise<string[]>
  announce(tx: Tx, events: readonly Announcement[]): Promise<void>
}

const everyMs = 2_000
const atOnce = 2_000
/** Most that one event names; what a transaction changed beyond that is told by further events. */
const namedAtOnce = 100

/**
 * What changes mean. A person exists as long as the identity that gave them
 * its id is theirs, so each row is one person who came to be (`null` → own
 * id), became part of another (own id → another's), or was split off
 * (another's → own id). Pure.
 */
export function announcementsOf(changes: readonly PersonChange[], identitiesOf: ReadonlyMap<Uuid, readonly Uuid[]>): Announcement[] {
  const told = (type: string, of: readonly PersonChange[], person: (change: PersonChange) => Uuid, list: string): Announcement[] =>
    [...Map.groupBy(of, (change) => `${change.tx}:${person(change)}`).values()].flatMap((together) =>
      Array.from({ length: Math.ceil(together.length / namedAtOnce) }, (_, part): Announcement[] => {
        const some = together.slice(part * namedAtOnce, (part + 1) * namedAtOnce)
        const [first] = some
        return first ? [{ type, at: first.at, data: { person: person(first), [list]: some.map((change) => change.identity), at: iso(first.at) } }] : []
      }).flat())
  const created = changes.filter((change) => change.was === null && change.now === change.identity)
  return [
    ...created.map((change): Announcement => ({ type: 'person.created', at: change.at, data: { person: change.identity, identities: [...(identitiesOf.get(change.identity) ?? [change.identity])].slice(0, namedAtOnce), at: iso(change.at) } })),
    ...told('person.joined', changes.filter((change) => change.was === change.identity && change.now !== change.identity), (change) => change.now, 'joined'),
    ...told('person.split', changes.filter((change) => change.was !== null && change.was !== change.identity && change.now === change.identity), (change) => change.was ?? change.identity, 'split'),
  ]
}

/** Goes on telling until the signal aborts. */
export async function tellPersonChanges({ db, log, wanted, announce }: TellingPorts & { readonly db: Db; readonly log: Log }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let more = false
    try {
      await keepWanted(db, await wanted(personEvents.map((one) => one.type)))
      more = await tellSome(db, announce)
    } catch (thrown) {
      log.warn('people.telling', { because: sentence(thrown) })
    }
    if (!more) await wait(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/** From here on rows are noted for these types, or for none. */
async function keepWanted(db: Db, types: readonly string[]): Promise<void> {
  const { rows } = await sql<{ type: string }>`select type from people.told_types order by type`.execute(db)
  if (JSON.stringify(rows.map((row) => row.type)) === JSON.stringify(types.toSorted())) return
  await db.transaction().execute(async (tx) => {
    await sql`delete from people.told_types where not type = any(${[...types]}::text[])`.execute(tx)
    await sql`insert into people.told_types (type) select unnest(${[...types]}::text[]) on conflict do nothing`.execute(tx)
  })
}

/** Tells and forgets in one transaction: whoever dies in between tells again, and nobody twice. */
async function tellSome(db: Db, announce: TellingPorts['announce']): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<PersonChange>`
      delete from people.person_changes where (tx, identity) in (select tx, identity from people.person_changes order by tx, identity limit ${atOnce} for update skip locked)
      returning tx::text as tx, identity, was, now, at`.execute(tx)
    if (rows.length === 0) return false
    const { rows: owned } = await sql<{ person: Uuid; id: Uuid }>`select person, id from people.identities where person = any(${rows.filter((row) => row.was === null).map((row) => row.identity)}::uuid[]) order by person, created_at, id`.execute(tx)
    const identities = new Map([...Map.groupBy(owned, (row) => row.person)].map(([person, list]) => [person, list.map((row) => row.id)]))
    await announce(tx, announcementsOf(rows, identities))
    return rows.length === atOnce
  })
}
