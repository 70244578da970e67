/** Old mentions get their labels too, on both engines as they are. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshClickhouse, freshPostgres } from '../../../../test/databases.ts'
import { newId } from '../../../kernel/ids.ts'
import { migrateClickhouse } from '../../../platform/clickhouse/migrate.ts'
import type { Clickhouse } from '../../../platform/clickhouse/open.ts'
import { openLog } from '../../../platform/logs.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import type { Listener } from '../listener.ts'
import { mentionStore, type Mentions, type NewMention } from '../mentions.ts'
import type { HeardHistory, HeardInteraction } from '../ports.ts'
import { openUnderstandingPool, type UnderstandingPool } from '../understanding/index.ts'
import { keepCorrections } from './corrections.ts'
import { labelBackfill, runLabelBackfill, type LabelBackfillDeps } from './label-backfill.ts'
import { keepLabelChanges } from './label-changes.ts'
import { applyLabelChanges } from './label-writer.ts'
import { openLabeller } from './labeller.ts'

const folder = (name: string): string => new URL(`../${name}`, import.meta.url).pathname
const start = Date.UTC(2026, 3, 1)
const says = ['I love it, great bike', 'Terrible, broken again, worst service', 'The shop opens at nine']

let postgres: Postgres
let clickhouse: Clickhouse
let mentions: Mentions
let pool: UnderstandingPool
let deps: LabelBackfillDeps
const heard: HeardInteraction[] = Array.from({ length: 4_500 }, (_, n) => ({
  id: newId(start + n * 1_000), at: start + n * 1_000, takenInAt: start, channel: 'forum', externalId: `p${n}`, kind: 'post', identity: newId(n), text: says[n % 3] ?? '', title: null, url: null, language: 'en', country: null, site: null,
  followers: null, metrics: {}, author: { externalId: 'a' }, facets: [], media: [], relations: [], editedAt: null,
}))

beforeAll(async () => {
  postgres = await freshPostgres()
  clickhouse = await freshClickhouse()
  await migrate(postgres.db, [{ module: 'listening', folder: folder('migrations') }])
  await migrateClickhouse(clickhouse, [{ module: 'listening', folder: folder('clickhouse') }])
  mentions = mentionStore(clickhouse)
  pool = openUnderstandingPool({ workers: 1 })
  const byId = new Map(heard.map((one) => [one.id, one]))
  const history: Pick<HeardHistory, 'interactions'> = { interactions: async (keys) => keys.flatMap(({ id }) => byId.get(id) ?? []) }
  const listener: Pick<Listener, 'refresh' | 'topics' | 'topicOfEdition'> = { refresh: async () => undefined, topics: [{ edition: 1 }, { edition: 2 }] as unknown as Listener['topics'], topicOfEdition: () => undefined }
  const log = openLog('error')
  deps = { db: postgres.db, mentions, listener: listener as Listener, history: history as HeardHistory, labeller: openLabeller(pool, log), log }
  // As rows are that were there before the columns: every post in one topic, every second in another too.
  const old = (edition: number) => (of: HeardInteraction): NewMention => ({ edition, batch: 1, countedBefore: [], terms: [], labels: null, cascade: null, of })
  await mentions.append([...heard.map(old(1)), ...heard.filter((_, n) => n % 2 === 0).map(old(2))])
})
afterAll(async () => {
  await pool?.close()
  await clickhouse?.close()
  await postgres?.close()
})

async function runUntilDone(): Promise<void> {
  const stop = new AbortController()
  const running = runLabelBackfill(deps, stop.signal)
  while ((await labelBackfill(deps.db)).state !== 'done') await new Promise((resolve) => setTimeout(resolve, 20))
  stop.abort()
  await running
}

test('what was heard before there was understanding is understood, and what somebody corrected meanwhile stays corrected', async () => {
  const first = heard[1]!
  await postgres.db.transaction().execute((tx) => keepCorrections(tx, { kind: 'member', id: 'm', name: 'Ann', role: 'agent' }, first, { sentiment: 'negative', sentimentProbability: 0.9, emotion: 'anger', intent: 'complaint', urgency: 'normal' }, { sentiment: 'positive' }))
  await runUntilDone()
  expect(await labelBackfill(deps.db)).toEqual({ state: 'done', labelled: 4_500 + 2_250, total: 4_500 + 2_250 })
  const kept = await mentions.labelled([1, 2], heard)
  expect(heard.map(({ id }) => kept.get(id)?.labels?.sentiment)).toEqual(heard.map((one) => (one === first ? 'positive' : ['positive', 'negative', 'neutral'][says.indexOf(one.text)])))
  expect(kept.get(first.id)?.labels?.sentimentProbability).toBe(1)
})

test('what was missed is found again later, and going on from a place gives the same as going through', async () => {
  await clickhouse.run("alter table rapport.mentions update sentiment = '' where toUnixTimestamp(at) % 7 = 0")
  expect(await mentions.countUnlabelled([1, 2])).toBeGreaterThan(0)
  // Left in the middle of the first topic.
  await sql`update listening.label_backfill set state = 'running', topic = 1, position_at = ${new Date(heard[2_000]!.at)}, position_id = ${heard[2_000]!.id}, labelled = 10, total = 20`.execute(postgres.db)
  await runUntilDone()
  const left = await mentions.countUnlabelled([1])
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(400)
  // The next look finds the rest.
  const stop = new AbortController()
  const running = runLabelBackfill(deps, stop.signal)
  while ((await mentions.countUnlabelled([1, 2])) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  stop.abort()
  await running
})

test('of several changes of one post the last arrives, whichever way they come', async () => {
  const [one, other] = [heard[5]!, heard[6]!]
  const labels = { sentiment: 'negative', sentimentProbability: 0.6, emotion: 'none', intent: 'spam', urgency: 'low' } as const
  for (const intent of ['question', 'praise', 'leaving'] as const) await postgres.db.transaction().execute((tx) => keepLabelChanges(tx, [{ id: other.id, at: other.at, labels: { ...labels, intent } }, { id: one.id, at: one.at, labels: { ...labels, intent } }]))
  const applied = await Promise.all([applyLabelChanges(deps), applyLabelChanges(deps)])
  expect(applied.reduce((sum, count) => sum + count, 0)).toBe(2)
  const kept = await mentions.labelled([1], [one, other])
  expect([one, other].map(({ id }) => kept.get(id)?.labels?.intent)).toEqual(['leaving', 'leaving'])
})
