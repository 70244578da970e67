/** All of history's SQL on ClickHouse: appended by identity, read by key. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { clickhouseTime, instantOf, type Clickhouse } from '../../platform/clickhouse/open.ts'
import { exchangeKey, exchangeRows, exchangeStore } from './exchanges.ts'
import { detailsOf, keptOf, rowOf, type Kept, type Key, type Row, type Understood } from './model.ts'

export interface TimelineFilter {
  readonly identities: readonly Uuid[]
  readonly kinds: readonly string[]
  readonly channels: readonly string[]
  readonly before: Key | null
  readonly limit: number
}

/** Ids that an attempt which did not commit has appended. */
export interface LeftBehind {
  readonly interactions: ReadonlySet<Uuid>
  readonly byIdentity: ReadonlySet<Uuid>
  /** Keys of exchanges, which have several rows an interaction. */
  readonly exchanges: ReadonlySet<string>
}

export type History = ReturnType<typeof historyStore>

export function historyStore(clickhouse: Clickhouse) {
  /** Latest revision of those that have one. */
  async function revisionsOf(ids: readonly Uuid[]): Promise<Map<Uuid, { text: string; title: string; details: string; taken_in_at: string }>> {
    const rows = await clickhouse.rows<{ id: Uuid; text: string; title: string; details: string; taken: string }>(
      `select id, argMax(text, batch) as text, argMax(title, batch) as title, argMax(details, batch) as details, toString(max(taken_in_at)) as taken
       from rapport.revisions where id in {ids:Array(UUID)} group by id`, { params: { ids } })
    return new Map(rows.map((row) => [row.id, { ...row, taken_in_at: row.taken }]))
  }

  async function keptOfRows(rows: readonly Row[]): Promise<Kept[]> {
    if (rows.length === 0) return []
    const revisions = await revisionsOf(rows.map((row) => row.id))
    return rows.map((row) => keptOf(row, revisions.get(row.id)))
  }

  return {
    ...exchangeStore(clickhouse),

    /** Appends what is new. `left`: what an interrupted attempt has appended already, by table. */
    append: async (understood: readonly Understood[], left?: LeftBehind): Promise<void> => {
      const rows = understood.map(rowOf)
      const written = await Promise.allSettled([
        clickhouse.insert('rapport.interactions', left ? rows.filter((row) => !left.interactions.has(row.id)) : rows),
        clickhouse.insert('rapport.interactions_by_identity', rows.filter((row) => !left?.byIdentity.has(row.id)).map(({ identity, at, id, batch, channel, kind, direction }) => ({ identity, at, id, batch, channel, kind, direction }))),
        clickhouse.insert('rapport.exchanges', understood.flatMap(exchangeRows).filter((row) => !left?.exchanges.has(exchangeKey(row)))),
      ])
      for (const write of written) if (write.status === 'rejected') throw write.reason
    },

    /** Keeps what an already known interaction says now; the earlier version stays where it is. */
    appendRevisions: async (understood: readonly Understood[]): Promise<void> => {
      await clickhouse.insert('rapport.revisions', understood.map(({ id, takenInAt, batch, interaction }) => ({ id, taken_in_at: clickhouseTime(takenInAt), batch, text: interaction.text, title: interaction.title ?? '', details: detailsOf(interaction) })))
    },

    /** What an interrupted attempt at the stream after `batch` has already appended, by table. */
    leftBehind: async (batch: number): Promise<LeftBehind> => {
      const of = async (table: string): Promise<Set<Uuid>> => new Set((await clickhouse.rows<{ id: Uuid }>(`select id from ${table} where batch > {batch:UInt64}`, { params: { batch } })).map((row) => row.id))
      const exchanges = await clickhouse.rows<{ id: Uuid; identity: Uuid; other: Uuid }>('select id, identity, other from rapport.exchanges where batch > {batch:UInt64}', { params: { batch } })
      return { exchanges: new Set(exchanges.map(exchangeKey)), interactions: await of('rapport.interactions'), byIdentity: await of('rapport.interactions_by_identity') }
    },

    /** Hydrates keys, in the order given; what was removed since is left out. */
    interactions: async (keys: readonly Key[]): Promise<Kept[]> => {
      if (keys.length === 0) return []
      const [rows, revisions] = await Promise.all([clickhouse.rows<Row>('select * from rapport.interactions where (at, id) in (select arrayJoin(arrayZip({ats:Array(DateTime64(3, \'UTC\'))}, {ids:Array(UUID)})) as key from system.one) and at >= {from:DateTime64(3, \'UTC\')} and at <= {to:DateTime64(3, \'UTC\')}', {
        params: { ats: keys.map((key) => clickhouseTime(key.at)), ids: keys.map((key) => key.id), from: clickhouseTime(Math.min(...keys.map((key) => key.at))), to: clickhouseTime(Math.max(...keys.map((key) => key.at))) },
      }), revisionsOf(keys.map((key) => key.id))])
      const byId = new Map(rows.map((row) => [row.id, keptOf(row, revisions.get(row.id))]))
      return keys.flatMap((key) => byId.get(key.id) ?? [])
    },

    /** One by its id alone. */
    interaction: async (id: Uuid): Promise<Kept | null> => {
      const rows = await clickhouse.rows<Row>('select * from rapport.interactions where id = {id:UUID} limit 1', { params: { id } })
      return (await keptOfRows(rows))[0] ?? null
    },

    /** The newest that anybody could read, for previews. */
    recent: async (limit: number): Promise<Kept[]> => {
      const rows = await clickhouse.rows<Row>('select * from rapport.interactions where private = 0 order by at desc, id desc limit {limit:UInt32}', { params: { limit } })
      return rows.map((row) => keptOf(row))
    },

    /** An even sample of what was said in public from an instant on, the same at every call, and of how many it is one. */
    sample: async (from: Instant, atMost: number): Promise<{ heard: Kept[]; of: number }> => {
      const since = clickhouseTime(from)
      const [counted] = await clickhouse.rows<{ count: number }>(`select count() as count from rapport.interactions where private = 0 and at >= {since:DateTime64(3, 'UTC')}`, { params: { since } })
      const of = counted?.count ?? 0
      const each = Math.max(1, Math.ceil(of / atMost))
      const rows = await clickhouse.rows<Row>(`select * from rapport.interactions where private = 0 and at >= {since:DateTime64(3, 'UTC')} and cityHash64(id) % {each:UInt64} = 0 limit {limit:UInt32}`, { params: { since, each, limit: atMost * 2 } })
      return { heard: rows.map((row) => keptOf(row)), of }
    },

    /** All of history that is public, before a place in the stream, oldest first, page by page after `after`. */
    pageBefore: async (batch: number, after: Key | null, limit: number): Promise<Kept[]> => {
      const from = after ?? { at: 0, id: '00000000-0000-0000-0000-000000000000' }
      const rows = await clickhouse.rows<Row>(`select * from rapport.interactions where private = 0 and batch < {batch:UInt64} and (at, id) > ({at:DateTime64(3, 'UTC')}, {id:UUID}) order by at, id limit {limit:UInt32}`, { params: { batch, at: clickhouseTime(from.at), id: from.id, limit } })
      return rows.map((row) => keptOf(row))
    },

    countBefore: async (batch: number): Promise<number> => {
      const rows = await clickhouse.rows<{ count: number }>('select count() as count from rapport.interactions where private = 0 and batch < {batch:UInt64}', { params: { batch } })
      return rows[0]?.count ?? 0
    },

    /** What some identities did, newest first. */
    timeline: async (filter: TimelineFilter): Promise<Key[]> => {
      const rows = await clickhouse.rows<{ at: string; id: Uuid }>(
        `select toString(at) as at, id from rapport.interactions_by_identity
         where identity in {identities:Array(UUID)}
           and (empty({kinds:Array(String)}) or kind in {kinds:Array(String)})
           and (empty({channels:Array(String)}) or channel in {channels:Array(String)})
           ${filter.before ? "and (interactions_by_identity.at, id) < ({at:DateTime64(3, 'UTC')}, {id:UUID})" : ''}
         order by interactions_by_identity.at desc, id desc limit {limit:UInt32}`,
        { params: { identities: filter.identities, kinds: filter.kinds, channels: filter.channels, limit: filter.limit, ...(filter.before ? { at: clickhouseTime(filter.before.at), id: filter.before.id } : {}) } })
      return rows.map((row) => ({ at: instantOf(row.at), id: row.id }))
    },

    /** Everything that some identities did, by id. */
    idsOf: async (identities: readonly Uuid[]): Promise<Uuid[]> => {
      if (identities.length === 0) return []
      const rows = await clickhouse.rows<{ id: Uuid }>('select id from rapport.interactions_by_identity where identity in {identities:Array(UUID)}', { params: { identities } })
      return rows.map((row) => row.id)
    },

    /** How many interactions each identity has. */
    counts: async (identities: readonly Uuid[]): Promise<Map<Uuid, number>> => {
      const rows = await clickhouse.rows<{ identity: Uuid; count: number }>('select identity, count() as count from rapport.interactions_by_identity where identity in {identities:Array(UUID)} group by identity', { params: { identities } })
      return new Map(rows.map((row) => [row.identity, row.count]))
    },

    /** Counts by channel, and by weekday (Monday first) and hour in UTC. */
    habits: async (identities: readonly Uuid[]): Promise<{ byChannel: { channel: string; count: number }[]; rhythm: number[][] }> => {
      const params = { identities }
      const byChannel = await clickhouse.rows<{ channel: string; count: number }>('select channel, count() as count from rapport.interactions_by_identity where identity in {identities:Array(UUID)} group by channel order by count desc, channel', { params })
      const hours = await clickhouse.rows<{ day: number; hour: number; count: number }>('select toDayOfWeek(at) as day, toHour(at) as hour, count() as count from rapport.interactions_by_identity where identity in {identities:Array(UUID)} group by day, hour', { params })
      const rhythm = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
      for (const { day, hour, count } of hours) {
        const row = rhythm[day - 1]
        if (row) row[hour] = count
      }
      return { byChannel, rhythm }
    },

    /** Counts by identity, day in UTC, channel, kind and direction: what the life cycle and habits are read from. */
    daily: async (identities: readonly Uuid[]): Promise<{ identity: Uuid; day: string; kind: Kept['kind']; direction: Kept['direction']; count: number; last: Instant }[]> =>
      (await clickhouse.rows<{ identity: Uuid; day: string; kind: Kept['kind']; direction: Kept['direction']; count: number; last: string }>('select identity, toString(toDate(at)) as day, kind, direction, count() as count, toString(max(at)) as last from rapport.interactions_by_identity where identity in {identities:Array(UUID)} group by identity, day, kind, direction order by identity, day', { params: { identities } })).map((row) => ({ ...row, last: instantOf(row.last) })),

    /** Counts by channel, weekday (Monday first) and hour in a zone, and on how many days that hour was active. */
    hours: (identities: readonly Uuid[], zone: string): Promise<{ channel: string; day: number; hour: number; count: number; days: number }[]> =>
      clickhouse.rows("select channel, toDayOfWeek(at, 0, {zone:String}) as day, toHour(at, {zone:String}) as hour, count() as count, uniqExact(toDate(at, {zone:String})) as days from rapport.interactions_by_identity where identity in {identities:Array(UUID)} and direction != 'outbound' and kind not in ('view') group by channel, day, hour", { params: { identities, zone } }),

    /** What everybody does on each channel: acts a week of an identity (mean and variance over some), and counts by hour in UTC. */
    everybody: async (): Promise<{ channel: string; identities: number; mean: number; variance: number; hours: number[] }[]> => {
      const rates = await clickhouse.rows<{ channel: string; identities: number; mean: number; variance: number }>(
        `select channel, count() as identities, avg(rate) as mean, varPop(rate) as variance from (
           select channel, identity, count() / greatest(1, dateDiff('day', min(at), (select max(at) from rapport.interactions)) / 7) as rate
           from rapport.interactions_by_identity where direction != 'outbound' and cityHash64(identity) % (select greatest(1, intDiv(count(), 200000)) from rapport.interactions_by_identity) = 0 group by channel, identity
         ) group by channel`)
      const hours = await clickhouse.rows<{ channel: string; hour: number; count: number }>('select channel, toHour(at) as hour, count() as count from rapport.interactions_by_identity where direction != \'outbound\' group by channel, hour')
      return rates.map((row) => { const list = Array.from({ length: 24 }, () => 0); for (const each of hours) if (each.channel === row.channel) list[each.hour] = each.count; return { ...row, hours: list } })
    },

    /** How often each identity wrote in each hour of the day (UTC), and the languages of what it wrote last. */
    writing: async (identities: readonly Uuid[]): Promise<{ hours: { identity: Uuid; hour: number; count: number }[]; languages: { identity: Uuid; language: string; count: number }[] }> => {
      if (identities.length === 0) return { hours: [], languages: [] }
      const params = { identities }
      const hours = await clickhouse.rows<{ identity: Uuid; hour: number; count: number }>("select identity, toHour(at) as hour, count() as count from rapport.interactions_by_identity where identity in {identities:Array(UUID)} and kind not in ('view', 'click', 'purchase') group by identity, hour", { params })
      const languages = await clickhouse.rows<{ identity: Uuid; language: string; count: number }>(
        `select identity, language, count() as count from rapport.interactions
         where (at, id) in (select at, id from rapport.interactions_by_identity where identity in {identities:Array(UUID)} order by identity, interactions_by_identity.at desc limit 5 by identity)
         group by identity, language having language != ''`, { params })
      return { hours, languages }
    },

    /** Counts by channel, direction and day in a zone. */
    activity: (identities: readonly Uuid[], zone: string): Promise<{ channel: string; day: string; direction: Kept['direction']; count: number }[]> =>
      clickhouse.rows('select channel, toString(toDate(at, {zone:String})) as day, direction, count() as count from rapport.interactions_by_identity where identity in {identities:Array(UUID)} group by channel, day, direction order by day, channel, direction', { params: { identities, zone } }),

    /** Ids and identities of some interactions that one origin brought. */
    broughtBy: (origin: string, limit: number): Promise<{ id: Uuid; identity: Uuid }[]> => clickhouse.rows('select id, identity from rapport.interactions where origin = {origin:String} limit {limit:UInt32}', { params: { origin, limit } }),

    /** Takes interactions out of history for good. */
    erase: async (ids: readonly Uuid[]): Promise<void> => {
      if (ids.length === 0) return
      for (const table of ['rapport.exchanges', 'rapport.interactions_by_identity', 'rapport.revisions', 'rapport.interactions']) await clickhouse.run(`delete from ${table} where id in {ids:Array(UUID)}`, { params: { ids } })
    },

    /** When the newest interaction of a channel happened. */
    newestAt: async (): Promise<Instant | null> => {
      const rows = await clickhouse.rows<{ at: string; count: number }>('select toString(max(at)) as at, count() as count from rapport.interactions')
      const row = rows[0]
      return row && row.count > 0 ? instantOf(row.at) : null
    },
  }
}
