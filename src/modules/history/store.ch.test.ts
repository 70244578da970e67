import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshClickhouse } from '../../../test/databases.ts'
import { identityId } from '../../kernel/ids.ts'
import { interactionSchema } from '../../kernel/interaction.ts'
import { migrateClickhouse } from '../../platform/clickhouse/migrate.ts'
import type { Clickhouse } from '../../platform/clickhouse/open.ts'
import { understoodOf, type Understood } from './model.ts'
import { historyStore, type History } from './store.ts'

let clickhouse: Clickhouse
let history: History
beforeAll(async () => {
  clickhouse = await freshClickhouse()
  await migrateClickhouse(clickhouse, [{ module: 'history', folder: new URL('clickhouse', import.meta.url).pathname }])
  history = historyStore(clickhouse)
})
afterAll(() => clickhouse?.close())

const said = (n: number, text: string, batch = n): Understood => understoodOf(interactionSchema.parse({
  channel: 'forum', externalId: `p${n}`, kind: n % 5 === 0 ? 'reply' : 'post', at: new Date(Date.UTC(2024, 0, 1) + n * 40 * 86_400_000).toISOString(), text, author: { externalId: `a${n % 2}`, followers: n },
  extra: { odd: { nested: [1, 'zwei', null] } }, facets: [{ start: 0, end: 3, kind: 'tag', target: 'x' }],
}), 'en', 1_790_000_000_000, batch, 'source-1')

test('what is kept comes back as it was, whatever the years between, in the order asked for', async () => {
  const all = Array.from({ length: 40 }, (_, n) => said(n, `said ${n}`))
  await history.append(all)
  const keys = [31, 2, 17].map((n) => ({ at: all[n]!.interaction.at, id: all[n]!.id }))
  const kept = await history.interactions(keys)
  expect(kept.map((one) => one.text)).toEqual(['said 31', 'said 2', 'said 17'])
  expect(kept[0]).toMatchObject({ channel: 'forum', language: 'en', followers: 31, extra: { odd: { nested: [1, 'zwei', null] } }, facets: [{ start: 0, end: 3, kind: 'tag', target: 'x' }], origin: 'source-1', editedAt: null })
})

test('what is said anew is shown, and the first words stay in history', async () => {
  const first = said(3, 'said 3')
  await history.appendRevisions([said(3, 'said better', 100)])
  await history.appendRevisions([said(3, 'said best', 101)])
  const kept = await history.interaction(first.id)
  expect(kept?.text).toBe('said best')
  expect(kept?.editedAt).toBe(1_790_000_000_000)
  expect(await clickhouse.rows('select text from rapport.interactions where id = {id:UUID}', { params: { id: first.id } })).toEqual([{ text: 'said 3' }])
})

test('what an interrupted attempt left is found by its place in the stream, and not appended again', async () => {
  const left = await history.leftBehind(35)
  expect(left.interactions.size).toBe(4)
  await history.append([38, 39, 40].map((n) => said(n, `said ${n}`)), left)
  expect((await history.leftBehind(35)).interactions.size).toBe(5)
  expect(await history.countBefore(1_000)).toBe(41)
})

test('a person’s timeline is paged newest first, by kind and channel, without a gap', async () => {
  const identities = [identityId('forum', 'a0')]
  const seen: string[] = []
  for (let before: { at: number; id: string } | null = null; ; ) {
    const page = await history.timeline({ identities, kinds: [], channels: ['forum'], before, limit: 6 })
    seen.push(...page.map((key) => key.id))
    if (page.length < 6) break
    before = page.at(-1) ?? null
  }
  expect(seen).toEqual(Array.from({ length: 41 }, (_, n) => n).filter((n) => n % 2 === 0).toReversed().map((n) => said(n, '').id))
  expect(await history.timeline({ identities, kinds: ['reply'], channels: [], before: null, limit: 100 })).toHaveLength(5)
})

test('what is erased is nowhere any more', async () => {
  const { id, identity } = said(3, '')
  await history.erase([id])
  expect(await history.interaction(id)).toBeNull()
  expect(await clickhouse.rows('select 1 from rapport.revisions where id = {id:UUID}', { params: { id } })).toEqual([])
  expect((await history.idsOf([identity])).includes(id)).toBe(false)
})
