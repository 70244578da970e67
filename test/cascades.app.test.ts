import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayMs, minuteMs } from '../src/kernel/instant.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
})
afterAll(() => world?.close())

const words = 'Velora is three weeks late with the hub gears and nobody can say why'
/** Some days ago: places in cascades are kept for a time only. */
const began = Math.floor(Date.now() / dayMs) * dayMs - 3 * dayMs
const post = (n: number, text: string, extra: object = {}) => ({
  channel: 'forum', externalId: `c-${n}`, kind: 'post', at: new Date(began + n * minuteMs).toISOString(), text,
  author: { externalId: `a-${n}`, handle: `rider${n}`, name: `Rider ${n}`, followers: 100 }, ...extra,
})
const led = (n: number, kind: 'repost' | 'quote' | 'reply', to: number, text: string) => post(n, text, { kind, relations: [{ kind, externalId: `c-${to}` }] })

interface Item { id: string; text: string; at: string; cascade: { id: string; size: number; people: number } | null }
interface Page { items: Item[]; next: string | null }
const mentions = async (query = ''): Promise<Page> => (await world.call('GET', `/mentions?limit=50${query}`)).body as Page

test('copies, reposts, quotes and answers are one line, with how many there are, and figures count each', async () => {
  await world.call('POST', '/interactions', [post(1, words), led(2, 'repost', 1, words), post(3, `RT @rider1: ${words.toUpperCase()}`), post(4, 'A Velora passed by in the rain')])
  await world.call('POST', '/interactions', [led(5, 'quote', 1, 'Velora again'), led(6, 'reply', 5, 'Typical Velora')])
  const all = await world.until(() => mentions(), (page) => page.items.length === 6)
  const [start] = all.items.slice(-1)
  expect(all.items.filter((item) => item.cascade?.id === start?.cascade?.id).map(({ cascade }) => [cascade?.size, cascade?.people])).toEqual([[5, 5], [5, 5], [5, 5], [5, 5], [5, 5]])
  const gathered = await mentions('&gather=one')
  expect(gathered.items.map(({ text, cascade }) => [text, cascade?.size ?? null])).toEqual([['Typical Velora', 5], ['A Velora passed by in the rain', null]])
  const page = async (query: string): Promise<Page> => (await world.call('GET', `/mentions?gather=one&limit=1${query}`)).body as Page
  const first = await page('')
  const next = await page(`&cursor=${first.next ?? ''}`)
  expect([first.items[0]?.text, next.items[0]?.text]).toEqual(['Typical Velora', 'A Velora passed by in the rain'])
  expect(((await world.call('GET', '/mentions/share-of-voice')).body as { total: number }).total).toBe(6)
  expect((await mentions(`&cascade=${start?.cascade?.id}`)).items.length).toBe(5)
})

test('a cascade opens: who began it, how it went on, who spoke, how far it went', async () => {
  const { items } = await mentions('&gather=one')
  const { status, body } = await world.call('GET', `/cascades/${items[0]?.cascade?.id}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ size: 5, people: 5, reach: 500, depth: 2, start: { text: words }, drawnOf: 5 })
  const { nodes, kinds } = body as { nodes: { edge: string; depth: number }[]; kinds: { edge: string; count: number }[] }
  expect(nodes.map(({ edge, depth }) => [edge, depth])).toEqual([['start', 0], ['repost', 1], ['copy', 1], ['quote', 1], ['reply', 2]])
  expect(kinds.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1])
  expect((await world.call('GET', '/cascades/00000000-0000-4000-8000-000000000000')).status).toBe(404)
})

test('a repost without words belongs to the topics of what it repeats, shows its words, and is counted; of what nobody wanted it is nothing', async () => {
  await world.call('POST', '/interactions', [led(9, 'repost', 1, ''), led(10, 'repost', 99, '')])
  const { items } = await world.until(() => mentions('&kinds=repost'), (page) => page.items.length === 2)
  const bare = items.find(({ text }) => text === '')
  expect(bare).toMatchObject({ passedOn: { name: 'Rider 1', text: words, language: 'en' }, cascade: { size: 6 }, labels: { sentiment: 'negative' } })
  expect(((await world.call('GET', '/mentions/share-of-voice')).body as { total: number }).total).toBe(7)
  // Also where both come at once.
  await world.call('POST', '/interactions', [post(20, 'Velora has a showroom'), led(21, 'repost', 20, '')])
  await world.until(() => mentions('&kinds=repost'), (page) => page.items.length === 3)
})

test('after a restart what comes later joins what was there, and a topic made later finds the same cascade', async () => {
  await world.restart()
  await world.call('POST', '/interactions', [post(7, `${words} indeed`), led(8, 'repost', 6, 'Typical Velora')])
  await world.until(() => mentions('&gather=one'), (page) => page.items.some(({ cascade }) => cascade?.size === 8))
  await world.call('POST', '/topics', { name: 'Gears', role: 'industry', query: '"hub gears"' })
  const page = await world.until(() => mentions('&roles=industry'), (found) => found.items.length === 4 && found.items.every(({ cascade }) => cascade !== null))
  expect(new Set(page.items.map(({ cascade }) => cascade?.id)).size).toBe(1)
  await world.until(() => mentions('&roles=industry&gather=one'), (found) => found.items.length === 1)
})
