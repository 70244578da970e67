import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFakeJetstream, type FakeJetstream } from '../src/modules/channels/bluesky/fixtures/fake-jetstream.ts'
import { openClickhouse } from '../src/platform/clickhouse/open.ts'
import { newDataFolder, startServer, type ServerProcess } from './server-process.ts'

const kills = 6
const did = 'did:plc:abcdefghijklmnopqrstuvwx'
let jetstream: FakeJetstream

beforeAll(async () => {
  jetstream = await startFakeJetstream()
  process.env['RAPPORT_ALLOW_PRIVATE'] = jetstream.address
})
afterAll(async () => {
  delete process.env['RAPPORT_ALLOW_PRIVATE']
  await jetstream.close()
})

/** Says a few posts every few milliseconds, each at a microsecond of its own; every other is one that a topic wants. */
function speaking() {
  let said = 0
  const timer = setInterval(() => {
    for (let n = 0; n < 7; n++, said++) {
      const timeUs = 1_790_000_000_000_000 + said * 1_000
      jetstream.say({ did, time_us: timeUs, kind: 'commit', commit: { rev: `r${said}`, operation: 'create', collection: 'app.bsky.feed.post', rkey: `3lb${said}`, cid: 'bafyrei', record: { $type: 'app.bsky.feed.post', text: said % 2 ? `velora number ${said}` : `something else ${said}`, createdAt: new Date(timeUs / 1_000).toISOString() } } })
    }
  }, 15)
  return { get wanted() { return Math.floor(said / 2) }, stop: () => clearInterval(timer) }
}

async function takenIn(server: ServerProcess): Promise<number> {
  const { body } = await server.call('GET', '/sources') as { body: { items: { takenIn: number }[] } }
  return body.items[0]?.takenIn ?? 0
}

test('a firehose that is read while everything is killed again and again brings every wanted post once', { timeout: 240_000 }, async () => {
  const folder = newDataFolder()
  let server = await startServer(folder)
  const { config } = server
  await server.call('POST', '/topics', { name: 'Velora', role: 'own', query: 'velora' })
  const made = await server.call('POST', '/sources', { channel: 'bluesky', name: 'Firehose', settings: { mode: 'jetstream', host: `ws://${jetstream.address}`, appView: '' } })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  while (jetstream.asked.length === 0) await wait(20)
  const speech = speaking()
  // From its first kept place on nothing may be missed.
  while ((await takenIn(server)) === 0) await wait(20)
  for (let kill = 0; kill < kills; kill++) {
    await wait(200 + Math.random() * 800)
    await server.kill()
    server = await startServer(folder)
  }
  await wait(500)
  speech.stop()
  for (let quiet = 0, before = -1; quiet < 10; quiet++) {
    const now = await takenIn(server)
    if (now !== before) quiet = 0
    before = now
    await wait(100)
  }
  await server.stop()

  const clickhouse = await openClickhouse(config)
  const texts = (await clickhouse.rows<{ text: string }>('select text from rapport.interactions')).map((row) => row.text)
  await clickhouse.close()
  const expected = Array.from({ length: speech.wanted }, (_, n) => `velora number ${n * 2 + 1}`)
  expect(expected.length).toBeGreaterThan(200)
  expect(texts.toSorted()).toEqual(expected.toSorted())
  expect(jetstream.asked.slice(1).every(({ cursor }) => cursor !== null)).toBe(true)
  rmSync(folder, { recursive: true, force: true })
})
