import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createHmac } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'
import { eventType } from '../../kernel/event.ts'
import type { Actor } from '../../kernel/permission.ts'
import { dayMs, hourMs, minuteMs } from '../../kernel/instant.ts'
import { mount } from '../../platform/http/mount.ts'
import { silentLog } from '../../platform/logs.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { createOutwardFetch } from '../../platform/outward/outward-fetch.ts'
import type { Postgres } from '../../platform/postgres/database.ts'
import { migrate } from '../../platform/postgres/migrate.ts'
import { openNotifications, type Notifications } from '../../platform/postgres/notifications.ts'
import { sealWith } from '../../platform/seal.ts'
import { freshPostgres } from '../../../test/databases.ts'
import { until as patiently } from '../../../test/until.ts'
import { openOutgoing, type Outgoing } from './index.ts'

const told = eventType({
  type: 'thing.happened', summary: 'For tests', data: z.object({ n: z.int() }), example: { n: 1 },
  letter: ({ n }, language) => ({ subject: language === 'nl' ? `Ding ${n}` : `Thing ${n}`, opening: `It happened <${n}>.` }),
})
const other = eventType({ type: 'other.happened', summary: 'For tests', data: z.object({}), example: {} })

interface Got { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }
let postgres: Postgres
let notifications: Notifications
let outgoing: Outgoing
let skewMs = 0
const clock = { now: () => Date.now() + skewMs }
const key = Buffer.alloc(32, 3).toString('base64url')
let receiver: Server
let base = ''
let got: Got[] = []
/** What each path answers; a path that is not named takes everything. */
let answers: Record<string, (response: ServerResponse) => void> = {}
let mailbox: { to: string; raw: string }[] = []
let mailPort = 0
let mailAnswer: { code: number; message: string } | null = null
let mailServer: SMTPServer
let running: { stop: AbortController; done: Promise<void> } | null = null

const members = [
  { id: 'm1', email: 'owner@company.example', language: 'nl', role: 'owner' },
  { id: 'm2', email: 'agent@company.example', language: null, role: 'agent' },
] as const
const owner: Actor = { kind: 'member', id: 'm1', name: 'owner', role: 'owner' }

function open(): Outgoing {
  return openOutgoing({
    db: postgres.db, clock, log: silentLog, seal: sealWith(key), notifications, random: () => 0, types: [told, other],
    fetch: createOutwardFetch({ userAgent: 'test', allowPrivate: [new URL(base).host] }),
    members: { reachable: async (ids) => members.filter(({ id }) => ids.includes(id)), owners: async () => members.filter(({ role }) => role === 'owner') },
    publicUrl: 'https://rapport.example', allowPrivate: [new URL(base).host],
  })
}
function start(): void {
  const stop = new AbortController()
  running = { stop, done: outgoing.run(stop.signal) }
}
async function stop(): Promise<void> {
  running?.stop.abort()
  await running?.done
  running = null
}

let as: Actor = owner
async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, never> & { items?: Record<string, unknown>[] } }> {
  const api = mount(outgoing.routes, { clock, log: silentLog, metrics: openMetrics(), authenticate: async () => as, remoteAddress: () => '127.0.0.1' })
  const response = await api.fetch(new Request(`http://localhost/api/v1${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) }))
  return { status: response.status, body: (await response.json()) as never }
}
const until = (ask: () => boolean | Promise<boolean>): Promise<boolean> => patiently(ask, (answer) => answer)
async function addWebhook(path: string, types: string[] | null = null): Promise<{ id: string; secret: string }> {
  const made = await call('POST', '/webhooks', { name: path, url: `${base}/${path}`, types })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body as never
}
const announce = (n: number): Promise<void> => postgres.db.transaction().execute((tx) => outgoing.announce(tx, { type: told.type, at: clock.now(), data: { n } }))
const at = (path: string): Got[] => got.filter((one) => one.path === `/${path}`)
const numbers = (path: string): number[] => at(path).map(({ body }) => (JSON.parse(body) as { data: { n: number } }).data.n)
const webhook = async (id: string) => (await call('GET', '/webhooks')).body.items?.find((one) => one['id'] === id) as Record<string, unknown>

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'outgoing', folder: fileURLToPath(new URL('./migrations', import.meta.url)) }])
  notifications = openNotifications(postgres)
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const path = request.url ?? ''
      got.push({ path, headers: request.headers, body: Buffer.concat(parts).toString() })
      const answer = answers[path.slice(1)]
      if (answer) answer(response)
      else response.end('ok')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(receiver.address() as { port: number }).port}`
  mailServer = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) => (username === 'rapport' && password === 'right' ? done(null, { user: username }) : done(new Error('Invalid username or password'))),
    onRcptTo: (_, __, done) => (mailAnswer === null ? done() : done(Object.assign(new Error(mailAnswer.message), { responseCode: mailAnswer.code }))),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        mailbox.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve))
  mailPort = (mailServer.server.address() as { port: number }).port
  outgoing = open()
})
beforeEach(async () => {
  await stop()
  await postgres.pool.query('truncate outgoing.events, outgoing.endpoints, outgoing.deliveries, outgoing.attempts, outgoing.mails, outgoing.mail_settings, outgoing.subscriptions cascade')
  got = []
  answers = {}
  mailbox = []
  mailAnswer = null
  skewMs = 0
  as = owner
  start()
})
afterAll(async () => {
  await stop()
  receiver?.closeAllConnections()
  receiver?.close()
  await new Promise<void>((resolve) => mailServer.close(() => resolve()))
  await notifications?.close()
  await postgres?.close()
})

test('an event reaches the webhooks that want its type, signed, and no other', async () => {
  const { secret } = await addWebhook('wants', ['thing.happened'])
  await addWebhook('not', ['other.happened'])
  await addWebhook('all')
  await announce(7)
  await until(() => at('wants').length === 1 && at('all').length === 1)
  expect(at('not')).toEqual([])
  const { headers, body } = at('wants')[0] as Got
  expect(JSON.parse(body)).toEqual({ type: 'thing.happened', timestamp: expect.any(String), data: { n: 7 } })
  const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${signature}`)
})

test('what is announced in a transaction that fails was never told', async () => {
  await addWebhook('a')
  await postgres.db.transaction().execute(async (tx) => {
    await outgoing.announce(tx, { type: told.type, at: clock.now(), data: { n: 1 } })
    throw new Error('no')
  }).catch(() => undefined)
  await announce(2)
  await until(() => at('a').length > 0)
  expect(numbers('a')).toEqual([2])
})

test('a type that nobody registered, or data of another shape, is refused where it is made', async () => {
  await expect(outgoing.announce(postgres.db, { type: 'no.such', at: 0, data: {} })).rejects.toMatchObject({ code: 'outgoing.unknown-type' })
  await expect(outgoing.announce(postgres.db, { type: told.type, at: 0, data: { n: 'x' } })).rejects.toMatchObject({ code: 'outgoing.data' })
})

test('a webhook that answers with faults is tried again under the same id until it takes the event', async () => {
  let left = 2
  answers['shaky'] = (response) => {
    left -= 1
    response.statusCode = left >= 0 ? 503 : 204
    response.end(left >= 0 ? 'not now' : '')
  }
  const { id } = await addWebhook('shaky')
  await announce(1)
  await until(async () => (await webhook(id))['state'] === 'failing')
  await until(async () => {
    skewMs += minuteMs
    await call('PATCH', `/webhooks/${id}`, { name: 'again' })
    return (await webhook(id))['state'] === 'working'
  })
  expect(at('shaky').length).toBe(3)
  expect(new Set(at('shaky').map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const [delivery] = (await call('GET', `/webhooks/${id}/deliveries`)).body.items ?? []
  expect(delivery).toMatchObject({ state: 'delivered', tries: 3, status: 204 })
  const read = await call('GET', `/webhooks/${id}/deliveries/${String(delivery?.['event'])}`)
  expect(read.body).toMatchObject({ attempts: [{ status: 204 }, { status: 503, response: 'not now' }, { status: 503 }] })
})

test('a webhook that never answers delays no other', async () => {
  answers['dead'] = () => undefined
  await addWebhook('dead')
  await addWebhook('alive')
  for (let n = 0; n < 30; n += 1) await announce(n)
  await until(() => at('alive').length === 30)
  expect(numbers('alive').toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n))
  expect(at('dead').length).toBeLessThanOrEqual(4)
  await stop()
})

test('what was under way when the process died goes out again', async () => {
  answers['slow'] = () => undefined
  const { id } = await addWebhook('slow')
  await announce(1)
  await until(() => at('slow').length === 1)
  // As after kill -9: the lease stays, nobody gives it back.
  const { rows: [leased] } = await postgres.pool.query<{ leased_until: number | null }>('select leased_until from outgoing.deliveries')
  await stop()
  await postgres.pool.query('update outgoing.deliveries set leased_until = to_timestamp($1::float8 / 1000)', [leased?.leased_until])
  delete answers['slow']
  outgoing = open()
  skewMs = 2 * minuteMs
  start()
  await until(async () => (await webhook(id))['state'] === 'working')
  expect(new Set(at('slow').map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

test('a webhook that fails for a day is switched off, its owner gets a mail, and the span can be replayed', async () => {
  await call('PUT', '/mail', { host: '127.0.0.1', port: mailPort, security: 'none', fromAddress: 'rapport@company.example' })
  answers['broken'] = (response) => { response.statusCode = 500; response.end('boom') }
  const { id } = await addWebhook('broken', ['thing.happened'])
  await announce(1)
  await until(async () => {
    skewMs += hourMs
    await call('PATCH', `/webhooks/${id}`, { name: 'Warehouse' })
    return (await webhook(id))['state'] === 'off'
  })
  expect(skewMs).toBeGreaterThanOrEqual(20 * hourMs)
  expect(await webhook(id)).toMatchObject({ disabledCode: 'failing', disabledBecause: expect.stringContaining('500') })
  await until(() => mailbox.length === 1)
  expect(mailbox[0]?.to).toBe('owner@company.example')
  expect(mailbox[0]?.raw.replaceAll(/\s+/g, ' ')).toMatch(/Subject: =.UTF-8.Q.De_webhook_=22Warehouse=22/)
  expect(mailbox[0]?.raw).toContain('Niet afgeleverd: 1')

  await announce(2)
  delete answers['broken']
  const tried = at('broken').length
  await call('PATCH', `/webhooks/${id}`, { active: true })
  const from = new Date(Date.now() - hourMs).toISOString()
  const to = new Date(clock.now() + hourMs).toISOString()
  await call('POST', `/webhooks/${id}/replay`, { from, to })
  await until(() => at('broken').length >= tried + 2)
  expect(numbers('broken').slice(tried).toSorted((a, b) => a - b)).toEqual([1, 2])
  expect((await call('POST', `/webhooks/${id}/replay`, { from, to })).body).toEqual({ count: 0 })
  expect((await call('POST', `/webhooks/${id}/replay`, { from, to, failedOnly: false })).body).toEqual({ count: 2 })
})

test('410 Gone switches a webhook off at once', async () => {
  answers['gone'] = (response) => { response.statusCode = 410; response.end() }
  const { id } = await addWebhook('gone')
  await announce(1)
  await until(async () => (await webhook(id))['disabledCode'] === 'gone')
})

test('one event that is refused does not hold up the others', async () => {
  let first = true
  answers['picky'] = (response) => {
    response.statusCode = first ? 422 : 200
    first = false
    response.end()
  }
  await addWebhook('picky')
  await announce(1)
  await until(() => at('picky').length === 1)
  await announce(2)
  await until(() => numbers('picky').includes(2))
})

test('after a rotation both secrets sign for a day, then only the new one', async () => {
  const { id, secret } = await addWebhook('r')
  const rotated = await call('POST', `/webhooks/${id}/secret`)
  expect(rotated.status).toBe(200)
  expect((await call('POST', `/webhooks/${id}/secret`)).status).toBe(409)
  const signed = ({ headers, body }: Got, with_: string): string => `v1,${createHmac('sha256', Buffer.from(with_.slice(6), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`
  await call('POST', `/webhooks/${id}/ping`)
  await until(() => at('r').length === 1)
  const fresh = (rotated.body as unknown as { secret: string }).secret
  expect(at('r')[0]?.headers['webhook-signature']).toBe(`${signed(at('r')[0] as Got, fresh)} ${signed(at('r')[0] as Got, secret)}`)
  skewMs = dayMs + minuteMs
  await call('POST', `/webhooks/${id}/ping`)
  await until(() => at('r').length === 2)
  expect(at('r')[1]?.headers['webhook-signature']).toBe(signed(at('r')[1] as Got, fresh))
  const { rows } = await postgres.pool.query<{ secret: string }>('select secret from outgoing.endpoints')
  expect(rows[0]?.secret).not.toContain('whsec_')
})

test.each([
  ['http://127.0.0.1:9/hook', 'a port of this machine'], ['http://10.0.0.1/hook', 'the office network'], ['http://169.254.169.254/latest', 'a cloud\'s own data'],
  ['ftp://hooks.example/x', 'no web address'], ['https://user:secret@hooks.example/x', 'a password in the address'], ['nonsense', 'nonsense'],
])('%s is refused: %s', async (url) => {
  expect((await call('POST', '/webhooks', { name: 'x', url })).status).toBe(422)
})

test('members get the events they asked for by mail, in their language, once each, in text and HTML', async () => {
  await call('PUT', '/mail', { host: '127.0.0.1', port: mailPort, security: 'none', username: 'rapport', password: 'right', fromName: 'Rapport', fromAddress: 'rapport@company.example' })
  expect((await call('GET', '/mail')).body).toEqual({ settings: { host: '127.0.0.1', port: mailPort, security: 'none', username: 'rapport', fromName: 'Rapport', fromAddress: 'rapport@company.example', hasPassword: true } })
  await call('PUT', '/me/mail', { types: ['thing.happened'] })
  expect((await call('PUT', '/me/mail', { types: ['other.happened'] })).status).toBe(422)
  await announce(4)
  await until(() => mailbox.length === 1)
  expect(mailbox[0]?.to).toBe('owner@company.example')
  expect(mailbox[0]?.raw).toContain('Subject: Ding 4')
  expect(mailbox[0]?.raw).toContain('multipart/alternative')
  expect(mailbox[0]?.raw).toContain('It happened &lt;4&gt;.')
  const { body } = await call('GET', '/mail/outbox')
  expect(body.items).toMatchObject([{ to: 'owner@company.example', subject: 'Ding 4', state: 'sent', type: 'thing.happened' }])
  expect(mailbox[0]?.raw).toContain(`Message-ID: <${String(body.items?.[0]?.['id'])}@company.example>`)
})

test('a mail that the server puts off is sent later as the same mail; one that it refuses is said to have failed', async () => {
  await call('PUT', '/mail', { host: '127.0.0.1', port: mailPort, security: 'none', fromAddress: 'rapport@company.example' })
  mailAnswer = { code: 451, message: 'Try again later' }
  await outgoing.mail(postgres.db, { address: 'new@company.example', language: 'en' }, { subject: 'Come', opening: 'A secret link' })
  await until(async () => (await call('GET', '/mail/outbox')).body.items?.[0]?.['code'] === 'mail.later')
  const { rows } = await postgres.pool.query<{ letter: string }>('select letter from outgoing.mails')
  expect(rows[0]?.letter).not.toContain('secret link')
  mailAnswer = null
  skewMs = minuteMs
  await call('PUT', '/mail', { host: '127.0.0.1', port: mailPort, security: 'none', fromAddress: 'rapport@company.example' })
  await postgres.pool.query(`select pg_notify('rapport_outgoing', '')`)
  await until(() => mailbox.length === 1)
  await until(async () => (await call('GET', '/mail/outbox')).body.items?.[0]?.['state'] === 'sent')
  expect((await postgres.pool.query<{ letter: string | null }>('select letter from outgoing.mails')).rows).toEqual([{ letter: null }])
  mailAnswer = { code: 550, message: 'No such user' }
  await outgoing.mail(postgres.db, { address: 'nobody@company.example', language: 'en' }, { subject: 'Come', opening: 'x' })
  await until(async () => (await call('GET', '/mail/outbox')).body.items?.[0]?.['state'] === 'failed')
})

test('without mail settings nothing waits, and the test says what is wrong with wrong ones', async () => {
  expect(await outgoing.mail(postgres.db, { address: 'a@company.example', language: 'en' }, { subject: 'x', opening: 'x' })).toBe(false)
  expect((await call('POST', '/mail/test', { to: 'a@company.example' })).status).toBe(409)
  await call('PUT', '/mail', { host: '127.0.0.1', port: mailPort, security: 'none', username: 'rapport', password: 'wrong', fromAddress: 'rapport@company.example' })
  expect((await call('POST', '/mail/test', { to: 'a@company.example' })).body).toMatchObject({ code: 'mail.sign-in' })
  await call('PUT', '/mail', { host: '127.0.0.1', port: 1, security: 'none', fromAddress: 'rapport@company.example' })
  expect((await call('POST', '/mail/test', { to: 'a@company.example' })).body).toMatchObject({ code: 'mail.unreachable' })
  await call('PUT', '/mail', { host: '127.0.0.1', port: mailPort, security: 'none', username: 'rapport', password: 'right', fromAddress: 'rapport@company.example' })
  expect((await call('POST', '/mail/test', { to: 'a@company.example' })).status).toBe(200)
  expect(mailbox.map(({ to }) => to)).toEqual(['a@company.example'])
})

test('a kept password is not handed to another server', async () => {
  const settings = { host: '127.0.0.1', port: mailPort, security: 'none', username: 'rapport', fromAddress: 'rapport@company.example' }
  await call('PUT', '/mail', { ...settings, password: 'right' })
  expect((await call('PUT', '/mail', { ...settings, host: 'evil.example' })).body).toMatchObject({ code: 'outgoing.password-again' })
  expect((await call('PUT', '/mail', { ...settings, fromName: 'Desk' })).status).toBe(200)
  expect((await call('POST', '/mail/test', { to: 'a@company.example' })).status).toBe(200)
})
