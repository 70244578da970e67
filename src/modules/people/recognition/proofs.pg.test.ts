import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identityId } from '../../../kernel/ids.ts'
import { dayMs } from '../../../kernel/instant.ts'
import { createOutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { migrate } from '../../../platform/postgres/migrate.ts'
import type { Postgres } from '../../../platform/postgres/database.ts'
import { freshPostgres } from '../../../../test/databases.ts'
import { observe } from '../store.ts'
import { checkOne } from './check-proofs.ts'
import type { Asker } from './gather-claims.ts'
import { personsOf } from './join.ts'
import { linksTouching } from './link-store.ts'
import { enrol, takeDue } from './proof-store.ts'

let postgres: Postgres
let server: Server
let asker: Asker
/** What `https://host/path` answers: text, a status, or something worse. */
const pages = new Map<string, string | number>()
let dns = new Map<string, string>()
let now = Date.parse('2026-11-22T12:00:00Z')
const clock = { now: () => now }

beforeAll(async () => {
  postgres = await freshPostgres()
  await migrate(postgres.db, [{ module: 'people', folder: fileURLToPath(new URL('../migrations', import.meta.url)) }])
  server = createServer((request, response) => {
    const [, host = '', ...path] = decodeURIComponent(request.url ?? '').split('/')
    const page = pages.get(`${host}/${path.join('/')}`)
    if (page === undefined) return response.writeHead(404).end('nobody here')
    if (page === 'loop') return response.writeHead(302, { location: request.url }).end()
    if (page === 'endless') return void response.writeHead(200).write('<html>')
    if (page === 'huge') return response.end('<a rel="me" href="https://kust.example/@nel">'.repeat(60_000))
    if (typeof page === 'number') return response.writeHead(page).end()
    response.end(page)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const real = createOutwardFetch({ userAgent: 'test', allowPrivate: [`127.0.0.1:${port}`] })
  const fetch = Object.assign((url: string | URL, options = {}) => {
    const { host, pathname, search } = new URL(url)
    return real(`http://127.0.0.1:${port}/${host}${pathname}${encodeURIComponent(search)}`, { ...options, timeoutMs: 500 })
  }, { openSocket: real.openSocket, mailServer: real.mailServer, check: real.check })
  asker = { fetch, polite: async () => undefined, resolveTxt: async (name) => { const value = dns.get(name); if (value === undefined) throw new Error('ENOTFOUND'); return [[value]] } }
})
afterAll(async () => {
  server?.closeAllConnections()
  server?.close()
  await postgres?.close()
})
beforeEach(async () => {
  await sql`truncate people.identities, people.link_acts cascade`.execute(postgres.db)
  pages.clear()
  dns = new Map()
})

const nel = { channel: 'fediverse', externalId: 'https://kust.example/users/nel', handle: 'nel@kust.example', url: 'https://kust.example/@nel' }
const sky = { channel: 'bluesky', externalId: 'did:plc:nel', handle: 'nel.example', url: 'https://sky.example/profile/nel.example' }
const idOf = (one: { channel: string; externalId: string }): string => identityId(one.channel, one.externalId)
async function see(one: { channel: string; externalId: string; handle: string; url: string }, bio = ''): Promise<void> {
  await postgres.db.transaction().execute((tx) => observe(tx, [{ id: idOf(one), channel: one.channel, author: { ...one, bio }, at: (now += 1_000) }]))
}
/** Checks everybody who is due, as often as it takes to be seen from both ends. */
async function check(): Promise<void> {
  await sql`update people.proof_checks set due_at = ${new Date(now)}`.execute(postgres.db)
  await enrol(postgres.db, 100)
  await sql`update people.proof_checks set due_at = ${new Date(now)}`.execute(postgres.db)
  for (const one of await takeDue(postgres.db, now, 1, 100)) await checkOne({ db: postgres.db, clock }, asker, one)
}
const together = async (x: { channel: string; externalId: string }, y: { channel: string; externalId: string }): Promise<boolean> => {
  const persons = await personsOf(postgres.db, [idOf(x), idOf(y)])
  return persons.get(idOf(x)) === persons.get(idOf(y))
}
const lookup = (url: string, fields: { value: string; verified_at: string | null }[]): string => JSON.stringify({ url, fields })
const field = (url: string, verified = true) => ({ value: `<a href="${url}" rel="me">${url}</a>`, verified_at: verified ? '2026-01-01T00:00:00Z' : null })
const site = { channel: 'site', externalId: 'https://nel.example' }

test('a site that a profile names and that names it back is theirs, and through it two networks are one person', async () => {
  await see(nel)
  await see(sky)
  pages.set('kust.example/api/v1/accounts/lookup?acct=nel', lookup(nel.url, [field('https://nel.example/')]))
  pages.set('nel.example/', '<!doctype html><link rel="ME author" href="https://kust.example/@nel"><a rel="me" href="/about">me</a>')
  pages.set('nel.example/.well-known/atproto-did', 'did:plc:nel\n')
  await check()
  expect(await together(nel, site)).toBe(true)
  expect(await together(nel, sky)).toBe(true)
  const links = await linksTouching(postgres.db, [idOf(site)])
  expect(links.map((link) => `${link.kind} ${link.basis} ${link.state}`).toSorted()).toEqual(['proof domain-handle standing', 'proof mastodon-verified standing'])
  await check()
  expect(await linksTouching(postgres.db, [idOf(site)])).toHaveLength(2)
})

test('a handle proven by DNS needs no page', async () => {
  await see(sky)
  dns.set('_atproto.nel.example', 'did=did:plc:nel')
  await check()
  expect(await together(sky, site)).toBe(true)
})

test('two profiles that name each other are one person; one that is named without naming back is not', async () => {
  await see(nel, 'also https://sky.example/profile/nel.example')
  await see(sky, 'elsewhere: @nel@kust.example')
  await see({ channel: 'bluesky', externalId: 'did:plc:fan', handle: 'fan.example', url: 'https://sky.example/profile/fan.example' }, 'I admire @nel@kust.example https://sky.example/profile/nel.example')
  await check()
  await check()
  expect(await together(nel, sky)).toBe(true)
  expect(await together(nel, { channel: 'bluesky', externalId: 'did:plc:fan' })).toBe(false)
})

test('a proof that no longer holds undoes its link and says why; one that cannot be read holds for a month', async () => {
  await see(nel)
  pages.set('kust.example/api/v1/accounts/lookup?acct=nel', lookup(nel.url, [field('https://nel.example/')]))
  pages.set('nel.example/', '<a rel="me" href="https://kust.example/@nel">')
  await check()
  expect(await together(nel, site)).toBe(true)
  pages.set('nel.example/', 503)
  await check()
  expect(await together(nel, site)).toBe(true)
  const { rows } = await sql<{ failures: number; because: string }>`select failures, because from people.proof_checks`.execute(postgres.db)
  expect(rows[0]).toMatchObject({ failures: 1, because: expect.stringContaining('503') as string })
  pages.set('nel.example/', '<p>sold</p>')
  await check()
  expect(await together(nel, site)).toBe(false)
  expect((await linksTouching(postgres.db, [idOf(nel)])).map((link) => [link.state, link.endedBecause])).toEqual([['undone', 'evidence-gone']])

  pages.set('nel.example/', '<a rel="me" href="https://kust.example/@nel">')
  await check()
  expect(await together(nel, site)).toBe(true)
  now += 31 * dayMs
  pages.set('nel.example/', 'endless')
  await check()
  expect(await together(nel, site)).toBe(false)
})

test('a server that lies about another\'s page proves nothing', async () => {
  const liar = { channel: 'fediverse', externalId: 'https://evil.example/users/nel', handle: 'nel@evil.example', url: 'https://evil.example/@nel' }
  await see(nel)
  await see(liar, 'the real https://kust.example/@nel')
  pages.set('kust.example/api/v1/accounts/lookup?acct=nel', lookup(nel.url, [field('https://nel.example/')]))
  pages.set('nel.example/', '<a rel="me" href="https://kust.example/@nel">')
  // Says that the site is verified, and even that it is the other account.
  pages.set('evil.example/api/v1/accounts/lookup?acct=nel', lookup('https://kust.example/@nel', [field('https://nel.example/')]))
  await check()
  await check()
  expect(await together(nel, site)).toBe(true)
  expect(await together(liar, site)).toBe(false)
  pages.set('evil.example/api/v1/accounts/lookup?acct=nel', lookup(liar.url, [field('https://nel.example/')]))
  await check()
  expect(await together(liar, nel)).toBe(false)
})

test.each([['loop'], ['endless'], ['huge'], ['{"url":'], [404], ['\u0000\u0001<<<a rel=me href=javascript:alert(1)><a rel="me" href="http://user:pw@kust.example/@nel">']] as const)('a page that is %j harms nobody', async (page) => {
  await see(nel, 'https://nel.example')
  pages.set('kust.example/api/v1/accounts/lookup?acct=nel', page)
  pages.set('nel.example/', page)
  await check()
  expect(await together(nel, site)).toBe(false)
})
