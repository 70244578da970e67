import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const post = (n: number, text: string, extra: object = {}) => ({
  channel: 'forum', externalId: `post-${n}`, kind: 'post', at: new Date(Date.UTC(2026, 9, 1, 12, n)).toISOString(), text,
  author: { externalId: `author-${n % 3}`, handle: `rider${n % 3}`, name: `Rider ${n % 3}`, followers: 100 * (n % 3) }, ...extra,
})

interface Page { items: { id: string; text: string; topics: string[]; hits: { start: number; end: number }[]; author: { person: string; handle: string } }[]; next: string | null }

test('a post that is sent in is seen as a mention, counted, attributed, and open to the last word', async () => {
  const velora = (await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora OR "belt drive"' })).body as { id: string }
  const norrhjul = (await world.call('POST', '/topics', { name: 'Norrhjul', role: 'competitor', query: 'norrhjul -used' })).body as { id: string }
  const sent = await world.call('POST', '/interactions', [post(1, 'My Velora squeaks'), post(2, 'Is a belt drive worth it?'), post(3, 'Norrhjul or Velora?'), post(4, 'used Norrhjul for sale'), post(5, 'What a lovely day')])
  expect(sent.status).toBe(202)
  expect(sent.body).toMatchObject({ accepted: 5, refused: 0 })

  const page = await world.until(async () => (await world.call('GET', '/mentions?limit=10')).body as Page, (answer) => answer.items.length === 3)
  expect(page.items.map((item) => item.text)).toEqual(['Norrhjul or Velora?', 'Is a belt drive worth it?', 'My Velora squeaks'])
  expect(page.items[0]?.topics.toSorted()).toEqual([velora.id, norrhjul.id].toSorted())
  const [hit] = page.items[2]?.hits ?? []
  expect(page.items[2]?.text.slice(hit?.start, hit?.end)).toBe('Velora')

  const share = (await world.call('GET', '/mentions/share-of-voice')).body as { total: number; items: { topic: string; value: number; share: number }[] }
  expect(share.total).toBe(4)
  expect(share.items.find((item) => item.topic === velora.id)).toMatchObject({ value: 3, share: 0.75 })

  const volume = (await world.call('GET', '/mentions/volume?by=day&zone=Europe/Brussels&from=2026-09-30T22:00:00Z&to=2026-10-02T22:00:00Z')).body as { buckets: string[]; series: { key: string; values: number[] }[] }
  expect(volume.buckets).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-01T22:00:00.000Z'])
  expect(volume.series.find((one) => one.key === velora.id)?.values).toEqual([3, 0])

  const person = page.items[0]?.author.person
  const story = (await world.call('GET', `/people/${person}/timeline`)).body as Page
  expect(story.items.map((item) => item.text)).toEqual(['Norrhjul or Velora?'])
})

test('what is sent twice is there once, and what it says anew is shown', async () => {
  await world.call('POST', '/interactions', [post(1, 'My Velora squeaks'), post(2, 'Is a belt drive worth its price?')])
  const page = await world.until(async () => (await world.call('GET', '/mentions?limit=10')).body as Page, (answer) => answer.items.some((item) => item.text.includes('price')))
  expect(page.items.length).toBe(3)
})

test('what cannot be read is refused with its place, set aside, and can be corrected', async () => {
  const sent = await world.call('POST', '/interactions', [{ ...post(20, 'Velora'), at: '2026-10-01 12:00' }, post(21, 'Velora again'), { ...post(22, 'Velora'), at: '2060-01-01T00:00:00Z' }, 'rubbish'])
  expect(sent.body).toMatchObject({ accepted: 1, refused: 3, results: [{ status: 'refused', path: '/at' }, { status: 'accepted' }, { status: 'refused', code: 'interaction.future' }, { status: 'refused' }] })
  const aside = (await world.call('GET', '/set-aside')).body as { items: { id: string; raw: string; because: string }[] }
  expect(aside.items.length).toBe(3)
  const dated = aside.items.find((item) => item.raw.includes('post-20'))
  expect(dated?.because).toContain('zone')
  const retried = await world.call('POST', `/set-aside/${dated?.id}/retry`, { interaction: post(20, 'Velora, dated right') })
  expect(retried.status).toBe(200)
  await world.until(async () => (await world.call('GET', '/mentions?limit=10')).body as Page, (answer) => answer.items.some((item) => item.text === 'Velora, dated right'))
  expect(((await world.call('GET', '/set-aside')).body as { items: unknown[] }).items.length).toBe(2)
})

test('a topic made today finds what was said before, and a removed one can be brought back', async () => {
  const days = (await world.call('POST', '/topics', { name: 'Days', role: 'industry', query: 'lovely' })).body as { id: string }
  await world.until(async () => (await world.call('GET', `/mentions?topics=${days.id}`)).body as Page, (answer) => answer.items.length === 1)
  await world.call('DELETE', `/topics/${days.id}`)
  expect(((await world.call('GET', `/mentions?topics=${days.id}`)).body as Page).items).toEqual([])
  await world.call('POST', `/topics/${days.id}/restore`, {})
  await world.until(async () => (await world.call('GET', `/mentions?topics=${days.id}`)).body as Page, (answer) => answer.items.length === 1)
})

test('after a restart everything is still there', async () => {
  const before = (await world.call('GET', '/mentions?limit=50')).body
  await world.restart()
  expect((await world.call('GET', '/mentions?limit=50')).body).toEqual(before)
})

test('a query that cannot be read points at the character', async () => {
  const answer = await world.call('POST', '/topics/preview', { query: 'velora AND (belt' })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'listening.query.syntax' })
  expect((answer.body as { at: number }).at).toBeGreaterThan(0)
})

test('share of voice equals zero to one, and compares with the period before', async () => {
  const share = (await world.call('GET', '/mentions/share-of-voice?from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z')).body as { items: { share: number; before: number | null }[] }
  expect(share.items.reduce((sum, item) => sum + item.share, 0)).toBeCloseTo(1)
  expect(share.items.every((item) => item.before === null)).toBe(true)
})
