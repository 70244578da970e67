/** The way out against servers that behave in every bad way. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutwardFetch } from './outward-fetch.ts'
import type { OutwardFetch, OutwardOptions } from './outward-fetch.ts'
import { OutwardFault } from './outward-fault.ts'

let server: Server
let other: Server
let base: string
let away: string
let outward: OutwardFetch
const seen: IncomingMessage[] = []
const pages = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()

const listening = (one: Server): Promise<string> => new Promise((resolve) => one.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(one.address() as AddressInfo).port}`)))
const page = (path: string, answer: (request: IncomingMessage, response: ServerResponse) => void): string => {
  pages.set(path, answer)
  return `${base}${path}`
}
const codeOf = async (deed: Promise<unknown>): Promise<string> => {
  try {
    await deed
    return 'answered'
  } catch (thrown) {
    if (thrown instanceof OutwardFault) return thrown.code
    throw thrown
  }
}
const read = async (url: string, options?: OutwardOptions): Promise<string> => (await outward(url, options)).text()

beforeAll(async () => {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    seen.push(request)
    const found = pages.get(request.url ?? '')
    if (found === undefined) response.writeHead(404).end('none')
    else found(request, response)
  }
  server = createServer(answer)
  other = createServer(answer)
  const here = await listening(server)
  const there = await listening(other)
  base = `http://${here}`
  away = `http://${there}`
  outward = createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [here, there] })
})
afterAll(() => {
  for (const one of [server, other]) {
    one.closeAllConnections()
    one.close()
  }
})

test('an answer comes with its status, headers, text and where it was found', async () => {
  const url = page('/plain', (_, response) => response.writeHead(203, { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] }).end('\uFEFFpaper and ink'))
  const answer = await outward(`${url}#part`)
  expect([answer.status, answer.url, answer.headers.get('content-type'), answer.headers.getSetCookie(), await answer.text()]).toEqual([203, url, 'text/plain', ['a=1', 'b=2'], 'paper and ink'])
  expect(seen.at(-1)?.headers['user-agent']).toBe('Rapport test')
})

describe('inner addresses stay out of reach', () => {
  const resolving = (...addresses: string[]): OutwardFetch => {
    const lookup = ((_host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) => {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      if (options.all === true) done(null, found)
      else done(null, found[0]?.address, found[0]?.family)
    }) as unknown as LookupFunction
    return createOutwardFetch({ userAgent: 'Rapport test', lookup })
  }
  test.each([['127.0.0.1'], ['10.0.0.8'], ['169.254.169.254'], ['::1'], ['::ffff:10.0.0.1'], ['fd00:ec2::254']])('a public name that leads to %s is refused', async (address) => {
    expect(await codeOf(resolving(address)('http://news.example/'))).toBe('outward.private-address')
    expect(await codeOf(resolving('93.184.216.34', address)('https://news.example/'))).toBe('outward.private-address')
  })
  test('a name that turns inward between two look-ups is refused, because it is looked up once, when connecting', async () => {
    let asked = 0
    const lookup = ((_host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) => {
      asked += 1
      done(null, options.all === true ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4)
    }) as unknown as LookupFunction
    const { port } = server.address() as AddressInfo
    expect(await codeOf(createOutwardFetch({ userAgent: 'x', lookup })(`http://news.example:${port}/plain`))).toBe('outward.private-address')
    expect(asked).toBe(1)
  })
  test('a redirect that leads inside is refused', async () => {
    const url = page('/inside', (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end())
    expect(await codeOf(outward(url))).toBe('outward.private-address')
  })
  test('a redirect to a file is refused', async () => {
    const url = page('/file', (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end())
    expect(await codeOf(outward(url))).toBe('outward.bad-address')
  })
  test('a port that is not allowed is refused on the same machine', async () => {
    expect(await codeOf(outward('http://127.0.0.1:1234/'))).toBe('outward.private-address')
  })
})

describe('redirects', () => {
  test('are followed, and the permanent ones at the start are reported', async () => {
    page('/end', (_, response) => response.end('found'))
    page('/later', (_, response) => response.writeHead(302, { location: '/end' }).end())
    const url = page('/moved', (_, response) => response.writeHead(301, { location: '/later' }).end('x'.repeat(100_000)))
    const answer = await outward(url)
    expect([answer.url, answer.permanentRedirectTo, await answer.text()]).toEqual([`${base}/end`, `${base}/later`, 'found'])
  })
  test('that go round in circles end', async () => {
    const url = page('/round', (_, response) => response.writeHead(302, { location: '/round' }).end())
    expect(await codeOf(outward(url))).toBe('outward.too-many-redirects')
  })
  test('to another host take no secrets along', async () => {
    page('/there', (request, response) => response.end(JSON.stringify(request.headers)))
    const url = page('/cross', (_, response) => response.writeHead(307, { location: `${away}/there` }).end())
    const headers = JSON.parse(await read(url, { headers: { Authorization: 'Bearer secret', Cookie: 'a=1', 'X-Plain': 'kept' } })) as Record<string, string>
    expect([headers['authorization'], headers['cookie'], headers['x-plain']]).toEqual([undefined, undefined, 'kept'])
  })
  test('after a posted form fetch, unless the server says to post again', async () => {
    page('/echo', (request, response) => void request.toArray().then((parts) => response.end(`${request.method} ${Buffer.concat(parts as Buffer[]).toString()}`)))
    const seeOther = page('/303', (_, response) => response.writeHead(303, { location: '/echo' }).end())
    const again = page('/307', (_, response) => response.writeHead(307, { location: '/echo' }).end())
    const post: OutwardOptions = { method: 'POST', body: 'words', headers: { 'content-type': 'text/plain' } }
    expect([await read(seeOther, post), await read(again, post)]).toEqual(['GET ', 'POST words'])
  })
  test('without an address are answers like others', async () => {
    expect((await outward(page('/nowhere', (_, response) => response.writeHead(302).end('here')))).status).toBe(302)
    expect((await outward(page('/not-modified', (_, response) => response.writeHead(304).end()))).status).toBe(304)
  })
})

describe('bodies', () => {
  const words = 'paper and ink '.repeat(1_000)
  test.each<[string, (text: string) => Buffer]>([
    ['gzip', gzipSync], ['deflate', deflateSync], ['deflate', deflateRawSync], ['br', brotliCompressSync], ['zstd', zstdCompressSync],
    ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
    ['utf-8', (text) => Buffer.from(text)], ['gzip', (text) => Buffer.from(text)],
  ])('packed as "%s" are read (%#)', async (encoding, pack) => {
    expect(await read(page('/packed', (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(pack(words))))).toBe(words)
  })
  test('that are empty are empty, packed or not', async () => {
    expect(await read(page('/empty', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end()))).toBe('')
  })
  test('that unpack to far more than they weigh are cut off', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    expect(await codeOf(read(page('/bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))))).toBe('outward.too-large')
  })
  test('that are announced too long are not begun', async () => {
    expect(await codeOf(read(page('/long', (_, response) => response.writeHead(200, { 'content-length': '2000' }).write('x')), { maxBytes: 1_000 }))).toBe('outward.too-large')
  })
  test('that never end are cut off', async () => {
    const url = page('/endless', (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    expect(await codeOf(read(url, { maxBytes: 300_000 }))).toBe('outward.too-large')
  })
  test('that drip are given up when the time is over', async () => {
    const url = page('/drip', (_, response) => {
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    })
    expect(await codeOf(read(url, { timeoutMs: 200 }))).toBe('outward.too-slow')
  })
  test('that are not JSON say how they begin', async () => {
    const answer = await outward(page('/html', (_, response) => response.end('<!doctype html><title>Log in</title>')))
    await expect(answer.json()).rejects.toThrow(/begins with "<!doctype html>/)
  })
  test('that are broken inside their packing are a fault', async () => {
    const broken = gzipSync(words)
    broken.fill(0xff, 20, 60)
    expect(await codeOf(read(page('/broken', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(broken))))).toBe('outward.garbled')
  })
  test('may be read as they arrive, for longer than the time to the first byte', async () => {
    const url = page('/stream', (_, response) => {
      response.write('a')
      setTimeout(() => response.write('b'), 800)
      setTimeout(() => response.end('c'), 1_600)
    })
    let text = ''
    for await (const piece of (await outward(url, { timeoutMs: 1_000 })).stream()) text += Buffer.from(piece).toString()
    expect(text).toBe('abc')
  })
  test('that fall silent while streamed are given up', async () => {
    const url = page('/silent', (_, response) => void response.write('a'))
    const listen = async (): Promise<void> => {
      for await (const piece of (await outward(url, { silenceMs: 100 })).stream()) expect(piece.length).toBe(1)
    }
    expect(await codeOf(listen())).toBe('outward.too-slow')
  })
  test('that nobody reads are let go', async () => {
    const closed = new Promise<string>((resolve) => {
      page('/unread', (_, response) => {
        response.write('x')
        response.on('close', () => resolve('let go'))
      })
    })
    await outward(`${base}/unread`, { timeoutMs: 300 }).catch(() => undefined)
    expect(await closed).toBe('let go')
  })
})

describe('servers', () => {
  test('that do not answer are given up when the time is over', async () => {
    expect(await codeOf(outward(page('/mute', () => undefined), { timeoutMs: 100 }))).toBe('outward.too-slow')
  })
  test('that are not there are named', async () => {
    const gone = createServer()
    const address = await listening(gone)
    await new Promise((resolve) => gone.close(resolve))
    const fetch = createOutwardFetch({ userAgent: 'x', allowPrivate: [address] })
    await expect(fetch(`http://${address}/`)).rejects.toThrow(/nothing listens there/)
  })
  test('that nobody knows by name are named', async () => {
    const lookup = ((_host: string, _options: unknown, done: (error: Error) => void) => done(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))) as unknown as LookupFunction
    await expect(createOutwardFetch({ userAgent: 'x', lookup })('https://no-such.example/')).rejects.toThrow(/No host is known by the name "no-such.example"/)
  })
  test.each([
    ['speak something else', 'SSH-2.0-OpenSSH_9.7\r\n', 'outward.garbled'],
    ['announce more than they send', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort', 'outward.'],
    ['break off in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort', 'outward.'],
    ['send endless headers', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`, 'outward.too-large'],
    ['hang up', '', 'outward.unreachable'],
  ])('that %s are a fault', async (_, bytes, code) => {
    const raw = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(bytes))
    })
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
    const address = `127.0.0.1:${(raw.address() as AddressInfo).port}`
    const fetch = createOutwardFetch({ userAgent: 'x', allowPrivate: [address] })
    expect(await codeOf(fetch(`http://${address}/`).then((answer) => answer.text()))).toContain(code)
    raw.close()
  })
  test('asked over https that speak http are a fault', async () => {
    expect(await codeOf(outward(base.replace('http:', 'https:')))).toBe('outward.untrusted')
  })
})

test('who stops waiting gets their own reason back, before, during and while reading', async () => {
  const reason = new Error('closing')
  await expect(outward(`${base}/plain`, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  const stop = new AbortController()
  const waiting = outward(page('/wait', () => setTimeout(() => stop.abort(reason), 30)), { signal: stop.signal })
  await expect(waiting).rejects.toBe(reason)
  const stopReading = new AbortController()
  const answer = await outward(page('/half', (_, response) => void response.write('x')), { signal: stopReading.signal })
  setTimeout(() => stopReading.abort(reason), 30)
  await expect(answer.text()).rejects.toBe(reason)
})

test('a header that cannot be sent is a fault, not a crash', async () => {
  expect(await codeOf(outward(`${base}/plain`, { headers: { 'if-none-match': 'a\nb' } }))).toBe('outward.bad-request')
})
