/** Where webhooks go: endpoints in PostgreSQL, their secrets sealed. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Conflict, NotFound, TooMuch } from '../../kernel/fault.ts'
import { newId, type Uuid } from '../../kernel/ids.ts'
import { dayMs, type Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import type { Seal } from '../../platform/seal.ts'
import { secretBytes, secretOf } from '../../platform/webhook-signature.ts'

/** How long an old secret still signs beside the new one. */
export const overlapMs = dayMs
/** Each may hold some connections open, so there is an end. */
const maxEndpoints = 100

export interface Endpoint {
  readonly id: Uuid
  readonly name: string
  readonly url: string
  /** `null`: every type. */
  readonly types: string[] | null
  readonly active: boolean
  readonly disabledAt: Instant | null
  readonly disabledCode: 'by-hand' | 'gone' | 'failing' | null
  readonly disabledBecause: string | null
  readonly failingSince: Instant | null
  readonly failures: number
  readonly resumeAt: Instant | null
  readonly lastDeliveredAt: Instant | null
  readonly oldSecretUntil: Instant | null
  readonly createdAt: Instant
  readonly waiting: number
}

const columns = sql`endpoint.id, endpoint.name, endpoint.url, endpoint.types, endpoint.active, endpoint.disabled_at as "disabledAt", endpoint.disabled_code as "disabledCode", endpoint.disabled_because as "disabledBecause",
  endpoint.failing_since as "failingSince", endpoint.failures, endpoint.resume_at as "resumeAt", endpoint.last_delivered_at as "lastDeliveredAt", endpoint.old_secret_until as "oldSecretUntil", endpoint.created_at as "createdAt",
  (select count(*) from outgoing.deliveries delivery where delivery.endpoint = endpoint.id and delivery.state = 'waiting') as waiting`

export async function listEndpoints(db: Db | Tx): Promise<Endpoint[]> {
  return (await sql<Endpoint>`select ${columns} from outgoing.endpoints endpoint order by created_at, id`.execute(db)).rows
}

/** @throws {NotFound} */
export async function findEndpoint(db: Db | Tx, id: Uuid): Promise<Endpoint> {
  const [endpoint] = (await sql<Endpoint>`select ${columns} from outgoing.endpoints endpoint where id = ${id}`.execute(db)).rows
  if (!endpoint) throw new NotFound('webhook', id)
  return endpoint
}

/** @throws {TooMuch} when there are as many as there may be */
export async function addEndpoint(db: Db, seal: Seal, endpoint: { name: string; url: string; types: readonly string[] | null; by: string }, now: Instant): Promise<{ endpoint: Endpoint; secret: string }> {
  const id = newId(now)
  const secret = secretOf(randomBytes(secretBytes))
  const { numAffectedRows } = await sql`
    insert into outgoing.endpoints (id, name, url, types, secret, created_by, created_at)
    select ${id}, ${endpoint.name}, ${endpoint.url}, ${endpoint.types}::text[], ${seal.seal(secret)}, ${endpoint.by}, ${new Date(now)}
    where (select count(*) from outgoing.endpoints) < ${maxEndpoints}`.execute(db)
  if (numAffectedRows === 0n) throw new TooMuch(`There are ${maxEndpoints} webhooks, which is as many as there may be. Remove one that nobody uses.`, 'outgoing.too-many-endpoints', 409)
  return { endpoint: await findEndpoint(db, id), secret }
}

/**
 * Changes what is given. Switching on forgets earlier failures and lets what
 * waits go out at once; switching off keeps it waiting.
 */
export async function changeEndpoint(db: Db, id: Uuid, change: { name?: string | undefined; url?: string | undefined; types?: readonly string[] | null | undefined; active?: boolean | undefined }, now: Instant): Promise<Endpoint> {
  const { numAffectedRows } = await sql`
    update outgoing.endpoints set name = coalesce(${change.name ?? null}, name), url = coalesce(${change.url ?? null}, url),
      types = case when ${change.types === undefined} then types else ${change.types ?? null}::text[] end
    where id = ${id}`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('webhook', id)
  if (change.active === true || change.url !== undefined) await sql`update outgoing.endpoints set failing_since = null, failures = 0, resume_at = null where id = ${id}`.execute(db)
  if (change.active === true) {
    await sql`update outgoing.endpoints set active = true, disabled_at = null, disabled_code = null, disabled_because = null where id = ${id}`.execute(db)
    await sql`update outgoing.deliveries set due_at = ${new Date(now)}, first_tried_at = null, tries = 0 where endpoint = ${id} and state = 'waiting'`.execute(db)
  }
  if (change.active === false) await sql`update outgoing.endpoints set active = false, disabled_at = ${new Date(now)}, disabled_code = 'by-hand', disabled_because = null where id = ${id} and active`.execute(db)
  return findEndpoint(db, id)
}

/** @throws {NotFound} */
export async function removeEndpoint(db: Db, id: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`delete from outgoing.endpoints where id = ${id}`.execute(db)
  if (numAffectedRows === 0n) throw new NotFound('webhook', id)
}

/**
 * Makes a new secret; the one before signs along for a day.
 * @throws {Conflict} while an earlier one still signs along: that receiver would lose its signature
 */
export async function rotateSecret(db: Db, seal: Seal, id: Uuid, now: Instant): Promise<{ secret: string; oldUntil: Instant }> {
  const secret = secretOf(randomBytes(secretBytes))
  const { numAffectedRows } = await sql`
    update outgoing.endpoints set old_secret = secret, old_secret_until = ${new Date(now + overlapMs)}, secret = ${seal.seal(secret)}
    where id = ${id} and (old_secret_until is null or old_secret_until <= ${new Date(now)})`.execute(db)
  if (numAffectedRows === 0n) {
    await findEndpoint(db, id)
    throw new Conflict('The secret was changed less than a day ago and the one before still signs along. Wait until it has run out, or remove the webhook and add it again.', 'outgoing.rotating')
  }
  return { secret, oldUntil: now + overlapMs }
}
