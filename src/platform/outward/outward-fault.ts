/** What can go wrong on the way out, each with a stable code and a sentence that says what to do. */
import { Fault } from '../../kernel/fault.ts'

export type OutwardCode =
  | 'outward.bad-address'
  | 'outward.bad-request'
  | 'outward.private-address'
  | 'outward.unreachable'
  | 'outward.untrusted'
  | 'outward.too-slow'
  | 'outward.too-large'
  | 'outward.too-many-redirects'
  | 'outward.garbled'
  | 'outward.refused'
  | 'outward.closed'

/** The person can mend these in what they typed; the others lie with the server that was asked. */
const mendedByTheAsker: ReadonlySet<OutwardCode> = new Set(['outward.bad-address', 'outward.bad-request', 'outward.private-address'])

/** A request to the outside that did not come to a good end. */
export class OutwardFault extends Fault {
  readonly code: OutwardCode
  override readonly status: number
  override readonly details: { readonly address: string }

  /** @param address as `shownAddress` writes it: never with what may be secret. */
  constructor(code: OutwardCode, message: string, address: string, cause?: unknown) {
    super(message)
    this.code = code
    this.status = mendedByTheAsker.has(code) ? 422 : 502
    this.details = { address }
    if (cause !== undefined) this.cause = cause
  }
}

/** An address as it may be shown and logged: without its query, which may hold a key, and not endless. */
export function shownAddress(url: URL): string {
  const shown = `${url.protocol}//${url.host}${url.pathname}`
  return shown.length > 200 ? `${shown.slice(0, 199)}…` : shown
}

/** Tells by its code what undici, TLS, DNS or the HTTP parser threw. A fault of ours passes as it is. */
export function asOutwardFault(thrown: unknown, url: URL): OutwardFault {
  const ours = firstFault(thrown)
  if (ours !== null) return ours
  const address = shownAddress(url)
  const host = url.host
  const code = errorCode(thrown)
  const fault = (kind: OutwardCode, words: string): OutwardFault => new OutwardFault(kind, words, address, thrown)

  if (code === 'ENOTFOUND' || code === 'ENODATA') return fault('outward.unreachable', `No host is known by the name "${url.hostname}". Check its spelling.`)
  if (code === 'EAI_AGAIN' || code === 'ETIMEOUT' || code === 'ESERVFAIL') return fault('outward.unreachable', `The name "${url.hostname}" could not be looked up just now. Check this machine's network and DNS if it goes on.`)
  if (code === 'ECONNREFUSED') return fault('outward.unreachable', `${host} refuses the connection: nothing listens there. Check the host and the port.`)
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return fault('outward.too-slow', `${host} did not accept a connection in time. It may be down, or a firewall is in between.`)
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') return fault('outward.too-large', `${host} answers with headers longer than 32 kB, which no proper server does.`)
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return fault('outward.garbled', `${host} sent less or more than it had announced for ${address}. This mends itself when the connection was cut; otherwise the server is at fault.`)
  if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_HTTP_TOKEN') return fault('outward.bad-request', `The request to ${host} has a header that cannot be sent: ${messageOf(thrown)}.`)
  if (code.startsWith('HPE_') || chain(thrown).some((one) => one.name === 'HTTPParserError')) return fault('outward.garbled', `${host} does not answer in HTTP. Check the port and whether it is http or https.`)
  if (code === 'EPROTO' || code.startsWith('ERR_SSL') || code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return fault('outward.untrusted', `No safe connection to ${host} came about (${code}). Check the port and whether it is http or https.`)
  if (code.startsWith('ERR_TLS') || code.includes('CERT') || code.includes('SIGNED') || code.includes('VERIFY')) return fault('outward.untrusted', `The certificate of ${host} cannot be trusted (${code}). Its operator has to renew or correct it.`)
  if (code.startsWith('Z_') || code.startsWith('ERR_ZLIB') || code.startsWith('ERR__ERROR') || code.startsWith('ERR_BROTLI') || code.startsWith('ZSTD')) return fault('outward.garbled', `What ${address} sent could not be unpacked (${code}). The server is at fault.`)
  return fault('outward.unreachable', `The connection to ${host} broke: ${messageOf(thrown)}. It is worth trying again.`)
}

function messageOf(thrown: unknown): string {
  const said = thrown instanceof Error ? thrown.message : String(thrown)
  return said === '' ? 'no reason was given' : said
}

/** undici and Happy Eyeballs wrap: the cause, or one of several errors, tells. */
function chain(thrown: unknown): Error[] {
  const found: Error[] = []
  const open: unknown[] = [thrown]
  while (open.length > 0 && found.length < 20) {
    const one = open.shift()
    if (!(one instanceof Error)) continue
    found.push(one)
    if (one.cause !== undefined) open.push(one.cause)
    if (one instanceof AggregateError) open.push(...one.errors)
  }
  return found
}

function firstFault(thrown: unknown): OutwardFault | null {
  return chain(thrown).find((one): one is OutwardFault => one instanceof OutwardFault) ?? null
}

function errorCode(thrown: unknown): string {
  const codes = chain(thrown).map((one) => (one as Error & { code?: unknown }).code).filter((code) => typeof code === 'string')
  return codes.find((code) => code !== 'UND_ERR_SOCKET') ?? codes[0] ?? ''
}
