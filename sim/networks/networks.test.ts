/** Checks the fake networks as a connector would meet them. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { dayMs, hourMs } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import { timeUs } from '../formats/jetstream.ts'
import { createWorld } from '../world/world.ts'
import { startFeeds } from './feeds.ts'
import { startJetstream } from './jetstream.ts'
import { startMastodon } from './mastodon.ts'
import { openWire } from './wire.ts'

vi.setConfig({ testTimeout: 60_000 })
const to = Date.parse('2026-11-22T15:00:00Z')
const world = createWorld({ seed: 6, people: 1_500, from: to - 20 * dayMs, to })
const clock = { now: () => to }
const wire = openWire(world, { clock, running: false })
const recent = [...world.events({ from: to - 6 * hourMs })]
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
/** Posts after the wire's start, as if they were said now. */
const live = (network: string, count: number): SimEvent[] => recent.filter((event) => event.network === network && event.kind === 'post').slice(0, count).map((event, i) => ({ ...event, id: `t${Math.random()}`, at: to + i + 1 }))

async function hear(url: string, until: (messages: string[]) => boolean): Promise<string[]> {
  const messages: string[] = []
  const socket = new WebSocket(url.replace('http', 'ws'))
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      messages.push(data.toString())
      if (until(messages)) resolve()
    })
    socket.on('close', () => resolve())
    socket.on('error', reject)
  })
  socket.terminate()
  return messages
}

describe('the fake Jetstream', () => {
  test('replays from a cursor without gap or double, then goes on live', async () => {
    const jetstream = await startJetstream(wire, { introduce: false })
    stops.push(jetstream.stop)
    const cursor = (to - 5 * hourMs) * 1000
    const past = recent.filter((event) => event.network === 'bluesky' && timeUs(event) >= cursor)
    const said = live('bluesky', 5)
    const messages = await hear(`${jetstream.url}/subscribe?cursor=${cursor}`, (messages) => {
      if (messages.length === past.length) for (const event of said) wire.tell(event)
      return messages.length === past.length + said.length
    })
    expect(messages.map((text) => (JSON.parse(text) as { time_us: number }).time_us)).toEqual([...past, ...said].map(timeUs))
  })

  test('sends only the collections that were asked for, and who the authors are', async () => {
    const jetstream = await startJetstream(wire)
    stops.push(jetstream.stop)
    const messages = (await hear(`${jetstream.url}/subscribe?wantedCollections=app.bsky.feed.repost&cursor=${(to - 5 * hourMs) * 1000}`, (messages) => messages.length === 20)).map((text) => JSON.parse(text) as { did: string; kind: string; commit?: { collection: string } })
    for (const { kind, commit } of messages) expect(kind === 'identity' || commit?.collection === 'app.bsky.feed.repost').toBe(true)
    const answer = await fetch(`${jetstream.url}/xrpc/app.bsky.actor.getProfiles?actors=${messages[0]!.did}`)
    expect(((await answer.json()) as { profiles: { did: string; handle: string }[] }).profiles[0]).toMatchObject({ did: messages[0]!.did })
  })

  test('cuts connections and sends rubbish when told to', async () => {
    const jetstream = await startJetstream(wire, { faults: { cut: 0.2, garbage: 0.5 } })
    stops.push(jetstream.stop)
    await hear(`${jetstream.url}/subscribe?cursor=${(to - 5 * hourMs) * 1000}`, () => false)
    expect([jetstream.sent.cuts, jetstream.sent.connections]).toEqual([1, 1])
  })
})

describe('the fake Mastodon server', () => {
  const idsOf = async (url: string, rel: 'next' | 'prev', most = 100): Promise<string[][]> => {
    const pages: string[][] = []
    for (let at: string | undefined = url; at !== undefined && pages.length < most;) {
      const answer: Response = await fetch(at)
      const page = ((await answer.json()) as { id: string }[]).map(({ id }) => id)
      if (page.length === 0) break
      pages.push(page)
      at = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(answer.headers.get('link') ?? '')?.[1]
    }
    return pages
  }

  test('pages backwards and forwards through the public timeline without gap or double', async () => {
    const mastodon = await startMastodon(wire, { pastMs: 2 * dayMs })
    stops.push(mastodon.stop)
    const back = (await idsOf(`${mastodon.url}/api/v1/timelines/public?limit=7`, 'next')).flat()
    expect(back.length).toBeGreaterThan(20)
    expect([...new Set(back)].sort().reverse()).toEqual(back)
    const oldest = back.at(-1)!
    const forward = (await idsOf(`${mastodon.url}/api/v1/timelines/public?limit=9&min_id=${oldest}`, 'prev')).flatMap((page) => page.toReversed())
    expect(forward).toEqual(back.toReversed().slice(1))
  })

  test('finds an account, shows its statuses and follows a tag', async () => {
    const mastodon = await startMastodon(wire, { pastMs: 10 * dayMs })
    stops.push(mastodon.stop)
    const account = (await (await fetch(`${mastodon.url}/api/v1/accounts/lookup?acct=velora`)).json()) as { id: string; acct: string }
    expect(account.acct).toBe('velora')
    const statuses = (await (await fetch(`${mastodon.url}/api/v1/accounts/${account.id}/statuses`)).json()) as { account: { id: string } }[]
    expect(statuses.length).toBeGreaterThan(0)
    expect(statuses.every((status) => status.account.id === account.id)).toBe(true)
    const tagged = (await (await fetch(`${mastodon.url}/api/v1/timelines/tag/rainorride`)).json()) as { tags: { name: string }[] }[]
    expect(tagged.every(({ tags }) => tags.some(({ name }) => name === 'rainorride'))).toBe(true)
    expect((await fetch(`${mastodon.url}/api/v1/accounts/lookup?acct=nobody`)).status).toBe(404)
  })

  test('tells when it has had enough', async () => {
    const mastodon = await startMastodon(wire, { rateLimit: 2, pastMs: hourMs })
    stops.push(mastodon.stop)
    const answers = [await fetch(`${mastodon.url}/api/v2/instance`), await fetch(`${mastodon.url}/api/v2/instance`), await fetch(`${mastodon.url}/api/v2/instance`)]
    expect(answers.map(({ status, headers }) => [status, headers.get('x-ratelimit-remaining')])).toEqual([[200, '1'], [200, '0'], [429, '0']])
    expect(Number(answers[2]!.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('streams new statuses over WebSocket and server-sent events alike', async () => {
    const mastodon = await startMastodon(wire, { pastMs: hourMs })
    stops.push(mastodon.stop)
    const said = live('fediverse', 3)
    const overEvents = await fetch(`${mastodon.url}/api/v1/streaming/public`)
    const socket = new WebSocket(`${mastodon.url.replace('http', 'ws')}/api/v1/streaming?stream=public`)
    await new Promise((resolve) => socket.on('open', resolve))
    const heard: string[] = []
    const done = new Promise<void>((resolve) => socket.on('message', (data: Buffer) => {
      const { payload } = JSON.parse(data.toString()) as { payload: string }
      if (heard.push((JSON.parse(payload) as { id: string }).id) === said.length) resolve()
    }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    for (const event of said) wire.tell(event)
    await done
    let text = ''
    for await (const chunk of overEvents.body!) if ((text += Buffer.from(chunk).toString()).split('event: update').length > said.length && text.endsWith('\n\n')) break
    expect([...text.matchAll(/data: (.*)\n/g)].map(([, json]) => (JSON.parse(json!) as { id: string }).id)).toEqual(heard)
    socket.terminate()
  })
})

describe('the fake sites', () => {
  test('lead from the page to the feeds, answer conditional requests and show what is new', async () => {
    const feeds = await startFeeds(wire)
    stops.push(feeds.stop)
    const site = feeds.sites.find(({ host }) => host === 'reviews.example')!
    const page = await (await fetch(site.url)).text()
    const address = /application\/rss\+xml"[^>]*href="([^"]+)"/.exec(page)![1]!
    const first = await fetch(address)
    const etag = first.headers.get('etag')!
    expect((await first.text()).split('<item>').length).toBeGreaterThan(2)
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await fetch(address, { headers: { 'if-modified-since': first.headers.get('last-modified')! } })).status).toBe(304)
    const review = [...world.events({ from: to - 10 * dayMs })].find(({ network }) => network === 'reviews')!
    wire.tell({ ...review, id: 'new', at: to + 5_000, title: 'Never seen before' })
    const again = await fetch(address, { headers: { 'if-none-match': etag } })
    expect([again.status, (await again.text()).includes('Never seen before')]).toEqual([200, true])
  })

  test('a verified page says by rel=me who its owner is elsewhere', async () => {
    const feeds = await startFeeds(wire, { pastMs: hourMs })
    stops.push(feeds.stop)
    const identity = [...world.identities()].find(({ person, links }) => person >= 0 && links.some(({ verified }) => verified))!
    const page = await (await fetch(`${feeds.url}/people/${new URL(identity.links[0]!.url).host}`)).text()
    expect(page).toContain(`rel="me" href="${identity.url}"`)
  })
})
