/** Where a redirect leads and what may be taken along. Pure. */

/** One request on the way to the answer. */
export interface Hop {
  readonly url: URL
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
}

/** What proves who we are is for one origin only. */
const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization'])
const bodyHeaders = new Set(['content-type', 'content-length', 'content-encoding', 'content-language', 'content-location'])

export interface Redirect {
  readonly hop: Hop
  readonly permanent: boolean
}

/**
 * The next hop, or `null` when the answer is no redirect (RFC 9110, section
 * 15.4). A form that was posted is fetched after 301, 302 and 303, as browsers
 * do; secrets never cross to another origin.
 *
 * @param read judges the address; it throws when it may not be asked.
 */
export function redirectOf(from: Hop, status: number, location: string | string[] | undefined, read: (address: string | URL) => URL): Redirect | null {
  if (![301, 302, 303, 307, 308].includes(status)) return null
  const target = Array.isArray(location) ? location[0] : location
  if (target === undefined || target.trim() === '') return null
  const url = read(URL.parse(target.trim(), from.url.href) ?? target)
  const becomesGet = (status === 303 && from.method !== 'GET') || (status <= 302 && from.method === 'POST')
  const crosses = url.origin !== from.url.origin
  const headers = Object.fromEntries(Object.entries(from.headers).filter(([name]) => !(crosses && secretHeaders.has(name)) && !(becomesGet && bodyHeaders.has(name))))
  const hop: Hop = { url, headers, method: becomesGet ? 'GET' : from.method, body: becomesGet ? null : from.body }
  return { hop, permanent: status === 301 || status === 308 }
}
