/** All of people's SQL. */
import { sql } from 'kysely'
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Author } from '../../kernel/interaction.ts'
import { asRows } from '../../platform/postgres/as-rows.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import { holdPeople } from './recognition/link-store.ts'
import { forgetSharedOf } from './recognition/forget-shared.ts'
import { neighboursOf, regroup } from './recognition/regroup.ts'

export interface Identity {
  readonly id: Uuid
  readonly person: Uuid
  readonly channel: string
  readonly externalId: string
  readonly handle: string | null
  readonly name: string | null
  readonly url: string | null
  readonly avatarUrl: string | null
  readonly bio: string | null
  readonly followers: number | null
  readonly place: string | null
  readonly bot: boolean
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
}

/** Somebody who did something, as the channel showed them then. */
export interface Observed {
  readonly id: Uuid
  readonly channel: string
  readonly author: Author
  readonly at: Instant
}

const columns = sql`id, person, channel, external_id as "externalId", handle, name, url, avatar_url as "avatarUrl", bio, followers, place, bot, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt"`
const maxInteger = 2_147_483_647
/** PostgreSQL keeps no NUL characters in text, and no halves of characters in JSON. */
const clean = (text: string | undefined): string | null => text?.toWellFormed().replaceAll('\0', '') || null

const rowOf = ({ id, channel, author }: Observed, first: Instant, last: Instant) => ({
  id, channel, external_id: clean(author.externalId), handle: clean(author.handle), name: clean(author.name), url: clean(author.url), avatar_url: clean(author.avatarUrl), bio: clean(author.bio),
  followers: author.followers === undefined ? null : Math.min(author.followers, maxInteger), following: author.following === undefined ? null : Math.min(author.following, maxInteger),
  place: clean(author.place), bot: author.bot ?? false, first: new Date(first), last: new Date(last),
})
const rowForm = { id: 'uuid', person: 'uuid', shared: 'boolean', channel: 'text', external_id: 'text', handle: 'text', name: 'text', url: 'text', avatar_url: 'text', bio: 'text', followers: 'int', following: 'int', place: 'text', bot: 'boolean', first: 'timestamptz', last: 'timestamptz' } as const
const intoIdentities = sql`people.identities as known (id, person, shared, channel, external_id, handle, name, url, avatar_url, bio, followers, following, place, bot, first_seen_at, last_seen_at)
    select id, coalesce(person, id), coalesce(shared, false), channel, external_id, handle, name, url, avatar_url, bio, followers, following, place, bot, first, last`
/** Everybody who writes many identities does so in this order, so that nobody waits crosswise. */
const byId = (a: { id: Uuid }, b: { id: Uuid }): number => (a.id < b.id ? -1 : 1)

/** Notes identities whose person is known already, where nobody noted them before. Returns those that this call noted. */
export async function insertUnknown(tx: Tx, fresh: readonly (Observed & { readonly person: Uuid; readonly shared: boolean })[]): Promise<Set<Uuid>> {
  const rows = fresh.toSorted(byId).map((one) => ({ ...rowOf(one, one.at, one.at), person: one.person, shared: one.shared }))
  const { rows: made } = await sql<{ id: Uuid }>`insert into ${intoIdentities} from ${asRows(rows, rowForm)} as seen on conflict do nothing returning id`.execute(tx)
  return new Set(made.map((row) => row.id))
}

/**
 * Notes who was seen. Each identity once a call; the newest showing of a
 * profile wins, and what it leaves out is kept from before. Who goes on talking
 * is noted again after ten minutes: every row rewritten costs all its indexes.
 */
export async function observe(tx: Tx, seen: readonly Observed[]): Promise<void> {
  const newest = new Map<Uuid, { one: Observed; first: Instant }>()
  for (const one of seen) {
    const before = newest.get(one.id)
    newest.set(one.id, { one: !before || one.at >= before.one.at ? one : before.one, first: Math.min(one.at, before?.first ?? one.at) })
  }
  if (newest.size === 0) return
  const rows = [...newest.values()].toSorted((a, b) => byId(a.one, b.one)).map(({ one, first }) => rowOf(one, first, one.at))
  await sql`
    insert into ${intoIdentities} from ${asRows(rows, rowForm)} as seen
    on conflict (id) do update set
      handle = case when excluded.last_seen_at >= known.last_seen_at then coalesce(excluded.handle, known.handle) else coalesce(known.handle, excluded.handle) end,
      name = case when excluded.last_seen_at >= known.last_seen_at then coalesce(excluded.name, known.name) else coalesce(known.name, excluded.name) end,
      url = coalesce(excluded.url, known.url),
      avatar_url = case when excluded.last_seen_at >= known.last_seen_at then coalesce(excluded.avatar_url, known.avatar_url) else coalesce(known.avatar_url, excluded.avatar_url) end,
      bio = case when excluded.last_seen_at >= known.last_seen_at then coalesce(excluded.bio, known.bio) else coalesce(known.bio, excluded.bio) end,
      followers = case when excluded.last_seen_at >= known.last_seen_at then coalesce(excluded.followers, known.followers) else coalesce(known.followers, excluded.followers) end,
      following = case when excluded.last_seen_at >= known.last_seen_at then coalesce(excluded.following, known.following) else coalesce(known.following, excluded.following) end,
      place = case when excluded.last_seen_at >= known.last_seen_at then coalesce(excluded.place, known.place) else coalesce(known.place, excluded.place) end,
      bot = known.bot or excluded.bot,
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
    where excluded.first_seen_at < known.first_seen_at or excluded.last_seen_at > known.last_seen_at + interval '10 minutes'
      or (excluded.last_seen_at >= known.last_seen_at and (coalesce(excluded.handle, ''), coalesce(excluded.name, ''), coalesce(excluded.avatar_url, ''), coalesce(excluded.bio, '')) is distinct from (coalesce(known.handle, ''), coalesce(known.name, ''), coalesce(known.avatar_url, ''), coalesce(known.bio, '')))`.execute(tx)
}

/** The identities of the person who holds `id`: a person's id, or that of any identity of theirs. */
export async function identitiesOf(db: Db, id: Uuid): Promise<Identity[]> {
  const { rows } = await sql<Identity>`select ${columns} from people.identities where person = (select person from people.identities where id = ${id}) order by first_seen_at, id`.execute(db)
  return rows
}

export async function identitiesByHandle(db: Db, handle: string, channel?: string): Promise<Uuid[]> {
  const plain = handle.replace(/^@/, '').toLowerCase()
  const { rows } = await sql<{ id: Uuid }>`select id from people.identities where lower(handle) = ${plain} and (${channel ?? null}::text is null or channel = ${channel ?? null}) limit 100`.execute(db)
  return rows.map((row) => row.id)
}

export async function profilesOf(db: Db, identities: readonly Uuid[]): Promise<Map<Uuid, Identity>> {
  const { rows } = await sql<Identity>`select ${columns} from people.identities where id = any(${identities}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Identities of a channel whose profile is neither known nor asked for, most recently heard first. */
export async function unnamed(db: Db, channel: string, limit: number): Promise<{ id: Uuid; externalId: string; lastSeenAt: Instant }[]> {
  const { rows } = await sql<{ id: Uuid; externalId: string; lastSeenAt: Instant }>`
    select id, external_id as "externalId", last_seen_at as "lastSeenAt" from people.identities
    where channel = ${channel} and handle is null and profile_asked_at is null order by last_seen_at desc limit ${limit}`.execute(db)
  return rows
}

export async function markAsked(tx: Tx, identities: readonly Uuid[]): Promise<void> {
  await sql`update people.identities set profile_asked_at = now() where id = any(${identities}::uuid[])`.execute(tx)
}

/**
 * Removes identities of which nothing is kept any more, and all links with
 * them; the others of their people are whoever the remaining links make them.
 * Call it before touching identities in the same transaction.
 */
export async function forgetIdentities(tx: Tx, identities: readonly Uuid[]): Promise<void> {
  if (identities.length === 0) return
  await holdPeople(tx)
  const around = await neighboursOf(tx, identities)
  await forgetSharedOf(tx, identities)
  await sql`delete from people.identities where id = any(${identities}::uuid[])`.execute(tx)
  await regroup(tx, around)
}

/** Identities of persons, by person, in the order in which they were first seen. */
export async function identitiesOfAll(db: Db, persons: readonly Uuid[]): Promise<Map<Uuid, Identity[]>> {
  const { rows } = await sql<Identity>`select ${columns} from people.identities where person = any(${persons}::uuid[]) order by first_seen_at, id`.execute(db)
  return Map.groupBy(rows, (row) => row.person)
}
