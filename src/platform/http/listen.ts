/** Opens the door: an HTTP server on a port, with its faults in words. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import ipaddr from 'ipaddr.js'
import { Unavailable, sentence } from '../../kernel/fault.ts'

export interface OpenServer {
  readonly port: number
  /** Stops taking new connections, lets running requests end, then closes. */
  close(): Promise<void>
}

/** The node request behind each web request, to know where it came from. */
const behind = new WeakMap<Request, IncomingMessage>()

/**
 * Address a request came from. What a trusted proxy says in X-Forwarded-For is
 * believed from the right, as far as the proxies are ours.
 */
export function remoteAddressOf(request: Request, trustedProxies: readonly string[]): string {
  const direct = plain(behind.get(request)?.socket.remoteAddress ?? '')
  const trusted = (address: string): boolean => trustedProxies.includes(address)
  if (!trusted(direct)) return direct
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((part) => plain(part.trim())).filter(Boolean)
  return forwarded.toReversed().find((address) => !trusted(address)) ?? direct
}

/**
 * Who an address counts as where calls are counted. Somebody with IPv6 has a
 * whole /64 network to themselves (RFC 6177), so that is one caller.
 */
export function callerOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.parse(address)
  if (parsed.kind() === 'ipv4' || parsed.range() === 'loopback') return address
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
}

function plain(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}

export async function listen(host: string, port: number, answer: (request: Request) => Response | Promise<Response>): Promise<OpenServer> {
  const listener = getRequestListener((request, env) => {
    behind.set(request, (env as { incoming: IncomingMessage }).incoming)
    return answer(request)
  }, { overrideGlobalObjects: false })
  const server: Server = createServer({ requestTimeout: 0, headersTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 32_768 }, (incoming, outgoing) => void listener(incoming, outgoing))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new Unavailable(`Port ${port} is in use by another program. Stop that one, or choose another with PORT=8421 or --port 8421.`, 'http.port-in-use'))
      else if (error.code === 'EACCES') reject(new Unavailable(`This user may not open port ${port}. Choose one above 1023 with PORT or --port, and put a web server in front for ports 80 and 443.`, 'http.port-forbidden'))
      else reject(new Unavailable(`Cannot listen on ${host}:${port}: ${sentence(error)}`, 'http.listen'))
    })
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 5_000).unref()
    }),
  }
}
