/** The only way out: requests to addresses that people or networks give us. */
import type { Dispatcher } from 'undici'
import { createGuard } from './guarded-connect.ts'
import type { Guard, GuardOptions } from './guarded-connect.ts'
import { acceptedEncodings } from './decoded-body.ts'
import { asOutwardFault, OutwardFault, shownAddress } from './outward-fault.ts'
import { redirectOf } from './redirect.ts'
import type { Hop } from './redirect.ts'
import { responseOf } from './outward-response.ts'
import { openGuardedSocket } from './outward-socket.ts'
import type { OutwardSocket, SocketOptions } from './outward-socket.ts'

export interface OutwardOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
  /** Whole request, redirects and body included. Default 30 s. */
  readonly timeoutMs?: number
  /** Longest body that is read, in bytes after decompression. Default 10 MB; a `stream()` is bounded only when this is given. */
  readonly maxBytes?: number
  /** Default 5. Every hop is guarded again. */
  readonly maxRedirects?: number
  /** Longest silence within a `stream()`. Default 90 s. */
  readonly silenceMs?: number
}

export interface OutwardResponse {
  readonly status: number
  /** Where it was found in the end, after redirects. */
  readonly url: string
  /** Where the leading permanent redirects (301, 308) lead: the address to keep. */
  readonly permanentRedirectTo?: string
  readonly headers: Headers
  bytes(): Promise<Uint8Array>
  /** As UTF-8, without a byte order mark. Who needs another charset reads `bytes()`. */
  text(): Promise<string>
  json(): Promise<unknown>
  /** The body as it arrives, for streams; `timeoutMs` then only bounds the time to the first byte. */
  stream(): AsyncIterable<Uint8Array>
}

/**
 * Fetches a public http or https address.
 *
 * A body that nobody reads is let go when `timeoutMs` is over.
 *
 * @throws {OutwardFault} when the address leads to a private or reserved
 * network, the body is too long, the server too slow, or nothing answers; the
 * signal's reason when the signal aborts.
 */
export interface OutwardFetch {
  (url: string | URL, options?: OutwardOptions): Promise<OutwardResponse>
  /**
   * Refuses an address that can be seen to be wrong before anything is asked.
   * @throws {OutwardFault} `outward.bad-address` or `outward.private-address`
   */
  check(url: string | URL): void
  /**
   * The address to which a connection to a mail server may be opened, checked like every other.
   * @throws {OutwardFault} when it leads to a private network or the port is none for mail
   */
  mailServer(host: string, port: number): Promise<string>
  /** Opens a WebSocket to a public ws or wss address, under the same guard. */
  openSocket(url: string | URL, options?: SocketOptions): Promise<OutwardSocket>
}

export interface OutwardFetchOptions extends GuardOptions {
  /** Who asks, with an address where a server's operator can learn more. */
  readonly userAgent: string
}

const defaultTimeoutMs = 30_000
const defaultMaxBytes = 10_000_000
const defaultMaxRedirects = 5
const defaultSilenceMs = 90_000
const longestHeadersBytes = 32_768

/** Makes the way out. One for the whole process: it keeps connections open between requests. */
export function createOutwardFetch(options: OutwardFetchOptions): OutwardFetch {
  const guard = createGuard(options)
  let sender: ReturnType<typeof openSender> | undefined

  async function outwardFetch(given: string | URL, asked: OutwardOptions = {}): Promise<OutwardResponse> {
    const { signal, timeoutMs = defaultTimeoutMs, maxRedirects = defaultMaxRedirects } = asked
    signal?.throwIfAborted()
    let hop = firstHop(guard.read(given, ['http:', 'https:']), asked, options.userAgent)
    const ending = new AbortController()
    const deadline = setTimeout(() => ending.abort(tooSlow(hop.url, timeoutMs)), timeoutMs)
    const stop = (): void => ending.abort(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    const settle = (): void => {
      clearTimeout(deadline)
      signal?.removeEventListener('abort', stop)
    }
    let permanentRedirectTo: string | undefined
    let onlyPermanent = true
    try {
      for (let redirects = 0; ; redirects += 1) {
        const answer = await (await (sender ??= openSender(guard)))(hop, ending.signal)
        const next = redirectOf(hop, answer.statusCode, answer.headers['location'], (address) => guard.read(address, ['http:', 'https:']))
        if (next === null) {
          return responseOf({
            url: hop.url,
            status: answer.statusCode,
            headers: answer.headers,
            body: answer.body,
            maxBytes: asked.maxBytes ?? defaultMaxBytes,
            streamMaxBytes: asked.maxBytes ?? Infinity,
            silenceMs: asked.silenceMs ?? defaultSilenceMs,
            permanentRedirectTo,
            ending,
            streaming: () => clearTimeout(deadline),
            settle,
          })
        }
        // The body of a redirect is of no use to anybody.
        answer.body.on('error', () => undefined).destroy()
        if (redirects >= maxRedirects) throw new OutwardFault('outward.too-many-redirects', `${shownAddress(hop.url)} still leads elsewhere after ${maxRedirects} redirects. Open it in a browser and use the address it ends at.`, shownAddress(hop.url))
        onlyPermanent &&= next.permanent
        if (onlyPermanent) permanentRedirectTo = next.hop.url.href
        hop = next.hop
      }
    } catch (thrown) {
      settle()
      if (signal?.aborted === true) throw signal.reason
      throw asOutwardFault(ending.signal.aborted ? ending.signal.reason : thrown, hop.url)
    }
  }

  return Object.assign(outwardFetch, {
    check: (url: string | URL): void => void guard.read(url, ['ws:', 'wss:', 'http:', 'https:']),
    mailServer: guard.mailServer,
    openSocket: (url: string | URL, asked: SocketOptions = {}) => openGuardedSocket(guard, options.userAgent, url, asked),
  })
}

function firstHop(url: URL, asked: OutwardOptions, userAgent: string): Hop {
  const headers: Record<string, string> = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': acceptedEncodings }
  for (const [name, value] of Object.entries(asked.headers ?? {})) headers[name.toLowerCase()] = value
  return { url, method: asked.method ?? 'GET', headers, body: asked.body ?? null }
}

/** The HTTP client: two hundred files, so read only when something is first asked outside. */
async function openSender(guard: Guard): Promise<(hop: Hop, signal: AbortSignal) => Promise<Dispatcher.ResponseData>> {
  const { Agent, buildConnector, request } = await import('undici')
  const dispatcher = new Agent({ connect: guard.connectWith(buildConnector), maxHeaderSize: longestHeadersBytes, headersTimeout: 0, bodyTimeout: 0, connections: 32 })
  return ({ url, method, headers, body }, signal) => request(url, { dispatcher, method, headers, body, signal })
}

function tooSlow(url: URL, timeoutMs: number): OutwardFault {
  return new OutwardFault('outward.too-slow', `${url.host} did not finish its answer within ${timeoutMs / 1_000} seconds. It may be overloaded; it is worth trying again later.`, shownAddress(url))
}
