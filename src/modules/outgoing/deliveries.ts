/** The durable queue of webhooks: who is due, what came of each try, the log, replay. */
import { sql } from 'kysely'
import { newId, type Uuid } from '../../kernel/ids.ts'
import { minuteMs, type Instant } from '../../kernel/instant.ts'
import type { Db, Tx } from '../../platform/postgres/database.ts'
import { keptForMs } from './events.ts'

/** A try lasts at most a quarter of this; whoever holds a lease longer is dead. */
const leaseMs = minuteMs
/** How many tries run at one endpoint at a time; one, while it does not answer well. */
const atOnce = 4

export interface Due {
  readonly endpoint: Uuid
  readonly event: Uuid
  readonly type: string
  readonly url: string
  readonly secret: string
  readonly oldSecret: string | null
  readonly body: string
  readonly tries: number
  readonly firstTriedAt: Instant | null
}

/**
 * Takes what is due, an own share for each endpoint, so that none waits for
 * another. `busy`: how many of each this process has under way.
 */
export async function claimDue(db: Db, busy: ReadonlyMap<Uuid, number>, now: Instant): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with room as (
      select id, (case when failures > 0 then 1 else ${atOnce}::int end) - coalesce((${JSON.stringify(Object.fromEntries(busy))}::jsonb ->> id::text)::int, 0) as free
      from outgoing.endpoints where active and (resume_at is null or resume_at <= ${new Date(now)})
    ), chosen as (
      select due.endpoint, due.event from room cross join lateral (
        select endpoint, event from outgoing.deliveries
        where endpoint = room.id and state = 'waiting' and due_at <= ${new Date(now)} and (leased_until is null or leased_until <= ${new Date(now)})
        order by due_at limit greatest(room.free, 0) for update skip locked
      ) due
    )
    update outgoing.deliveries delivery set leased_until = ${new Date(now + leaseMs)}
    from chosen, outgoing.endpoints endpoint, outgoing.events event
    where delivery.endpoint = chosen.endpoint and delivery.event = chosen.event and endpoint.id = chosen.endpoint and event.id = chosen.event
    returning delivery.endpoint, delivery.event, event.type, endpoint.url, endpoint.secret, case when endpoint.old_secret_until > ${new Date(now)} then endpoint.old_secret end as "oldSecret", event.body, delivery.tries, delivery.first_tried_at as "firstTriedAt"`.execute(db)
  return rows
}

/** When the next one is due; `null` when nothing waits. */
export async function nextDue(db: Db): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`
    select min(greatest(due_at, leased_until, resume_at)) as at from outgoing.deliveries delivery join outgoing.endpoints endpoint on endpoint.id = delivery.endpoint
    where delivery.state = 'waiting' and endpoint.active`.execute(db)
  return rows[0]?.at ?? null
}

/** Gives back what was taken and not tried to its end. */
export async function release(db: Db, { endpoint, event }: Pick<Due, 'endpoint' | 'event'>): Promise<void> {
  await sql`update outgoing.deliveries set leased_until = null where endpoint = ${endpoint} and event = ${event} and state = 'waiting'`.execute(db)
}

export interface Attempt {
  readonly at: Instant
  readonly tookMs: number
  readonly status: number | null
  readonly code: string | null
  readonly because: string | null
  readonly response: string
}

export type Outcome =
  | { readonly is: 'delivered' }
  | { readonly is: 'again'; readonly dueAt: Instant; /** Everything to the endpoint waits until then. */ readonly resumeAt: Instant | null }
  | { readonly is: 'failed'; readonly resumeAt: Instant | null }

export interface Standing {
  readonly failingSince: Instant | null
  readonly failures: number
  readonly name: string
}

/**
 * Saves a try with what follows. Answers with how the endpoint stands now;
 * `null` when it was removed meanwhile.
 */
export async function saveTry(tx: Tx, { endpoint, event }: Pick<Due, 'endpoint' | 'event'>, attempt: Attempt, outcome: Outcome): Promise<Standing | null> {
  const at = new Date(attempt.at)
  const doneAt = new Date(attempt.at + attempt.tookMs)
  const good = outcome.is === 'delivered'
  const resumeAt = outcome.is === 'delivered' || outcome.resumeAt === null ? null : new Date(outcome.resumeAt)
  const { rows } = await sql<Standing>`
    update outgoing.endpoints set
      failing_since = case when ${good} then null else coalesce(failing_since, ${at}) end,
      failures = case when ${good} then 0 else failures + 1 end,
      resume_at = ${resumeAt}, last_delivered_at = case when ${good} then ${doneAt} else last_delivered_at end
    where id = ${endpoint} returning failing_since as "failingSince", failures, name`.execute(tx)
  const state = outcome.is === 'again' ? 'waiting' : outcome.is
  const changed = await sql`
    update outgoing.deliveries set state = ${state}, tries = tries + 1, first_tried_at = coalesce(first_tried_at, ${at}), leased_until = null,
      due_at = ${outcome.is === 'again' ? new Date(outcome.dueAt) : doneAt}, finished_at = ${outcome.is === 'again' ? null : doneAt}::timestamptz
    where endpoint = ${endpoint} and event = ${event}`.execute(tx)
  if (changed.numAffectedRows === 0n) return null
  await sql`insert into outgoing.attempts (id, endpoint, event, at, took_ms, status, code, because, response)
    values (${newId(attempt.at)}, ${endpoint}, ${event}, ${at}, ${attempt.tookMs}, ${attempt.status}, ${attempt.code}, ${attempt.because}, ${attempt.response})`.execute(tx)
  return rows[0] ?? null
}

/** Switches an endpoint off; false when it was off already. */
export async function disable(tx: Tx, endpoint: Uuid, code: 'gone' | 'failing', because: string, now: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update outgoing.endpoints set active = false, disabled_at = ${new Date(now)}, disabled_code = ${code}, disabled_because = ${because} where id = ${endpoint} and active`.execute(tx)
  return numAffectedRows !== 0n
}

/** How many events an endpoint did not get since a time. */
export async function undelivered(tx: Tx, endpoint: Uuid, since: Instant): Promise<number> {
  return (await sql<{ count: number }>`select count(*) as count from outgoing.deliveries where endpoint = ${endpoint} and (state = 'waiting' or (state = 'failed' and finished_at >= ${new Date(since)}))`.execute(tx)).rows[0]?.count ?? 0
}

export interface LoggedDelivery {
  readonly event: Uuid
  readonly type: string
  readonly at: Instant
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly tries: number
  readonly dueAt: Instant
  readonly finishedAt: Instant | null
  readonly status: number | null
  readonly because: string | null
}

const logged = sql`delivery.event, event.type, event.at, delivery.state, delivery.tries, delivery.due_at as "dueAt", delivery.finished_at as "finishedAt", last.status, last.because`
const lastTry = sql`left join lateral (select status, because from outgoing.attempts attempt where attempt.endpoint = delivery.endpoint and attempt.event = delivery.event order by attempt.at desc, attempt.id desc limit 1) last on true`

/** The log of an endpoint, the newest event first. Event ids follow the time at which they were kept. */
export async function listDeliveries(db: Db, endpoint: Uuid, page: { state: string | null; before: Uuid | null; limit: number }): Promise<LoggedDelivery[]> {
  const { rows } = await sql<LoggedDelivery>`
    select ${logged} from outgoing.deliveries delivery join outgoing.events event on event.id = delivery.event ${lastTry}
    where delivery.endpoint = ${endpoint} and (${page.state}::text is null or delivery.state = ${page.state}) and (${page.before}::uuid is null or delivery.event < ${page.before}::uuid)
    order by delivery.event desc limit ${page.limit}`.execute(db)
  return rows
}

export async function findDelivery(db: Db, endpoint: Uuid, event: Uuid): Promise<(LoggedDelivery & { readonly body: string; readonly attempts: Attempt[] }) | null> {
  const { rows } = await sql<LoggedDelivery & { body: string }>`
    select ${logged}, event.body from outgoing.deliveries delivery join outgoing.events event on event.id = delivery.event ${lastTry} where delivery.endpoint = ${endpoint} and delivery.event = ${event}`.execute(db)
  const [found] = rows
  if (!found) return null
  const attempts = await sql<Attempt>`select at, took_ms as "tookMs", status, code, because, response from outgoing.attempts where endpoint = ${endpoint} and event = ${event} order by at desc, id desc limit 50`.execute(db)
  return { ...found, attempts: attempts.rows }
}

/**
 * Sends again: one event, or every event of a span that the endpoint wants, also those from when it was off.
 * `failedOnly` leaves out what was delivered. Answers with how many. What is under way stays as it is.
 */
export async function replay(tx: Tx, endpoint: Uuid, what: { event: Uuid } | { from: Instant; to: Instant; failedOnly: boolean }, now: Instant): Promise<number> {
  const one = 'event' in what
  const [from, to] = one ? [new Date(now - keptForMs), new Date(now)] : [new Date(what.from), new Date(what.to)]
  const { numAffectedRows } = await sql`
    insert into outgoing.deliveries as delivery (endpoint, event, due_at)
    select endpoint.id, event.id, ${new Date(now)} from outgoing.endpoints endpoint join outgoing.events event
      on ${one ? sql`event.id = ${what.event}` : sql`event.at >= ${from} and event.at < ${to} and event.type <> 'webhook.pinged' and (endpoint.types is null or event.type = any (endpoint.types))`}
    where endpoint.id = ${endpoint}
    on conflict (endpoint, event) do update set state = 'waiting', tries = 0, first_tried_at = null, due_at = excluded.due_at, finished_at = null
    where delivery.state <> 'waiting' and (${one || !what.failedOnly} or delivery.state = 'failed')`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
