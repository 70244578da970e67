/** WebSockets to the outside: guarded, bounded, never faster than their reader. */
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { createOutwardFetch } from './outward-fetch.ts'
import type { OutwardFetch } from './outward-fetch.ts'
import { OutwardFault } from './outward-fault.ts'
import type { OutwardSocket } from './outward-socket.ts'
import { SocketRefused } from './outward-socket.ts'

let server: Server
let sockets: WebSocketServer
let address: string
let outward: OutwardFetch

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(429, { 'retry-after': '7' }).end())
  sockets = new WebSocketServer({ noServer: true, autoPong: false })
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/refused') return void socket.end('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n')
    if (request.url === '/mute') return
    sockets.handleUpgrade(request, socket, head, (one) => sockets.emit('connection', one))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  outward = createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [address] })
})
afterAll(() => {
  for (const one of sockets.clients) one.terminate()
  server.closeAllConnections()
  server.close()
})

async function both(options: Parameters<OutwardFetch['openSocket']>[1] = {}): Promise<[OutwardSocket, WebSocket]> {
  const there = new Promise<WebSocket>((resolve) => sockets.once('connection', resolve))
  const here = await outward.openSocket(`ws://${address}/`, options)
  return [here, await there]
}
const all = async (socket: OutwardSocket, most = 100): Promise<string[]> => {
  const words: string[] = []
  for (let taken = await socket.take(most, 10); taken !== null; taken = await socket.take(most, 10)) words.push(...taken.map(String))
  return words
}
const faultOf = async (deed: Promise<unknown>): Promise<OutwardFault> => {
  const thrown = await deed.then(() => null, (reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(OutwardFault)
  return thrown as OutwardFault
}

test('messages come in order, together, and none is lost when the other side closes', async () => {
  const [here, there] = await both()
  for (let index = 0; index < 250; index += 1) there.send(String(index))
  there.close(4001, 'enough')
  expect(await all(here)).toEqual(Array.from({ length: 250 }, (_, index) => String(index)))
  expect(here.farewell).toEqual({ code: 4001, reason: 'enough' })
})

test('what is sent arrives', async () => {
  const [here, there] = await both()
  const heard = new Promise<string>((resolve) => there.once('message', (data: Buffer) => resolve(data.toString())))
  here.send('subscribe')
  expect(await heard).toBe('subscribe')
  here.close()
})

test('inner addresses are refused', async () => {
  for (const url of ['ws://127.0.0.1:1234/', 'wss://[::1]/', 'ws://printer.local/']) expect((await faultOf(outward.openSocket(url))).code).toBe('outward.private-address')
  expect((await faultOf(outward.openSocket('https://news.example/'))).code).toBe('outward.bad-address')
})

test('a server that answers with a status instead says which', async () => {
  const fault = await faultOf(outward.openSocket(`ws://${address}/refused`))
  expect(fault).toBeInstanceOf(SocketRefused)
  expect([(fault as SocketRefused).httpStatus, (fault as SocketRefused).headers.get('retry-after')]).toEqual([429, '7'])
})

test('a server that never opens the stream is given up', async () => {
  expect((await faultOf(outward.openSocket(`ws://${address}/mute`, { timeoutMs: 100 }))).code).toBe('outward.too-slow')
})

test('a message beyond the limit is a fault after everything before it was taken', async () => {
  const [here, there] = await both({ maxMessageBytes: 1_000 })
  there.send('short')
  there.send('x'.repeat(2_000))
  expect((await here.take(1, 10))?.map(String)).toEqual(['short'])
  expect((await faultOf(here.take(1, 10))).code).toBe('outward.too-large')
})

test('a reader that is slow holds the sender back and loses nothing', async () => {
  const [here, there] = await both()
  const big = 'x'.repeat(50_000)
  for (let index = 0; index < 1_000; index += 1) there.send(`${index} ${big}`)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(there.bufferedAmount).toBeGreaterThan(0)
  there.close()
  const words = await all(here, 10)
  expect(words.map((word) => Number.parseInt(word, 10))).toEqual(Array.from({ length: 1_000 }, (_, index) => index))
})

test('a side that gives no sign of life is given up', async () => {
  const [here] = await both({ silenceMs: 100 })
  expect((await faultOf(here.take(1, 10))).code).toBe('outward.too-slow')
})

test('a broken connection ends the reading', async () => {
  const [here, there] = await both()
  there.send('last')
  there.once('pong', () => there.terminate())
  there.ping()
  expect(await all(here)).toEqual(['last'])
  expect(here.farewell?.code).toBe(1006)
})

test('who stops gets their own reason back', async () => {
  const stop = new AbortController()
  const [here] = await both({ signal: stop.signal })
  const reason = new Error('closing')
  setTimeout(() => stop.abort(reason), 20)
  await expect(here.take(1, 10)).rejects.toBe(reason)
  await expect(outward.openSocket(`ws://${address}/`, { signal: stop.signal })).rejects.toBe(reason)
})
