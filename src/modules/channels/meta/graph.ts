/** Asks Meta's Graph API, and puts into words what it answers when it will not. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { SendFault, type SendOutcome } from '../../../kernel/send-fault.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { LockedOut } from '../account-contract.ts'
import { objectOf, textOf, type Loose } from '../untrusted-json.ts'
import { wordsOf } from './refusals.ts'

/** The one place that says which version is spoken. Each lives about two years. */
export const graphVersion = 'v26.0'
export const graphAddress = 'https://graph.facebook.com'

export interface GraphSettings {
  readonly appId: string
  readonly appSecret: string
  readonly token: string
  readonly graph: string
}

export interface GraphContext {
  readonly fetch: OutwardFetch
  readonly signal: AbortSignal
}

/** A refusal of the Graph API, sorted by what may be done about it. */
export class GraphRefusal extends SendFault {
  readonly number: number
  readonly subcode: number
  constructor(message: string, number: number, subcode: number, outcome: SendOutcome, retryAfterSeconds: number | undefined) {
    super(message, `meta.${number}${subcode === 0 ? '' : `.${subcode}`}`, outcome, retryAfterSeconds === undefined ? {} : { retryAfterSeconds })
    this.number = number
    this.subcode = subcode
  }
}

/** Proves that whoever has the token has the secret too (Meta, "Securing Graph API Calls"). */
export const appSecretProof = (token: string, appSecret: string): string => createHmac('sha256', appSecret).update(token).digest('hex')

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly form?: { readonly contentType: string; readonly body: Uint8Array }
  /** Another token than the account's, such as the app's own. */
  readonly token?: string
  readonly timeoutMs?: number
}

/**
 * @param path without a version: `me`, `{page}/messages`.
 * @throws {LockedOut} when the token does not hold any more
 * @throws {GraphRefusal} in words, saying whether it may be tried again
 */
export async function askGraph(settings: GraphSettings, { fetch, signal }: GraphContext, path: string, { method = 'GET', query = {}, body, form, token = settings.token, timeoutMs = 30_000 }: Ask = {}): Promise<Loose> {
  const url = new URL(`${settings.graph}/${graphVersion}/${path}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  // The app's own token holds the secret already.
  if (!token.includes('|')) url.searchParams.set('appsecret_proof', appSecretProof(token, settings.appSecret))
  const answer = await fetch(url, {
    method, signal, timeoutMs, maxRedirects: 0,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(form ? { 'content-type': form.contentType } : body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(form ? { body: form.body } : body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const said = objectOf(parse(await answer.text()))
  const error = objectOf(said?.['error'])
  if (answer.status >= 200 && answer.status < 300 && said !== null && error === null) return said
  throw refusalOf(answer.status, error, answer.headers)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function refusalOf(status: number, error: Loose | null, headers: Headers): LockedOut | GraphRefusal {
  const number = typeof error?.['code'] === 'number' ? error['code'] : 0
  const subcode = typeof error?.['error_subcode'] === 'number' ? error['error_subcode'] : 0
  const details = textOf(objectOf(error?.['error_data'])?.['details'], 300)
  const said = textOf(error?.['error_user_msg'], 300) ?? details ?? textOf(error?.['message'], 300) ?? `status ${status}`
  if (number === 190) return new LockedOut(subcode === 463 ? 'The access token has expired. Make a new one at Meta and connect again.' : `Meta does not accept the access token any more: "${said}". Make a new one and connect again.`, `meta.190${subcode === 0 ? '' : `.${subcode}`}`)
  if (number === 0) return new GraphRefusal(`Meta is not well (status ${status}).`, 0, 0, status === 429 || status === 503 ? 'later' : 'unknown', regainSeconds(headers))
  const known = wordsOf(number, subcode)
  return new GraphRefusal(known?.words ?? `Meta refuses: "${said}" (code ${number}).`, number, subcode, known?.outcome ?? (error?.['is_transient'] === true ? 'later' : 'refused'), known?.outcome === 'later' ? regainSeconds(headers) : undefined)
}

/**
 * After how many seconds Meta lets us ask again, by the headers that tell how
 * much is used (Meta, "Rate limits"); `undefined` where they tell nothing.
 */
export function regainSeconds(headers: Headers): number | undefined {
  const business = objectOf(parse(headers.get('x-business-use-case-usage') ?? ''))
  const waits = Object.values(business ?? {}).flatMap((uses) => (Array.isArray(uses) ? (uses as unknown[]) : [])).map((use) => objectOf(use)?.['estimated_time_to_regain_access'])
  const minutes = Math.max(0, ...waits.filter((wait): wait is number => typeof wait === 'number'))
  if (minutes > 0) return minutes * 60
  const app = objectOf(parse(headers.get('x-app-usage') ?? headers.get('x-page-usage') ?? ''))
  const used = Math.max(0, ...Object.values(app ?? {}).filter((share): share is number => typeof share === 'number'))
  // A window of an hour that slides; a quarter of it frees enough.
  return used >= 100 ? 900 : undefined
}

/** Whether Meta signed these bytes with the app's secret (Meta, "Validating Payloads"). */
export function isSignedByMeta(body: Uint8Array, header: string | null, appSecret: string): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '') ?? []
  if (hex === undefined) return false
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', appSecret).update(body).digest())
}

/** What Meta says back when it checks our address: follows from the app's secret, so nobody has to copy it. */
export const verifyToken = (appId: string, appSecret: string): string => createHmac('sha256', appSecret).update(`webhook\0${appId}`).digest('base64url')
