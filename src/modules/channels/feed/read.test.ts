import { describe, expect, test, vi } from 'vitest'
import type { Interaction } from '../../../kernel/interaction.ts'
import { hourMs, iso, minuteMs } from '../../../kernel/instant.ts'
import type { OutwardFetch, OutwardOptions, OutwardResponse } from '../../../platform/outward/outward-fetch.ts'
import type { Batch, Health } from '../contract.ts'
import type { FeedCursor } from './cursor.ts'
import { feedChannel } from './index.ts'
import type { FeedSettings } from './manifest.ts'
import { readFeed } from './read.ts'

// Many cases on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 })

interface Served { status?: number; headers?: Record<string, string>; body?: string | AsyncIterable<Uint8Array>; permanentRedirectTo?: string }
type Serve = (url: string, options: OutwardOptions) => Served

/** A way out that leads to `serve` only, and remembers what was asked. */
function fakeFetch(serve: Serve) {
  const asked: { url: string; headers: Readonly<Record<string, string>> }[] = []
  const fetch = async (url: string | URL, options: OutwardOptions = {}): Promise<OutwardResponse> => {
    asked.push({ url: String(url), headers: options.headers ?? {} })
    const { status = 200, headers = {}, body = '', permanentRedirectTo } = serve(String(url), options)
    async function* stream() { if (typeof body === 'string') yield Buffer.from(body); else yield* body }
    return { status, url: permanentRedirectTo ?? String(url), headers: new Headers(headers), stream, bytes: () => Promise.reject(new Error('streamed')), text: () => Promise.reject(new Error('streamed')), json: () => Promise.reject(new Error('streamed')), ...(permanentRedirectTo === undefined ? {} : { permanentRedirectTo }) }
  }
  return { asked, fetch: Object.assign(fetch, { check: () => undefined, mailServer: () => Promise.reject(new Error('not asked')), openSocket: () => Promise.reject(new Error('no sockets')) }) as OutwardFetch }
}

const start = Date.parse('2026-11-22T12:00:00Z')
const site = 'https://ridehome.example'
const item = (id: string, text: string, more = '') => `<item><guid isPermaLink="false">${id}</guid><title>${text}</title>${more}</item>`
const feed = (...items: string[]) => `<rss version="2.0"><channel><title>Ride Home</title><link>${site}/</link>${items.join('')}</channel></rss>`

/** Runs the reader until it has waited `rounds` times, with a clock that jumps over every wait. */
async function follow(serve: Serve, rounds: number, settings: FeedSettings = { url: `${site}/feed.xml` }, cursor: FeedCursor | null = null) {
  let now = start
  const waits: number[] = []
  const batches: Batch<FeedCursor>[] = []
  const healths: Health[] = []
  const stop = new AbortController()
  const { fetch, asked } = fakeFetch(serve)
  await readFeed({ settings, cursor, signal: stop.signal, clock: { now: () => now }, fetch, emit: async (batch) => { batches.push(batch) }, health: (health) => healths.push(health) }, async (ms) => {
    waits.push(ms)
    now += ms
    if (waits.length >= rounds) stop.abort()
  }, () => 0.5)
  return { waits, batches, healths, asked, items: batches.flatMap((batch) => [...batch.items]), last: batches.at(-1)!.cursor }
}
const texts = (items: readonly Interaction[]) => items.map(({ title }) => title)

describe('following a feed', () => {
  test('every entry arrives once, the oldest first, and what was seen stays seen after a restart', async () => {
    const body = feed(item('2', 'new', '<pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate>'), item('1', 'old', '<pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate>'))
    const first = await follow(() => ({ body }), 2)
    expect(texts(first.items)).toEqual(['old', 'new'])
    expect(first.items.map(({ externalId }) => externalId)).toEqual([`${site}/feed.xml#1`, `${site}/feed.xml#2`])
    expect(first.batches.every(({ door }) => !door)).toBe(true)
    expect((await follow(() => ({ body }), 2, undefined, JSON.parse(JSON.stringify(first.last)) as FeedCursor)).items).toEqual([])
  })

  test('an entry that was edited comes again under the same id, marked, and at its old time', async () => {
    let round = 0
    const { items } = await follow(() => ({ body: feed(item('1', round++ === 0 ? 'Tram late' : 'Tram late: corrected')) }), 2)
    expect(texts(items)).toEqual(['Tram late', 'Tram late: corrected'])
    expect(new Set(items.map(({ externalId, at }) => `${externalId} ${at}`)).size).toBe(1)
    expect(items[1]?.extra?.['editedAt']).toBe(iso(start + 15 * minuteMs))
  })

  test('the server is told what we have, and "unchanged" is believed', async () => {
    const { asked, items } = await follow((_, options) => (options.headers?.['if-none-match'] === '"v1"' ? { status: 304 } : { headers: { etag: '"v1"', 'last-modified': 'Sun, 22 Nov 2026 10:00:00 GMT' }, body: feed(item('1', 'a')) }), 3)
    expect(asked[2]?.headers).toMatchObject({ 'if-none-match': '"v1"', 'if-modified-since': 'Sun, 22 Nov 2026 10:00:00 GMT' })
    expect(items).toHaveLength(1)
  })

  test.each<[string, Served, FeedSettings, number]>([
    ['a quarter of an hour when nobody says', {}, { url: site }, 15 * minuteMs],
    ['what the server says about its cache', { headers: { 'cache-control': 'public, max-age=1800' } }, { url: site }, 30 * minuteMs],
    ['what the person wants', {}, { url: site, intervalMinutes: 5 }, 5 * minuteMs],
    ['what Retry-After says', { status: 503, headers: { 'retry-after': '7200' } }, { url: site }, 2 * hourMs],
  ])('the next look comes after %s', async (_, served, settings, expected) => {
    expect((await follow(() => ({ body: feed(), ...served }), 1, settings)).waits).toEqual([expected])
  })

  test('the wish of the feed itself is kept, also while it does not change', async () => {
    let round = 0
    expect((await follow(() => (round++ === 0 ? { headers: { etag: 'x' }, body: feed('<ttl>120</ttl>') } : { status: 304 }), 2)).waits).toEqual([2 * hourMs, 2 * hourMs])
  })

  test('a feed that moved for good is followed to its new address and keeps its entries', async () => {
    const { asked, items, last } = await follow((url) => (url === `${site}/feed.xml` ? { permanentRedirectTo: 'https://new.example/feed', body: feed(item('1', 'a')) } : { body: feed(item('1', 'a'), item('2', 'b')) }), 2)
    expect(asked.map(({ url }) => url)).toEqual([`${site}/feed.xml`, 'https://new.example/feed'])
    expect(items.map(({ externalId }) => externalId)).toEqual([`${site}/feed.xml#1`, `${site}/feed.xml#2`])
    expect(last.url).toBe('https://new.example/feed')
  })

  test('a feed that is gone for good ends the reading, in words', async () => {
    let now = start
    const healths: Health[] = []
    await readFeed({ settings: { url: site }, cursor: null, signal: new AbortController().signal, clock: { now: () => now++ }, fetch: fakeFetch(() => ({ status: 410 })).fetch, emit: async () => undefined, health: (health) => healths.push(health) })
    expect(healths.at(-1)).toMatchObject({ state: 'finished', words: expect.stringMatching(/gone for good/) as string })
  })

  test('trouble is told, tried again ever more slowly, and forgotten when it is over', async () => {
    let round = 0
    const { waits, healths, items } = await follow(() => (round++ < 3 ? { status: 500 } : { body: feed(item('1', 'a')) }), 4)
    expect(waits).toEqual([15, 30, 60, 15].map((minutes) => minutes * minuteMs))
    expect(healths.find(({ state }) => state === 'failing')?.words).toMatch(/answers 500 .* next try is in 15 minutes/)
    expect(healths.at(-1)?.state).toBe('waiting')
    expect(items).toHaveLength(1)
  })

  test('the address of a site is enough: its feed is found and followed', async () => {
    const { asked, items } = await follow((url) => (url === `${site}/` ? { body: '<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head></html>' } : { body: feed(item('1', 'a')) }), 2, { url: `${site}/` })
    expect(asked.map(({ url }) => url)).toEqual([`${site}/`, `${site}/news.xml`, `${site}/news.xml`])
    expect(texts(items)).toEqual(['a'])
  })

  test('a feed that never ends is read as far as we go, and what is whole in it arrives', async () => {
    async function* endless() {
      yield Buffer.from('<rss><channel>')
      for (let id = 0; ; id++) yield Buffer.from(item(String(id), 'x'.repeat(50_000)))
    }
    const { items, healths } = await follow(() => ({ body: endless(), headers: { etag: 'never' } }), 1)
    expect(items.length).toBeGreaterThan(100)
    expect(healths.at(-1)?.words).toMatch(/longer than we read/)
  })

  test('ids that a publisher uses for several entries do not make one entry of them', async () => {
    const body = feed(item('same', 'a', '<link>https://ridehome.example/a</link>'), item('same', 'b', '<link>https://ridehome.example/b</link>'), '<item><title>no id, no link</title></item>')
    const { items } = await follow(() => ({ body }), 2)
    expect(new Set(items.map(({ externalId }) => externalId)).size).toBe(3)
  })

  test('a time in the future or none at all becomes the time of first sight, and stays', async () => {
    const { items, last } = await follow(() => ({ body: feed(item('1', 'a', '<pubDate>Sun, 22 Nov 2099 10:00:00 GMT</pubDate>'), item('2', 'b')) }), 3)
    expect(items).toHaveLength(2)
    for (const { at } of items) expect(start - at).toBeLessThan(10)
    expect(items.find(({ title }) => title === 'a')?.extra?.['dateWritten']).toMatch(/2099/)
    expect(last.known).toHaveLength(2)
  })

  test('an entry with nothing in it is set aside once, not at every look', async () => {
    const { batches } = await follow(() => ({ body: feed('<item><guid isPermaLink="false">9</guid></item>') }), 3)
    expect(batches.flatMap(({ setAside }) => setAside ?? [])).toEqual([expect.objectContaining({ code: 'channels.feed.entry', because: expect.stringMatching(/neither title/) as string })])
  })
})

describe('looking at an address before following it', () => {
  const probe = (serve: Serve, url: string) => feedChannel.probe({ url }, { fetch: fakeFetch(serve).fetch, signal: new AbortController().signal, clock: { now: () => start } })

  test('a feed is shown with its name and newest entries', async () => {
    expect(await probe(() => ({ body: feed(item('1', 'a')) }), `${site}/feed.xml`)).toMatchObject({ title: 'Ride Home', choices: [], sample: [{ title: 'a' }], words: expect.stringMatching(/^An RSS feed with 1 entry/) as string })
  })

  test('of a page, all its feeds can be chosen from, that of the comments last', async () => {
    const page = '<link rel=alternate type="application/rss+xml" href="/comments/feed" title="Comments"><link rel=alternate type="application/atom+xml" href="/atom.xml">'
    const found = await probe((url) => (url === `${site}/` ? { body: `<html>${page}</html>` } : { body: feed(item('1', url)) }), `${site}/`)
    expect(found.choices.map(({ settings }) => settings)).toEqual([{ url: `${site}/atom.xml` }, { url: `${site}/comments/feed` }])
  })

  test('a page that names none is tried where sites usually keep theirs, and refused in words otherwise', async () => {
    const here = await probe((url) => (url === `${site}/feed.xml` ? { body: feed() } : url === `${site}/` ? { body: '<html></html>' } : { status: 404 }), `${site}/`)
    expect(here.choices).toEqual([{ title: 'Ride Home', settings: { url: `${site}/feed.xml` } }])
    await expect(probe(() => ({ body: '<html></html>' }), `${site}/`)).rejects.toThrow(/names no feed/)
  })

  test.each([['ridehome.example/feed', 'https://ridehome.example/feed'], [' feed://ridehome.example/x ', 'https://ridehome.example/x'], ['feed:https://a.example/', 'https://a.example/'], ['localhost:3000/feed', 'https://localhost:3000/feed']])('"%s" is understood as an address', (written, url) => {
    expect(feedChannel.manifest.settings.parse({ url: written })).toEqual({ url })
  })

  test.each(['javascript:alert(1)', 'ftp://a.example/', 'two words', ''])('"%s" is refused as an address', (url) => {
    expect(feedChannel.manifest.settings.safeParse({ url }).success).toBe(false)
  })
})
