/** All SQL on alarms as they are kept: watches, settings, alarms. */
import { sql } from 'kysely'
import { NotFound } from '../../../kernel/fault.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { Db, Tx } from '../../../platform/postgres/database.ts'
import type { AlarmKind, AlarmState, Peak, Sensitivity } from './model.ts'

export interface Watch {
  readonly topic: Uuid
  readonly lookedTo: Instant
  readonly watchedFrom: Instant
  readonly hindsightCount: number | null
  readonly kinds: readonly AlarmKind[]
  readonly sensitivity: Sensitivity
  readonly tellFrom: number
  readonly mutedUntil: Instant | null
  /** `2026-11-22`: the day that `toldCount` is of. */
  readonly toldDay: string | null
  readonly toldCount: number
}

/** An alarm as it is kept. */
export interface KeptAlarm extends AlarmState {
  readonly id: Uuid
  readonly topic: Uuid | null
  readonly closedBecause: string | null
  readonly closedName: string | null
  readonly acknowledgedAt: Instant | null
  readonly acknowledgedName: string | null
  readonly hindsight: boolean
  readonly lead: Uuid | null
  readonly toldAt: Instant | null
}

const date = (at: Instant): Date => new Date(at)
const watchColumns = sql`topic, looked_to as "lookedTo", watched_from as "watchedFrom", hindsight_count as "hindsightCount", kinds, sensitivity, tell_from as "tellFrom", muted_until as "mutedUntil", told_day as "toldDay", told_count as "toldCount"`
const alarmColumns = sql`alarm.id, alarm.topic, alarm.kind, alarm.subject, alarm.began_at as "beganAt", alarm.opened_at as "openedAt", alarm.seen_at as "seenAt", alarm.peak, alarm.severity, alarm.told_severity as "toldSeverity", alarm.terms,
  alarm.closed_at as "closedAt", alarm.closed_by as "closedBy", alarm.closed_because as "closedBecause", alarm.closed_name as "closedName", alarm.acknowledged_at as "acknowledgedAt", alarm.acknowledged_name as "acknowledgedName", alarm.hindsight, alarm.lead, alarm.told_at as "toldAt"`

/** Watches of all topics; those that have none yet get one that begins at `now`. */
export async function watches(db: Db, topics: readonly Uuid[], now: Instant): Promise<Watch[]> {
  const { rows: had } = await sql<Watch>`select ${watchColumns} from listening.alarm_watches where topic = any(${topics}::uuid[])`.execute(db)
  const known = new Set(had.map((watch) => watch.topic))
  const fresh = topics.filter((topic) => !known.has(topic))
  if (fresh.length === 0) return had
  const { rows } = await sql<Watch>`insert into listening.alarm_watches (topic, looked_to, watched_from) select id, ${date(now)}, ${date(now)} from listening.topics where id = any(${fresh}::uuid[]) on conflict do nothing returning ${watchColumns}`.execute(db)
  return [...had, ...rows]
}

export async function watchOf(db: Db, topic: Uuid, now: Instant): Promise<Watch> {
  const [watch] = await watches(db, [topic], now)
  if (!watch) throw new NotFound('topic', topic)
  return watch
}

export interface WatchChange {
  readonly kinds?: readonly AlarmKind[] | undefined
  readonly sensitivity?: Sensitivity | undefined
  readonly tellFrom?: number | undefined
  /** `null` ends it. */
  readonly mutedUntil?: Instant | null | undefined
}

export async function changeWatch(db: Db, topic: Uuid, change: WatchChange): Promise<void> {
  await sql`update listening.alarm_watches set
    kinds = coalesce(${change.kinds ?? null}::text[], kinds), sensitivity = coalesce(${change.sensitivity ?? null}, sensitivity), tell_from = coalesce(${change.tellFrom ?? null}::int, tell_from),
    muted_until = ${change.mutedUntil === undefined ? sql`muted_until` : change.mutedUntil === null ? null : date(change.mutedUntil)} where topic = ${topic}`.execute(db)
}

/** Moves a watch on, if nobody else did meanwhile; `false` when somebody did. */
export async function moveOn(tx: Tx, watch: Watch, lookedTo: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update listening.alarm_watches set looked_to = ${date(lookedTo)} where topic = ${watch.topic} and looked_to = ${date(watch.lookedTo)}`.execute(tx)
  return numAffectedRows === 1n
}

/** Moves many on in which nothing happened. */
export async function moveAllOn(db: Db, moved: readonly Watch[], lookedTo: Instant): Promise<void> {
  if (moved.length === 0) return
  await sql`update listening.alarm_watches watch set looked_to = ${date(lookedTo)} from unnest(${moved.map((watch) => watch.topic)}::uuid[], ${moved.map((watch) => date(watch.lookedTo))}::timestamptz[]) as seen (topic, looked_to) where watch.topic = seen.topic and watch.looked_to = seen.looked_to`.execute(db)
}

export async function keepHindsight(tx: Tx, topic: Uuid, count: number): Promise<void> {
  await sql`update listening.alarm_watches set hindsight_count = ${count} where topic = ${topic}`.execute(tx)
}

/** Counts what is told of a topic on a day. */
export async function countTold(tx: Tx, topic: Uuid, day: string): Promise<void> {
  await sql`update listening.alarm_watches set told_count = case when told_day = ${day} then told_count + 1 else 1 end, told_day = ${day} where topic = ${topic}`.execute(tx)
}

/** The newest alarm of each kind and subject that may still matter: open, or seen since. */
export async function currentAlarms(db: Db, topics: readonly Uuid[], seenSince: Instant): Promise<KeptAlarm[]> {
  const { rows } = await sql<KeptAlarm>`select distinct on (alarm.topic, alarm.kind, alarm.subject) ${alarmColumns} from listening.alarms alarm
    where alarm.topic = any(${topics}::uuid[]) and (alarm.closed_at is null or alarm.seen_at >= ${date(seenSince)}) order by alarm.topic, alarm.kind, alarm.subject, alarm.opened_at desc`.execute(db)
  return rows
}

export async function currentSilences(db: Db, seenSince: Instant): Promise<KeptAlarm[]> {
  const { rows } = await sql<KeptAlarm>`select distinct on (alarm.subject) ${alarmColumns} from listening.alarms alarm where alarm.topic is null and (alarm.closed_at is null or alarm.seen_at >= ${date(seenSince)}) order by alarm.subject, alarm.opened_at desc`.execute(db)
  return rows
}

export async function addAlarm(tx: Tx, topic: Uuid | null, state: AlarmState, options: { hindsight: boolean; lead: Uuid | null; toldAt: Instant | null }): Promise<Uuid | null> {
  const { rows } = await sql<{ id: Uuid }>`
    insert into listening.alarms (id, topic, kind, subject, began_at, opened_at, seen_at, peak, severity, told_severity, terms, closed_at, closed_by, hindsight, lead, told_at)
    values (${newId()}, ${topic}, ${state.kind}, ${state.subject}, ${date(state.beganAt)}, ${date(state.openedAt)}, ${date(state.seenAt)}, ${JSON.stringify(state.peak satisfies Peak)}::jsonb, ${state.severity}, ${state.toldSeverity}, ${[...state.terms]}::text[],
      ${state.closedAt === null ? null : date(state.closedAt)}, ${state.closedBy}, ${options.hindsight}, ${options.lead}, ${options.toldAt === null ? null : date(options.toldAt)})
    on conflict do nothing returning id`.execute(tx)
  return rows[0]?.id ?? null
}

/** Saves how an alarm goes on. What somebody closed by hand meanwhile stays closed. */
export async function saveAlarm(tx: Tx, id: Uuid, state: AlarmState, toldAt: Instant | null): Promise<void> {
  await sql`update listening.alarms set seen_at = ${date(state.seenAt)}, peak = ${JSON.stringify(state.peak)}::jsonb, severity = ${state.severity}, told_severity = ${state.toldSeverity}, terms = ${[...state.terms]}::text[],
      closed_at = case when closed_by = 'member' then closed_at else ${state.closedAt === null ? null : date(state.closedAt)} end,
      closed_by = case when closed_by = 'member' then closed_by else ${state.closedBy} end,
      told_at = coalesce(${toldAt === null ? null : date(toldAt)}, told_at) where id = ${id}`.execute(tx)
}

/** Takes back what hindsight raised, unless somebody has dealt with it. */
export async function dropHindsight(tx: Tx, topic: Uuid): Promise<void> {
  await sql`delete from listening.alarms where topic = ${topic} and hindsight and acknowledged_at is null and closed_by is distinct from 'member'`.execute(tx)
}

export interface AlarmFilter {
  readonly state: 'open' | 'closed' | 'all'
  readonly topics: readonly string[]
  readonly kinds: readonly string[]
  readonly after: { readonly at: Instant; readonly id: Uuid } | null
  readonly limit: number
}

export async function listAlarms(db: Db, filter: AlarmFilter): Promise<KeptAlarm[]> {
  const { rows } = await sql<KeptAlarm>`
    select ${alarmColumns} from listening.alarms alarm left join listening.topics topic on topic.id = alarm.topic
    where topic.removed_at is null
      ${filter.state === 'all' ? sql`` : filter.state === 'open' ? sql`and alarm.closed_at is null` : sql`and alarm.closed_at is not null`}
      ${filter.topics.length === 0 ? sql`` : sql`and alarm.topic::text = any(${filter.topics})`}
      ${filter.kinds.length === 0 ? sql`` : sql`and alarm.kind = any(${filter.kinds})`}
      ${filter.after === null ? sql`` : sql`and (alarm.opened_at, alarm.id) < (${date(filter.after.at)}, ${filter.after.id}::uuid)`}
    order by alarm.opened_at desc, alarm.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export async function findAlarm(db: Db, id: Uuid): Promise<KeptAlarm> {
  const { rows } = await sql<KeptAlarm>`select ${alarmColumns} from listening.alarms alarm where alarm.id = ${id}`.execute(db)
  const alarm = rows[0]
  if (!alarm) throw new NotFound('alarm', id)
  return alarm
}

/** Alarms of the same topic and kind that opened before, newest first. */
export async function earlierAlarms(db: Db, alarm: KeptAlarm, limit: number): Promise<KeptAlarm[]> {
  const { rows } = await sql<KeptAlarm>`select ${alarmColumns} from listening.alarms alarm where alarm.topic is not distinct from ${alarm.topic}::uuid and alarm.kind = ${alarm.kind} and alarm.opened_at < ${date(alarm.openedAt)} order by alarm.opened_at desc limit ${limit}`.execute(db)
  return rows
}

/** Alarms that opened while this one led. */
export async function followers(db: Db, id: Uuid): Promise<KeptAlarm[]> {
  const { rows } = await sql<KeptAlarm>`select ${alarmColumns} from listening.alarms alarm where alarm.lead = ${id} order by alarm.opened_at`.execute(db)
  return rows
}

const touched = (id: Uuid, count: bigint | undefined): void => {
  if (count !== 1n) throw new NotFound('alarm', id)
}

export async function acknowledge(db: Db, id: Uuid, name: string | null, now: Instant): Promise<void> {
  const { numAffectedRows } = await sql`update listening.alarms set acknowledged_at = ${name === null ? null : date(now)}, acknowledged_name = ${name} where id = ${id}`.execute(db)
  touched(id, numAffectedRows)
}

export async function closeByHand(db: Db, id: Uuid, name: string, because: string, now: Instant): Promise<void> {
  const { numAffectedRows } = await sql`update listening.alarms set closed_at = coalesce(closed_at, ${date(now)}), closed_by = 'member', closed_because = ${because}, closed_name = ${name} where id = ${id}`.execute(db)
  touched(id, numAffectedRows)
}

/** Undoes a closing by hand: the rules go on with it at the next look. */
export async function reopen(db: Db, id: Uuid): Promise<void> {
  const { numAffectedRows } = await sql`update listening.alarms set closed_at = null, closed_by = null, closed_because = null, closed_name = null where id = ${id}`.execute(db)
  touched(id, numAffectedRows)
}

export async function channelWatches(db: Db): Promise<Map<string, Instant>> {
  const { rows } = await sql<{ channel: string; lookedTo: Instant }>`select channel, looked_to as "lookedTo" from listening.channel_watches`.execute(db)
  return new Map(rows.map((row) => [row.channel, row.lookedTo]))
}

export async function moveChannelOn(tx: Tx, channel: string, lookedTo: Instant): Promise<void> {
  await sql`insert into listening.channel_watches (channel, looked_to) values (${channel}, ${date(lookedTo)}) on conflict (channel) do update set looked_to = excluded.looked_to`.execute(tx)
}
