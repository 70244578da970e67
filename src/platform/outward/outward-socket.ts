/** A WebSocket to the outside: guarded, bounded, and read only as fast as its reader wants. */
import type { RawData, WebSocket } from 'ws'
import { secondMs } from '../../kernel/instant.ts'
import type { Guard } from './guarded-connect.ts'
import { asOutwardFault, OutwardFault, shownAddress } from './outward-fault.ts'

export interface SocketOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly protocols?: readonly string[]
  readonly signal?: AbortSignal
  /** Time until the connection stands. Default 15 s. */
  readonly timeoutMs?: number
  /** Longest single message in bytes. Default 5 MB. */
  readonly maxMessageBytes?: number
  /** After half of this without a sign of life the other side is asked for one; after all of it, it is given up. Default 60 s. */
  readonly silenceMs?: number
}

/** Messages are kept until taken; when too many wait, the other side is told to hold. */
export interface OutwardSocket {
  /**
   * Waits for the first message, then at most `withinMs` for more, and answers
   * with what came, at most `most`, in order. `null`: the other side has closed
   * and everything was taken.
   *
   * @throws {OutwardFault} when the connection broke, after everything that came before was taken.
   */
  take(most: number, withinMs: number): Promise<readonly Buffer[] | null>
  /** How the other side said goodbye, once it has. */
  readonly farewell: { readonly code: number; readonly reason: string } | null
  send(message: string | Uint8Array): void
  close(): void
}

/** As much may wait in memory for the reader: then the connection is read no further. */
const mostWaitingBytes = 4_000_000
const mostWaitingMessages = 5_000

/** @throws {OutwardFault} as `OutwardFetch`; `outward.refused` when the server answers with something other than a WebSocket. */
export async function openGuardedSocket(guard: Guard, userAgent: string, given: string | URL, asked: SocketOptions): Promise<OutwardSocket> {
  asked.signal?.throwIfAborted()
  const url = guard.read(given, ['ws:', 'wss:'])
  const timeoutMs = asked.timeoutMs ?? 15 * secondMs
  const { WebSocket: Socket } = await import('ws')
  const socket = new Socket(url, [...(asked.protocols ?? [])], {
    lookup: guard.lookup(url),
    headers: { 'user-agent': userAgent, ...asked.headers },
    handshakeTimeout: timeoutMs,
    maxPayload: asked.maxMessageBytes ?? 5_000_000,
    perMessageDeflate: false,
    followRedirects: false,
    // Invalid UTF-8 becomes replacement characters when text is made; checking it here would cost twice.
    skipUTF8Validation: true,
  })
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      socket.terminate()
      reject(asked.signal?.reason as Error)
    }
    asked.signal?.addEventListener('abort', stop, { once: true })
    const settle = (): void => asked.signal?.removeEventListener('abort', stop)
    socket.once('unexpected-response', (_request, response) => {
      settle()
      response.resume()
      socket.terminate()
      const status = response.statusCode ?? 0
      reject(new SocketRefused(status, new Headers(Object.entries(response.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : []))), url))
    })
    socket.once('error', (error) => {
      settle()
      if (asked.signal?.aborted === true) return
      const timedOut = /handshake has timed out/.test(error.message)
      reject(timedOut ? new OutwardFault('outward.too-slow', `${url.host} did not open the stream within ${timeoutMs / 1_000} seconds.`, shownAddress(url), error) : asOutwardFault(error, url))
    })
    // Listening begins at once: messages may arrive with the handshake.
    const opened = attend(socket, url, asked)
    socket.once('open', () => {
      settle()
      resolve(opened)
    })
  })
}

/** The server answered the handshake with a plain HTTP status. */
export class SocketRefused extends OutwardFault {
  readonly httpStatus: number
  readonly headers: Headers
  constructor(httpStatus: number, headers: Headers, url: URL) {
    super('outward.refused', `${url.host} answers the request for a stream with status ${httpStatus} instead of opening it.`, shownAddress(url))
    this.httpStatus = httpStatus
    this.headers = headers
  }
}

function bufferOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}

function attend(socket: WebSocket, url: URL, asked: SocketOptions): OutwardSocket {
  const silenceMs = asked.silenceMs ?? 60 * secondMs
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let broken: unknown = null
  let farewell: OutwardSocket['farewell'] = null
  let wake: (() => void) | null = null
  let quietHalves = 0

  const rouse = (): void => wake?.()
  const alive = (): void => {
    quietHalves = 0
  }
  // While we hold the other side back, its silence is ours.
  const watch = setInterval(() => {
    if (socket.isPaused || socket.readyState !== socket.OPEN) return
    quietHalves += 1
    if (quietHalves === 1) socket.ping()
    if (quietHalves < 2) return
    broken ??= new OutwardFault('outward.too-slow', `${url.host} gave no sign of life for ${silenceMs / 1_000} seconds. It is worth connecting again.`, shownAddress(url))
    socket.terminate()
  }, silenceMs / 2)
  const stop = (): void => {
    broken ??= asked.signal?.reason
    socket.terminate()
  }

  socket.on('message', (data) => {
    alive()
    const message = bufferOf(data)
    waiting.push(message)
    waitingBytes += message.length
    if (waitingBytes > mostWaitingBytes || waiting.length > mostWaitingMessages) socket.pause()
    rouse()
  })
  socket.on('pong', alive)
  socket.on('ping', alive)
  socket.on('error', (error) => {
    broken ??= /max payload/i.test(error.message) ? new OutwardFault('outward.too-large', `${url.host} sent a message longer than ${(asked.maxMessageBytes ?? 5_000_000).toLocaleString('en')} bytes, the most that is read.`, shownAddress(url), error) : asOutwardFault(error, url)
    rouse()
  })
  socket.on('close', (code, reason) => {
    clearInterval(watch)
    asked.signal?.removeEventListener('abort', stop)
    farewell ??= { code, reason: reason.toString('utf8') }
    rouse()
  })
  socket.on('open', () => asked.signal?.addEventListener('abort', stop, { once: true }))

  const ended = (): boolean => farewell !== null || broken !== null
  const until = (enough: () => boolean, withinMs: number | null): Promise<void> =>
    new Promise((resolve) => {
      if (enough() || ended()) return resolve()
      const timer = withinMs === null ? undefined : setTimeout(() => done(), withinMs)
      const done = (): void => {
        clearTimeout(timer)
        wake = null
        resolve()
      }
      wake = () => {
        if (enough() || ended()) done()
      }
    })

  return {
    get farewell() {
      return farewell
    },
    async take(most, withinMs) {
      await until(() => waiting.length > 0, null)
      await until(() => waiting.length >= most || socket.isPaused, withinMs)
      asked.signal?.throwIfAborted()
      if (waiting.length === 0) {
        if (broken !== null) throw broken
        return null
      }
      const taken = waiting.length <= most ? waiting : waiting.slice(0, most)
      waiting = waiting.length <= most ? [] : waiting.slice(most)
      waitingBytes = waiting.length === 0 ? 0 : waitingBytes - taken.reduce((sum, one) => sum + one.length, 0)
      if (socket.isPaused && waitingBytes < mostWaitingBytes / 2 && waiting.length < mostWaitingMessages / 2) {
        alive()
        socket.resume()
      }
      return taken
    },
    send: (message) => socket.send(message),
    close: () => {
      clearInterval(watch)
      socket.close(1000)
      // A server that does not answer the goodbye is left.
      setTimeout(() => socket.terminate(), 2_000).unref()
    },
  }
}
