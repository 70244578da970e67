/** Asks a server of the fediverse, and puts into words what it answers when it will not. */
import { Fault, Invalid, Unavailable } from '../../../kernel/fault.ts'
import { iso, minuteMs } from '../../../kernel/instant.ts'
import type { Clock } from '../../../kernel/instant.ts'
import type { OutwardFetch, OutwardResponse } from '../../../platform/outward/outward-fetch.ts'
import { RetryAfter, retryAfterOf } from '../../../platform/outward/retry-after.ts'
import { objectOf, textOf } from '../untrusted-json.ts'

export interface ClientSettings {
  readonly server: string
  readonly token: string
}

export interface Client {
  /** `https://social.example` */
  readonly base: URL
  readonly host: string
  readonly headers: Readonly<Record<string, string>>
  /**
   * Asks for JSON.
   *
   * @param what in words, for faults: "the public timeline".
   * @throws {Fault} in words when the server does not answer with it.
   */
  ask(path: string, query: Readonly<Record<string, string>>, what: string): Promise<unknown>
}

/** The server wants to know who asks, or does not accept who asks. */
class NeedsToken extends Fault {
  readonly code = 'fediverse.needs-token'
  override readonly status = 422
  override readonly place = { path: '/settings/token' }
}

/** @throws {Invalid} when it is no host. */
export function serverAddress(written: string): URL {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') throw new Invalid(`"${written}" is not a server. Write its name, for example social.example.`, { path: '/settings/server' }, 'fediverse.bad-server')
  return new URL('/', url)
}

export function createClient({ server, token }: ClientSettings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Client {
  const base = serverAddress(server)
  const headers = { accept: 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }

  /** The allowance is spent until then. */
  let restUntil = 0

  async function ask(path: string, query: Readonly<Record<string, string>>, what: string): Promise<unknown> {
    if (restUntil > context.clock.now()) throw new RetryAfter(`${base.host} has answered as often as it allows; it is asked again at ${iso(restUntil)}.`, restUntil, context.clock.now())
    const url = new URL(path, base)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const answer = await context.fetch(url, { headers, signal: context.signal })
    if (answer.status !== 200) throw await faultOf(answer)
    if (answer.headers.get('x-ratelimit-remaining') === '0') restUntil = retryAfterOf(answer.headers, context.clock.now()) ?? 0
    return answer.json()

    async function faultOf(refusal: OutwardResponse): Promise<Fault> {
      const { status } = refusal
      const said = await refusal.json().then((body) => textOf(objectOf(body)?.['error'], 300), () => undefined)
      const quoted = said === undefined ? '' : ` It says: "${said}".`
      const now = context.clock.now()
      const at = retryAfterOf(refusal.headers, now)
      if (status === 429) return new RetryAfter(`${base.host} asks to be left alone until ${iso(at ?? now + 5 * minuteMs)}.`, at ?? now + 5 * minuteMs, now)
      if (status === 401 || status === 403 || status === 422) {
        return token === ''
          ? new NeedsToken(`${base.host} shows ${what} only to its members.${quoted} Make an access token there (Preferences, Development, scope read:statuses) and enter it.`)
          : new NeedsToken(`${base.host} does not accept the access token for ${what}.${quoted} It may have been revoked, or lack the scope read:statuses; make a new one.`)
      }
      if (status === 404) return new NotFoundThere(`${base.host} does not know ${what}.${quoted} Check the spelling, and that the server speaks the Mastodon API.`)
      if (status === 410) return new NotFoundThere(`${what} is gone from ${base.host} for good.${quoted}`)
      if (status >= 500 && at !== null) return new RetryAfter(`${base.host} is not well (status ${status}) and asks to come back at ${iso(at)}.`, at, now)
      if (status >= 500) return new Unavailable(`${base.host} is not well (status ${status}) when asked for ${what}.${quoted} It is asked again later.`, 'fediverse.server-trouble')
      return new Unavailable(`${base.host} answers with status ${status} when asked for ${what}.${quoted}`, 'fediverse.unexpected-status')
    }
  }

  return { base, host: base.host, headers, ask }
}

/** What was asked for is not on that server. */
export class NotFoundThere extends Fault {
  readonly code = 'fediverse.not-found'
  override readonly status = 422
}
