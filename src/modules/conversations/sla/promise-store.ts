/** Promises as they are kept: reckoned anew with everything that happens, so that lists can sort by what is due. */
import { sql } from 'kysely'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { OpenHours } from '../hours/calendar.ts'
import type { PromiseThen } from '../rules/kinds.ts'
import { standings, warnAt, type Clock, type Moment, type PromiseKind } from './standing.ts'

export async function addMoment(tx: Tx, conversation: Uuid, moment: Moment): Promise<void> {
  await sql`insert into conversations.moments (conversation, at, "is") values (${conversation}, ${new Date(moment.at)}, ${moment.is}) on conflict do nothing`.execute(tx)
}

/** What happened, also in what was joined to it. */
export async function momentsOf(db: Db | Tx, conversation: Uuid): Promise<Moment[]> {
  const { rows } = await sql<Moment>`
    select distinct "is", at from conversations.moments where conversation = ${conversation} or conversation in (select id from conversations.conversations where joined_to = ${conversation}) order by at`.execute(db)
  return rows
}

export interface PromiseRow {
  readonly conversation: Uuid
  readonly kind: PromiseKind
  readonly startedAt: Instant
  readonly rule: Uuid
  readonly minutes: number
  readonly state: 'running' | 'stopped' | 'kept' | 'broken'
  readonly usedMs: number
  readonly dueAt: Instant | null
  readonly warnAt: Instant | null
  readonly brokenAt: Instant | null
  readonly keptAt: Instant | null
}
export const promiseColumns = sql`conversation, kind, started_at as "startedAt", rule, minutes, state, used_ms as "usedMs", due_at as "dueAt", warn_at as "warnAt", broken_at as "brokenAt", kept_at as "keptAt"`

export interface Promising { readonly rule: Uuid; readonly version: number; readonly then: PromiseThen }

/** Which rule a conversation is promised by: the one that already promised, until it is closed and opened anew. */
export async function promisedBy(db: Db | Tx, conversation: Uuid): Promise<Uuid | null> {
  const { rows } = await sql<{ rule: Uuid }>`select rule from conversations.promises where conversation = ${conversation} order by started_at desc limit 1`.execute(db)
  return rows[0]?.rule ?? null
}

/**
 * Reckons all promises of a conversation from what happened and keeps them.
 * A warning that was given stays given; a clock that is not there any more
 * (a message came late) goes.
 * @returns the nearest due time
 */
export async function keepPromises(tx: Tx, conversation: { readonly id: Uuid; readonly team: Uuid | null; readonly channel: string; readonly assignee: string | null }, by: Promising | null, hours: OpenHours, now: Instant): Promise<Instant | null> {
  const clocks = by === null ? [] : standings(by.then, await momentsOf(tx, conversation.id), hours, now)
  const rows = clocks.map((clock) => rowOf(clock, by?.then.warnMinutes ?? null, hours))
  await sql`delete from conversations.promises where conversation = ${conversation.id} and not exists (select from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (kind text, "startedAt" timestamptz) where one.kind = promises.kind and one."startedAt" = promises.started_at)`.execute(tx)
  if (by !== null) {
    await sql`
      insert into conversations.promises (conversation, kind, started_at, rule, version, minutes, state, used_ms, due_at, warn_at, broken_at, kept_at, team, channel, assignee)
      select ${conversation.id}, kind, "startedAt", ${by.rule}, ${by.version}, minutes, state, "usedMs", "dueAt", "warnAt", "brokenAt", "keptAt", ${conversation.team}::uuid, ${conversation.channel}, ${conversation.assignee}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (kind text, "startedAt" timestamptz, minutes int, state text, "usedMs" bigint, "dueAt" timestamptz, "warnAt" timestamptz, "brokenAt" timestamptz, "keptAt" timestamptz)
      on conflict (conversation, kind, started_at) do update set rule = excluded.rule, version = excluded.version, minutes = excluded.minutes, state = excluded.state, used_ms = excluded.used_ms, due_at = excluded.due_at,
        warn_at = excluded.warn_at, broken_at = excluded.broken_at, kept_at = excluded.kept_at, team = excluded.team, channel = excluded.channel, assignee = excluded.assignee`.execute(tx)
  }
  const due = rows.flatMap(({ dueAt, state }) => (state === 'running' && dueAt !== null ? [Date.parse(dueAt)] : []))
  return due.length === 0 ? null : Math.min(...due)
}

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

function rowOf(clock: Clock, warnMinutes: number | null, hours: OpenHours) {
  const { kind, startedAt, minutes, standing } = clock
  return {
    kind, startedAt: new Date(startedAt).toISOString(), minutes, state: standing.kind, usedMs: Math.round(standing.usedMs),
    // Of what is broken, it is kept when it was due: lists put it first.
    dueAt: isoOrNull(standing.kind === 'running' ? standing.dueAt : standing.kind === 'broken' && standing.keptAt === null ? standing.since : null),
    warnAt: isoOrNull(warnAt(clock, warnMinutes, hours)),
    brokenAt: isoOrNull(standing.kind === 'broken' ? standing.since : null),
    keptAt: isoOrNull(standing.kind === 'kept' ? standing.at : standing.kind === 'broken' ? standing.keptAt : null),
  }
}

export async function promisesOf(db: Db | Tx, conversations: readonly Uuid[]): Promise<PromiseRow[]> {
  const { rows } = await sql<PromiseRow>`select ${promiseColumns} from conversations.promises where conversation = any(${[...conversations]}::uuid[]) order by started_at, kind`.execute(db)
  return rows
}
