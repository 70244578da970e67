/** What an attacker can try from outside, and what they get: nothing, and a clear word. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/platform/config.ts'
import { problemOf } from '../src/platform/http/problem.ts'
import { freshDatabaseUrl } from './databases.ts'
import { freePort, openWorld, owner, type Answer, type World } from './world.ts'

let world: World
/** A server in the private network that nobody may reach through us. */
let inner: Server
let innerPort = 0
const asked: string[] = []

beforeAll(async () => {
  inner = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('<rss version="2.0"><channel><title>inner secret</title></channel></rss>')
  })
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve))
  innerPort = (inner.address() as AddressInfo).port
  world = await openWorld()
})
afterAll(async () => {
  await world?.close()
  inner.closeAllConnections()
  inner.close()
})

let session: { cookie: string; lines: string[] } | undefined

/** One session for all: signing in too often is slowed down. */
const cookieOf = async (): Promise<{ cookie: string; lines: string[] }> => (session ??= await signIn())

async function signIn(): Promise<{ cookie: string; lines: string[] }> {
  const signedIn = await world.anonymous('POST', '/api/auth/sign-in/email', { email: owner.email, password: owner.password })
  expect(signedIn.status, JSON.stringify(signedIn.body)).toBe(200)
  const lines = signedIn.headers.getSetCookie()
  return { cookie: lines.map((line) => line.split(';')[0]).join('; '), lines }
}

/** A request whose line is sent byte for byte, as no browser would. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(world.app.url).port), '127.0.0.1', () => socket.write(text))
    let said = ''
    socket.on('data', (piece) => {
      said += piece.toString('latin1')
    })
    socket.on('close', () => resolve(said))
    socket.on('error', reject)
  })
}
const rawGet = (path: string, method = 'GET', host = 'localhost'): Promise<string> => raw(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)

describe('addresses that lead inside', () => {
  const hosts = (): string[] => {
    const port = innerPort
    return [`127.0.0.1:${port}`, `localhost:${port}`, `localhost.:${port}`, `2130706433:${port}`, `0x7f000001:${port}`, `0177.0.0.1:${port}`, `127.1:${port}`, `0.0.0.0:${port}`, `[::1]:${port}`, `[::]:${port}`, `[::ffff:127.0.0.1]:${port}`, `[64:ff9b::7f00:1]:${port}`, `①②⑦.⓪.⓪.①:${port}`, '169.254.169.254', '10.0.0.1', '192.168.1.1', '172.16.0.1', '100.64.0.1', '[fe80::1]', '[fd00::1]', 'metadata.google.internal', 'intranet', 'printer.local']
  }
  test('are refused when a source is tried or made, and nothing is asked', async () => {
    for (const host of hosts()) for (const [channel, settings] of [['feed', { url: `http://${host}/feed` }], ['fediverse', { server: `http://${host}` }], ['fediverse', { server: host }]] as const) {
      for (const path of ['/sources/probe', '/sources']) {
        const answer = await world.call('POST', path, { channel, settings })
        expect(answer.status, `${path} ${channel} ${host} ${JSON.stringify(answer.body)}`).toBe(422)
        expect(JSON.stringify(answer.body)).not.toContain('inner secret')
      }
    }
    for (const host of hosts()) {
      const answer = await world.call('POST', '/sources/probe', { channel: 'bluesky', settings: { mode: 'relay', host } })
      expect(answer.status, `bluesky ${host} ${JSON.stringify(answer.body)}`).toBe(422)
    }
    expect(asked).toEqual([])
  })
  test.each(['file:///etc/passwd', 'ftp://x.example/', 'gopher://127.0.0.1:6379/_x', 'javascript:alert(1)', 'data:text/xml,<rss/>', 'http://user:pass@news.example/', 'http://news.example:22/', 'http://', '//x', 'http://a b/'])('%s is no address for a source', async (url) => {
    const answer = await world.call('POST', '/sources/probe', { channel: 'feed', settings: { url } })
    expect(answer.status, JSON.stringify(answer.body)).toBe(422)
  })
  test('are refused with a name given too, when a source is made and when it is changed', async () => {
    const inner = `127.0.0.1:${innerPort}`
    for (const [channel, settings] of [['feed', { url: `http://${inner}/feed` }], ['fediverse', { server: inner }], ['bluesky', { mode: 'relay', host: `ws://${inner}` }], ['bluesky', { appView: `http://${inner}` }]] as const) {
      const made = await world.call('POST', '/sources', { channel, name: 'inner', settings })
      expect(made.status, JSON.stringify(made.body)).toBe(422)
      expect(JSON.stringify(made.body)).toContain('private')
    }
    const { body } = await world.call('POST', '/sources', { channel: 'fediverse', name: 'outer', settings: { server: 'social.example' } }) as { body: { id: string } }
    expect((await world.call('PATCH', `/sources/${body.id}`, { settings: { server: inner } })).status).toBe(422)
    await world.call('DELETE', `/sources/${body.id}`)
    expect(asked).toEqual([])
  })
})

describe('pictures', () => {
  const encoded = (url: string): string => Buffer.from(url).toString('base64url')
  test('only addresses that this installation signed are asked', async () => {
    for (const signature of ['', 'x', 'A'.repeat(22), encoded('0123456789abcdef')]) {
      const response = await fetch(`${world.app.url}/picture/${signature}/${encoded(`http://127.0.0.1:${innerPort}/p.png`)}`)
      expect([403, 404], signature).toContain(response.status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
    }
    expect(asked).toEqual([])
  })
  test('a signed address in the private network is not asked either', async () => {
    await world.call('POST', '/topics', { name: 'V', role: 'own', query: 'velora' })
    await world.call('POST', '/interactions', { channel: 'forum', externalId: 'p', kind: 'post', at: '2026-10-01T12:00:00Z', text: 'velora', author: { externalId: 'a', avatarUrl: `http://127.0.0.1:${innerPort}/p.png` } })
    const page = await world.until(async () => (await world.call('GET', '/mentions')).body as { items: { author: { avatar: string } }[] }, ({ items }) => items.length === 1)
    const response = await fetch(world.app.url + page.items[0]?.author.avatar)
    expect(response.status).toBe(422)
    expect(asked).toEqual([])
  })
})

describe('another site', () => {
  const topic = { name: 'forged', role: 'own', query: 'forged' }
  test.each([
    ['with its own origin', { origin: 'https://evil.example' }], ['with a similar origin', { origin: 'http://localhost.evil.example' }], ['with no origin to be seen', { origin: 'null' }], ['said by the browser', { 'sec-fetch-site': 'cross-site' }], ['from a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('cannot use a session %s', async (_, headers) => {
    const { cookie } = await cookieOf()
    for (const [method, path, body] of [['POST', '/topics', topic], ['PATCH', '/me', { name: 'x' }], ['DELETE', '/keys/00000000-0000-7000-8000-000000000000', undefined], ['POST', '/api/auth/sign-out', {}], ['POST', '/api/auth/change-password', { currentPassword: owner.password, newPassword: 'another long password' }]] as const) {
      const answer = await world.anonymous(method, path, body, { cookie, ...headers })
      expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBe(403)
    }
  })
  test('cannot send a form that looks like JSON', async () => {
    const { cookie } = await cookieOf()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      expect((await world.anonymous('POST', '/topics', topic, { cookie, 'content-type': type })).status, type).toBe(415)
    }
  })
  test('is told nothing by CORS', async () => {
    for (const method of ['OPTIONS', 'GET']) {
      const answer = await world.anonymous(method, '/me', undefined, { origin: 'https://evil.example', 'access-control-request-method': 'POST' })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })
})

describe('sessions and headers', () => {
  test('the cookie cannot be read by scripts nor sent by other sites, and over https only', async () => {
    const { lines } = await cookieOf()
    for (const line of lines) {
      expect(line).toMatch(/httponly/i)
      expect(line).toMatch(/samesite=(lax|strict)/i)
      expect(line).toMatch(/path=\//i)
    }
  })
  test('after signing out a cookie is worth nothing', async () => {
    const { cookie } = await signIn()
    expect((await world.anonymous('GET', '/me', undefined, { cookie })).status).toBe(200)
    expect((await world.anonymous('POST', '/api/auth/sign-out', {}, { cookie })).status).toBe(200)
    expect((await world.anonymous('GET', '/me', undefined, { cookie })).status).toBe(401)
  })
  test('a forged cookie is worth nothing', async () => {
    for (const cookie of ['rapport.session_token=x', 'rapport.session_token=%00', 'rapport.session_token=a.b', `rapport.session_token=${'x'.repeat(8_000)}`]) {
      const answer = await world.anonymous('GET', '/me', undefined, { cookie })
      expect(answer.status, `${cookie.slice(0, 60)} ${JSON.stringify(answer.body)}`).toBe(401)
    }
  })
  test.each(['/', '/api', '/api/openapi.json', '/api/v1/installation', '/api/v1/nothing', '/health', '/health/live', '/picture/x/y', '/api/auth/get-session', '/nothing.js'])('%s tells the browser what it may do', async (path) => {
    const response = await fetch(world.app.url + path)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('referrer-policy')).toBe('same-origin')
    expect(response.headers.get('x-powered-by')).toBeNull()
  })
})

describe('addresses and methods', () => {
  test('what is not there is a problem document', async () => {
    for (const path of ['/api/v1', '/api/v1/', '/api/v1/nothing', '/api/v1x', '/api/x', '/api/v1/topics/x/y/z', '/api/auth/sign-up/email', '/api/auth/', '/nothing.js']) {
      const response = await fetch(world.app.url + path)
      expect(response.status, path).toBe(404)
      expect(response.headers.get('content-type'), path).toBe('application/problem+json')
      expect(await response.json(), path).toMatchObject({ status: 404, code: 'not-found' })
    }
  })
  test('a method that an address does not take is told which it takes', async () => {
    for (const [method, path, allow] of [['DELETE', '/topics', 'GET, POST'], ['PUT', '/me', 'GET, PATCH'], ['GET', '/topics/preview', 'POST'], ['OPTIONS', '/topics', 'GET, POST'], ['POST', '/mentions/export.csv', 'GET']] as const) {
      const answer = await world.call(method, path)
      expect(answer.body, `${method} ${path}`).toMatchObject({ status: 405, code: 'method-not-allowed' })
      expect(answer.headers.get('allow')?.split(', ').toSorted().join(', ')).toBe(allow)
    }
    expect((await world.anonymous('POST', '/api/../')).status).toBe(405)
  })
  test('HEAD answers as GET would, without a body', async () => {
    const { cookie } = await cookieOf()
    for (const path of ['/', '/api/v1/me', '/health/live']) {
      const response = await fetch(world.app.url + path, { method: 'HEAD', headers: { cookie } })
      expect(response.status, path).toBe(200)
      expect(await response.text()).toBe('')
    }
  })
  test('no path leads out of the page\'s folder', async () => {
    for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..\\..\\package.json', '/..%5c..%5cpackage.json', '/assets/../../../package.json', '/%00', '/%00.json', '/index.html%00.js', '//etc/passwd', '/%2fetc%2fpasswd', '/....//package.json', '/%c0%ae%c0%ae/package.json', '/%', '/%zz', `/${'a'.repeat(5_000)}`, '/?x=%00', '/.git/config', '/.env']) {
      const answer = await rawGet(path)
      expect(answer, path).toMatch(/^HTTP\/1.1 [234]/)
      expect(answer).not.toContain('"dependencies"')
      expect(answer).not.toContain('root:')
      expect(answer).not.toContain('[core]')
    }
  })
  test('hosts and request lines that make no sense do not bring it down', async () => {
    for (const host of ['', 'a b', 'x:y:z', '[::1', '\x01', 'evil.example']) expect(await rawGet('/api/v1/installation', 'GET', host)).toMatch(/^HTTP\/1.1 [24]/)
    await raw('GET http://other.example/api/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    await raw('rubbish\r\n\r\n')
    await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`)
    await raw('POST /api/v1/topics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n')
    expect((await fetch(`${world.app.url}/health/live`)).status).toBe(200)
  })
})

describe('keys', () => {
  const withKey = (key: string, method: string, path: string, body?: unknown): Promise<Answer> => world.anonymous(method, path, body, { authorization: `Bearer ${key}` })
  const make = async (body: object): Promise<{ id: string; key: string }> => (await world.call('POST', '/keys', { name: 'k', ...body })).body as { id: string; key: string }

  test('a key does what its scopes say and nothing else, and cannot make a stronger one', async () => {
    const { key } = await make({ scopes: ['topics.read', 'keys.manage'] })
    expect((await withKey(key, 'GET', '/topics')).status).toBe(200)
    for (const [method, path] of [['GET', '/mentions'], ['POST', '/interactions'], ['POST', '/topics'], ['GET', '/members'], ['GET', '/people']] as const) expect((await withKey(key, method, path, method === 'POST' ? {} : undefined)).status, path).toBe(403)
    expect((await withKey(key, 'POST', '/keys', { name: 'more', scopes: ['interactions.write'] })).status).toBe(422)
    const child = (await withKey(key, 'POST', '/keys', { name: 'all of mine', scopes: null })).body as { key: string }
    expect((await withKey(child.key, 'GET', '/mentions')).status).toBe(403)
    expect((await withKey(child.key, 'GET', '/topics')).status).toBe(200)
  })
  test('a key of somebody with a lower role never exceeds it, whatever it asks for', async () => {
    const token = ((await world.call('POST', '/invitations', { role: 'analyst' })).body as { url: string }).url.split('/').at(-1)
    const joined = await world.anonymous('POST', `/invitations/by-token/${token}/accept`, { name: 'A', email: 'analyst@company.example', password: 'a long enough password' })
    expect(joined.status).toBe(201)
    const cookie = joined.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
    expect((await world.anonymous('POST', '/keys', { name: 'x' }, { cookie })).status).toBe(403)
  })
  test('a removed key is worth nothing at once', async () => {
    const { id, key } = await make({})
    expect((await withKey(key, 'GET', '/topics')).status).toBe(200)
    expect((await world.call('DELETE', `/keys/${id}`)).status).toBe(200)
    expect((await withKey(key, 'GET', '/topics')).status).toBe(401)
  })
  test('a key that is over is worth nothing', async () => {
    const { key } = await make({ expiresAt: new Date(Date.now() + 1_500).toISOString() })
    expect((await withKey(key, 'GET', '/topics')).status).toBe(200)
    await world.until(() => withKey(key, 'GET', '/topics'), (answer) => answer.status === 401)
    expect((await world.call('POST', '/keys', { name: 'k', expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422)
  })
  test.each(['Bearer x', 'Bearer rp_00000000000000000000000000000000000000', 'Basic dTpw', 'Bearer', 'bearer  ', `Bearer ${'x'.repeat(20_000)}`])('"%s" is nobody, also beside a good cookie', async (authorization) => {
    const { cookie } = await cookieOf()
    expect((await world.anonymous('GET', '/me', undefined, { authorization: authorization.slice(0, 10_000), cookie })).status).toBe(401)
  })
})

describe('too much', () => {
  test('a sign-in that never ends is cut off', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      let answered = false
      const request = httpRequest(`${world.app.url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
        answered = true
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', (error) => (answered ? undefined : reject(error)))
      const more = (): void => {
        if (!answered) request.write(Buffer.alloc(16_000, ' '), () => setImmediate(more))
      }
      more()
    })
    expect(status).toBe(413)
  })
  test('sign-in takes strange words for wrong ones', async () => {
    for (const body of [{ email: '\0@x.example', password: '\0'.repeat(12) }, { email: '\ud800@x.example', password: 'x' }, { email: { $ne: null }, password: { $ne: null } }, { email: "' OR 1=1 --", password: 'x' }, [], 'x', {}]) {
      const answer = await world.anonymous('POST', '/api/auth/sign-in/email', typeof body === 'string' ? body : JSON.stringify(body))
      expect(answer.status, JSON.stringify([body, answer.body])).toBeGreaterThanOrEqual(400)
      expect(answer.status, JSON.stringify([body, answer.body])).toBeLessThan(500)
    }
  })
  test('a page that listens and never reads is let go, and the others hear on', async () => {
    const { cookie } = await cookieOf()
    const deaf = await new Promise<IncomingMessage>((resolve) => httpRequest(`${world.app.url}/api/v1/live`, { headers: { cookie } }, resolve).end())
    deaf.pause()
    let isGone = false
    deaf.on('error', () => undefined).on('close', () => { isGone = true })
    deaf.socket.on('close', () => { isGone = true })
    const hearing = new AbortController()
    const stream = await fetch(`${world.app.url}/api/v1/live`, { headers: { cookie }, signal: hearing.signal })
    let heard = 0
    const listening = (async () => {
      for await (const piece of stream.body as unknown as AsyncIterable<Uint8Array>) heard += piece.length
    })().catch(() => undefined)
    const long = `velora ${'x'.repeat(90_000)}`
    for (let round = 0; round < 30; round++) {
      await world.call('POST', '/interactions', Array.from({ length: 10 }, (_, n) => ({ channel: 'forum', externalId: `long-${round}-${n}`, kind: 'post', at: '2026-10-02T12:00:00Z', text: long, author: { externalId: 'a' } })))
      await new Promise((resolve) => setTimeout(resolve, 300))
      if (isGone) break
    }
    // More than a page may leave waiting went to the one that reads.
    await world.until(() => Promise.resolve(heard), (bytes) => bytes > 5_000_000)
    hearing.abort()
    await listening
    deaf.destroy()
    expect((await world.call('GET', '/mentions?limit=1')).status).toBe(200)
  })
  test('who tries keys is slowed down and told when to come again', async () => {
    let last: Answer | null = null
    for (let n = 0; n < 80; n++) last = await world.anonymous('GET', '/me', undefined, { authorization: `Bearer wrong-${n}` })
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(last?.body).toMatchObject({ code: 'rate-limit' })
    expect((await world.call('GET', '/me')).status).toBe(200)
  })
})

test('a fault of ours tells neither code nor SQL', () => {
  const thrown = Object.assign(new Error('syntax error at or near "select secret from members.keys"'), { stack: 'at /srv/rapport/src/x.ts:1' })
  const problem = problemOf(thrown, 'ref-1')
  expect(problem).toMatchObject({ status: 500, code: 'internal' })
  expect(JSON.stringify(problem)).not.toMatch(/select|members\.keys|\.ts/)
  expect(problem.detail).toContain('ref-1')
  for (const strange of [undefined, null, 'text', 7, { status: 200, code: 'x' }]) expect(problemOf(strange, 'r').status).toBe(500)
})

describe('starts that cannot be', () => {
  const silent = async (dataFolder: string, port: number) => readConfig({}, { dataFolder, port, logLevel: 'silent', databaseUrl: await freshDatabaseUrl() })
  test('a data folder that cannot be written says so and what to do', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rapport-no-')), 'file')
    writeFileSync(file, '')
    await expect(startApp(await silent(join(file, 'data'), 0))).rejects.toMatchObject({ code: 'data-folder.not-writable', message: expect.stringMatching(/cannot be written.*RAPPORT_DATA/s) })
    rmSync(file)
  })
  test('a port in use says which, and how to choose another', async () => {
    const { listen } = await import('../src/platform/http/listen.ts')
    await expect(listen('127.0.0.1', innerPort, () => new Response())).rejects.toMatchObject({ code: 'http.port-in-use', message: expect.stringMatching(new RegExp(`Port ${innerPort} is in use.*PORT=`, 's')) })
  })
  test('a second start on the same data says who is running and where', async () => {
    await expect(startApp({ ...world.config, port: await freePort() })).rejects.toMatchObject({ code: 'data-folder.in-use', message: expect.stringContaining(world.app.url) })
    expect((await world.call('GET', '/me')).status).toBe(200)
  })
  test('a database that does not answer says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-no-'))
    await expect(startApp(readConfig({}, { dataFolder: folder, port: 0, logLevel: 'silent', databaseUrl: 'postgres://nobody@127.0.0.1:1/x' }))).rejects.toMatchObject({ code: 'postgres.unreachable' })
    // What was taken is given back: the next start finds the folder free.
    await expect(startApp(readConfig({}, { dataFolder: folder, port: 0, logLevel: 'silent', databaseUrl: 'postgres://nobody@127.0.0.1:1/x' }))).rejects.toMatchObject({ code: 'postgres.unreachable' })
    rmSync(folder, { recursive: true })
  })
  test.each([[{ PORT: '70000' }, 'PORT'], [{ PORT: 'x' }, 'PORT'], [{ RAPPORT_URL: 'nowhere' }, 'RAPPORT_URL'], [{ RAPPORT_ROLES: 'king' }, 'RAPPORT_ROLES'], [{ RAPPORT_LOG: 'loud' }, 'RAPPORT_LOG']])('%j names the variable that is wrong', (env, name) => {
    expect(() => readConfig(env)).toThrow(expect.objectContaining({ code: 'config.environment', message: expect.stringContaining(name) }) as Error)
  })
})

describe('the address where networks call us is open to the world', () => {
  test('and gives nothing away to whoever is not verified', async () => {
    const base = world.app.url
    const id = '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e'
    // No account, an account of no channel, and no id at all look the same.
    for (const path of [`/hooks/mail/${id}`, `/hooks/nowhere/${id}`, '/hooks/mail/..%2f..', '/serve/mail/x', `/hooks/bluesky/${id}`]) {
      const answer = await fetch(base + path, { method: 'POST', body: '{"forged":true}' })
      expect(answer.status, path).toBe(404)
      expect(((await answer.json()) as { code: string }).code).toBe('not-found')
    }
    expect((await fetch(`${base}/hooks/mail/${id}`, { method: 'DELETE' })).status).toBe(405)
  })
})
