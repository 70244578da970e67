/** Calls the API, typed by method and path. */
import { ApiFault, faultFrom, offlineCode, unreadableCode } from './fault.ts'
import type { InputOf, Method, OutputOf, PathOf } from './routes.ts'

const base = '/api/v1'

interface AnyInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Lets the call outlive the page, for what is sent while it closes. */
  readonly keepalive?: boolean
}

/** Fills `{name}` in a path. */
function fill(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** A query string with its `?`; what is undefined, null or empty is left out. */
export function queryString(query: Readonly<Record<string, unknown>> = {}): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
    if (text !== '') pairs.set(name, text)
  }
  const text = pairs.toString()
  return text === '' ? '' : `?${text}`
}

/** The address of a GET route, for links and downloads. */
export function apiAddress<P extends PathOf<'get'>>(path: P, ...[input]: [input?: InputOf<'get', P>]): string {
  const { params, query } = (input ?? {}) as AnyInput
  return `${base}${fill(path, params)}${queryString(query)}`
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return {}
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) return text
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiFault({ status: response.status, code: unreadableCode, message: 'The answer of the server was cut off or is not JSON. Try again.' }, { cause })
  }
}

/**
 * One request, with the session's cookie.
 * @throws {ApiFault} for every answer that is no success, and when none came.
 */
export async function send(address: string, init: RequestInit = {}): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new ApiFault({ status: 0, code: offlineCode, message: 'Rapport cannot be reached. Check the connection, and that the server runs.' }, { cause })
  }
  const body = await bodyOf(response)
  if (!response.ok) throw faultFrom(response.status, body)
  return body
}

/** A request whose body, when there is one, is JSON. */
export function sendJson(method: string, address: string, body?: unknown, options: CallOptions = {}): Promise<unknown> {
  return send(address, {
    method: method.toUpperCase(),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.keepalive === undefined ? {} : { keepalive: options.keepalive }),
  })
}

type Rest<I> = object extends I ? [input?: I, options?: CallOptions] : [input: I, options?: CallOptions]

/**
 * `api('get', '/mentions', { query })`. Path parameters go under `params`.
 * @throws {ApiFault}
 */
export async function api<M extends Method, P extends PathOf<M>>(method: M, path: P, ...[input, options]: Rest<InputOf<M, P>>): Promise<OutputOf<M, P>> {
  const { params, query, body } = (input ?? {}) as AnyInput
  return (await sendJson(method, `${base}${fill(path, params)}${queryString(query)}`, body, options)) as OutputOf<M, P>
}
