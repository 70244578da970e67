/** Mentions as they are kept: which interactions belong to which topic, and what each says. */
import type { Instant } from '../../kernel/instant.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { clickhouseTime, instantOf, type Clickhouse } from '../../platform/clickhouse/open.ts'
import { cascadeMentions } from './cascades/cascade-mentions.ts'
import type { Selection } from './filter.ts'
import { labelColumns, labelNames, labelsOfColumns, type LabelColumns, type Labels } from './labels/labels.ts'
import { mentionFigures } from './mention-figures.ts'
import { joinKey, joinKeySql, maxOrderedReads, noCascade, paramsOf } from './mention-sql.ts'
import type { HeardInteraction, MentionKey } from './ports.ts'

export interface NewMention {
  readonly edition: number
  readonly batch: number
  /** Editions under which the post is counted already, or in the same stretch before this one. */
  readonly countedBefore: readonly number[]
  /** What it is about, as `terms/terms.ts` tells. */
  readonly terms: readonly string[]
  /** What it says; `null` where it could not be understood in time, which is made up for later. */
  readonly labels: Labels | null
  /** The cascade it belongs to; `null` where that is made up for later. */
  readonly cascade: Uuid | null
  readonly of: Pick<HeardInteraction, 'at' | 'id' | 'identity' | 'channel' | 'kind' | 'language' | 'followers' | 'metrics'>
}

/** The largest number of the counting columns. */
const maxCount = 4_294_967_295

export type Mentions = ReturnType<typeof mentionStore>

export function mentionStore(clickhouse: Clickhouse) {
  return {
    ...mentionFigures(clickhouse),
    ...cascadeMentions(clickhouse),

    append: (mentions: readonly NewMention[]): Promise<void> =>
      clickhouse.insert('rapport.mentions', mentions.map(({ edition, batch, countedBefore, terms, labels, cascade, of }) => ({
        topic: edition, counted_before: countedBefore, terms, cascade: cascade ?? noCascade, at: clickhouseTime(of.at), id: of.id, batch, identity: of.identity, channel: of.channel, kind: of.kind, language: of.language, followers: Math.min(of.followers ?? 0, maxCount),
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

    /** Editions, of those given, that each interaction belongs to. */
    editionsOf: async (editions: readonly number[], keys: readonly MentionKey[]): Promise<Map<Uuid, number[]>> => {
      if (editions.length === 0 || keys.length === 0) return new Map()
      const rows = await clickhouse.rows<{ id: Uuid; topics: number[] }>(
        "select id, groupUniqArray(topic) as topics from rapport.mentions where topic in {editions:Array(UInt32)} and at in {ats:Array(DateTime64(3, 'UTC'))} and id in {ids:Array(UUID)} group by id",
        { params: { editions, ats: keys.map((key) => clickhouseTime(key.at)), ids: keys.map((key) => key.id) } })
      return new Map(rows.map((row) => [row.id, row.topics]))
    },

    /** What is kept of each interaction that is a mention: its labels, its cascade, and the editions it belongs to, of those given. */
    labelled: async (editions: readonly number[], keys: readonly MentionKey[]): Promise<Map<Uuid, { labels: Labels | null; cascade: Uuid | null; editions: number[] }>> => {
      if (editions.length === 0 || keys.length === 0) return new Map()
      const rows = await clickhouse.rows<LabelColumns & { id: Uuid; place: Uuid; editions: number[] }>(
        `select id, groupUniqArray(topic) as editions, max(mentions.cascade) as place, ${labelNames.map((name) => `max(mentions.${name}) as ${name}`).join(', ')}, max(mentions.sentiment_probability) as sentiment_probability
         from rapport.mentions where topic in {editions:Array(UInt32)} and at in {ats:Array(DateTime64(3, 'UTC'))} and id in {ids:Array(UUID)} group by id`,
        { params: { editions, ats: keys.map((key) => clickhouseTime(key.at)), ids: keys.map((key) => key.id) } })
      return new Map(rows.map((row) => [row.id, { labels: labelsOfColumns(row), cascade: row.place === noCascade ? null : row.place, editions: row.editions }]))
    },

    /** What is kept of mentions of which only the id is known, said at an instant or later. */
    keptOf: async (editions: readonly number[], ids: readonly Uuid[], since: Instant): Promise<Map<Uuid, { language: string; labels: Labels | null; editions: number[] }>> => {
      if (editions.length === 0 || ids.length === 0) return new Map()
      const rows = await clickhouse.rows<LabelColumns & { id: Uuid; language: string; editions: number[] }>(
        `select id, any(mentions.language) as language, groupUniqArray(topic) as editions, ${labelNames.map((name) => `max(mentions.${name}) as ${name}`).join(', ')}, max(mentions.sentiment_probability) as sentiment_probability
         from rapport.mentions where topic in {editions:Array(UInt32)} and at >= {since:DateTime64(3, 'UTC')} and id in {ids:Array(UUID)} group by id`,
        { params: { editions, ids, since: clickhouseTime(Math.max(0, since)) } })
      return new Map(rows.map((row) => [row.id, { language: row.language, labels: labelsOfColumns(row), editions: row.editions }]))
    },

    /** Ids of the newest mentions, the oldest of them first. */
    newestIds: async (since: Instant, limit: number): Promise<Uuid[]> => {
      const rows = await clickhouse.rows<{ id: Uuid }>("select id from (select distinct at, id from rapport.mentions where at >= {since:DateTime64(3, 'UTC')} and not repost order by at desc limit {limit:UInt32}) order by at", { params: { since: clickhouseTime(since), limit } })
      return rows.map(({ id }) => id)
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

    /** How mentions of some identities were understood, by day; what matches several topics counts once. */
    voiced: async (editions: readonly number[], identities: readonly Uuid[]): Promise<{ identity: Uuid; sentiment: string; intent: string; count: number; last: Instant }[]> =>
      editions.length === 0 ? [] : (await clickhouse.rows<{ identity: Uuid; sentiment: string; intent: string; count: number; last: string }>('select identity, sentiment, intent, uniqExact(id) as count, toString(max(at)) as last from rapport.mentions where topic in {editions:Array(UInt32)} and identity in {identities:Array(UUID)} group by identity, toDate(at), sentiment, intent', { params: { editions, identities } })).map((row) => ({ ...row, last: instantOf(row.last) })),

    /** Drops all mentions of editions that are no more. */
    dropEditions: (editions: readonly number[]): Promise<void> => clickhouse.run('delete from rapport.mentions where topic in {editions:Array(UInt32)}', { params: { editions } }),

    /** Takes interactions out of every topic. */
    erase: async (ids: readonly Uuid[]): Promise<void> => {
      if (ids.length > 0) await clickhouse.run('delete from rapport.mentions where id in {ids:Array(UUID)}', { params: { ids } })
    },
  }
}
