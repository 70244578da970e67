import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshClickhouse } from '../../../test/databases.ts'
import { startOf } from '../../kernel/calendar.ts'
import { newId } from '../../kernel/ids.ts'
import { dayMs, hourMs } from '../../kernel/instant.ts'
import { migrateClickhouse } from '../../platform/clickhouse/migrate.ts'
import type { Clickhouse } from '../../platform/clickhouse/open.ts'
import { selectionOf } from './filter.ts'
import { mentionStore, type Mentions, type NewMention } from './mentions.ts'
import type { Topic } from './topics.ts'
import { emotions, intents, sentiments, urgencyLevels, type Labels } from './understanding/index.ts'

const start = Date.UTC(2026, 2, 20)
const span = 20 * dayMs
const topics = [1, 2, 3].map((edition): Topic => ({ id: `topic-${edition}`, name: '', role: edition === 1 ? 'own' : 'competitor', query: '', colour: 1, edition, activeFrom: 0, createdAt: 0, updatedAt: 0, backfill: null }))

let clickhouse: Clickhouse
let store: Mentions
const kept: NewMention[] = []

/** A small, seeded spread of mentions, some of several topics at once. */
function spread(): NewMention[] {
  let state = 7
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state % below
  }
  return Array.from({ length: 1_500 }, () => {
    const at = start + next(span)
    const repost = next(4) === 0
    const of: NewMention['of'] = { at, id: newId(at), identity: newId(next(40)), channel: ['bluesky', 'feed'][next(2)] ?? '', kind: repost ? 'repost' : 'post', language: ['en', 'nl', 'und'][next(3)] ?? '', followers: next(1_000), metrics: { likes: next(9), replies: next(3) } }
    const editions = [1, 2, 3].filter(() => next(2) === 0)
    const labels: Labels | null = next(10) === 0 ? null : { sentiment: sentiments[next(3)] ?? 'neutral', sentimentProbability: 0.5 + next(5) / 10, emotion: emotions[next(5)] ?? 'none', intent: intents[next(9)] ?? 'none', urgency: urgencyLevels[next(3)] ?? 'low' }
    return editions.map((edition) => ({ edition, batch: 1, countedBefore: editions.filter((other) => other < edition), terms: [], labels, cascade: null, of }))
  }).flat()
}

beforeAll(async () => {
  clickhouse = await freshClickhouse()
  await migrateClickhouse(clickhouse, [{ module: 'listening', folder: new URL('clickhouse', import.meta.url).pathname }])
  store = mentionStore(clickhouse)
  kept.push(...spread())
  await store.append(kept)
})
afterAll(() => clickhouse?.close())

const anyLabels = { sentiments: [], emotions: [], intents: [], urgencies: [] }
const filterArb = fc.record({
  sentiments: fc.subarray([...sentiments], { minLength: 0, maxLength: 2 }), intents: fc.subarray([...intents]),
  topics: fc.subarray(['topic-1', 'topic-2', 'topic-3']), channels: fc.subarray(['bluesky', 'feed']), languages: fc.subarray(['en', 'und']),
  reposts: fc.constantFrom('with' as const, 'without' as const, 'only' as const), from: fc.integer({ min: 0, max: span }), length: fc.integer({ min: 1, max: span }), whole: fc.boolean(),
})
const measureArb = fc.constantFrom('mentions' as const, 'reach' as const, 'engagement' as const, 'people' as const)

const heldBy = (filter: { topics: string[]; channels: string[]; languages: string[]; sentiments: string[]; intents: string[]; reposts: string }, from: number, to: number): NewMention[] => kept.filter(({ edition, labels, of }) =>
  (filter.sentiments.length === 0 || filter.sentiments.includes(labels?.sentiment ?? '')) && (filter.intents.length === 0 || filter.intents.includes(labels?.intent ?? '')) &&
  (filter.topics.length === 0 || filter.topics.includes(`topic-${edition}`)) && (filter.channels.length === 0 || filter.channels.includes(of.channel)) && (filter.languages.length === 0 || filter.languages.includes(of.language)) &&
  (filter.reposts === 'with' || (of.kind === 'repost') === (filter.reposts === 'only')) && of.at >= from && of.at < to)

function keyOf({ edition, labels, of }: NewMention, split: string): string {
  if (split === 'topic') return String(edition)
  if (split === 'topic-sentiment') return `${edition}|${labels?.sentiment ?? ''}`
  if (split === 'channel') return of.channel
  return split === 'none' ? '' : labels?.[split as 'sentiment' | 'emotion' | 'intent' | 'urgency'] ?? ''
}

function measured(rows: readonly NewMention[], measure: string): number {
  if (measure === 'mentions') return rows.length
  if (measure === 'people') return new Set(rows.map((row) => row.of.identity)).size
  return rows.reduce((sum, { of }) => sum + (measure === 'reach' ? (of.followers ?? 0) : (of.metrics.likes ?? 0) + (of.metrics.replies ?? 0)), 0)
}

test('every figure equals a count made by hand, in any zone, for any period and filter', async () => {
  await fc.assert(fc.asyncProperty(filterArb, measureArb, fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const), fc.constantFrom('topic' as const, 'channel' as const, 'none' as const, 'sentiment' as const, 'emotion' as const, 'intent' as const, 'urgency' as const, 'topic-sentiment' as const), fc.constantFrom('UTC', 'Europe/Brussels', 'Asia/Kathmandu', 'America/St_Johns'), async (filter, measure, by, split, zone) => {
    const round = (at: number): number => (filter.whole ? Math.floor(at / hourMs) * hourMs : at)
    const from = round(start + filter.from)
    const to = Math.max(from + 1, round(from + filter.length))
    const selection = selectionOf(topics, { ...filter, roles: [], kinds: [], emotions: [], urgencies: [], from: new Date(from).toISOString(), to: new Date(to).toISOString() })
    const held = heldBy(filter, from, to)

    const totals = await store.totals(selection, measure)
    for (const edition of selection.editions) expect(totals.get(edition) ?? 0).toBe(measured(held.filter((row) => row.edition === edition), measure))

    const counted = split === 'topic' || split === 'topic-sentiment' ? held : [...new Map(held.map((row) => [row.of.id, row])).values()]
    const expected = new Map<string, NewMention[]>()
    for (const row of counted) {
      const key = `${startOf(by, row.of.at, zone)}|${keyOf(row, split)}`
      expected.set(key, [...(expected.get(key) ?? []), row])
    }
    const volume = await store.volume(selection, by, split, measure, zone)
    expect(Object.fromEntries(volume.map(({ bucket, key, value }) => [`${bucket}|${key}`, value]))).toEqual(Object.fromEntries([...expected].map(([key, rows]) => [key, measured(rows, measure)])))
  }), { numRuns: 160, seed: 11 })
}, 120_000)

test('what a selection holds equals a count made by hand, by each column and speaker', async () => {
  await fc.assert(fc.asyncProperty(filterArb, fc.option(fc.integer({ min: 0, max: 39 })), async (filter, only) => {
    const from = start + filter.from
    const to = from + filter.length
    const some = only === null ? {} : { identities: [...new Set(kept.map(({ of }) => of.identity))].slice(0, only) }
    const selection = selectionOf(topics, { ...filter, roles: [], kinds: [], emotions: [], urgencies: [], from: new Date(from).toISOString(), to: new Date(to).toISOString() }, some)
    const held = [...new Map(heldBy(filter, from, to).filter(({ of }) => some.identities?.includes(of.identity) ?? true).map((row) => [row.of.id, row])).values()]
    const { total, speakers, ...counts } = await store.facets(selection)
    expect(total).toBe(held.length)
    const byHand = (value: (row: NewMention) => string): Record<string, number> => Object.fromEntries(Map.groupBy(held, value).entries().map(([key, rows]) => [key, rows.length]))
    const expected: Record<keyof typeof counts, (row: NewMention) => string> = {
      channels: ({ of }) => of.channel, languages: ({ of }) => of.language, kinds: ({ of }) => of.kind,
      sentiments: ({ labels }) => labels?.sentiment ?? '', emotions: ({ labels }) => labels?.emotion ?? '', intents: ({ labels }) => labels?.intent ?? '', urgencies: ({ labels }) => labels?.urgency ?? '',
    }
    for (const [facet, value] of Object.entries(expected) as [keyof typeof counts, (row: NewMention) => string][]) expect(Object.fromEntries(counts[facet].map(({ key, count }) => [key, count])), facet).toEqual(byHand(value))
    const frequent = Object.entries(byHand(({ of }) => of.identity)).toSorted(([, a], [, b]) => b - a).slice(0, 20)
    expect(speakers.map(({ count }) => count)).toEqual(frequent.map(([, count]) => count))
    for (const { identity, at, id, count } of speakers) {
      const said = held.filter(({ of }) => of.identity === identity)
      expect([count, at]).toEqual([said.length, Math.max(...said.map(({ of }) => of.at))])
      expect(said.find(({ of }) => of.id === id)?.of.at).toBe(at)
    }
  }), { numRuns: 60, seed: 12 })
}, 120_000)

test('paging through a list gives every mention once, newest first', async () => {
  const selection = selectionOf(topics, { topics: ['topic-1', 'topic-3'], roles: [], channels: [], languages: [], kinds: [], ...anyLabels, reposts: 'with' })
  const seen: { at: number; id: string }[] = []
  for (let cursor: { at: number; id: string } | null = null; ; ) {
    const page = await store.page(selection, cursor, 37)
    seen.push(...page)
    if (page.length < 37) break
    cursor = page.at(-1) ?? null
  }
  const ids = [...new Set(kept.filter((row) => row.edition !== 2).map((row) => row.of.id))]
  expect(seen.length).toBe(ids.length)
  expect(new Set(seen.map((key) => key.id))).toEqual(new Set(ids))
  expect(seen.every((key, index) => index === 0 || key.at <= (seen[index - 1]?.at ?? 0))).toBe(true)
})

test('a mention that gets other labels is counted by them at once, in every topic that it belongs to, and no other is touched', async () => {
  const changed = kept.slice(0, 40)
  await store.relabel([...new Map(changed.map(({ of }) => [of.id, { id: of.id, labels: { sentiment: 'positive' as const, sentimentProbability: 1, emotion: 'joy' as const, intent: 'praise' as const, urgency: 'low' as const } }])).values()])
  const ids = new Set(changed.map(({ of }) => of.id))
  for (const [index, row] of kept.entries()) if (ids.has(row.of.id)) kept[index] = { ...row, labels: { sentiment: 'positive', sentimentProbability: 1, emotion: 'joy', intent: 'praise', urgency: 'low' } }
  const now = await store.labelled([1, 2, 3], kept.map(({ of }) => of))
  for (const { of, labels } of kept) expect(now.get(of.id)?.labels).toEqual(labels)
})

test('what is erased is gone from lists and from sums', async () => {
  const gone = new Set(kept.slice(0, 50).map((row) => row.of.id))
  await store.erase([...gone])
  const selection = selectionOf(topics, { topics: [], roles: [], channels: [], languages: [], kinds: [], ...anyLabels, reposts: 'with' })
  const totals = await store.totals(selection, 'mentions')
  for (const edition of [1, 2, 3]) expect(totals.get(edition)).toBe(kept.filter((row) => row.edition === edition && !gone.has(row.of.id)).length)
})
