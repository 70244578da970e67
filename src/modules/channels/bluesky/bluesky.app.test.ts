/** Reading a real server of the network: what people write there is what we read. */
import { RichText } from '@atproto/api'
import type { AtpAgent } from '@atproto/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { startReading } from '../fixtures/reading.ts'
import type { Reading } from '../fixtures/reading.ts'
import { startRealServer } from './fixtures/real-server.ts'
import type { RealServer } from './fixtures/real-server.ts'
import { blueskyChannel } from './index.ts'
import type { BlueskyCursor } from './index.ts'
import { blueskySettings } from './manifest.ts'

let server: RealServer
let outward: OutwardFetch
let tide: AtpAgent
let ferry: AtpAgent

const read = (cursor: BlueskyCursor | null, more: Record<string, unknown> = {}): Reading<BlueskyCursor> =>
  startReading(blueskyChannel, blueskySettings.parse({ mode: 'relay', host: server.url, appView: '', reposts: true, ...more }), outward, { cursor })
const beginning = (): BlueskyCursor => ({ mode: 'relay', host: server.address, seq: 0 })
/** The smallest picture there is: one transparent pixel. */
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  server = await startRealServer()
  outward = createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [server.address] })
  tide = await server.join('tide')
  ferry = await server.join('ferry')
}, 120_000)
afterAll(async () => {
  await server.close()
})

test('a post with mention, link, tag and picture, its reply, a quote, a repost, and what is taken back', async () => {
  const reading = read(beginning())
  const rich = new RichText({ text: 'Zee 🌊 met @ferry.test over https://ferry.example/tijden #veer' })
  await rich.detectFacets(tide)
  const { data } = await tide.uploadBlob(pixel, { encoding: 'image/png' })
  const root = await tide.post({ text: rich.text, facets: rich.facets ?? [], langs: ['nl'], embed: { $type: 'app.bsky.embed.images', images: [{ alt: 'A ferry at dawn', image: data.blob, aspectRatio: { width: 1, height: 1 } }] } })
  const reply = await ferry.post({ text: 'Op tijd!', reply: { root, parent: root } })
  await ferry.post({ text: 'Kijk', embed: { $type: 'app.bsky.embed.record', record: root } })
  await ferry.repost(root.uri, root.cid)
  await ferry.deletePost(reply.uri)
  await reading.until(({ removed }) => removed.length > 0)

  const [post, answer, quote, repost] = reading.items
  const tideDid = tide.assertDid
  const ferryDid = ferry.assertDid
  expect([post?.externalId, post?.author.externalId, post?.author.handle, post?.languages, post?.kind, post?.url]).toEqual([root.uri, tideDid, 'tide.test', ['nl'], 'post', `https://bsky.app/profile/${tideDid}/post/${root.uri.split('/').pop()}`])
  expect(post?.facets?.map(({ start, end, kind, target }) => [post.text.slice(start, end), kind, target])).toEqual([['@ferry.test', 'mention', ferryDid], ['https://ferry.example/tijden', 'link', 'https://ferry.example/tijden'], ['#veer', 'tag', 'veer']])
  expect(post?.media).toMatchObject([{ kind: 'image', alt: 'A ferry at dawn', url: expect.stringContaining(data.blob.ref.toString()) as string, width: 1 }])
  expect([answer?.kind, answer?.relations]).toMatchObject(['reply', [{ kind: 'reply', externalId: root.uri, authorExternalId: tideDid }, { kind: 'root', externalId: root.uri }]])
  expect([quote?.kind, quote?.relations?.[0]?.externalId]).toEqual(['quote', root.uri])
  expect([repost?.kind, repost?.relations?.[0]?.externalId]).toEqual(['repost', root.uri])
  expect([reading.removed, reading.setAside]).toEqual([[reply.uri], []])
  await reading.stop()
})

test('reading that is cut off in the middle goes on where it stopped: nothing lost, nothing twice', async () => {
  const texts = Array.from({ length: 30 }, (_, index) => `tide table ${index}`)
  const seen: string[] = []
  let cursor: BlueskyCursor | null = beginning()
  let written = 0
  for (let turn = 0; turn < 3; turn += 1) {
    const reading = read(cursor)
    await reading.until(({ healths }) => healths.some(({ state }) => state === 'reading'))
    for (; written < (turn + 1) * 10; written += 1) {
      await tide.post({ text: texts[written] ?? '' })
      if (written === turn * 10 + 5) server.cutStreams()
    }
    // Whether the stream broke at once or ended in order, the next one goes on from its last batch.
    if (turn < 2) await reading.done.catch(() => undefined)
    else {
      server.cutStreams()
      await reading.done.catch(() => undefined)
    }
    seen.push(...reading.texts)
    cursor = reading.cursor
  }
  const last = read(cursor)
  await tide.post({ text: 'last of the table' })
  await last.until((reading) => reading.texts.includes('last of the table'))
  seen.push(...last.texts)
  await last.stop()
  const table = seen.filter((text) => text.startsWith('tide table'))
  expect(table).toEqual(texts)
})

test('a cursor that the server has not reached starts again from now and says so', async () => {
  const reading = read({ mode: 'relay', host: server.address, seq: 1_000_000 })
  await reading.until(({ healths }) => healths.some(({ words }) => words.includes('started again from now')))
  await tide.post({ text: 'after the reset' })
  await reading.until(({ texts }) => texts.includes('after the reset'))
  expect(reading.texts).toEqual(['after the reset'])
  await reading.stop()
})

test('a look at a quiet server says that it is connected', async () => {
  const settings = blueskySettings.parse({ mode: 'relay', host: server.url, appView: '' })
  const probe = await blueskyChannel.probe(settings, { fetch: outward, signal: new AbortController().signal, clock: { now: () => Date.now() } })
  expect([probe.words, probe.sample]).toEqual([expect.stringContaining('is connected') as string, []])
})

test('an account that is deleted takes everything with it', async () => {
  const gone = await server.join('gone')
  const did = gone.assertDid
  const reading = read(beginning())
  await gone.post({ text: 'not for long' })
  await reading.until(({ texts }) => texts.includes('not for long'))
  const removal = await fetch(`${server.url}/xrpc/com.atproto.admin.deleteAccount`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from('admin:only for tests').toString('base64')}` }, body: JSON.stringify({ did }) })
  expect(removal.status).toBe(200)
  await reading.until(({ batches }) => batches.some(({ removedAuthors }) => removedAuthors?.some(({ externalId }) => externalId === did) === true))
  await reading.stop()
})
