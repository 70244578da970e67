/** Whether a request that would change something was sent by our own page, and not by another site with the visitor's cookie. */
import { Fault } from '../../kernel/fault.ts'

export class ForeignOrigin extends Fault {
  readonly code = 'members.foreign-origin'
  override readonly status = 403
  constructor(origin: string | null, expected: string) {
    super(`A signed-in page may only be used from its own address: this request came from ${origin === null ? 'an unknown page' : `"${origin}"`}, expected ${expected}. If Rapport stands behind a proxy, set RAPPORT_URL to the address people use. A program sends an API key instead of a cookie.`)
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

/**
 * Throws unless the request is safe by its method or comes from our own page.
 *
 * Browsers say where a request comes from in `Sec-Fetch-Site` (over https and
 * on localhost) and, for every unsafe method, in `Origin`; pages cannot forge
 * either. Source: OWASP, Cross-Site Request Forgery Prevention Cheat Sheet,
 * "Fetch Metadata" and "Verifying Origin".
 *
 * @param publicUrl where people reach the page; a proxy may hide it from us
 * @throws {ForeignOrigin}
 */
export function refuseForeignOrigin(request: { method: string; headers: Headers }, publicUrl: string): void {
  if (safeMethods.has(request.method)) return
  const expected = new URL(publicUrl)
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') throw new ForeignOrigin(origin, expected.origin)
  if (origin === null) {
    if (site === 'same-origin') return
    throw new ForeignOrigin(null, expected.origin)
  }
  const host = request.headers.get('host')
  if (origin !== expected.origin && (host === null || hostOf(origin) !== host)) throw new ForeignOrigin(origin, expected.origin)
}
