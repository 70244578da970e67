/** Connections that are checked at the moment they are made, so that a name cannot lead elsewhere a moment later. */
import { lookup as systemLookup } from 'node:dns'
import type { LookupAddress, LookupOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { buildConnector } from 'undici'
import { asOutwardFault, OutwardFault } from './outward-fault.ts'
import { hostPort, isPublicIp, privateAddress, readAddress, refuseIfPrivate } from './public-address.ts'

export interface GuardOptions {
  /** `host:port` entries that may lie in a private network, such as `127.0.0.1:3000`; IPv6 in brackets. */
  readonly allowPrivate?: readonly string[]
  /** How names become addresses. Default: the system's resolver. */
  readonly lookup?: LookupFunction
}

/** Decides for every request and every connection whether it may be made. */
export interface Guard {
  /** @throws {OutwardFault} when the address may not be asked. */
  read(given: string | URL, protocols: readonly string[]): URL
  /** Resolves once, checks every address, and answers only with checked ones. */
  lookup(url: URL): LookupFunction
  /** The checked address of a mail server. @throws {OutwardFault} when it may not be connected to. */
  mailServer(host: string, port: number): Promise<string>
  /** For undici: every connection, of whatever redirect or retry, goes through what this makes of its connector. */
  connectWith(build: typeof buildConnector): buildConnector.connector
}

const connectTimeoutMs = 10_000
const mailPorts: ReadonlySet<number> = new Set([25, 143, 465, 587, 993, 2525])

export function createGuard(options: GuardOptions): Guard {
  const allowed = new Set(options.allowPrivate?.map((entry) => entry.toLowerCase()))
  const resolve = options.lookup ?? (systemLookup as LookupFunction)
  const read = (given: string | URL, protocols: readonly string[]): URL => readAddress(given, protocols, allowed)

  function lookup(url: URL): LookupFunction {
    if (allowed.has(hostPort(url))) return resolve
    return (host: string, lookupOptions: LookupOptions, done) => {
      resolve(host, { ...lookupOptions, all: true }, (error, found) => {
        if (error !== null) return done(error, '', 0)
        const addresses = found as unknown as LookupAddress[]
        const [first] = addresses
        if (first === undefined) return done(Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' }), '', 0)
        // One inner address among public ones is a trick, not a mistake: the whole answer is refused.
        if (!addresses.every(({ address }) => isPublicIp(address))) return done(privateAddress(url), '', 0)
        if (lookupOptions.all === true) return (done as unknown as (error: null, found: LookupAddress[]) => void)(null, addresses)
        done(null, first.address, first.family)
      })
    }
  }

  const connectWith = (build: typeof buildConnector): buildConnector.connector => (target, done) => {
    let url: URL
    try {
      // A literal address is never looked up, so it is judged here.
      url = read(`${target.protocol}//${target.host ?? target.hostname}${target.host === undefined && target.port !== '' ? `:${target.port}` : ''}`, ['http:', 'https:'])
    } catch (refusal) {
      done(refusal as Error, null)
      return
    }
    build({ timeout: connectTimeoutMs, maxCachedSessions: 0, lookup: lookup(url) })(target, done)
  }

  async function mailServer(host: string, port: number): Promise<string> {
    const url = URL.parse(`tcp://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`)
    if (url === null || url.hostname === '') throw new OutwardFault('outward.bad-address', `"${host.slice(0, 200)}" is not the name of a server.`, host.slice(0, 200))
    if (!allowed.has(`${url.hostname.toLowerCase()}:${port}`)) {
      if (!mailPorts.has(port)) throw new OutwardFault('outward.bad-address', `Port ${port} is not for mail; mail servers listen at ${[...mailPorts].join(', ')}.`, host)
      refuseIfPrivate(url)
    }
    return new Promise((done, fail) => lookup(url)(url.hostname.replaceAll(/[[\]]/g, ''), {}, (error, found) => (error === null ? done(typeof found === 'string' ? found : (found[0]?.address ?? '')) : fail(asOutwardFault(error, url)))))
  }

  return { read, lookup, mailServer, connectWith }
}
