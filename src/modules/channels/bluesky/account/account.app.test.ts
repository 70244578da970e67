/** Our account on a real server of the network; what such a server alone does not serve comes from a fake that speaks the lexicons. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { AtpAgent } from '@atproto/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../../../test/until.ts'
import { newId } from '../../../../kernel/ids.ts'
import { systemClock } from '../../../../kernel/instant.ts'
import type { Interaction } from '../../../../kernel/interaction.ts'
import type { OutgoingMessage } from '../../../../kernel/message.ts'
import { openKeptFiles } from '../../../../platform/kept-files.ts'
import { createOutwardFetch, type OutwardFetch } from '../../../../platform/outward/outward-fetch.ts'
import type { AccountContext } from '../../account-contract.ts'
import { startRealServer, type RealServer } from '../fixtures/real-server.ts'
import { blueskyAccount } from './index.ts'
import { blueskyAccountSettings, type BlueskyAccountSettings } from './manifest.ts'
import type { BlueskyAccountCursor } from './read-bluesky.ts'

let server: RealServer
let front: Server
let frontUrl = ''
let outward: OutwardFetch
let wad: AtpAgent
let velora: AtpAgent
let settings: BlueskyAccountSettings
const folder = mkdtempSync(join(tmpdir(), 'rapport-bluesky-'))
const files = openKeptFiles(folder)
const account = newId()
/** What the AppView and the chat service would tell. */
let notifications: unknown[] = []
let logs: { rev: string; [name: string]: unknown }[] = []
let chat: { id: string; text: string; sender: { did: string }; sentAt: string }[] = []
let breakChatAnswer = false
const noted = new Map<string, string>()

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** In front of the real server: answers for the AppView and the chat service, hands on the rest. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', server.url)
  const json = (value: unknown): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  const body = await bodyOf(request)
  if (url.pathname.startsWith('/xrpc/chat.bsky.')) {
    expect(request.headers['atproto-proxy']).toBe('did:web:api.bsky.chat#bsky_chat')
    if (url.pathname.endsWith('getLog')) {
      const after = url.searchParams.get('cursor')
      const rest = after === null ? [] : logs.filter(({ rev }) => rev > after)
      return json({ cursor: logs.at(-1)?.rev ?? '2222222222222', logs: rest })
    }
    if (url.pathname.endsWith('getConvo')) return json({ convo: { id: 'c1', rev: '1', members: [{ did: wad.assertDid, handle: 'wad.test', displayName: 'Wad' }, { did: velora.assertDid, handle: 'velora.test' }], muted: false, unreadCount: 0 } })
    if (url.pathname.endsWith('getMessages')) return json({ messages: chat.toReversed() })
    if (url.pathname.endsWith('sendMessage')) {
      const { message } = JSON.parse(body.toString()) as { message: { text: string } }
      const view = { id: `m${chat.length + 1}`, rev: '9', text: message.text, sender: { did: velora.assertDid }, sentAt: new Date().toISOString() }
      chat.push(view)
      if (breakChatAnswer) { response.socket?.destroy(); return }
      return json(view)
    }
  }
  if (url.pathname.endsWith('app.bsky.notification.listNotifications')) return json({ notifications, priority: false, seenAt: new Date().toISOString() })
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name))) as Record<string, string>
  const passed = await fetch(server.url + url.pathname + url.search, { method: request.method ?? 'GET', headers, ...(request.method === 'POST' ? { body: new Uint8Array(body) } : {}) })
  response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? 'application/json' }).end(Buffer.from(await passed.arrayBuffer()))
}

beforeAll(async () => {
  server = await startRealServer()
  velora = await server.join('velora')
  wad = await server.join('wad')
  front = createServer((request, response) => void answer(request, response).catch((thrown: unknown) => response.writeHead(500).end(String(thrown))))
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  const { port } = front.address() as AddressInfo
  frontUrl = `http://127.0.0.1:${port}`
  outward = createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [server.address, `127.0.0.1:${port}`] })
}, 120_000)
afterAll(async () => {
  front?.closeAllConnections()
  front?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = (more: object = {}) => blueskyAccountSettings.parse({ identifier: 'velora.test', password: 'only for tests', service: frontUrl, ...more })
const signal = new AbortController().signal
function context(use: AbortSignal = signal): AccountContext<BlueskyAccountSettings> {
  return {
    account: { id: account, externalId: settings.did, handle: 'velora.test', name: 'Velora' },
    get settings() { return settings },
    fetch: outward, clock: systemClock, signal: use, publicUrl: 'https://rapport.example', files, tokenKey: 'k', warn: () => undefined,
    notes: {
      of: (keys) => Promise.resolve(new Map([...noted].filter(([key]) => keys.includes(key)))),
      keep: (notes) => { for (const { key, value } of notes) if (!noted.has(key)) noted.set(key, value); return Promise.resolve(new Map([...noted].filter(([key]) => notes.some((one) => one.key === key)))) },
    },
    keepSettings: (next) => { settings = next; return Promise.resolve() },
    renewed: async (stale, renew) => { if (stale.accessJwt === settings.accessJwt) settings = (await renew(settings)).settings; return settings },
  }
}
const message = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({ key: newId(), visibility: 'public', to: [], inReplyTo: null, thread: null, references: [], conversation: newId(), text: 'Hello', files: [], sender: null, automatic: false, ...more })

/** Reads until so many were heard, from a cursor. */
async function hear(cursor: BlueskyAccountCursor | null, wanted: (items: Interaction[], cursor: BlueskyAccountCursor | null) => boolean): Promise<{ items: Interaction[]; removed: string[]; cursor: BlueskyAccountCursor | null }> {
  const stop = new AbortController()
  const items: Interaction[] = []
  const removed: string[] = []
  let last = cursor
  const reading = blueskyAccount.read?.(Object.assign(context(stop.signal), {
    cursor, health: () => undefined,
    emit: (batch: { items: readonly Interaction[]; removed?: readonly { externalId: string }[]; cursor: BlueskyAccountCursor }) => { items.push(...batch.items); removed.push(...(batch.removed ?? []).map((one) => one.externalId)); last = batch.cursor; return Promise.resolve() },
  }))
  await until(() => items.length, () => wanted(items, last)).finally(() => stop.abort())
  await reading?.catch(() => undefined)
  return { items, removed, cursor: last }
}

test('a wrong app password is said in words; the right one tells who we are', async () => {
  const connecting = { fetch: outward, clock: systemClock, signal, publicUrl: '', account }
  await expect(blueskyAccount.connect(asked({ password: 'wrong' }), connecting)).rejects.toThrow(/does not accept the app password/)
  const found = await blueskyAccount.connect(asked(), connecting)
  expect(found).toMatchObject({ externalId: velora.assertDid, handle: 'velora.test', expiresAt: null })
  settings = found.settings
})

test('an answer is a reply in their thread, with its mention, link and picture, and sending it again changes nothing', async () => {
  const root = await wad.post({ text: 'Does the belt of @velora.test slip?' })
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const kept = await files.keep(Readable.from([pixel]), { maxBytes: 1_000 })
  const out = message({ inReplyTo: { externalId: root.uri }, text: '🚲 @wad.test no: https://velora.example/belt @nobody.nowhere', language: 'en', files: [{ file: kept.key, name: 'belt.png', mediaType: 'image/png', bytes: kept.bytes, alt: 'A belt' }] })
  const sent = await blueskyAccount.send(out, context())
  expect(await blueskyAccount.send(out, context())).toMatchObject({ externalId: sent.externalId, thread: root.uri })
  const { data } = await velora.com.atproto.repo.listRecords({ repo: velora.assertDid, collection: 'app.bsky.feed.post' })
  expect(data.records).toHaveLength(1)
  expect(data.records[0]).toMatchObject({ uri: sent.externalId, value: { text: out.text, langs: ['en'], reply: { root: { uri: root.uri, cid: root.cid }, parent: { uri: root.uri, cid: root.cid } }, embed: { images: [{ alt: 'A belt' }] }, facets: [{ features: [{ did: wad.assertDid }], index: { byteStart: 5, byteEnd: 14 } }, { features: [{ uri: 'https://velora.example/belt' }] }] } })
})

test('three hundred characters are counted as people see them, and one more is refused', async () => {
  const family = '👩‍👩‍👧'
  await expect(blueskyAccount.send(message({ text: family.repeat(301) }), context())).rejects.toMatchObject({ outcome: 'refused', code: 'bluesky.too-long' })
  const sent = await blueskyAccount.send(message({ text: family.repeat(120) }), context())
  await blueskyAccount.unsend?.(sent.externalId, context())
  const { data } = await velora.com.atproto.repo.listRecords({ repo: velora.assertDid, collection: 'app.bsky.feed.post' })
  expect(data.records.map(({ uri }) => uri)).not.toContain(sent.externalId)
})

test('what is gone is not answered, and a session that ended is renewed without anybody noticing', async () => {
  const gone = await wad.post({ text: 'Never mind.' })
  await wad.deletePost(gone.uri)
  await expect(blueskyAccount.send(message({ inReplyTo: { externalId: gone.uri } }), context())).rejects.toMatchObject({ outcome: 'refused' })
  settings = { ...settings, accessJwt: 'spoilt.token.here' }
  await blueskyAccount.send(message({ text: 'Still here.' }), context())
  expect(settings.accessJwt).not.toBe('spoilt.token.here')
  settings = { ...settings, accessJwt: 'spoilt.token.here', refreshJwt: 'spoilt.token.here' }
  await blueskyAccount.send(message({ text: 'Here again.' }), context())
  expect(settings.accessJwt).not.toBe('spoilt.token.here')
})

test('mentions, our own posts and direct messages come in once, in order, from the place where reading stopped', async () => {
  const at = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString()
  const about = (uri: string, reason: string, record: object, seconds: number) => ({ uri, cid: 'bafyreia', author: { did: wad.assertDid, handle: 'wad.test', displayName: 'Wad', avatar: 'https://cdn.example/wad' }, reason, record: { $type: 'app.bsky.feed.post', createdAt: at(seconds), ...record }, isRead: false, indexedAt: at(seconds) })
  const own = (await velora.com.atproto.repo.listRecords({ repo: velora.assertDid, collection: 'app.bsky.feed.post' })).data.records
  const rootUri = `at://${wad.assertDid}/app.bsky.feed.post/3k1`
  notifications = [
    about(`at://${wad.assertDid}/app.bsky.feed.post/3k3`, 'reply', { text: 'Thanks!', reply: { root: { uri: rootUri, cid: 'x' }, parent: { uri: own[0]?.uri, cid: 'y' } } }, 3),
    about(`at://${wad.assertDid}/app.bsky.feed.like/3k2`, 'like', { subject: { uri: 'x', cid: 'y' } }, 2),
    about(rootUri, 'mention', { text: 'Hi @velora.test' }, 1),
  ]
  logs = [{ rev: '2222222222223', $type: 'chat.bsky.convo.defs#logBeginConvo', convoId: 'c1' }]
  const first = await hear(null, (items, cursor) => typeof cursor?.log === 'string' && items.filter(({ direction }) => direction === 'inbound').length === 2)
  expect(first.items.filter(({ direction }) => direction === 'outbound')).toHaveLength(own.length)
  expect(first.items.filter(({ direction }) => direction === 'inbound')).toMatchObject([
    { externalId: rootUri, author: { handle: 'wad.test', name: 'Wad' }, message: { account, visibility: 'public', thread: rootUri } },
    { kind: 'reply', text: 'Thanks!', message: { thread: rootUri, references: [rootUri, own[0]?.uri] } },
  ])
  logs.push(
    { rev: '2222222222224', $type: 'chat.bsky.convo.defs#logCreateMessage', convoId: 'c1', message: { id: 'm0', rev: '1', text: 'Psst', sender: { did: wad.assertDid }, sentAt: at(0) } },
    { rev: '2222222222225', $type: 'chat.bsky.convo.defs#logDeleteMessage', convoId: 'c1', message: { id: 'm00' } },
  )
  const second = await hear(first.cursor, (items) => items.length > 0)
  expect(second.items).toMatchObject([{ externalId: 'c1/m0', kind: 'message', direction: 'inbound', text: 'Psst', author: { handle: 'wad.test' }, message: { visibility: 'private', thread: 'c1' } }])
  expect(second.removed).toEqual(['c1/m00'])
})

test('a direct message whose answer was lost is found again instead of being sent twice', async () => {
  chat = []
  breakChatAnswer = true
  const out = message({ visibility: 'private', thread: 'c1', text: 'It is on its way.' })
  await expect(blueskyAccount.send(out, context())).rejects.toThrow()
  breakChatAnswer = false
  expect(await blueskyAccount.send(out, context())).toMatchObject({ externalId: 'c1/m1', thread: 'c1' })
  expect(chat).toHaveLength(1)
})
