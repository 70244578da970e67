import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freshPostgres } from '../../../../test/databases.ts'
import { until } from '../../../../test/until.ts'
import { Unauthenticated } from '../../../kernel/fault.ts'
import type { Announcement } from '../../../kernel/event.ts'
import { newId } from '../../../kernel/ids.ts'
import { dayMs, hourMs, minuteMs, systemClock } from '../../../kernel/instant.ts'
import type { Abilities, OutgoingMessage } from '../../../kernel/message.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import { mount } from '../../../platform/http/mount.ts'
import { openKeptFiles } from '../../../platform/kept-files.ts'
import { silentLog } from '../../../platform/logs.ts'
import { openMetrics } from '../../../platform/metrics.ts'
import { createOutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import { openNotifications, type Notifications } from '../../../platform/postgres/notifications.ts'
import { sealWith } from '../../../platform/seal.ts'
import { LockedOut, type AccountChannel, type AccountReadContext } from '../account-contract.ts'
import type { Delivery } from '../ports.ts'
import type { AccountView } from './api.ts'
import { renewAndWarn } from './renewal.ts'
import { openAccounts, type AccountDeps, type Accounts } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-accounts-'))
let now = Date.parse('2026-11-30T12:00:00Z')
const clock = { now: () => now }
let postgres: Postgres
let notifications: Notifications
let deps: AccountDeps
let accounts: Accounts
let app: ReturnType<typeof mount>
let told: Announcement[] = []
let taken: Delivery[] = []
let brokenTakeIn = false

interface Settings { user: string; password: string; token?: string }

const abilities: Abilities = { visibilities: ['private'], text: { max: 300, unit: 'graphemes' }, subject: false, html: false, attachments: null, windowHours: null, templates: false, begins: true, edits: false, deletes: true, receipts: [], repeatable: true }
let reader: (context: AccountReadContext<Settings, number>) => Promise<void> = () => Promise.resolve()
let expiresAt: number | null = null
let renewal: () => string = () => 'renewed'
let sending: () => void = () => undefined
let renewals = 0

const fake: AccountChannel<Settings, number> = {
  manifest: { id: 'fake', name: 'Fake', about: 'A network.', steps: [], settings: z.object({ user: z.string().min(1), password: z.string().default('') }), fields: [{ name: 'user', kind: 'text', required: true, label: 'User' }, { name: 'password', kind: 'secret', required: true, label: 'Password' }], abilities, hears: 'reads' },
  connect: async (settings) => {
    if (settings.password !== 'right') throw new LockedOut('The password is not right. Make a new one.')
    return { settings: { ...settings, token: 'first' }, externalId: `id-of-${settings.user}`, handle: settings.user, name: settings.user.toUpperCase(), avatarUrl: null, expiresAt }
  },
  read: (context) => reader(context),
  hear: async ({ headers, body }) => {
    if (headers.get('x-sign') !== 'good') throw new Unauthenticated('The signature does not hold.')
    const id = body.toString('utf8')
    return { batch: { items: [said(id)], receipts: [{ channel: 'fake', account: newId(), state: 'read', at: now, externalId: 'out-1' }], cursor: null }, answer: { status: 200, body: 'OK' } }
  },
  send: async (message) => {
    sending()
    return { externalId: `sent-${message.key}`, at: now }
  },
  renew: async (context) => {
    await context.renewed(context.settings, async (newest) => {
      renewals++
      return { settings: { ...newest, token: renewal() }, expiresAt: now + 60 * dayMs }
    })
  },
}
const elsewhere: AccountChannel<Settings, number> = {
  ...fake,
  manifest: { ...fake.manifest, id: 'elsewhere', settings: z.object({ user: z.string(), password: z.string().default(''), code: z.string().default('') }) },
  authorise: async (settings, { redirectUri, state }) => ({ address: `https://there.example/?state=${state}&back=${encodeURIComponent(redirectUri)}`, settings: { ...settings, token: 'begun' } }),
  connect: async (settings) => {
    const { code } = settings as Settings & { code: string }
    if (code !== 'given' && settings.password === '') throw new LockedOut('That code is not right.')
    return { settings: { user: settings.user, password: 'right' }, externalId: `id-of-${settings.user}`, handle: settings.user, name: settings.user.toUpperCase(), avatarUrl: null, expiresAt: null }
  },
}
const said = (id: string) => ({ channel: 'fake', externalId: id, kind: 'message' as const, direction: 'inbound' as const, author: { externalId: 'wad' }, at: now, text: `Hello\0 ${id}`, message: { account: newId(), visibility: 'private' as const, html: '<b>\0\ud800</b>' } })
const message: OutgoingMessage = { key: newId(), visibility: 'private', to: [], inReplyTo: null, thread: null, references: [], conversation: newId(), text: 'Hi', files: [], sender: null, automatic: false }

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'channels', folder: join(import.meta.dirname, '../migrations') }])
  notifications = openNotifications(postgres)
  deps = {
    db: postgres.db, clock, log: silentLog, metrics: openMetrics(), seal: sealWith(Buffer.alloc(32, 7).toString('base64url')), fetch: createOutwardFetch({ userAgent: 'test', allowPrivate: [] }), notifications,
    channels: [fake as AccountChannel, elsewhere as AccountChannel], files: openKeptFiles(folder), publicUrl: 'https://rapport.example', tokenKey: 'key',
    takeIn: { append: (delivery, alongside) => postgres.db.transaction().execute(async (tx) => {
      await alongside?.(tx)
      if (brokenTakeIn) throw new Error('the disk is full')
      taken.push(delivery)
    }) },
    announce: async (_, event) => void told.push(event),
  }
  accounts = openAccounts(deps)
  app = mount(accounts.routes, { clock: systemClock, log: silentLog, metrics: openMetrics(), authenticate: async () => ({ kind: 'member', id: 'm', name: 'Mira', role: 'owner' }), remoteAddress: () => '127.0.0.1' })
})
beforeEach(() => {
  told = []
  taken = []
  brokenTakeIn = false
  expiresAt = null
  renewals = 0
  renewal = () => 'renewed'
  sending = () => undefined
  reader = () => Promise.resolve()
})
afterEach(() => sql`truncate channels.accounts, channels.set_aside, channels.account_notes`.execute(postgres.db))
afterAll(async () => {
  await notifications.close()
  await postgres.close()
  rmSync(folder, { recursive: true, force: true })
})

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await app.request(`/api/v1${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) })
  return { status: response.status, body: await response.json() as Record<string, unknown> }
}
async function connected(user = 'velora'): Promise<AccountView> {
  const answer = await call('POST', '/accounts', { channel: 'fake', settings: { user, password: 'right' } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as AccountView
}
async function view(id: string): Promise<AccountView> {
  return (await call('GET', `/accounts/${id}`)).body as AccountView
}

test('an account is tried, connected once, renamed, reconnected, and comes back under its id after it was removed', async () => {
  expect((await call('POST', '/accounts/try', { channel: 'fake', settings: { user: 'velora', password: 'wrong' } })).body['detail']).toBe('The password is not right. Make a new one.')
  expect((await call('POST', '/accounts/try', { channel: 'fake', settings: { user: 'velora', password: 'right' } })).body).toMatchObject({ name: 'VELORA', handle: 'velora' })
  expect((await call('GET', '/accounts')).body).toEqual({ items: [] })
  const made = await connected()
  expect(made).toMatchObject({ name: 'VELORA (velora)', settings: { user: 'velora' }, needs: 'nothing', createdBy: 'Mira' })
  expect(JSON.stringify(made)).not.toContain('right')
  const { rows } = await sql<{ sealed: string }>`select sealed from channels.accounts`.execute(postgres.db)
  expect(rows[0]?.sealed).toMatch(/^sealed:1:/)
  expect((await call('POST', '/accounts', { channel: 'fake', settings: { user: 'velora', password: 'right' } })).body['code']).toBe('accounts.there')
  expect((await call('PATCH', `/accounts/${made.id}`, { name: 'Support' })).body['name']).toBe('Support')
  expect((await call('POST', `/accounts/${made.id}/reconnect`, { settings: { user: 'other', password: 'right' } })).body['code']).toBe('accounts.another')
  // The password left empty stays.
  expect((await call('POST', `/accounts/${made.id}/reconnect`, { settings: { user: 'velora', password: '' } })).status).toBe(200)
  expect((await call('DELETE', `/accounts/${made.id}`)).status).toBe(200)
  expect((await sql<{ sealed: string }>`select sealed from channels.accounts`.execute(postgres.db)).rows[0]?.sealed).toBe('')
  await expect(accounts.send(made.id, message, new AbortController().signal)).rejects.toMatchObject({ outcome: 'refused', code: 'accounts.removed' })
  expect((await connected()).id).toBe(made.id)
})

test('what is read is kept with the place, cleaned, and reading goes on there after any fault', async () => {
  const cursors: (number | null)[] = []
  let reads = 0
  reader = async ({ cursor, emit, health }) => {
    cursors.push(cursor)
    health({ state: 'reading', words: 'Reading.' })
    reads++
    if (reads === 1) brokenTakeIn = true
    if (reads > 3) return new Promise(() => undefined)
    await emit({ items: [said(`m${(cursor ?? 0) + 1}`)], setAside: [{ raw: '{', because: 'Broken.', code: 'x' }], cursor: (cursor ?? 0) + 1 }).finally(() => { brokenTakeIn = false })
    throw new Error('the line broke')
  }
  reader = ((inner) => (context) => Promise.race([inner(context), new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()))]))(reader)
  const { id } = await connected()
  const runner = accounts.listen()
  await until(() => view(id), (one) => one.takenIn === 2)
  await until(async () => cursors, (all) => all.length === 4)
  await runner.stop()
  expect(cursors).toEqual([null, null, 1, 2])
  expect(taken.map(({ items }) => items[0]?.externalId)).toEqual(['m1', 'm2'])
  expect(taken[0]?.items[0]).toMatchObject({ text: 'Hello m1', message: { html: '<b>\ufffd</b>' } })
  expect(taken[0]?.origin).toBe(`account:${id}`)
  expect((await sql`select account from channels.set_aside`.execute(postgres.db)).rows).toEqual([{ account: id }, { account: id }])
})

test('a network that refuses us is told once, said in words, and forgotten when somebody connects again', async () => {
  reader = () => Promise.reject(new LockedOut('The password was changed. Connect again.'))
  const { id } = await connected()
  const runner = accounts.listen()
  await until(async () => told, (all) => all.length > 0)
  expect(await view(id)).toMatchObject({ needs: 'reconnect', health: { state: 'failing', words: 'The password was changed. Connect again.' } })
  expect((await accounts.all())[0]?.ready).toBe('VELORA (velora) does not let us in. Connect it again under Settings, Accounts.')
  sending = () => { throw new LockedOut('No.') }
  await expect(accounts.send(id, message, new AbortController().signal)).rejects.toMatchObject({ outcome: 'later' })
  expect(told.map(({ type }) => type)).toEqual(['account.lost'])
  reader = ({ health, signal }) => { health({ state: 'reading', words: 'Reading.' }); return new Promise((resolve) => signal.addEventListener('abort', () => resolve())) }
  await call('POST', `/accounts/${id}/reconnect`, { settings: { user: 'velora' } })
  expect(await until(() => view(id), (one) => one.health.state === 'reading')).toMatchObject({ needs: 'nothing' })
  await runner.stop()
})

test('a way in is renewed in time by one alone, and people are warned before it ends when it cannot be', async () => {
  expiresAt = now + 60 * dayMs
  const { id } = await connected()
  const signal = new AbortController().signal
  await renewAndWarn(deps, signal)
  expect(renewals).toBe(0)
  now += 50 * dayMs
  await Promise.all([renewAndWarn(deps, signal), renewAndWarn(deps, signal)])
  expect(renewals).toBe(1)
  expect(told).toEqual([])
  now += 50 * dayMs
  renewal = () => { throw new Error('The network is ill.') }
  await renewAndWarn(deps, signal)
  await renewAndWarn(deps, signal)
  expect(told).toMatchObject([{ type: 'account.expiring', data: { hasEnded: false, because: 'The network is ill.' } }])
  expect(await view(id)).toMatchObject({ needs: 'reconnect-soon' })
  now += 10 * dayMs + hourMs
  await renewAndWarn(deps, signal)
  expect(told.map(({ data }) => (data as { hasEnded: boolean }).hasEnded)).toEqual([false, true])
  expect(await view(id)).toMatchObject({ needs: 'reconnect', health: { state: 'failing' } })
  renewal = () => 'again'
  now += hourMs
  await renewAndWarn(deps, signal)
  expect(await view(id)).toMatchObject({ needs: 'nothing' })
})

test('a call of the network is answered only once it is kept, and what is not verified leaves a number alone', async () => {
  const { id } = await connected()
  const hook = (path: string, init: RequestInit, from = '203.0.113.9') => accounts.hooks.answer(new Request(`https://rapport.example${path}`, init), new URL(`https://rapport.example${path}`), from)
  const good = { method: 'POST', body: 'm9', headers: { 'x-sign': 'good' } }
  expect((await hook(`/hooks/fake/${id}`, good))?.status).toBe(200)
  expect(taken[0]).toMatchObject({ items: [{ externalId: 'm9' }], receipts: [{ state: 'read' }] })
  brokenTakeIn = true
  await expect(hook(`/hooks/fake/${id}`, good)).rejects.toThrow('the disk is full')
  brokenTakeIn = false
  await expect(hook(`/hooks/fake/${id}`, { method: 'POST', body: 'forged' })).rejects.toThrow('The signature does not hold.')
  await expect(hook(`/hooks/fake/${newId()}`, good)).rejects.toMatchObject({ status: 404 })
  await expect(hook(`/hooks/other/${id}`, good)).rejects.toMatchObject({ status: 404 })
  await expect(hook(`/hooks/fake/${id}`, { ...good, body: 'x'.repeat(1_000_001) })).rejects.toMatchObject({ status: 413 })
  await expect(hook(`/hooks/fake/${id}`, { method: 'DELETE' })).rejects.toMatchObject({ status: 405 })
  expect(taken).toHaveLength(1)
  expect((await view(id)).refusedCalls).toBe(1)
  // Who goes on forging is not even listened to.
  for (let tries = 0; tries < 40; tries++) await hook(`/hooks/fake/${id}`, { method: 'POST', body: 'forged' }, '203.0.113.66').catch(() => undefined)
  await expect(hook(`/hooks/fake/${id}`, { method: 'POST', body: 'forged' }, '203.0.113.66')).rejects.toMatchObject({ status: 429 })
  expect((await hook(`/hooks/fake/${id}`, good))?.status).toBe(200)
  await call('PATCH', `/accounts/${id}`, { paused: true })
  await expect(hook(`/hooks/fake/${id}`, good)).rejects.toMatchObject({ status: 503 })
  await expect(accounts.send(id, message, new AbortController().signal)).rejects.toMatchObject({ outcome: 'later', code: 'accounts.paused' })
  expect(await accounts.hooks.answer(new Request('https://rapport.example/other'), new URL('https://rapport.example/other'), '')).toBeNull()
})

test('whatever a channel throws while sending says whether it may be tried again', async () => {
  const { id } = await connected()
  const outcome = async (thrown: Error): Promise<unknown> => {
    sending = () => { throw thrown }
    return accounts.send(id, message, new AbortController().signal).catch((fault: SendFault) => fault.outcome)
  }
  expect(await outcome(new SendFault('No.', 'x', 'refused'))).toBe('refused')
  expect(await outcome(new Error('broke'))).toBe('unknown')
  expect(await outcome(new LockedOut('No.'))).toBe('later')
  now += minuteMs
})

test('what a channel notes of a message stays as it was first noted', async () => {
  const { id } = await connected()
  const { notesOf } = await import('./notes.ts')
  const notes = notesOf(postgres.db, id, 'fake')
  expect(await notes.keep([{ key: 'a', value: '1', about: 'm1' }])).toEqual(new Map([['a', '1']]))
  expect(await notes.keep([{ key: 'a', value: '2' }, { key: 'b', value: '3' }])).toEqual(new Map([['a', '1'], ['b', '3']]))
  expect(await notes.of(['a', 'c'])).toEqual(new Map([['a', '1']]))
})

test('somebody who was let in on the page of the network comes back to a connected account; who was sent by another page does not', async () => {
  const ask = (path: string, body: object) => app.request(`/api/v1/accounts/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const { address, pending } = await (await ask('authorise', { channel: 'elsewhere', settings: { user: 'wad' } })).json() as { address: string; pending: string }
  const state = new URL(address).searchParams.get('state') ?? ''
  expect(new URL(address).searchParams.get('back')).toBe('https://rapport.example/settings/accounts')
  expect(pending).not.toContain(state)
  const code = async (body: object): Promise<unknown> => { const answer = await ask('authorised', body); return answer.ok ? 'connected' : ((await answer.json()) as { code: string }).code }
  expect(await code({ pending, state: `${state.slice(0, -1)}!`, code: 'given' })).toBe('accounts.state')
  expect(await code({ pending: 'sealed:1:bm90IG91cnM', state, code: 'given' })).toBe('accounts.state')
  expect(await code({ pending, state, code: 'another' })).toBe('accounts.locked-out')
  now += hourMs
  expect(await code({ pending, state, code: 'given' })).toBe('accounts.too-late')
  now -= hourMs
  expect(await code({ pending, state, code: 'given' })).toBe('connected')
  const { items: [account] } = await (await app.request('/api/v1/accounts')).json() as { items: AccountView[] }
  expect(account).toMatchObject({ channel: 'elsewhere', handle: 'wad', settings: { user: 'wad' } })
  const again = await (await ask('authorise', { channel: 'elsewhere', settings: { user: 'tide' }, account: account?.id })).json() as { address: string; pending: string }
  expect(await code({ pending: again.pending, state: new URL(again.address).searchParams.get('state'), code: 'given' })).toBe('accounts.another')
})
