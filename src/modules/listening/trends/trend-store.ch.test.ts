import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshClickhouse } from '../../../../test/databases.ts'
import { newId } from '../../../kernel/ids.ts'
import { dayMs, hourMs } from '../../../kernel/instant.ts'
import { migrateClickhouse } from '../../../platform/clickhouse/migrate.ts'
import { clickhouseTime, type Clickhouse } from '../../../platform/clickhouse/open.ts'
import { selectionOf } from '../filter.ts'
import { mentionStore } from '../mentions.ts'
import type { Topic } from '../topics.ts'
import { trendStore, type TrendStore } from './trend-store.ts'

const begin = Date.UTC(2026, 9, 1)
const cut = begin + 20 * dayMs
const end = begin + 25 * dayMs
const topics = [1, 2].map((edition): Topic => ({ id: `topic-${edition}`, name: '', role: 'own', query: '', colour: 1, edition, activeFrom: 0, createdAt: 0, updatedAt: 0, backfill: null }))
const people = Array.from({ length: 12 }, () => newId())

interface Row { readonly topic: number; readonly at: number; readonly id: string; readonly identity: string; readonly repost: boolean; readonly terms: string[] }
const rows: Row[] = Array.from({ length: 900 }, (_, n): Row => ({
  topic: 1, at: begin + (n * 25 * dayMs) / 900, id: newId(begin + n), identity: people[n % 12] ?? '', repost: n % 5 === 0,
  terms: ['wvelora', ...(n > 700 ? ['wnaaf'] : []), ...(n % 3 === 0 ? ['wbelt'] : []), 'sat://x/1'],
}))
// Half of them are about a second topic too, and must not count twice.
const kept = [...rows, ...rows.filter((_, n) => n % 2 === 0).map((row) => ({ ...row, topic: 2 }))]

let clickhouse: Clickhouse
let store: TrendStore
const selection = selectionOf(topics, { topics: [], roles: [], channels: [], languages: [], kinds: [], sentiments: [], emotions: [], intents: [], urgencies: [], reposts: 'with' } as unknown as Parameters<typeof selectionOf>[1])

beforeAll(async () => {
  clickhouse = await freshClickhouse()
  await migrateClickhouse(clickhouse, [{ module: 'listening', folder: new URL('../clickhouse', import.meta.url).pathname }])
  store = trendStore(clickhouse)
  await clickhouse.insert('rapport.mentions', kept.map((row) => ({ ...row, at: clickhouseTime(row.at), batch: 1, channel: 'bluesky', kind: row.repost ? 'repost' : 'post', language: 'nl', followers: 1, engagement: 0 })))
})
afterAll(() => clickhouse?.close())

const byHand = (term: string, list: readonly Row[], from: number, to: number) => {
  const inside = list.filter((row) => !row.repost && row.at >= from && row.at < to && row.terms.includes(term))
  return { posts: inside.length, peopleDays: new Set(inside.map((row) => `${row.identity} ${Math.floor(row.at / dayMs)}`)).size }
}

test('a term is counted by people and days, each post once, without reposts', async () => {
  const counted = await store.contrast(selection, begin, cut, end)
  for (const term of ['wnaaf', 'wvelora', 'wbelt']) {
    const now = byHand(term, rows, cut, end)
    const found = counted.terms.find((one) => one.term === term)
    expect(found).toEqual({ term, now: now.peopleDays, posts: now.posts, past: byHand(term, rows, begin, cut).peopleDays })
  }
  expect(counted.part).toBe(1)
  // What a post passes on is not what it says.
  expect(counted.terms.some(({ term }) => term.startsWith('s'))).toBe(false)
})

test('a course adds up to the posts', async () => {
  const courses = await store.courses(selection, ['wbelt'], begin, end, 25)
  expect(courses.get('wbelt')?.reduce((sum, count) => sum + count, 0)).toBe(byHand('wbelt', rows, begin, end).posts)
  expect((await store.courses(selection, [], begin, end, 5)).size).toBe(0)
})

test('how often a post was passed on is counted once a post', async () => {
  const shared = await store.shared([1, 2], ['at://x/1'], begin)
  expect(shared.get('bluesky:at://x/1')).toBe(900)
})

test('what is erased is gone from every term', async () => {
  const gone = new Set(rows.filter((row) => row.at >= cut + hourMs).slice(0, 40).map((row) => row.id))
  await mentionStore(clickhouse).erase([...gone])
  const left = rows.filter((row) => !gone.has(row.id))
  const found = (await store.contrast(selection, begin, cut, end)).terms.find(({ term }) => term === 'wnaaf')
  expect(found?.posts).toBe(byHand('wnaaf', left, cut, end).posts)
})
