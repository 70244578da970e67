/** Mentions by the cascade they belong to: one line each, what a cascade comes to, and gathering what is in none yet. */
import type { Instant } from '../../../kernel/instant.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { clickhouseTime, instantOf, type Clickhouse } from '../../../platform/clickhouse/open.ts'
import type { Selection } from '../filter.ts'
import { joinKey, joinKeySql, maxOrderedReads, noCascade, paramsOf } from '../mention-sql.ts'
import type { MentionKey } from '../ports.ts'

export function cascadeMentions(clickhouse: Clickhouse) {
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

    /** Cascades with more than one post: how many posts and people, and since when. */
    cascadesOf: async (editions: readonly number[], cascades: readonly Uuid[]): Promise<Map<Uuid, { id: Uuid; size: number; people: number; startedAt: Instant }>> => {
      if (editions.length === 0 || cascades.length === 0) return new Map()
      const rows = await clickhouse.rows<{ cascade: Uuid; size: number; people: number; at: string }>(
        'select cascade, uniqExact(id) as size, uniqExact(identity) as people, toString(min(mentions.at)) as at from rapport.mentions where topic in {editions:Array(UInt32)} and cascade in {cascades:Array(UUID)} group by cascade having size > 1',
        { params: { editions, cascades: [...new Set(cascades)] } })
      return new Map(rows.map(({ cascade, size, people, at }) => [cascade, { id: cascade, size, people, startedAt: instantOf(at) }]))
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
  }
}
