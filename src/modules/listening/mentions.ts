/** All SQL on mentions: which interactions belong to which topic, and the figures made of them. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { clickhouseTime, instantOf, type Clickhouse } from '../../platform/clickhouse/open.ts'
import { once, totalsSql, volumeSql, type Measure, type Split, type Step } from './figures.ts'
import type { Selection } from './filter.ts'
import { labelColumns, labelNames, labelsOfColumns, type LabelColumns, type Labels } from './labels/labels.ts'
import type { HeardInteraction, MentionKey } from './ports.ts'

export interface NewMention {
  readonly edition: number
  readonly batch: number
  /** Editions under which the post is counted already, or in the same stretch before this one. */
  readonly countedBefore: readonly number[]
  /** What it is about, as `trends/terms.ts` tells. */
  readonly terms: readonly string[]
  /** What it says; `null` where it could not be understood in time, which is made up for later. */
  readonly labels: Labels | null
  /** The cascade it belongs to; `null` where that is made up for later. */
  readonly cascade: Uuid | null
  readonly of: Pick<HeardInteraction, 'at' | 'id' | 'identity' | 'channel' | 'kind' | 'language' | 'followers' | 'metrics'>
}

/** Stands for the cascade of a mention that is in none yet. */
const noCascade: Uuid = '00000000-0000-0000-0000-000000000000'
/** The largest number of the counting columns. */
const maxCount = 4_294_967_295

/** Above this many topics at once one pass over all is cheaper than one ordered read each. */
const maxOrderedReads = 40

export type Mentions = ReturnType<typeof mentionStore>

export function mentionStore(clickhouse: Clickhouse) {
  /** Rows to count, one a post. */
  const source = (selection: Selection, columns: string): string =>
    `select ${columns} from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.where}${once(selection)}`
  const paramsOf = (selection: Selection): Record<string, unknown> => ({ ...selection.params, editions: selection.editions })

  const lineSql = 'if(mentions.cascade = {none:UUID}, id, mentions.cascade)'
  /** The newest after a place, each with what it stands as one line with: its cascade, or itself. */
  const linesAfter = async (selection: Selection, after: MentionKey | null, limit: number): Promise<(MentionKey & { line: Uuid })[]> => {
    const beyond = after ? "and (mentions.at, id) < ({cursorAt:DateTime64(3, 'UTC')}, {cursorId:UUID})" : ''
    const params = { ...paramsOf(selection), limit, none: noCascade, ...(after ? { cursorAt: clickhouseTime(after.at), cursorId: after.id } : {}) }
    const narrow = (topic: string): string => `select at, id, ${lineSql} as line from rapport.mentions where ${topic} and ${selection.where} ${beyond} order by topic desc, at desc, id desc limit {limit:UInt32}`
    const parts = selection.editions.length <= maxOrderedReads
      ? selection.editions.map((edition) => `(${narrow(`topic = ${edition}`)})`).join(' union all ')
      : `select at, id, ${lineSql} as line from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.where} ${beyond}`
    const rows = await clickhouse.rows<{ at: string; id: Uuid; line: Uuid }>(`select toString(page.at) as at, page.id as id, page.line as line from (select at, id, max(line) as line from (${parts}) group by at, id order by at desc, id desc limit {limit:UInt32}) as page order by page.at desc, page.id desc`, { params })
    return rows.map((row) => ({ at: instantOf(row.at), id: row.id, line: row.line }))
  }
  /** Of some cascades, those with a post of the selection at a place or newer. */
  const shownBefore = async (selection: Selection, place: MentionKey, cascades: readonly Uuid[]): Promise<Set<Uuid>> => {
    if (cascades.length === 0) return new Set()
    const rows = await clickhouse.rows<{ cascade: Uuid }>(
      `select distinct cascade from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.where} and cascade in {cascades:Array(UUID)} and (mentions.at, id) >= ({cursorAt:DateTime64(3, 'UTC')}, {cursorId:UUID})`,
      { params: { ...paramsOf(selection), cascades, cursorAt: clickhouseTime(place.at), cursorId: place.id } })
    return new Set(rows.map((row) => row.cascade))
  }

  return {
    append: (mentions: readonly NewMention[]): Promise<void> =>
      clickhouse.insert('rapport.mentions', mentions.map(({ edition, batch, countedBefore, terms, labels, cascade, of }) => ({
        topic: edition, counted_before: countedBefore, terms, ...(cascade === null ? {} : { cascade }), at: clickhouseTime(of.at), id: of.id, batch, identity: of.identity, channel: of.channel, kind: of.kind, language: of.language, followers: Math.min(of.followers ?? 0, maxCount),
        engagement: Math.min((of.metrics.likes ?? 0) + (of.metrics.reposts ?? 0) + (of.metrics.replies ?? 0) + (of.metrics.quotes ?? 0), maxCount),
        repost: of.kind === 'repost', ...labelColumns(labels),
      }))),

    /** Mentions that an interrupted attempt after `batch` has already appended, as `edition:id`. */
    leftBehind: async (batch: number): Promise<Set<string>> => {
      const rows = await clickhouse.rows<{ topic: number; id: Uuid }>('select topic, id from rapport.mentions where batch > {batch:UInt64}', { params: { batch } })
      return new Set(rows.map((row) => `${row.topic}:${row.id}`))
    },

    /** Which of these interactions an edition already has. */
    present: async (edition: number, keys: readonly MentionKey[]): Promise<Set<Uuid>> => {
      if (keys.length === 0) return new Set()
      const rows = await clickhouse.rows<{ id: Uuid }>("select id from rapport.mentions where topic = {edition:UInt32} and at >= {from:DateTime64(3, 'UTC')} and at <= {to:DateTime64(3, 'UTC')} and id in {ids:Array(UUID)}", {
        params: { edition, ids: keys.map((key) => key.id), from: clickhouseTime(Math.min(...keys.map((key) => key.at))), to: clickhouseTime(Math.max(...keys.map((key) => key.at))) },
      })
      return new Set(rows.map((row) => row.id))
    },

    /** The newest of a selection, after a cursor: where to find them, and by which editions. */
    page: async (selection: Selection, after: MentionKey | null, limit: number): Promise<MentionKey[]> => {
      if (selection.editions.length === 0) return []
      const beyond = after ? "and (mentions.at, id) < ({cursorAt:DateTime64(3, 'UTC')}, {cursorId:UUID})" : ''
      const params = { ...paramsOf(selection), limit, ...(after ? { cursorAt: clickhouseTime(after.at), cursorId: after.id } : {}) }
      const narrow = (topic: string): string => `select at, id from rapport.mentions where ${topic} and ${selection.where} ${beyond} order by topic desc, at desc, id desc limit {limit:UInt32}`
      const parts = selection.editions.length <= maxOrderedReads
        ? selection.editions.map((edition) => `(${narrow(`topic = ${edition}`)})`).join(' union all ')
        : `select at, id from rapport.mentions where topic in {editions:Array(UInt32)} and ${selection.where} ${beyond}`
      const rows = await clickhouse.rows<{ at: string; id: Uuid }>(`select toString(page.at) as at, page.id as id from (select distinct at, id from (${parts}) order by at desc, id desc limit {limit:UInt32}) as page order by page.at desc, page.id desc`, { params })
      return rows.map((row) => ({ at: instantOf(row.at), id: row.id }))
    },

    /**
     * As `page`, with only the newest of each cascade that the selection holds.
     * Reads on, in longer and longer strides, until there are enough lines.
     */
    pageOfCascades: async (selection: Selection, after: MentionKey | null, limit: number): Promise<MentionKey[]> => {
      if (selection.editions.length === 0) return []
      const lines = new Map<Uuid, MentionKey>()
      const passed = new Set<Uuid>()
      let place = after
      for (let stride = Math.max(200, limit * 3); ; stride = Math.min(20_000, stride * 4)) {
        const rows = await linesAfter(selection, place, stride)
        const fresh = rows.filter(({ line }) => !lines.has(line) && !passed.has(line))
        // A cascade whose newest post was on a page before is not shown again.
        const before = after === null ? new Set<Uuid>() : await shownBefore(selection, after, [...new Set(fresh.map(({ line }) => line))])
        for (const { at, id, line } of fresh) {
          if (before.has(line)) passed.add(line)
          else if (!lines.has(line)) lines.set(line, { at, id })
          if (lines.size === limit) return [...lines.values()]
        }
        const last = rows.at(-1)
        if (rows.length < stride || last === undefined) return [...lines.values()]
        place = { at: last.at, id: last.id }
      }
    },

    /** The cascade of each, where others are in it: how many posts and people, and since when. */
    cascadesOf: async (editions: readonly number[], keys: readonly MentionKey[]): Promise<Map<Uuid, { id: Uuid; size: number; people: number; startedAt: Instant }>> => {
      if (editions.length === 0 || keys.length === 0) return new Map()
      const params = { editions, none: noCascade, ats: keys.map((key) => clickhouseTime(key.at)), ids: keys.map((key) => key.id) }
      const places = await clickhouse.rows<{ id: Uuid; cascade: Uuid }>("select id, any(mentions.cascade) as cascade from rapport.mentions where topic in {editions:Array(UInt32)} and at in {ats:Array(DateTime64(3, 'UTC'))} and id in {ids:Array(UUID)} and mentions.cascade != {none:UUID} group by id", { params })
      if (places.length === 0) return new Map()
      const rows = await clickhouse.rows<{ cascade: Uuid; size: number; people: number; at: string }>(
        'select cascade, uniqExact(id) as size, uniqExact(identity) as people, toString(min(mentions.at)) as at from rapport.mentions where topic in {editions:Array(UInt32)} and cascade in {cascades:Array(UUID)} group by cascade having size > 1',
        { params: { editions, cascades: [...new Set(places.map(({ cascade }) => cascade))] } })
      const sizes = new Map(rows.map(({ cascade, size, people, at }) => [cascade, { id: cascade, size, people, startedAt: instantOf(at) }]))
      return new Map(places.flatMap(({ id, cascade }) => { const found = sizes.get(cascade); return found ? [[id, found] as const] : [] }))
    },

    /** What a cascade comes to; `null` where no mention is in it. Reach counts each identity once. */
    cascade: async (editions: readonly number[], cascade: Uuid): Promise<{ size: number; people: number; reach: number; from: Instant; to: Instant } | null> => {
      const rows = editions.length === 0 ? [] : await clickhouse.rows<{ size: number; people: number; reach: number; from: string; to: string }>(
        `select sum(posts) as size, count() as people, sum(most) as reach, toString(min(since)) as from, toString(max(until)) as to from (
           select identity, uniqExact(id) as posts, max(followers) as most, min(mentions.at) as since, max(mentions.at) as until from rapport.mentions where topic in {editions:Array(UInt32)} and cascade = {cascade:UUID} group by identity)`,
        { params: { editions, cascade } })
      const row = rows[0]
      return row && row.size > 0 ? { size: row.size, people: row.people, reach: row.reach, from: instantOf(row.from), to: instantOf(row.to) } : null
    },

    /** What some identities said in some cascades, the newest first. */
    saidInCascades: async (editions: readonly number[], cascades: readonly Uuid[], identities: readonly Uuid[]): Promise<MentionKey[]> => {
      if (editions.length === 0) return []
      const rows = await clickhouse.rows<{ at: string; id: Uuid }>(
        'select toString(page.at) as at, page.id as id from (select distinct at, id from rapport.mentions where topic in {editions:Array(UInt32)} and cascade in {cascades:Array(UUID)} and identity in {identities:Array(UUID)} order by at desc, id limit 2000) as page order by page.at desc, page.id',
        { params: { editions, cascades, identities } })
      return rows.map((row) => ({ at: instantOf(row.at), id: row.id }))
    },

    /** The earliest posts of a cascade. */
    cascadeMembers: async (editions: readonly number[], cascade: Uuid, limit: number): Promise<MentionKey[]> => {
      const rows = await clickhouse.rows<{ at: string; id: Uuid }>(
        'select toString(page.at) as at, page.id as id from (select distinct at, id from rapport.mentions where topic in {editions:Array(UInt32)} and cascade = {cascade:UUID} order by at, id limit {limit:UInt32}) as page order by page.at, page.id',
        { params: { editions, cascade, limit } })
      return rows.map((row) => ({ at: instantOf(row.at), id: row.id }))
    },

    /** Editions, of those given, that each interaction belongs to. */
    editionsOf: async (editions: readonly number[], keys: readonly MentionKey[]): Promise<Map<Uuid, number[]>> => {
      if (editions.length === 0 || keys.length === 0) return new Map()
      const rows = await clickhouse.rows<{ id: Uuid; topics: number[] }>(
        "select id, groupUniqArray(topic) as topics from rapport.mentions where topic in {editions:Array(UInt32)} and at in {ats:Array(DateTime64(3, 'UTC'))} and id in {ids:Array(UUID)} group by id",
        { params: { editions, ats: keys.map((key) => clickhouseTime(key.at)), ids: keys.map((key) => key.id) } })
      return new Map(rows.map((row) => [row.id, row.topics]))
    },

    /** What is kept of each interaction that is a mention: its labels, and the editions it belongs to, of those given. */
    labelled: async (editions: readonly number[], keys: readonly MentionKey[]): Promise<Map<Uuid, { labels: Labels | null; editions: number[] }>> => {
      if (editions.length === 0 || keys.length === 0) return new Map()
      const rows = await clickhouse.rows<LabelColumns & { id: Uuid; editions: number[] }>(
        `select id, groupUniqArray(topic) as editions, ${labelNames.map((name) => `max(mentions.${name}) as ${name}`).join(', ')}, max(mentions.sentiment_probability) as sentiment_probability
         from rapport.mentions where topic in {editions:Array(UInt32)} and at in {ats:Array(DateTime64(3, 'UTC'))} and id in {ids:Array(UUID)} group by id`,
        { params: { editions, ats: keys.map((key) => clickhouseTime(key.at)), ids: keys.map((key) => key.id) } })
      return new Map(rows.map((row) => [row.id, { labels: labelsOfColumns(row), editions: row.editions }]))
    },

    /** Mentions of an edition that are not understood yet, in order, after a place. */
    unlabelled: async (edition: number, after: MentionKey | null, limit: number): Promise<MentionKey[]> => {
      const from = after ?? { at: 0, id: '00000000-0000-0000-0000-000000000000' }
      const rows = await clickhouse.rows<{ at: string; id: Uuid }>(
        "select toString(mentions.at) as at, id from rapport.mentions where topic = {edition:UInt32} and sentiment = '' and (mentions.at, id) > ({at:DateTime64(3, 'UTC')}, {id:UUID}) order by mentions.at, id limit {limit:UInt32}",
        { params: { edition, at: clickhouseTime(from.at), id: from.id, limit } })
      return rows.map((row) => ({ at: instantOf(row.at), id: row.id }))
    },

    /** How many mentions are not understood yet. */
    countUnlabelled: async (editions: readonly number[]): Promise<number> => {
      const rows = await clickhouse.rows<{ count: number }>("select count() as count from rapport.mentions where topic in {editions:Array(UInt32)} and sentiment = ''", { params: { editions } })
      return rows[0]?.count ?? 0
    },

    /**
     * Gives mentions other labels; on return every figure counts them so. The
     * labels are put beside the mentions and joined in by one update, as an
     * update for each would rewrite the sums each time. One caller at a time.
     */
    relabel: async (changes: readonly { readonly id: Uuid; readonly labels: Labels }[]): Promise<void> => {
      if (changes.length === 0) return
      await clickhouse.run('truncate table rapport.relabelling')
      await clickhouse.insert('rapport.relabelling', changes.map(({ id, labels }) => ({ key: joinKey(id), ...labelColumns(labels) })))
      const columns = [...labelNames, 'sentiment_probability']
      await clickhouse.run(`alter table rapport.mentions update ${columns.map((column) => `${column} = joinGet('rapport.relabelling', '${column}', ${joinKeySql})`).join(', ')} where ${joinKeySql} in (select key from rapport.relabelling)`).catch(async (thrown: unknown) => {
        // What cannot be done would be tried for ever.
        await clickhouse.run("kill mutation where database = 'rapport' and table = 'mentions' and not is_done and command like '%relabelling%'")
        throw thrown
      })
      await clickhouse.run('truncate table rapport.relabelling')
    },

    /** The oldest mention that is in no cascade yet, of any edition. */
    oldestUngathered: async (editions: readonly number[]): Promise<Instant | null> => {
      if (editions.length === 0) return null
      const rows = await clickhouse.rows<{ at: string; count: number }>('select toString(min(mentions.at)) as at, count() as count from rapport.mentions where topic in {editions:Array(UInt32)} and cascade = {none:UUID}', { params: { editions, none: noCascade } })
      const row = rows[0]
      return row && row.count > 0 ? instantOf(row.at) : null
    },

    /** Mentions in order of time, each once, with the cascade it belongs to; `null` where it has none yet. */
    gatherable: async (editions: readonly number[], after: MentionKey, limit: number): Promise<(MentionKey & { cascade: Uuid | null; isBare: boolean })[]> => {
      const rows = await clickhouse.rows<{ at: string; id: Uuid; cascade: Uuid; bare: number }>(
        `select toString(page.at) as at, page.id as id, page.cascade as cascade, page.bare as bare from (
           select mentions.at, id, max(mentions.cascade) as cascade, countIf(mentions.cascade = {none:UUID}) as bare from rapport.mentions
           where topic in {editions:Array(UInt32)} and (mentions.at, id) > ({at:DateTime64(3, 'UTC')}, {id:UUID}) group by at, id order by at, id limit {limit:UInt32}) as page order by page.at, page.id`,
        { params: { editions, none: noCascade, at: clickhouseTime(after.at), id: after.id, limit } })
      return rows.map((row) => ({ at: instantOf(row.at), id: row.id, cascade: row.cascade === noCascade ? null : row.cascade, isBare: row.bare > 0 }))
    },

    /** Puts mentions into cascades that were in none; one update for all of them. One caller at a time. */
    putIntoCascades: async (places: readonly { readonly id: Uuid; readonly cascade: Uuid }[]): Promise<void> => {
      if (places.length === 0) return
      await clickhouse.run('truncate table rapport.gathering')
      await clickhouse.insert('rapport.gathering', places.map(({ id, cascade }) => ({ key: joinKey(id), cascade })))
      await clickhouse.run(`alter table rapport.mentions update cascade = joinGet('rapport.gathering', 'cascade', ${joinKeySql}) where cascade = {none:UUID} and ${joinKeySql} in (select key from rapport.gathering)`, { params: { none: noCascade } }).catch(async (thrown: unknown) => {
        // What cannot be done would be tried for ever.
        await clickhouse.run("kill mutation where database = 'rapport' and table = 'mentions' and not is_done and command like '%gathering%'")
        throw thrown
      })
      await clickhouse.run('truncate table rapport.gathering')
    },

    /** Sums by bucket and series. Bucket is the start in the zone, as an instant. */
    volume: async (selection: Selection, by: Step, split: Split | 'topic-sentiment', measure: Measure, zone: string): Promise<{ bucket: Instant; key: string; value: number }[]> => {
      if (selection.editions.length === 0) return []
      const { sql, params } = volumeSql(selection, by, split, measure, zone)
      return clickhouse.rows(sql, { params })
    },

    /** One figure per topic. */
    totals: async (selection: Selection, measure: Measure): Promise<Map<number, number>> => {
      if (selection.editions.length === 0) return new Map()
      const { sql, params } = totalsSql(selection, measure)
      return new Map((await clickhouse.rows<{ topic: number; value: number }>(sql, { params })).map((row) => [row.topic, row.value]))
    },

    /** One figure per topic and channel or language, the largest of these first. */
    totalsBy: async (selection: Selection, measure: Measure, column: 'channel' | 'language'): Promise<{ key: string; values: Map<number, number> }[]> => {
      if (selection.editions.length === 0) return []
      const { sql, params } = totalsSql(selection, measure, column)
      const found = new Map<string, Map<number, number>>()
      for (const { topic, key, value } of await clickhouse.rows<{ topic: number; key: string; value: number }>(sql, { params })) found.set(key, (found.get(key) ?? new Map<number, number>()).set(topic, value))
      const sum = (values: Map<number, number>): number => [...values.values()].reduce((all, value) => all + value, 0)
      return [...found].map(([key, values]) => ({ key, values })).toSorted((a, b) => sum(b.values) - sum(a.values))
    },

    /** What a selection holds: counts by column, and its most frequent speakers with their newest mention. */
    facets: async (selection: Selection): Promise<{ total: number; channels: Count[]; languages: Count[]; kinds: Count[]; sentiments: Count[]; emotions: Count[]; intents: Count[]; urgencies: Count[]; speakers: (MentionKey & { identity: Uuid; count: number })[] }> => {
      if (selection.editions.length === 0) return { total: 0, channels: [], languages: [], kinds: [], sentiments: [], emotions: [], intents: [], urgencies: [], speakers: [] }
      const params = paramsOf(selection)
      const from = source(selection, 'at, id, identity, channel, language, kind, sentiment, emotion, intent, urgency')
      const by = (column: string): Promise<Count[]> => clickhouse.rows(`select ${column} as key, count() as count from (${from}) group by key order by count desc, key limit 200`, { params })
      const [channels, languages, kinds] = [await by('channel'), await by('language'), await by('kind')]
      const [sentiments, emotions, intents, urgencies] = [await by('sentiment'), await by('emotion'), await by('intent'), await by('urgency')]
      const speakers = await clickhouse.rows<{ identity: Uuid; count: number; at: string; id: Uuid }>(`select identity, count() as count, toString(max(heard.at)) as at, argMax(heard.id, heard.at) as id from (${from}) as heard group by identity order by count desc, identity limit 20`, { params })
      return { total: channels.reduce((sum, one) => sum + one.count, 0), channels, languages, kinds, sentiments, emotions, intents, urgencies, speakers: speakers.map((row) => ({ identity: row.identity, count: row.count, at: instantOf(row.at), id: row.id })) }
    },

    /** Counts of some identities by edition. */
    byTopic: (editions: readonly number[], identities: readonly Uuid[]): Promise<{ topic: number; count: number }[]> =>
      editions.length === 0 ? Promise.resolve([]) : clickhouse.rows('select topic, count() as count from rapport.mentions where topic in {editions:Array(UInt32)} and identity in {identities:Array(UUID)} group by topic order by count desc', { params: { editions, identities } }),

    /** Drops all mentions of editions that are no more. */
    dropEditions: (editions: readonly number[]): Promise<void> => clickhouse.run('delete from rapport.mentions where topic in {editions:Array(UInt32)}', { params: { editions } }),

    /** Takes interactions out of every topic. */
    erase: async (ids: readonly Uuid[]): Promise<void> => {
      if (ids.length > 0) await clickhouse.run('delete from rapport.mentions where id in {ids:Array(UUID)}', { params: { ids } })
    },
  }
}

/** The last eight bytes of an id, which are as good as random, as a number: tables to join with take no longer key. */
const joinKeySql = 'reinterpretAsUInt64(substring(UUIDToNum(id), 9, 8))'
function joinKey(id: Uuid): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').readBigUInt64LE(8).toString()
}

interface Count {
  readonly key: string
  readonly count: number
}
