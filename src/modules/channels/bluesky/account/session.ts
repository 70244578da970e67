/** A session with the account's server (XRPC), its tokens renewed when they end. */
import { Fault, Unavailable } from '../../../../kernel/fault.ts'
import { iso, minuteMs, secondMs, type Clock } from '../../../../kernel/instant.ts'
import { SendFault } from '../../../../kernel/send-fault.ts'
import type { OutwardFetch, OutwardResponse } from '../../../../platform/outward/outward-fetch.ts'
import { RetryAfter, retryAfterOf } from '../../../../platform/outward/retry-after.ts'
import { LockedOut, type AccountContext } from '../../account-contract.ts'
import { refusalOf } from '../../accounts/send-outcome.ts'
import { objectOf, textOf, wholeTextOf, type Loose } from '../../untrusted-json.ts'
import type { BlueskyAccountSettings } from './manifest.ts'

/** Where direct messages are answered, through the account's own server. */
const chatProxy = 'did:web:api.bsky.chat#bsky_chat'

export interface Asking {
  readonly fetch: OutwardFetch
  readonly clock: Clock
  readonly signal: AbortSignal
}

export interface Ask {
  readonly query?: Readonly<Record<string, string | number>>
  /** With it, it is a procedure. */
  readonly body?: object | Uint8Array
  readonly mediaType?: string
  readonly chat?: boolean
  /** It sends something, so that what went wrong must say whether it went out. */
  readonly sends?: boolean
}

/** The server does not know what was asked for. */
export class NotThere extends Fault {
  readonly code = 'bluesky.not-there'
  override readonly status = 422
}

export interface Session {
  readonly did: string
  ask(method: string, ask?: Ask): Promise<Loose>
}

const address = (service: string, method: string): URL => new URL(`/xrpc/${method}`, /^https?:\/\//i.test(service) ? service : `https://${service}`)

/** What the server says of an answer that is none. */
async function refused(answer: OutwardResponse): Promise<{ error: string; said: string }> {
  const body = objectOf(await answer.json().catch(() => null))
  const error = textOf(body?.['error'], 100) ?? ''
  return { error, said: textOf(body?.['message'], 300) ?? (error === '' ? `status ${answer.status}` : error) }
}

function tokensOf(body: Loose | null, service: string): { did: string; handle: string; accessJwt: string; refreshJwt: string } {
  const did = wholeTextOf(body?.['did'], 300)
  const accessJwt = wholeTextOf(body?.['accessJwt'], 20_000)
  const refreshJwt = wholeTextOf(body?.['refreshJwt'], 20_000)
  if (did === undefined || accessJwt === undefined || refreshJwt === undefined) throw new Unavailable(`${new URL(service).host} let us in without telling who we are. It is tried again.`, 'bluesky.session')
  return { did, accessJwt, refreshJwt, handle: wholeTextOf(body?.['handle'], 253) ?? did }
}

/** Signs in anew. @throws {LockedOut} when the app password is not good */
export async function signIn(settings: BlueskyAccountSettings, { fetch, clock, signal }: Asking): Promise<{ did: string; handle: string; accessJwt: string; refreshJwt: string }> {
  const url = address(settings.service, 'com.atproto.server.createSession')
  const answer = await fetch(url, { method: 'POST', signal, maxRedirects: 0, headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ identifier: settings.identifier.replace(/^@/, ''), password: settings.password }) })
  if (answer.status === 200) return tokensOf(objectOf(await answer.json()), url.href)
  const now = clock.now()
  if (answer.status === 429) throw patience(url.host, answer, now)
  const { said } = await refused(answer)
  if (answer.status === 401 || answer.status === 400) throw new LockedOut(`${url.host} does not accept the app password: ${said}. Make a new one there and connect again.`, 'bluesky.sign-in')
  throw new Unavailable(`${url.host} answers with status ${answer.status} when asked to sign in: ${said}. It is tried again.`, 'bluesky.session')
}

function patience(host: string, answer: OutwardResponse, now: number): RetryAfter {
  const at = retryAfterOf(answer.headers, now) ?? now + 5 * minuteMs
  return new RetryAfter(`${host} asks to be left alone until ${iso(at)}.`, at, now)
}

async function renewed(settings: BlueskyAccountSettings, asking: Asking): Promise<BlueskyAccountSettings> {
  const url = address(settings.service, 'com.atproto.server.refreshSession')
  const answer = await asking.fetch(url, { method: 'POST', signal: asking.signal, maxRedirects: 0, headers: { authorization: `Bearer ${settings.refreshJwt}`, accept: 'application/json' } })
  if (answer.status === 200) {
    const { did, accessJwt, refreshJwt } = tokensOf(objectOf(await answer.json()), url.href)
    return { ...settings, did, accessJwt, refreshJwt }
  }
  if (answer.status === 429) throw patience(url.host, answer, asking.clock.now())
  if (answer.status >= 500) throw new Unavailable(`${url.host} is not well (status ${answer.status}). It is asked again.`, 'bluesky.server-trouble')
  // The session is over; the app password makes another.
  const { did, accessJwt, refreshJwt } = await signIn(settings, asking)
  return { ...settings, did, accessJwt, refreshJwt }
}

type SessionContext = Asking & Pick<AccountContext<BlueskyAccountSettings>, 'settings' | 'renewed'>

export function sessionOf(context: SessionContext): Session {
  async function once(method: string, ask: Ask, settings: BlueskyAccountSettings): Promise<OutwardResponse> {
    const url = address(settings.service, method)
    for (const [name, value] of Object.entries(ask.query ?? {})) url.searchParams.append(name, String(value))
    const isBytes = ask.body instanceof Uint8Array
    return context.fetch(url, {
      method: ask.body === undefined ? 'GET' : 'POST', signal: context.signal, maxRedirects: 0, timeoutMs: 30 * secondMs,
      headers: {
        authorization: `Bearer ${settings.accessJwt}`, accept: 'application/json',
        ...(ask.body === undefined ? {} : { 'content-type': ask.mediaType ?? 'application/json' }),
        ...(ask.chat === true ? { 'atproto-proxy': chatProxy } : {}),
      },
      ...(ask.body === undefined ? {} : { body: isBytes ? ask.body as Uint8Array : JSON.stringify(ask.body) }),
    })
  }
  return {
    get did() {
      return context.settings.did
    },
    ask: async (method, ask = {}) => {
      let { settings } = context
      for (let tries = 0; ; tries++) {
        const answer = await once(method, ask, settings)
        if (answer.status === 200) return objectOf(await answer.json()) ?? {}
        const { host } = address(settings.service, method)
        if (answer.status === 429) throw patience(host, answer, context.clock.now())
        const { error, said } = await refused(answer)
        if (tries === 0 && (error === 'ExpiredToken' || error === 'InvalidToken' || answer.status === 401)) {
          settings = await context.renewed(settings, async (newest) => ({ settings: await renewed(newest, context), expiresAt: null }))
          continue
        }
        if (error === 'AccountTakedown' || error === 'AccountDeactivated' || error === 'AuthFactorTokenRequired') throw new LockedOut(`${host} does not let this account in: ${said}.`, 'bluesky.locked')
        if (/RecordNotFound|NotFound|InvalidConvo/.test(error) || /could not locate|not found/i.test(said)) throw new NotThere(`${host} does not know what was asked for: ${said}.`)
        if (ask.sends === true) throw refusalOf(answer.status, `${host} did not take it: ${said}.`, 'bluesky.not-taken')
        if (answer.status === 401 || /scope/i.test(`${error} ${said}`)) throw new LockedOut(`${host} does not let us do this: ${said}. Make a new app password, with access to direct messages if those are to be read.`, 'bluesky.scope')
        throw answer.status >= 500 ? new Unavailable(`${host} is not well (status ${answer.status}): ${said}. It is asked again.`, 'bluesky.server-trouble') : new Unavailable(`${host} answers with status ${answer.status}: ${said}. It is asked again.`, 'bluesky.unexpected-status')
      }
    },
  }
}

/** What is there no longer cannot be answered. */
export function asRefused(thrown: unknown): never {
  if (thrown instanceof NotThere) throw new SendFault(thrown.message, thrown.code, 'refused', { cause: thrown })
  throw thrown
}
