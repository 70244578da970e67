/** A fake Graph API of Meta: a page with Messenger and Instagram, a WhatsApp number, their answers and the errors that the documentation names. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenLocally, stopServer } from './local-server.ts'

export interface GraphCall {
  readonly method: string
  /** Without version and query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export interface FakeGraph {
  readonly url: string
  readonly appId: string
  readonly appSecret: string
  readonly token: string
  readonly pageId: string
  readonly instagramId: string
  readonly phoneNumberId: string
  readonly businessId: string
  readonly calls: readonly GraphCall[]
  /** Calls that made something. */
  readonly sent: readonly GraphCall[]
  /** What the token may do, and when it ends (seconds; 0: never). */
  permissions: string[]
  expiresAt: number
  /** Callback and fields by object, as the app subscribed them. */
  readonly subscriptions: ReadonlyMap<string, { readonly callback_url: string; readonly verify_token: string; readonly fields: string }>
  /** The next call whose path ends so is answered with an error. */
  refuse(pathEnd: string, status: number, error: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): void
  keepMedia(id: string, bytes: Uint8Array, mediaType: string): void
  /** A webhook's body with its signature, as Meta would send it. */
  signed(body: unknown): { readonly body: string; readonly signature: string }
  stop(): Promise<void>
}

const templates = [
  { name: 'order_ready', language: 'nl', status: 'APPROVED', category: 'UTILITY', components: [{ type: 'HEADER', format: 'TEXT', text: 'Bestelling {{1}}' }, { type: 'BODY', text: 'Dag {{1}}, je {{2}} staat klaar.' }, { type: 'FOOTER', text: 'Velora' }, { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Bekijk', url: 'https://velora.example/o/{{1}}' }] }] },
  { name: 'hello', language: 'en_US', status: 'APPROVED', category: 'MARKETING', parameter_format: 'NAMED', components: [{ type: 'BODY', text: 'Hello {{first_name}}' }] },
  { name: 'waiting', language: 'en_US', status: 'PENDING', category: 'MARKETING', components: [{ type: 'BODY', text: 'Not yet' }] },
]

export async function startGraph(): Promise<FakeGraph> {
  const [appId, appSecret, token] = ['4400440044', '0123456789abcdef0123456789abcdef', 'EAAFakeTokenOfNobodyAtAll1234567890']
  const [pageId, instagramId, phoneNumberId, businessId] = ['1234567890', '17841400000000001', '106540350000001', '102290120000001']
  const calls: GraphCall[] = []
  const sent: GraphCall[] = []
  const refusals: { pathEnd: string; status: number; error: Readonly<Record<string, unknown>>; headers: Readonly<Record<string, string>> }[] = []
  const subscriptions = new Map<string, { callback_url: string; verify_token: string; fields: string }>()
  const pageFields = new Set<string>()
  const media = new Map<string, { bytes: Uint8Array; mediaType: string }>()
  const state = { permissions: ['pages_read_user_content', 'pages_manage_engagement', 'pages_manage_metadata', 'pages_messaging', 'instagram_basic', 'instagram_manage_comments', 'instagram_manage_messages', 'whatsapp_business_messaging', 'whatsapp_business_management'], expiresAt: 0 }
  let made = 0
  let url = ''
  const answer = (response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  const fail = (response: ServerResponse, status: number, error: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}): void => answer(response, status, { error: { message: 'Refused', type: 'OAuthException', fbtrace_id: 'A1', ...error } }, headers)

  async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const type = request.headers['content-type'] ?? ''
    if (type.startsWith('multipart/')) return Object.fromEntries(await Promise.all([...(await new Response(body, { headers: { 'content-type': type } }).formData())].map(async ([name, value]) => [name, typeof value === 'string' ? value : `${value.name}:${value.type}:${(await value.arrayBuffer()).byteLength}`] as const)))
    return body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>)
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()))
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = new URL(request.url ?? '/', url)
    const [, version = '', ...rest] = asked.pathname.split('/')
    const path = rest.join('/')
    const query = Object.fromEntries(asked.searchParams)
    const body = await bodyOf(request)
    const call = { method: request.method ?? 'GET', path, query, body }
    calls.push(call)
    const bearer = (request.headers.authorization ?? '').replace('Bearer ', '')
    if (version === 'media') {
      const kept = media.get(rest[0] ?? '')
      if (!kept || bearer !== token) return void response.writeHead(404).end()
      return void response.writeHead(200, { 'content-type': kept.mediaType }).end(kept.bytes)
    }
    const isApp = bearer === `${appId}|${appSecret}`
    if (!/^v\d+\.\d$/.test(version)) return fail(response, 400, { code: 2635, message: 'An active version is needed' })
    if (!isApp && !bearer.startsWith(token)) return fail(response, 400, { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' })
    if (!isApp && query['appsecret_proof'] !== createHmac('sha256', appSecret).update(bearer).digest('hex')) return fail(response, 400, { code: 100, message: 'Invalid appsecret_proof provided in the API argument' })
    const refusal = refusals.findIndex(({ pathEnd }) => path.endsWith(pathEnd))
    if (refusal >= 0) {
      const [{ status, error, headers } = { status: 500, error: {}, headers: {} }] = refusals.splice(refusal, 1)
      return fail(response, status, error, headers)
    }
    if (path === 'debug_token') return answer(response, 200, { data: { app_id: appId, type: 'PAGE', is_valid: true, expires_at: query['input_token'] === token ? state.expiresAt : 0, scopes: state.permissions } })
    if (path === 'oauth/access_token') return answer(response, 200, { access_token: `${token}Long`, token_type: 'bearer' })
    if (path === 'me' && request.method === 'GET') return answer(response, 200, { id: pageId, name: 'Velora', instagram_business_account: { id: instagramId, username: 'velora', name: 'Velora' } })
    if (path === `${appId}/subscriptions`) {
      if (request.method === 'POST') subscriptions.set(String(body['object']), { callback_url: String(body['callback_url']), verify_token: String(body['verify_token']), fields: String(body['fields']) })
      return answer(response, 200, request.method === 'POST' ? { success: true } : { data: [...subscriptions].map(([object, { callback_url, fields }]) => ({ object, callback_url, active: true, fields: fields.split(',').map((name) => ({ name, version: 'v26.0' })) })) })
    }
    if (path.endsWith('/subscribed_apps')) {
      const wanted = body['subscribed_fields']
      for (const field of typeof wanted === 'string' ? wanted.split(',') : []) pageFields.add(field)
      return answer(response, 200, request.method === 'POST' ? { success: true } : { data: [{ id: appId, name: 'App', subscribed_fields: [...pageFields] }] })
    }
    if (path.endsWith('/message_templates')) return answer(response, 200, { data: templates.filter(({ name }) => query['name'] === undefined || name === query['name']), paging: { cursors: { after: 'x' } } })
    if (request.method === 'GET' && path === phoneNumberId) return answer(response, 200, { id: phoneNumberId, display_phone_number: '+32 400 00 00 01', verified_name: 'Velora', quality_rating: 'GREEN', status: 'CONNECTED' })
    if (request.method === 'GET' && media.has(path)) return answer(response, 200, { id: path, url: `${url}/media/${path}`, mime_type: media.get(path)?.mediaType, messaging_product: 'whatsapp' })
    if (request.method === 'GET' && query['fields']?.startsWith('name')) return answer(response, 200, { id: path, name: `Person ${path}`, ...(query['fields'].includes('username') ? { username: `person.${path}`, follower_count: 12 } : {}) })
    if (request.method === 'DELETE') return answer(response, 200, { success: true })
    if (request.method !== 'POST') return fail(response, 400, { code: 100, error_subcode: 33, message: `Unsupported get request. Object with ID '${path}' does not exist` })
    sent.push(call)
    const id = `${++made}`
    if (path.endsWith('/media')) return answer(response, 200, { id: `media-${id}` })
    if (path === `${phoneNumberId}/messages`) return answer(response, 200, { messaging_product: 'whatsapp', contacts: [{ input: body['to'], wa_id: body['to'] }], messages: [{ id: `wamid.${id}` }] })
    if (path.endsWith('/messages')) return answer(response, 200, { recipient_id: '5678', message_id: `m_${id}` })
    return answer(response, 200, { id: `${path.split('/')[0]}_${id}` })
  }
  url = await listenLocally(server)
  return Object.assign(state, {
    url, appId, appSecret, token, pageId, instagramId, phoneNumberId, businessId, calls, sent, subscriptions,
    refuse: (pathEnd: string, status: number, error: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}) => void refusals.push({ pathEnd, status, error, headers }),
    keepMedia: (id: string, bytes: Uint8Array, mediaType: string) => void media.set(id, { bytes, mediaType }),
    signed: (body: unknown) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return { body: text, signature: `sha256=${createHmac('sha256', appSecret).update(text).digest('hex')}` }
    },
    stop: () => stopServer(server),
  })
}
