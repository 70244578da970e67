/** Which addresses lie in the public internet, and which lead inside. Pure. */
import ipaddr from 'ipaddr.js'
import { OutwardFault, shownAddress } from './outward-fault.ts'

/**
 * Whether an IP address is globally reachable unicast, by the special-purpose
 * registries (RFC 6890 and its successors). IPv4 inside IPv6 (mapped, NAT64)
 * is judged by the IPv4 address; tunnels that could carry any (6to4, Teredo)
 * are not public.
 */
export function isPublicIp(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text.replace(/%.*$/, ''))
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast'
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().range() === 'unicast'
  const bytes = address.toByteArray()
  if (nat64.every((byte, index) => bytes[index] === byte)) return new ipaddr.IPv4(bytes.slice(12)).range() === 'unicast'
  // Only 2000::/3 has been given out as global unicast (RFC 4291, section 2.4; IANA registry).
  return address.range() === 'unicast' && ((bytes[0] ?? 0) & 0xe0) === 0x20
}

/** 64:ff9b::/96, the well-known NAT64 prefix (RFC 6052, section 2.1). */
const nat64 = [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]

/** Names that by their standard or by custom never leave the local network. */
const localEndings = ['localhost', 'local', 'localdomain', 'internal', 'intranet', 'lan', 'home', 'corp', 'home.arpa', 'private', 'onion', 'test', 'invalid']

/** Whether a host name can only mean something on this machine or in this network. */
export function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.+$/, '')
  return !name.includes('.') || localEndings.some((ending) => name === ending || name.endsWith(`.${ending}`))
}

/** Ports on which another protocol listens that an HTTP request could speak to by trick ("bad port" of the Fetch standard). */
const badPorts = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179,
  389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000,
  6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

const longestAddress = 4_096
const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443' }

/** `host:port` with the port spelled out, as allow lists write it; IPv6 in brackets. */
export function hostPort(url: URL): string {
  return `${url.hostname.toLowerCase()}:${url.port === '' ? (defaultPorts[url.protocol] ?? '') : url.port}`
}

/**
 * Reads an address that somebody gave, and refuses what can be seen to be
 * wrong before anything is looked up. Decimal, octal and hexadecimal hosts are
 * already dotted when `URL` has read them.
 *
 * @param allowed `host:port` entries that may be private.
 * @throws {OutwardFault} `outward.bad-address` or `outward.private-address`
 */
export function readAddress(given: string | URL, protocols: readonly string[], allowed: ReadonlySet<string>): URL {
  const text = String(given).trim()
  const shown = text.length > 200 ? `${text.slice(0, 199)}…` : text
  const bad = (words: string): OutwardFault => new OutwardFault('outward.bad-address', words, shown)
  if (text.length > longestAddress) throw bad(`The address "${shown}" is ${text.length} characters long; at most ${longestAddress} are taken.`)
  const url = URL.parse(text)
  const names = protocols.map((protocol) => protocol.slice(0, -1)).join(' or ')
  if (url === null || url.hostname === '') throw bad(`"${shown}" is not a whole address. Write it with ${names}, for example ${protocols.at(-1)}//news.example/feed.`)
  if (!protocols.includes(url.protocol)) throw bad(`"${shownAddress(url)}" begins with ${url.protocol.slice(0, -1)}; only ${names} addresses are asked.`)
  if (url.username !== '' || url.password !== '') throw new OutwardFault('outward.bad-address', `The address of ${url.host} holds a user name or password. Leave them out: an address is shown and logged.`, shownAddress(url))
  url.hash = ''
  if (allowed.has(hostPort(url))) return url
  const port = Number(url.port)
  if (badPorts.has(port)) throw bad(`Port ${port} of ${url.hostname} is not for web pages, so nothing is asked there. Check the port.`)
  refuseIfPrivate(url)
  return url
}

/** @throws {OutwardFault} when a name or a literal address can be seen to lead inside. */
export function refuseIfPrivate(url: URL): void {
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname
  if (ipaddr.isValid(host) ? isPublicIp(host) : !isLocalName(host)) return
  throw privateAddress(url)
}

/** The fault for an address that leads inside; it never tells which inner address a name led to. */
export function privateAddress(url: URL): OutwardFault {
  const key = hostPort(url)
  return new OutwardFault('outward.private-address', `"${url.hostname}" leads to a private or reserved network, where Rapport asks nothing on anybody's word. If it is meant to, an operator can allow it with RAPPORT_ALLOW_PRIVATE=${key}.`, shownAddress(url))
}
