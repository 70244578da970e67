/** Keeps what is to be told, in the caller's transaction, with everybody it goes to. */
import { sql } from 'kysely'
import type { Announcement } from '../../kernel/event.ts'
import { newId, type Uuid } from '../../kernel/ids.ts'
import { dayMs, type Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { EventTypes } from './event-types.ts'

/** How long events, deliveries and mails are kept, for the log and for replay. */
export const keptForMs = 30 * dayMs

/** Wakes whoever delivers, once the transaction has committed. */
export async function wake(db: Db | Tx): Promise<void> {
  await sql`select pg_notify('rapport_outgoing', '')`.execute(db)
}

/**
 * Keeps events and makes a delivery for every endpoint and a mail for every
 * member that wants their type. An event that nobody could ever ask for is not
 * kept; one that a switched-off endpoint wants is, so that it can be replayed.
 * `also`: members who get it by mail whether they asked or not.
 */
export async function keepEvents(tx: Db | Tx, types: EventTypes, events: readonly Announcement[], now: Instant, also: readonly string[] = []): Promise<Uuid[]> {
  if (events.length === 0) return []
  const kept = events.map((event) => ({ id: newId(now), type: event.type, at: new Date(event.at).toISOString(), body: types.bodyOf(event) }))
  const mailed = kept.filter(({ type }) => types.find(type)?.letter !== undefined).map(({ id }) => id)
  const { rows } = await sql<{ id: Uuid }>`
    insert into outgoing.events (id, type, at, kept_at, body)
    select id, type, at, ${new Date(now)}, body from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as event (id uuid, type text, at timestamptz, body text)
    where exists (select from outgoing.endpoints where types is null or event.type = any (types))
      or exists (select from outgoing.subscriptions wanted where wanted.type = event.type)
      or ${also.length > 0}
    returning id`.execute(tx)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  await sql`
    insert into outgoing.deliveries (endpoint, event, due_at)
    select endpoint.id, event.id, ${new Date(now)} from outgoing.events event join outgoing.endpoints endpoint on endpoint.types is null or event.type = any (endpoint.types)
    where event.id = any (${ids}::uuid[]) and endpoint.active`.execute(tx)
  await sql`
    insert into outgoing.mails (id, member, event, due_at, created_at)
    select gen_random_uuid(), wanted.member, event.id, ${new Date(now)}, ${new Date(now)}
    from outgoing.events event join (select member, type from outgoing.subscriptions union select member, null from unnest(${also}::text[]) as member) wanted on wanted.type is null or wanted.type = event.type
    where event.id = any (${ids}::uuid[]) and event.id = any (${mailed}::uuid[]) and exists (select from outgoing.mail_settings)
    on conflict (event, member) do nothing`.execute(tx)
  await wake(tx)
  return ids
}

/** Which of some types any webhook or any member wants, switched-off webhooks included. */
export async function wantedTypes(db: Db, types: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    select type from unnest(${[...types]}::text[]) as type
    where exists (select from outgoing.endpoints where types is null or type = any (types)) or exists (select from outgoing.subscriptions wanted where wanted.type = type.type) order by type`.execute(db)
  return rows.map((row) => row.type)
}

/** A try at one endpoint alone. */
export async function keepForOne(tx: Db | Tx, types: EventTypes, event: Announcement, endpoint: Uuid, now: Instant): Promise<Uuid> {
  const id = newId(now)
  await sql`insert into outgoing.events (id, type, at, kept_at, body) values (${id}, ${event.type}, ${new Date(event.at)}, ${new Date(now)}, ${types.bodyOf(event)})`.execute(tx)
  await sql`insert into outgoing.deliveries (endpoint, event, due_at) values (${endpoint}, ${id}, ${new Date(now)})`.execute(tx)
  return id
}

/** Lets go of what is older than is kept; what is still tried is never that old. */
export async function dropOldEvents(db: Db, now: Instant): Promise<void> {
  await sql`delete from outgoing.events where kept_at < ${new Date(now - keptForMs)}`.execute(db)
  await sql`delete from outgoing.mails where created_at < ${new Date(now - keptForMs)}`.execute(db)
}
