/** Asks the server of our account, as our account, and says in words what it will not do. */
import { Fault, Unavailable } from '../../../../kernel/fault.ts'
import { iso, minuteMs, secondMs, type Clock } from '../../../../kernel/instant.ts'
import { SendFault } from '../../../../kernel/send-fault.ts'
import type { OutwardFetch, OutwardResponse } from '../../../../platform/outward/outward-fetch.ts'
import { RetryAfter, retryAfterOf } from '../../../../platform/outward/retry-after.ts'
import { LockedOut } from '../../account-contract.ts'
import { refusalOf } from '../../accounts/send-outcome.ts'
import { objectOf, textOf } from '../../untrusted-json.ts'
import { serverAddress } from '../client.ts'

export interface Asking {
  readonly fetch: OutwardFetch
  readonly clock: Clock
  readonly signal: AbortSignal
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly query?: readonly (readonly [string, string])[]
  readonly json?: object
  readonly form?: { readonly contentType: string; readonly body: Uint8Array }
  /** So that the same is not posted twice. */
  readonly key?: string
  /** It sends something, so that what went wrong must say whether it went out. */
  readonly sends?: boolean
}

export interface Answered {
  readonly status: number
  readonly body: unknown
}

/** The server does not know what was asked for, or does not show it to us. */
export class NotThere extends Fault {
  readonly code = 'fediverse.not-there'
  override readonly status = 422
}

export interface Session {
  /** `https://social.example/` */
  readonly base: URL
  readonly headers: Readonly<Record<string, string>>
  ask(path: string, ask?: Ask): Promise<Answered>
}

const uploadWithinMs = 5 * minuteMs

export function sessionOf({ server, token }: { readonly server: string; readonly token: string }, { fetch, clock, signal }: Asking): Session {
  const base = serverAddress(server)
  const { host } = base
  const headers = { accept: 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }
  /** The allowance is spent until then. */
  let restUntil = 0

  async function faultOf(answer: OutwardResponse, sends: boolean): Promise<Fault> {
    const { status } = answer
    const told = objectOf(await answer.json().catch(() => null))
    const said = textOf(told?.['error_description'], 300) ?? textOf(told?.['error'], 300) ?? `status ${status}`
    const now = clock.now()
    const at = retryAfterOf(answer.headers, now)
    if (status === 429) return new RetryAfter(`${host} asks to be left alone until ${iso(at ?? now + 5 * minuteMs)}.`, at ?? now + 5 * minuteMs, now)
    if (status === 401) return new LockedOut(`${host} does not accept our access any more: ${said}. It was taken back there, or the account is closed; connect it again.`, 'fediverse.locked-out')
    if (status === 403 && /scope|login|disabled|suspended|pending|confirm/i.test(said)) return new LockedOut(`${host} does not let this account do that: ${said}. See to it there, or connect it again with the right to read and write.`, 'fediverse.forbidden')
    if (status === 404 || status === 410) return new NotThere(`${host} does not know what was asked for: ${said}.`)
    if (sends) return refusalOf(status, `${host} did not take it: ${said}.`, 'fediverse.not-taken', at === null ? undefined : Math.ceil((at - now) / secondMs))
    if (status >= 500 && at !== null) return new RetryAfter(`${host} is not well (status ${status}) and asks to come back at ${iso(at)}.`, at, now)
    if (status >= 500) return new Unavailable(`${host} is not well (status ${status}): ${said}. It is asked again.`, 'fediverse.server-trouble')
    return new Unavailable(`${host} answers with status ${status}: ${said}. It is asked again.`, 'fediverse.unexpected-status')
  }

  return {
    base,
    headers,
    ask: async (path, { method = 'GET', query = [], json, form, key, sends = false } = {}) => {
      if (restUntil > clock.now()) throw new RetryAfter(`${host} has answered as often as it allows; it is asked again at ${iso(restUntil)}.`, restUntil, clock.now())
      const url = new URL(path, base)
      for (const [name, value] of query) url.searchParams.append(name, value)
      const answer = await fetch(url, {
        method, signal, maxRedirects: method === 'GET' ? 3 : 0, ...(form === undefined ? {} : { timeoutMs: uploadWithinMs }),
        headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }), ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...(form === undefined ? {} : { 'content-type': form.contentType }) },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }), ...(form === undefined ? {} : { body: form.body }),
      })
      if (answer.headers.get('x-ratelimit-remaining') === '0') restUntil = retryAfterOf(answer.headers, clock.now()) ?? 0
      if (answer.status < 200 || answer.status > 299) throw await faultOf(answer, sends)
      return { status: answer.status, body: await answer.json().catch((thrown: unknown) => {
        // It was done; what the answer said is lost.
        if (sends) throw new SendFault(`${host} took it and broke off while answering.`, 'fediverse.cut-off', 'unknown', { cause: thrown })
        throw thrown
      }) }
    },
  }
}

/** What is there no longer cannot be answered. */
export function asRefused(thrown: unknown): never {
  if (thrown instanceof NotThere) throw new SendFault('What this answers is gone at its source, or is not shown to our account any more.', thrown.code, 'refused', { cause: thrown })
  throw thrown
}
