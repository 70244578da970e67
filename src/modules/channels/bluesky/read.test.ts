/** Reading Jetstream: nothing lost, nothing that stops it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { startReading } from '../fixtures/reading.ts'
import type { Reading, ReadingOptions } from '../fixtures/reading.ts'
import { startFakeJetstream } from './fixtures/fake-jetstream.ts'
import type { FakeJetstream } from './fixtures/fake-jetstream.ts'
import { account, commit, did, identity, records } from './fixtures/posts.ts'
import { blueskyChannel } from './index.ts'
import type { BlueskyCursor } from './index.ts'
import { blueskySettings } from './manifest.ts'

let jetstream: FakeJetstream
let outward: OutwardFetch
const startUs = Date.now() * 1_000 - 60_000_000
const post = (after: number, text = `post ${after}`): Record<string, unknown> => commit(startUs + after * 1_000, `3lb${after}`, { text, createdAt: new Date(startUs / 1_000).toISOString() })
const read = (options: ReadingOptions<BlueskyCursor> = {}, more: Record<string, unknown> = {}): Reading<BlueskyCursor> =>
  startReading(blueskyChannel, blueskySettings.parse({ host: `ws://${jetstream.address}`, appView: '', ...more }), outward, options)
const connected = (reading: Reading<BlueskyCursor>): boolean => reading.healths.some(({ state }) => state === 'reading')
const cursorAt = (after: number, host = jetstream.address): BlueskyCursor => ({ mode: 'jetstream', host, timeUs: startUs + after * 1_000 })

beforeEach(async () => {
  jetstream = await startFakeJetstream()
  outward = createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [jetstream.address] })
})
afterEach(async () => {
  await jetstream.close()
})

test('posts come in with the cursor to go on from, as a firehose', async () => {
  const reading = read()
  await reading.until(connected)
  jetstream.say(post(1), post(2))
  await reading.until(({ texts }) => texts.length === 2)
  expect([reading.texts, reading.cursor, reading.batches[0]?.door, jetstream.asked]).toEqual([['post 1', 'post 2'], cursorAt(2), true, [{ cursor: null, collections: ['app.bsky.feed.post', 'app.bsky.feed.repost'] }]])
  await reading.stop()
})

test('after a cut, reading goes on a few seconds earlier and nothing is missing', async () => {
  const first = read()
  await first.until(connected)
  jetstream.say(...Array.from({ length: 50 }, (_, index) => post(index)))
  await first.until(({ texts }) => texts.length === 50)
  jetstream.cut()
  await expect(first.done).rejects.toThrow(/broke/)
  jetstream.say(...Array.from({ length: 50 }, (_, index) => post(50 + index)))
  const second = read({ cursor: first.cursor })
  await second.until(({ texts }) => texts.includes('post 99'))
  expect(jetstream.asked[1]?.cursor).toBe(startUs + 49_000 - 5_000_000)
  expect(new Set([...first.items, ...second.items].map(({ externalId }) => externalId)).size).toBe(100)
  await second.stop()
})

test('a batch that could not be kept is read again', async () => {
  const first = read({ onEmit: () => Promise.reject(new Error('disk full')) })
  await first.until(connected)
  jetstream.say(post(1))
  await expect(first.done).rejects.toThrow('disk full')
  expect(first.cursor).toBeNull()
})

test('a server that has forgotten what was said meanwhile is reported, one that has not is not', async () => {
  jetstream.say(post(0), post(100), post(200_000))
  const complete = read({ cursor: cursorAt(100) })
  await complete.until(({ texts }) => texts.length > 0)
  expect(complete.healths.every(({ words }) => !words.includes('missing'))).toBe(true)
  await complete.stop()
  jetstream.forgetBefore(startUs + 100_000_000)
  let now = Date.now()
  const gap = read({ cursor: cursorAt(100), clock: { now: () => (now += 60_000) } })
  await gap.until(({ healths }) => healths.some(({ words }) => words.includes('is missing')))
  await gap.stop()
})

test('messages that are broken are set aside and the others still come', async () => {
  const reading = read()
  await reading.until(connected)
  const { time_us: _, ...timeless } = post(2)
  jetstream.say('{"did":', '[]', '"x"', JSON.stringify(timeless), post(3, 'fine'), commit(startUs + 4_000, '3lb4', { text: 4 }), commit(startUs + 5_000, '3lb5', { text: 'x' }, { record: undefined }), commit(startUs + 6_000, '', { text: 'x' }), commit(startUs + 7_000, 'x', { text: 'x' }, { operation: 'explode' }), { time_us: startUs + 8_000, did, kind: 'something-new' })
  await reading.until(({ setAside, cursor }) => setAside.length === 8 && cursor !== null)
  expect(reading.texts).toEqual(['fine'])
  expect(reading.setAside.map(({ code }) => code)).toEqual(['bluesky.not-json', 'bluesky.not-json', 'bluesky.not-json', 'bluesky.no-time', 'bluesky.post-without-text', 'bluesky.record-missing', 'bluesky.bad-name', 'bluesky.bad-commit'])
  await reading.stop()
})

test('what its author removed is passed on, edits replace, and accounts that are deleted take all with them', async () => {
  const reading = read()
  await reading.until(connected)
  jetstream.say(post(1), commit(startUs + 2_000, '3lb1', { ...records.plain, text: 'edited' }, { operation: 'update' }), commit(startUs + 3_000, '3lb1', null), account(startUs + 4_000, false, 'deleted'))
  await reading.until(({ batches }) => batches.some(({ removedAuthors }) => removedAuthors !== undefined))
  const [original, edited] = reading.items
  expect(edited?.externalId).toBe(original?.externalId)
  expect([edited?.text, edited?.extra?.['editedAt']]).toEqual(['edited', new Date(startUs / 1_000 + 2).toISOString()])
  expect(reading.removed).toEqual([`at://${did}/app.bsky.feed.post/3lb1`])
  expect(reading.batches.flatMap(({ removedAuthors }) => removedAuthors ?? [])).toEqual([{ channel: 'bluesky', externalId: did }])
  await reading.stop()
})

test('a handle that the stream told is shown from then on, until it is no longer valid', async () => {
  const reading = read()
  await reading.until(connected)
  jetstream.say(post(1), identity(startUs + 2_000, 'tide.example'), post(3), identity(startUs + 4_000, 'handle.invalid'), post(5))
  await reading.until(({ texts }) => texts.length === 3)
  expect(reading.items.map(({ author }) => author.handle)).toEqual([undefined, 'tide.example', undefined])
  await reading.stop()
})

test('reposts and likes are read when asked for', async () => {
  const reading = read({}, { reposts: true, likes: true })
  await reading.until(connected)
  jetstream.say(commit(startUs, '3lbr', records.repost, { collection: 'app.bsky.feed.repost' }), commit(startUs + 1, '3lbl', records.repost, { collection: 'app.bsky.feed.like' }), commit(startUs + 2, '3lbf', {}, { collection: 'app.bsky.graph.follow' }))
  await reading.until(({ items }) => items.length === 2)
  expect([reading.items.map(({ kind }) => kind), jetstream.asked[0]?.collections]).toEqual([['repost', 'reaction'], ['app.bsky.feed.post', 'app.bsky.feed.repost', 'app.bsky.feed.like']])
  await reading.stop()
})

test('a reader whose loop is behind holds the stream back and loses nothing', async () => {
  let freed = (): void => undefined
  const behind = new Promise<void>((resolve) => (freed = resolve))
  const reading = read({ onEmit: () => behind })
  await reading.until(connected)
  jetstream.say(...Array.from({ length: 3_000 }, (_, index) => post(index)))
  freed()
  await reading.until(({ items }) => items.length === 3_000)
  expect(reading.batches.every(({ items }) => items.length <= 500)).toBe(true)
  await reading.stop()
})

test('a host that is no Jetstream is named as such', async () => {
  const reading = startReading(blueskyChannel, blueskySettings.parse({ host: `ws://${jetstream.address}/elsewhere` }), outward)
  await expect(reading.done).rejects.toThrow(/answers with status 404.*Check that the host is a Jetstream/)
  await expect(startReading(blueskyChannel, blueskySettings.parse({ host: 'not a host' }), outward).done).rejects.toThrow(/is not a host/)
})

test('a look shows a sample, with the names that an AppView knows', async () => {
  const appView = createServer((request, response) => {
    const actors = new URL(request.url ?? '', 'http://x.example').searchParams.getAll('actors')
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ profiles: actors.map((actor) => ({ did: actor, handle: 'tide.example', displayName: 'Tide', followersCount: 12, followsCount: 3, description: 'Sails', avatar: 'https://cdn.bsky.app/img/avatar/plain/x/y@jpeg', labels: [{ val: 'bot', src: actor }] })) }))
  })
  await new Promise<void>((resolve) => appView.listen(0, '127.0.0.1', resolve))
  const appViewAddress = `127.0.0.1:${(appView.address() as AddressInfo).port}`
  const fetch = createOutwardFetch({ userAgent: 'x', allowPrivate: [jetstream.address, appViewAddress] })
  jetstream.say(...Array.from({ length: 9 }, (_, index) => commit(Date.now() * 1_000 - 1_000 + index, `3lb${index}`, records.plain)))
  const settings = blueskySettings.parse({ host: `ws://${jetstream.address}`, appView: `http://${appViewAddress}` })
  const probe = await blueskyChannel.probe(settings, { fetch, signal: new AbortController().signal, clock: { now: () => Date.now() } })
  expect([probe.sample.length, probe.sample[0]?.author]).toEqual([5, { externalId: did, url: `https://bsky.app/profile/${did}`, handle: 'tide.example', name: 'Tide', bio: 'Sails', avatarUrl: 'https://cdn.bsky.app/img/avatar/plain/x/y@jpeg', followers: 12, following: 3, bot: true }])
  appView.close()
})
