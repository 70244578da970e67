import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../../test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world?.close())

interface Shown { id: string; name: string; query: string; entries: string[]; usedBy: { name: string }[]; backfill: { state: string } | null }
const make = async (path: string, body: object): Promise<Shown> => {
  const answer = await world.call('POST', path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as Shown
}
let said = 0
const say = (text: string) => world.call('POST', '/interactions', { channel: 'test', externalId: String(++said), kind: 'post', author: { externalId: 'somebody' }, at: new Date(Date.now() - 60_000).toISOString(), text })
const mentions = async (): Promise<string[]> => ((await world.call('GET', '/mentions')).body as { items: { text: string }[] }).items.map(({ text }) => text).toSorted()

test('a list is used in a query, changed live and for history, and does not vanish from under a topic', async () => {
  await say('zephyr came early')
  await world.app.recorded()
  const list = await make('/lists', { name: 'Brands', entries: ['velora', 'velora', '"velora bikes"'] })
  expect(list.entries).toEqual(['velora', 'velora bikes'])
  await make('/topics', { name: 'Ours', role: 'own', query: 'list:brands NOT recall' })
  await say('I like velora')
  await say('velora recall')
  await world.app.recorded()
  await world.until(mentions, (all) => all.length === 1)
  expect(((await world.call('GET', '/lists')).body as { items: Shown[] }).items).toMatchObject([{ name: 'Brands', usedBy: [{ name: 'Ours' }] }])

  expect((await world.call('PATCH', `/lists/${list.id}`, { entries: ['velora', 'zephyr'], applyToHistory: true })).status).toBe(200)
  await say('another zephyr')
  await world.app.recorded()
  expect(await world.until(mentions, (all) => all.length === 3)).toEqual(['I like velora', 'another zephyr', 'zephyr came early'])

  expect((await world.call('DELETE', `/lists/${list.id}`)).body).toMatchObject({ status: 409, code: 'listening.lists.in-use', detail: expect.stringContaining('Ours') })
  expect((await world.call('PATCH', `/lists/${list.id}`, { name: 'Others' })).status).toBe(409)
  expect((await world.call('PATCH', `/lists/${list.id}`, { name: 'BRANDS' })).status).toBe(200)
})

test('names are told apart whatever their case, lists hold no lists, and an unused list can go', async () => {
  const spare = await make('/lists', { name: 'Spare', entries: ['x1'] })
  expect((await world.call('POST', '/lists', { name: 'SPARE', entries: ['y1'] })).body).toMatchObject({ code: 'listening.lists.name-taken' })
  expect((await world.call('POST', '/lists', { name: 'Nested', entries: ['list:spare'] })).body).toMatchObject({ code: 'listening.lists.entry', path: '/entries/0' })
  expect((await world.call('DELETE', `/lists/${spare.id}`)).status).toBe(200)
  const gone = await world.call('POST', '/topics', { name: 'Broken', role: 'own', query: 'list:spare' })
  expect(gone.body).toMatchObject({ code: 'listening.query.syntax', status: 422 })
})

test('the first list gives its words to a preview', async () => {
  await make('/lists', { name: 'weather words', entries: ['zeph*'] })
  const answer = await world.call('POST', '/topics/preview', { query: 'list:"weather words"' })
  expect(answer.body).toMatchObject({ canonical: 'list:"weather words"', matched: 2 })
})

test('a query is read without refusal, its expected volume counted, and a mention says why it is there', async () => {
  const read = await world.call('POST', '/topics/parse', { query: 'velora NEAR5 broken' })
  expect(read.body).toMatchObject({ fault: { at: 7, end: 12, fix: 'NEAR/5' }, canonical: null, blocks: null })
  expect((await world.call('POST', '/topics/parse', { query: 'velora not (recall, list:brands)' })).body).toMatchObject({ fault: null, warnings: [{ at: 7, end: 10 }], blocks: { kind: 'group', join: 'all' } })
  const expected = (await world.call('POST', '/topics/expect', { query: 'velora' })).body as { days: number[]; looked: number; of: number; matched: number }
  expect(expected).toMatchObject({ looked: 4, of: 4, matched: 2 })
  expect(expected.days.at(-1)).toBe(2)
  const [mention] = ((await world.call('GET', '/mentions')).body as { items: { id: string; text: string }[] }).items.filter(({ text }) => text === 'I like velora')
  expect((await world.call('GET', `/mentions/${mention?.id}/why`)).body).toMatchObject({ items: [{ reasons: [{ kind: 'has', query: 'list:brands', found: ['velora'] }, { kind: 'lacks', query: 'recall' }] }] })
})
