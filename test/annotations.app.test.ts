import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

interface Annotation { id: string; text: string; startsAt: string; endsAt: string | null; by: string }
const list = async (query = ''): Promise<string[]> => ((await world.call('GET', `/annotations${query}`)).body as { items: Annotation[] }).items.map(({ text }) => text)

test('what is written on the time axis is found by every period that it touches', async () => {
  expect((await world.call('POST', '/annotations', { text: 'Launch of the T3', startsAt: '2026-10-05T09:00:00Z' })).status).toBe(201)
  expect((await world.call('POST', '/annotations', { text: 'Fair in Cologne', startsAt: '2026-10-01T00:00:00Z', endsAt: '2026-10-04T00:00:00Z' })).body).toMatchObject({ text: 'Fair in Cologne', by: 'Owner' })
  expect(await list()).toEqual(['Fair in Cologne', 'Launch of the T3'])
  expect(await list('?from=2026-10-03T00:00:00Z&to=2026-10-05T00:00:00Z')).toEqual(['Fair in Cologne'])
  expect(await list('?from=2026-10-04T00:00:00Z&to=2026-10-06T00:00:00Z')).toEqual(['Launch of the T3'])
})

test('it is changed, removed, and brought back as it was', async () => {
  const made = (await world.call('POST', '/annotations', { text: 'TV', startsAt: '2026-11-01T20:00:00Z' })).body as Annotation
  expect((await world.call('PATCH', `/annotations/${made.id}`, { text: 'TV spot', endsAt: '2026-11-01T21:00:00Z' })).body).toMatchObject({ text: 'TV spot', startsAt: made.startsAt, endsAt: '2026-11-01T21:00:00.000Z' })
  expect((await world.call('DELETE', `/annotations/${made.id}`)).status).toBe(200)
  expect(await list()).not.toContain('TV spot')
  expect((await world.call('PATCH', `/annotations/${made.id}`, { text: 'gone' })).status).toBe(404)
  expect((await world.call('POST', `/annotations/${made.id}/restore`)).body).toMatchObject({ text: 'TV spot' })
  expect(await list()).toContain('TV spot')
})

test('an end before the beginning, no text and no time are refused with their place', async () => {
  expect((await world.call('POST', '/annotations', { text: 'x', startsAt: '2026-11-02T00:00:00Z', endsAt: '2026-11-01T00:00:00Z' })).body).toMatchObject({ code: 'listening.annotation.span' })
  expect((await world.call('POST', '/annotations', { text: '  ', startsAt: '2026-11-02T00:00:00Z' })).status).toBe(422)
  expect((await world.call('POST', '/annotations', { text: 'x', startsAt: 'yesterday' })).status).toBe(422)
})

test('share of voice without our own posts counts only what others say', async () => {
  await world.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
  await world.call('POST', '/topics', { name: 'Norrhjul', role: 'competitor', query: 'norrhjul' })
  await world.call('POST', '/own-accounts', { channel: 'forum', handle: 'velora' })
  const post = (n: number, text: string, handle: string) => ({ channel: 'forum', externalId: `s-${n}`, kind: 'post', at: '2026-10-10T10:00:00Z', text, author: { externalId: handle, handle } })
  await world.call('POST', '/interactions', [post(1, 'Velora news', 'velora'), post(2, 'More Velora news', 'Velora'), post(3, 'My Velora', 'tide'), post(4, 'My Norrhjul', 'ferry')])
  const share = async (query: string) => ((await world.call('GET', `/mentions/share-of-voice${query}`)).body as { total: number }).total
  await world.until(() => share(''), (total) => total === 4)
  const split = (await world.call('GET', '/mentions/share-of-voice?split=channel')).body as { parts: { key: string; total: number; items: { value: number; share: number }[] }[] }
  expect(split.parts.map(({ key, total, items }) => [key, total, items.map(({ value, share: part }) => [value, part])])).toEqual([['forum', 4, [[3, 0.75], [1, 0.25]]]])
  expect([await share('?own=without'), await share('?own=only'), await share('?own=without&measure=people')]).toEqual([2, 2, 2])
})
