/** The chat on a site, as browsers and colleagues meet it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createHmac, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshPostgres } from '../../../../test/databases.ts'
import { newId, type Uuid } from '../../../kernel/ids.ts'
import type { OutgoingMessage } from '../../../kernel/message.ts'
import { openKeptFiles } from '../../../platform/kept-files.ts'
import { silentLog } from '../../../platform/logs.ts'
import { openMetrics } from '../../../platform/metrics.ts'
import { createOutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import { openNotifications, type Notifications } from '../../../platform/postgres/notifications.ts'
import { sealWith } from '../../../platform/seal.ts'
import type { AccountChannel } from '../account-contract.ts'
import { openAccounts, type Accounts } from '../accounts/index.ts'
import { connectAccount } from '../accounts/account-deeds.ts'
import type { AccountDeps } from '../accounts/ports.ts'
import type { Delivery } from '../ports.ts'
import { chatHolding, openChat, type Chat } from './index.ts'
import type { EntryView } from './views.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-chat-'))
const files = openKeptFiles(folder)
const secret = 'a secret of at least thirty-two characters'
const site = 'https://www.velora.example'
let now = Date.parse('2026-11-30T12:00:00Z')
let postgres: Postgres
let notifications: Notifications
let chat: Chat
let accounts: Accounts
let deps: AccountDeps
let account: Uuid
let taken: Delivery[] = []
let typed: unknown[] = []
let diskIsFull = false
let isOpen = true

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'channels', folder: join(import.meta.dirname, '../migrations') }])
  notifications = openNotifications(postgres)
  chat = openChat({
    db: postgres.db, clock: { now: () => now }, notifications, key: 'key', attendance: async () => ({ isOpen, opensAt: null }),
    typing: async (...told) => void typed.push(told),
  })
  deps = {
    db: postgres.db, clock: { now: () => now }, log: silentLog, metrics: openMetrics(), seal: sealWith(Buffer.alloc(32, 7).toString('base64url')), fetch: createOutwardFetch({ userAgent: 'test', allowPrivate: [] }), notifications,
    channels: [chat.channel as AccountChannel], files, publicUrl: 'https://rapport.example', tokenKey: 'key', announce: async () => undefined,
    takeIn: { append: (delivery, alongside) => postgres.db.transaction().execute(async (tx) => {
      if (diskIsFull) throw new Error('the disk is full')
      await alongside?.(tx)
      taken.push(delivery)
    }) },
  }
  accounts = openAccounts(deps)
  account = (await connectAccount(deps, { name: 'Mira' }, { channel: 'chat', settings: { name: 'Velora', origins: [site, 'https://*.velora.example'], greetings: ['en: Hi!', 'nl: Dag!'], identitySecret: secret } })).id
})
beforeEach(() => {
  taken = []
  typed = []
  diskIsFull = false
  isOpen = true
  // Nobody is held up by what an earlier test did.
  now += 3_600_000
})
afterAll(async () => {
  chat.close()
  await notifications.close()
  await postgres.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Asked { body?: unknown; token?: string | undefined; origin?: string | null; method?: string; headers?: Record<string, string>; raw?: Uint8Array; signal?: AbortSignal }
async function ask(path: string, { body, token, origin = site, method, headers = {}, raw, signal }: Asked = {}): Promise<Response> {
  const url = new URL(`https://rapport.example/serve/chat/${account}/${path}`)
  const request = new Request(url, {
    method: method ?? (body === undefined && raw === undefined ? 'GET' : 'POST'), ...(signal === undefined ? {} : { signal }),
    headers: { ...(origin === null ? {} : { origin }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? (raw === undefined ? {} : { body: raw }) : { body: JSON.stringify(body) }),
  } as RequestInit)
  return (await accounts.hooks.answer(request, url, '203.0.113.7')) ?? new Response(null, { status: 599 })
}
interface Began { token: string; visitor: Uuid; isSignedIn: boolean; entries: EntryView[]; state: { last: number; delivered: number; read: number; seenByUs: number | null } }
const begin = async (body: object = {}): Promise<Began> => (await ask('session', { body })).json() as Promise<Began>
const say = (token: string, text: string, id = randomUUID()): Promise<Response> => ask('messages', { token, body: { id, text } })
const answer = (thread: Uuid, text: string, over: Partial<OutgoingMessage> = {}): Promise<unknown> => accounts.send(account, { key: newId(), visibility: 'private', to: [], inReplyTo: null, thread, references: [], conversation: newId(), text, files: [], sender: { name: 'Sam' }, automatic: false, ...over }, AbortSignal.timeout(5_000))
const jwt = (claims: object, key = secret, head: object = { alg: 'HS256', typ: 'JWT' }): string => {
  const said = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`
}

test('what a visitor says reaches the inbox, with its thread, and is acknowledged only when it is on disk', async () => {
  const { token, visitor } = await begin({ language: 'nl-BE', page: `${site}/bikes` })
  diskIsFull = true
  const id = randomUUID()
  await expect(say(token, 'Is the blue one in stock?', id)).rejects.toThrow('disk is full')
  expect((await begin({ token })).entries).toEqual([])
  diskIsFull = false
  expect((await say(token, 'Is the blue one in stock?', id)).status).toBe(200)
  const [item] = taken.flatMap(({ items }) => items)
  expect(item).toMatchObject({ channel: 'chat', externalId: `${visitor}/${id}`, kind: 'message', direction: 'inbound', text: 'Is the blue one in stock?', author: { externalId: `visitor:${visitor}` }, message: { account, visibility: 'private', thread: visitor } })
})

test('a message that is sent again because its acknowledgement was lost is there once', async () => {
  const { token } = await begin()
  const id = randomUUID()
  const answers = await Promise.all([say(token, 'Hello?', id), say(token, 'Hello?', id), say(token, 'Hello?', id)])
  const seqs = await Promise.all(answers.map(async (one) => ((await one.json()) as EntryView).seq))
  expect(new Set(seqs).size).toBe(1)
  expect((await begin({ token })).entries.map(({ text }) => text)).toEqual(['Hello?'])
  expect(new Set(taken.flatMap(({ items }) => items.map(({ externalId }) => externalId))).size).toBe(1)
})

test('what we send arrives in the stream, in order, and again after a lost connection exactly from where it was', async () => {
  const { token, visitor } = await begin()
  const stop = new AbortController()
  const stream = await ask('events?after=0', { token, signal: stop.signal })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const until = async (words: string): Promise<void> => {
    while (!heard.includes(words)) heard += (await reader.read()).value ?? ''
  }
  await until('event: hello')
  for (const text of ['One', 'Two', 'Three']) await answer(visitor, text)
  await until('Three')
  expect([...heard.matchAll(/"text":"(\w+)"/g)].map(([, text]) => text)).toEqual(['One', 'Two', 'Three'])
  const last = Number(/id: (\d+)\nevent: entry\ndata: [^\n]*Two/.exec(heard)?.[1])
  stop.abort()
  const missed = (await (await ask(`events?wait=0`, { token, headers: { 'last-event-id': String(last) } })).json()) as { entries: EntryView[] }
  expect(missed.entries.map(({ text, name }) => `${name}: ${text}`)).toEqual(['Sam: Three'])
})

test('where streams are held back, asking waits until something is said', async () => {
  const { token, visitor } = await begin()
  const asked = ask('events?after=0&wait=20', { token })
  await answer(visitor, 'There you are')
  const got = (await (await asked).json()) as { entries: EntryView[] }
  expect(got.entries.map(({ text }) => text)).toEqual(['There you are'])
})

test('an answer tried twice under one key stands there once', async () => {
  const { token, visitor } = await begin()
  const key = newId()
  const first = await answer(visitor, 'Yes', { key })
  expect(await answer(visitor, 'Yes', { key })).toEqual(first)
  expect((await begin({ token })).entries).toHaveLength(1)
})

test('what was delivered and read is told once each, up to what was said', async () => {
  const { token, visitor } = await begin()
  await answer(visitor, 'One')
  now += 1_000
  const { at } = (await answer(visitor, 'Two')) as { at: number }
  await ask('signals', { token, body: { delivered: 2 } })
  await ask('signals', { token, body: { delivered: 1, read: 2 } })
  await ask('signals', { token, body: { read: 2 } })
  expect(taken.flatMap(({ receipts = [] }) => receipts).map(({ state, thread, upTo }) => ({ state, thread, upTo }))).toEqual([{ state: 'delivered', thread: visitor, upTo: at }, { state: 'read', thread: visitor, upTo: at }])
  // Nothing can be read that was not said.
  await ask('signals', { token, body: { read: 99 } })
  expect((await begin({ token })).state).toMatchObject({ last: 2, read: 2 })
})

test('typing goes both ways', async () => {
  const { token, visitor } = await begin()
  await ask('signals', { token, body: { typing: true } })
  expect(typed).toEqual([[account, visitor, true]])
  const asked = ask('events?after=0&wait=20', { token })
  await expect.poll(() => chat.showTyping(account, visitor, 'Sam').then(() => Promise.race([asked, Promise.resolve(0)]))).not.toBe(0)
  expect(await (await asked).json()).toMatchObject({ typing: 'Sam' })
})

test('who is signed in to the site finds the conversation on every device, and nobody else does', async () => {
  const identity = (): string => jwt({ sub: 'customer-7', name: 'Noor', email: 'noor@mail.example', exp: now / 1_000 + 60 })
  const phone = await begin()
  await say(phone.token, 'Said before signing in')
  const known = await begin({ token: phone.token, identity: identity() })
  expect(known).toMatchObject({ visitor: phone.visitor, isSignedIn: true })
  const laptop = await begin({ identity: identity() })
  expect(laptop.visitor).toBe(phone.visitor)
  await say(laptop.token, 'And from here')
  expect(taken.flatMap(({ items }) => items).at(-1)).toMatchObject({ author: { externalId: `user:${account}:customer-7`, name: 'Noor' }, extra: { mail: 'noor@mail.example', isSignedIn: true } })
  expect((await begin({ identity: jwt({ sub: 'customer-8', exp: now / 1_000 + 60 }) })).entries).toEqual([])
})

test.each([
  ['signed with another secret', () => jwt({ sub: 'x', exp: now / 1_000 + 60 }, 'another secret of at least 32 characters')],
  ['not signed at all', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(`{"sub":"x","exp":${now}}`).toString('base64url')}.`],
  ['signed in another way', () => jwt({ sub: 'x', exp: now / 1_000 + 60 }, secret, { alg: 'HS512' })],
  ['expired', () => jwt({ sub: 'x', exp: now / 1_000 - 600 })],
  ['without an end', () => jwt({ sub: 'x' })],
  ['about nobody', () => jwt({ exp: now / 1_000 + 60 })],
])('an identity %s is refused', async (_, identity) => {
  expect((await ask('session', { body: { identity: identity() } })).status).toBe(401)
})

test('a token that was changed, or of another account, opens nothing', async () => {
  const { token, visitor } = await begin()
  const other = await begin()
  const [, issued, signature] = token.split('.')
  for (const forged of [`${other.visitor}.${issued}.${signature}`, `${visitor}.${Number(issued) + 1}.${signature}`, 'x', '']) expect((await ask('events?wait=0', { token: forged })).status).toBe(401)
})

test('the chat stands only on the sites that it is meant for', async () => {
  expect((await ask('config')).headers.get('access-control-allow-origin')).toBe(site)
  expect((await ask('config', { origin: 'https://shop.velora.example' })).status).toBe(200)
  for (const origin of ['https://velora.example', 'https://www.velora.example.evil.example', 'http://www.velora.example', 'null', 'https://evil.example/.velora.example']) expect((await ask('config', { origin })).status).toBe(403)
  const preflight = await ask('messages', { method: 'OPTIONS' })
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization, content-type, last-event-id'])
})

test('it greets in the language of the visitor', async () => {
  const greeting = async (languages: string): Promise<unknown> => ((await (await ask(`config?languages=${languages}`)).json()) as { greeting: unknown }).greeting
  expect(await greeting('nl-BE,en')).toEqual({ language: 'nl', words: 'Dag!' })
  expect(await greeting('pt')).toEqual({ language: 'en', words: 'Hi!' })
})

test('a stranger who sends too much, too fast or nonsense is told so, and nothing of it is kept', async () => {
  const { token } = await begin()
  for (const body of [{ id: randomUUID(), text: 'x'.repeat(8_001) }, { id: 'no-id', text: 'x' }, { id: randomUUID(), text: '   ' }, { id: randomUUID(), text: 'a\0b' }, []]) expect((await ask('messages', { token, body })).status).toBe(422)
  expect((await ask('messages', { token, body: { id: randomUUID(), text: 'x', files: Array.from({ length: 6 }, () => randomUUID()) } })).status).toBe(422)
  expect((await ask('messages', { token, method: 'POST', raw: Buffer.alloc(70_000, 97), headers: { 'content-type': 'application/json' } })).status).toBe(413)
  const statuses: number[] = []
  for (let n = 0; n < 25; n++) statuses.push((await say(token, `${n}`)).status)
  expect(statuses.at(-1)).toBe(429)
  expect(taken.flatMap(({ items }) => items)).toHaveLength(statuses.filter((status) => status === 200).length)
})

test('a file is what its bytes say, only its own visitor can send it, and only who has its address can fetch it', async () => {
  const { token, visitor } = await begin()
  const other = await begin()
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100)])
  const upload = async (name: string, type: string, raw: Buffer): Promise<{ file: Uuid; type: string; name: string }> => (await (await ask(`upload?name=${encodeURIComponent(name)}`, { token, raw, headers: { 'content-type': type } })).json()) as never
  const picture = await upload('../../bike.png', 'text/html', png)
  expect(picture).toMatchObject({ type: 'image/png', name: 'bike.png' })
  expect((await upload('page.svg', 'image/svg+xml', Buffer.from('<svg onload=alert(1)>'))).type).toBe('application/octet-stream')
  expect((await ask('messages', { token: other.token, body: { id: randomUUID(), text: 'Mine', files: [picture.file] } })).status).toBe(200)
  expect(taken.at(-1)?.items[0]?.message?.attachments).toBeUndefined()
  const entry = (await (await ask('messages', { token, body: { id: randomUUID(), files: [picture.file] } })).json()) as EntryView
  expect(taken.at(-1)?.items[0]?.message?.attachments).toEqual([{ file: picture.file, name: 'bike.png', mediaType: 'image/png', bytes: 108 }])
  const path = entry.files![0]!.url.split(`${account}/`)[1]!
  const fetched = await ask(path, { origin: null })
  expect([fetched.status, fetched.headers.get('content-type'), Buffer.from(await fetched.arrayBuffer()).equals(png)]).toEqual([200, 'image/png', true])
  expect((await ask(`files/${visitor}/${picture.file}/${'A'.repeat(32)}`, { origin: null })).status).toBe(404)
  expect((await ask('upload?name=x', { token, raw: Buffer.alloc(10_000_001), headers: { 'content-type': 'text/plain' } })).status).toBe(413)
})

test('uploads that were never sent are forgotten after a day', async () => {
  const { token } = await begin()
  const { file } = (await (await ask('upload?name=a.txt', { token, raw: Buffer.from('a'), headers: { 'content-type': 'text/plain' } })).json()) as { file: Uuid }
  await sql`update channels.chat_files set at = now() - interval '2 days' where key = ${file}`.execute(postgres.db)
  expect(await chat.tidy(Date.now() - 86_400_000)).toContain(file)
})

test('outside business hours a message is left, with the address to answer to', async () => {
  isOpen = false
  expect(((await (await ask('config')).json()) as { isOpen: boolean }).isOpen).toBe(false)
  const { token, visitor } = await begin()
  const left = { id: randomUUID(), name: 'Wad', mail: 'Wad@Mail.Example', text: 'The belt slipped.\nCall me?' }
  expect((await ask('away', { token, body: { ...left, mail: 'nowhere' } })).status).toBe(422)
  expect((await ask('away', { token, body: left })).status).toBe(200)
  expect((await ask('away', { token, body: left })).status).toBe(200)
  const items = taken.flatMap(({ items }) => items)
  expect(new Set(items.map(({ externalId }) => externalId)).size).toBe(1)
  expect(items[0]).toMatchObject({ channel: 'chat', text: left.text, author: { name: 'Wad' }, extra: { mail: 'wad@mail.example', isLeftMessage: true }, message: { thread: visitor } })
})

test('with a mail account to answer from, what is left becomes a mail to it', async () => {
  isOpen = false
  const mailbox = newId()
  await sql`insert into channels.accounts (id, channel, name, external_id, display_name, sealed, created_by) values (${mailbox}, 'mail', 'Desk', 'desk@velora.example', 'Desk', '', 'test')`.execute(postgres.db)
  const second = await connectAccount(deps, { name: 'Mira' }, { channel: 'chat', settings: { name: 'Velora', origins: [site], answerFrom: 'Desk@velora.example' } })
  const before = account
  account = second.id
  const { token } = await begin()
  await ask('away', { token, body: { id: randomUUID(), name: 'Wad', mail: 'wad@mail.example', text: 'The belt slipped' } })
  account = before
  expect(taken.at(-1)?.items[0]).toMatchObject({ channel: 'mail', author: { externalId: 'wad@mail.example', name: 'Wad' }, title: 'The belt slipped', message: { account: mailbox, subject: 'The belt slipped', visibility: 'private' } })
})

test('what we take back is gone from the widget', async () => {
  const { token, visitor } = await begin()
  const { externalId } = (await answer(visitor, 'The wrong price')) as { externalId: string }
  await accounts.unsend(account, externalId)
  const { entries } = await begin({ token })
  expect(entries.map(({ text, removes }) => ({ text, removes }))).toEqual([{ text: '', removes: undefined }, { text: '', removes: externalId.split('/')[1] }])
})

test('an answer to somebody who was erased is refused in words', async () => {
  const { visitor, token } = await begin()
  await say(token, 'Forget me')
  const holding = chatHolding(postgres.db, files)
  const identities = [{ id: newId(), channel: 'chat', externalId: `visitor:${visitor}`, handle: null, name: null }]
  const told: unknown[] = []
  for await (const item of holding.tell!({ identities, interactions: [] })[0]!.items) told.push(item)
  expect(told).toHaveLength(1)
  expect(await holding.erase({ identities, interactions: [] })).toBe(1)
  await expect(answer(visitor, 'Hello?')).rejects.toMatchObject({ outcome: 'refused' })
  expect((await ask('events?wait=0', { token })).status).toBe(401)
})
