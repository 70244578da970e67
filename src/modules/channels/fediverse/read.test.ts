/** Reading timelines: nothing missed while away, nothing twice, and plain words when a server will not. */
import { afterEach, expect, test } from 'vitest'
import { createOutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { RetryAfter } from '../../../platform/outward/retry-after.ts'
import { startReading } from '../fixtures/reading.ts'
import type { Reading, ReadingOptions } from '../fixtures/reading.ts'
import { startFakeServer } from './fixtures/fake-server.ts'
import type { FakeServer, FakeServerOptions } from './fixtures/fake-server.ts'
import { account, base, idAt, status } from './fixtures/statuses.ts'
import { fediverseChannel } from './index.ts'
import type { FediverseCursor } from './index.ts'
import { fediverseSettings } from './manifest.ts'
import type { FediverseSettings } from './manifest.ts'
import { compareIds, earlierId } from './order.ts'

let server: FakeServer
const open: Reading<FediverseCursor>[] = []
const start = async (options?: FakeServerOptions): Promise<void> => {
  server = await startFakeServer(options)
}
/** Fast enough for a test: the schema would not allow it. */
const settings = (more: Record<string, unknown> = {}): FediverseSettings => ({ ...fediverseSettings.parse({ server: server.url, ...more }), everySeconds: 0.05 })
const read = (more: Record<string, unknown> = {}, options: ReadingOptions<FediverseCursor> = {}): Reading<FediverseCursor> => {
  const reading = startReading(fediverseChannel, settings(more), createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [server.address] }), options)
  open.push(reading)
  return reading
}
const says = (reading: Reading<FediverseCursor>, words: string): boolean => reading.healths.some((health) => health.words.includes(words))
const streams = (reading: Reading<FediverseCursor>): boolean => says(reading, 'live')

afterEach(async () => {
  for (const reading of open.splice(0)) await reading.stop().catch(() => undefined)
  await server.close()
})

test('the latest page comes first, then what is streamed, through the door', async () => {
  await start()
  server.publish(status(0, '<p>before</p>'))
  const reading = read()
  await reading.until(streams)
  server.publish(status(1, '<p>after</p>'), { streamed: true })
  await reading.until(({ texts }) => texts.includes('after'))
  expect([reading.texts, reading.batches[0]?.door, server.subscribed]).toEqual([['before', 'after'], true, ['public']])
})

test('after being away, every status since is taken in, oldest first, however many pages that are', async () => {
  await start()
  for (let index = 0; index < 10; index += 1) server.publish(status(index, `<p>${index}</p>`))
  const first = read()
  await first.until(({ items }) => items.length === 10)
  await first.stop()
  for (let index = 0; index < 250; index += 1) server.publish(status(5_000 + index, `<p>${10 + index}</p>`))
  const second = read({}, { cursor: first.cursor })
  await second.until(({ texts }) => texts.includes('259'))
  // The last minute before comes again, as the same statuses: ids are deterministic.
  expect(second.texts).toEqual(Array.from({ length: 260 }, (_, index) => String(index)))
  expect(new Set([...first.items, ...second.items].map(({ externalId }) => externalId)).size).toBe(260)
  expect(second.cursor?.newest).toEqual({ public: idAt(base + 5_249_000) })
})

test('a crash in the middle of catching up goes on from the last page that was kept', async () => {
  await start()
  server.publish(status(0, '<p>first</p>'))
  const first = read()
  await first.until(({ items }) => items.length === 1)
  await first.stop()
  for (let index = 0; index < 100; index += 1) server.publish(status(5_000 + index * 100, `<p>${index}</p>`))
  let pages = 0
  const crashing = read({}, { cursor: first.cursor, onEmit: () => {
    pages += 1
    if (pages > 1) throw new Error('disk full')
  } })
  await expect(crashing.done).rejects.toThrow('disk full')
  const second = read({}, { cursor: crashing.cursor })
  await second.until(({ texts }) => texts.includes('99'))
  expect([...new Set([...first.texts, ...crashing.texts, ...second.texts])]).toEqual(['first', ...Array.from({ length: 100 }, (_, index) => String(index))])
  expect(second.texts).not.toContain('0')
})

test('where nothing is streamed it is asked again and again, and nothing comes twice', async () => {
  await start({ streams: false })
  server.publish(status(0, '<p>0</p>'))
  const reading = read()
  await reading.until(({ items }) => items.length === 1)
  for (let index = 1; index <= 90; index += 1) server.publish(status(index, `<p>${index}</p>`))
  await reading.until(({ items }) => items.length >= 91)
  expect(says(reading, 'does not stream without an access token')).toBe(true)
  server.publish(status(91, '<p>91</p>'))
  await reading.until(({ texts }) => texts.includes('91'))
  expect(reading.texts).toEqual(Array.from({ length: 92 }, (_, index) => String(index)))
})

test('a status that travelled slowly and is filed under an earlier time is still taken in', async () => {
  await start({ streams: false })
  server.publish(status(100, '<p>here</p>'))
  const reading = read()
  await reading.until(({ items }) => items.length === 1)
  server.publish(status(70, '<p>late</p>'))
  await reading.until(({ texts }) => texts.includes('late'))
  expect(reading.texts).toEqual(['here', 'late'])
})

test('edits replace and removals are passed on while streaming', async () => {
  await start()
  const reading = read()
  await reading.until(streams)
  const written = status(1, '<p>the ferry is lat</p>')
  server.publish(written, { streamed: true })
  server.edit({ ...written, content: '<p>the ferry is late</p>', edited_at: '2026-11-22T14:40:00.000Z' }, 'public')
  server.remove(String(written['id']), 'public')
  server.remove('12345', 'public')
  await reading.until(({ removed }) => removed.length > 0)
  expect(reading.items.map(({ externalId, text, extra }) => [externalId, text, extra?.['editedAt']])).toEqual([[written['uri'], 'the ferry is lat', undefined], [written['uri'], 'the ferry is late', '2026-11-22T14:40:00.000Z']])
  expect(reading.removed).toEqual([written['uri']])
})

test('a reply to what came by names it', async () => {
  await start()
  const question = status(1, '<p>When?</p>')
  server.publish(question)
  server.publish(status(2, '<p>Now</p>', { in_reply_to_id: question['id'] }))
  const reading = read()
  await reading.until(({ items }) => items.length === 2)
  expect(reading.items[1]?.relations).toEqual([{ kind: 'reply', externalId: question['uri'], authorExternalId: 'https://sea.example/users/tide' }])
})

test('several hashtags are followed over one stream, each with its own place, and kept whole', async () => {
  await start()
  server.publish(status(0, '<p>old veer</p>'), { timelines: ['hashtag veer'] })
  const reading = read({ mode: 'hashtag', tags: ['#Veer', 'eiland'] })
  await reading.until(streams)
  server.publish(status(1, '<p>#veer</p>'), { timelines: ['hashtag veer'], streamed: true })
  server.publish(status(2, '<p>#eiland</p>'), { timelines: ['hashtag eiland'], streamed: true })
  await reading.until(({ items }) => items.length === 3)
  expect([reading.texts, reading.batches.every(({ door }) => !door), server.subscribed]).toEqual([['old veer', '#veer', '#eiland'], true, ['hashtag veer', 'hashtag eiland']])
  expect(reading.cursor?.newest).toEqual({ 'tag:veer': idAt(base + 1_000), 'tag:eiland': idAt(base + 2_000) })
})

test('an account is found by its handle in any spelling and asked for its statuses', async () => {
  await start()
  server.publish(status(0, '<p>news</p>', { account: account('news') }), { timelines: ['account'] })
  for (const written of ['@news@social.example', 'news@social.example', 'https://social.example/@news', 'https://social.example/@news@far.example']) {
    const reading = read({ mode: 'account', account: written })
    await reading.until(({ texts }) => texts.includes('news'))
    expect(reading.batches[0]?.door).toBe(false)
    await reading.stop()
  }
  await expect(read({ mode: 'account', account: 'nobody@far.example' }).done).rejects.toThrow(/does not know the account @nobody@far.example.*Record not found/)
})

test('a server that is older is understood too', async () => {
  await start({ old: true, domain: 'pier.example' })
  server.publish(status(0, '<p>x</p>', { account: account('gull') }))
  const reading = read()
  await reading.until(({ items }) => items.length === 1)
  expect(reading.items[0]?.author.handle).toBe('gull@pier.example')
})

test('a server that is for members asks for a token, takes the right one and refuses the wrong one', async () => {
  await start({ token: 'right' })
  await expect(read().done).rejects.toThrow(/only to its members.*Make an access token/)
  await expect(read({ token: 'wrong' }).done).rejects.toThrow(/does not accept the access token/)
  const reading = read({ token: 'right' })
  await reading.until(streams)
})

test.each<[string, number, Record<string, string>, RegExp]>([
  ['asks for patience', 429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': new Date(Date.now() + 60_000).toISOString() }, /asks to be left alone until/],
  ['is under repair', 503, { 'retry-after': '120' }, /asks to come back at/],
  ['is broken', 500, {}, /not well \(status 500\)/],
  ['is gone', 410, {}, /gone .* for good/],
  ['does something odd', 418, {}, /status 418/],
])('a server that %s says so in words', async (_, code, headers, words) => {
  await start()
  server.answerWith((request, response) => {
    if (request.url?.includes('instance') === true) return false
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end('{"error":"sorry"}')
    return true
  })
  await expect(read().done).rejects.toThrow(words)
})

test('a server whose allowance is spent is not asked again until it says', async () => {
  await start({ streams: false })
  const at = new Date(Date.now() + 60_000).toISOString()
  server.answerWith((_, response) => {
    response.setHeader('x-ratelimit-remaining', '0').setHeader('x-ratelimit-reset', at)
    return false
  })
  const thrown = await read().done.then(() => null, (reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(RetryAfter)
  expect((thrown as RetryAfter).at).toBe(Date.parse(at))
  expect(server.asked).toEqual(['/api/v2/instance'])
})

test('a page that is no server of the fediverse is named as such', async () => {
  await start()
  server.answerWith((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Shop</title>')
    return true
  })
  await expect(read().done).rejects.toThrow(/should answer in JSON and does not/)
})

test('what cannot be read is set aside and the rest still comes', async () => {
  await start()
  server.publish(status(0, '<p>fine</p>'))
  server.publish({ id: idAt(base + 1_000), content: 'no address' })
  server.publish(status(2, '<p>for friends</p>', { visibility: 'private' }))
  const reading = read()
  await reading.until(streams)
  server.sendRaw('')
  server.sendRaw('{"event":')
  server.sendRaw(JSON.stringify({ event: 'update', payload: '{"id":' }))
  server.sendRaw(JSON.stringify({ event: 'notification', payload: '{}' }))
  server.publish(status(3, '<p>also fine</p>'), { streamed: true })
  await reading.until(({ texts }) => texts.includes('also fine'))
  expect([reading.texts, reading.setAside.map(({ code }) => code)]).toEqual([['fine', 'also fine'], ['fediverse.no-uri', 'fediverse.not-json', 'fediverse.no-uri']])
  expect(reading.cursor?.newest).toEqual({ public: idAt(base + 3_000) })
})

test('a stream that breaks ends the reading, and the next one catches up', async () => {
  await start()
  const first = read()
  await first.until(streams)
  server.publish(status(1, '<p>1</p>'), { streamed: true })
  await first.until(({ items }) => items.length === 1)
  server.cutStreams()
  await expect(first.done).rejects.toThrow(/ended the stream.*caught up with/)
  server.publish(status(2, '<p>2</p>'))
  const second = read({}, { cursor: first.cursor })
  await second.until(({ texts }) => texts.includes('2'))
  expect(new Set([...first.items, ...second.items].map(({ externalId }) => externalId)).size).toBe(2)
})

test('a look shows what is said there, how much, and how it will be read', async () => {
  await start()
  for (let index = 0; index < 20; index += 1) server.publish(status(index, `<p>${index}</p>`))
  const probe = await fediverseChannel.probe(settings(), { fetch: createOutwardFetch({ userAgent: 'x', allowPrivate: [server.address] }), signal: new AbortController().signal, clock: { now: () => base + 60_000 } })
  expect([probe.title, probe.words, probe.sample.map(({ text }) => text)]).toEqual(['Social by the sea', `${server.address} (4.5.0) shows the public timeline. About 20 posts a minute. New posts are streamed.`, ['19', '18', '17', '16', '15']])
})

test('ids of every kind of server are put in order, and only those that hold a time are moved', () => {
  expect(['9', '10', '110000000000000000'].toSorted(compareIds)).toEqual(['9', '10', '110000000000000000'])
  expect(compareIds('AfQRst000000000001', 'AfQRst000000000002')).toBeLessThan(0)
  expect(earlierId(idAt(base), 60_000)).toBe(idAt(base - 60_000))
  expect([earlierId('42', 60_000), earlierId('01JABCDEFGHJKMNPQRSTVWXYZ0', 60_000)]).toEqual(['42', '01JABCDEFGHJKMNPQRSTVWXYZ0'])
})
