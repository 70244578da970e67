/** Everything that is answered over HTTP, in one application. */
import { join } from 'node:path'
import { sentence } from './kernel/fault.ts'
import { newId } from './kernel/ids.ts'
import { may } from './kernel/permission.ts'
import { Forbidden, MethodNotAllowed, NotFound, Unauthenticated } from './kernel/fault.ts'
import type { Members } from './modules/members/index.ts'
import { projectRoot, type Config } from './platform/config.ts'
import { callerOf, remoteAddressOf } from './platform/http/listen.ts'
import { mount, type PutOnRecord } from './platform/http/mount.ts'
import { openapi } from './platform/http/openapi.ts'
import { problemResponse } from './platform/http/problem.ts'
import { reference } from './platform/http/reference.ts'
import type { MountedRoute } from './platform/http/route.ts'
import { openSite, securityHeaders } from './platform/http/site.ts'
import type { Log } from './platform/logs.ts'
import type { Metrics } from './platform/metrics.ts'
import { pictureBase, type Pictures } from './platform/outward/pictures.ts'
import { version } from './platform/version.ts'
import type { EventType } from './kernel/event.ts'
import type { Clock } from './kernel/instant.ts'
import type { health } from './health.ts'

export interface HttpDeps {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly members: Members
  readonly pictures: Pictures
  readonly routes: readonly MountedRoute[]
  readonly putOnRecord: PutOnRecord
  /** What webhooks can be told of, for the API document. */
  readonly eventTypes: readonly EventType[]
  /** Pages for people outside, who have no account; `null` for other addresses. */
  readonly outside: (request: Request, url: URL, from: string) => Promise<Response | null>
  health(): ReturnType<typeof health>
}

type Answer = (request: Request, url: URL) => Promise<Response | null>

export function httpApp(deps: HttpDeps): (request: Request) => Promise<Response> {
  const { config, members } = deps
  const remoteAddress = (request: Request): string => callerOf(remoteAddressOf(request, config.trustedProxies))
  const api = mount(deps.routes, { clock: deps.clock, log: deps.log, metrics: deps.metrics, authenticate: members.authenticate, remoteAddress, putOnRecord: deps.putOnRecord })
  // Described when somebody first asks, so that no start waits for it.
  let described: ReturnType<typeof openapi> | null = null
  const document = (): ReturnType<typeof openapi> => (described ??= openapi(deps.routes.map((route) => route.definition), version, config.publicUrl, deps.eventTypes))
  const site = openSite(join(projectRoot, 'web', 'dist'))
  const headers = Object.entries(securityHeaders(config.publicUrl.startsWith('https:')))

  const answers: readonly Answer[] = [
    async (request, url) => (url.pathname.startsWith('/api/auth/') ? members.answerAuth(request, remoteAddress(request)) : null),
    async (request, url) => (url.pathname.startsWith('/api/v1') ? api.fetch(request) : null),
    async (_, url) => (url.pathname === '/api/openapi.json' ? Response.json(await document(), { headers: { 'access-control-allow-origin': '*' } }) : null),
    async (_, url) => (url.pathname === '/api' || url.pathname === '/api/' ? new Response(reference(await document()), { headers: { 'content-type': 'text/html; charset=utf-8' } }) : null),
    (_, url) => answerPicture(deps, url),
    (request, url) => deps.outside(request, url, remoteAddress(request)),
    (_, url) => answerHealth(deps, url),
    (request, url) => answerMetrics(deps, request, url, remoteAddress(request)),
    (request, url) => ((request.method === 'GET' || request.method === 'HEAD') && !url.pathname.startsWith('/api/') ? site.serve(request, url.pathname) : Promise.resolve(null)),
  ]

  return async (request) => {
    const url = new URL(request.url)
    let response: Response | null = null
    try {
      for (const answer of answers) {
        response = await answer(request, url)
        if (response) break
      }
    } catch (thrown) {
      const reference = newId()
      response = problemResponse(thrown, reference)
      if (response.status >= 500) deps.log.error('http.fault', { reference, path: url.pathname, status: response.status, because: sentence(thrown) })
    }
    const found = response ?? notFound(request, url)
    for (const [name, value] of headers) if (!found.headers.has(name)) found.headers.set(name, value)
    return found
  }
}

function notFound({ method }: Request, { pathname }: URL): Response {
  if (pathname.includes('.') || pathname.startsWith('/api')) return problemResponse(new NotFound('address', `${method} ${pathname}`), '')
  if (method !== 'GET' && method !== 'HEAD') return problemResponse(new MethodNotAllowed(method, pathname, ['GET', 'HEAD']), '')
  return new Response('The page has not been built. Stop Rapport and start it with "npm start", which builds it; the log of that start says what went wrong if it fails again.\n', { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

async function answerPicture({ pictures }: HttpDeps, url: URL): Promise<Response | null> {
  if (!url.pathname.startsWith(`${pictureBase}/`)) return null
  const [signature = '', encoded = ''] = url.pathname.slice(pictureBase.length + 1).split('/')
  return pictures.serve(signature, encoded)
}

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)

async function answerHealth({ health: ask }: HttpDeps, url: URL): Promise<Response | null> {
  if (url.pathname === '/health/live') return Response.json({ live: true })
  if (url.pathname !== '/health' && url.pathname !== '/health/ready') return null
  const state = await ask()
  const good = url.pathname === '/health/ready' ? state.ready : state.ok
  return Response.json(state, { status: good || (url.pathname === '/health' && state.ready) ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

async function answerMetrics({ config, metrics, members }: HttpDeps, request: Request, url: URL, from: string): Promise<Response | null> {
  if (url.pathname !== '/metrics') return null
  // Behind a proxy on this machine everybody comes from here, so a public address means that a key is needed.
  const local = isLoopback(from) && isLoopback(new URL(config.publicUrl).hostname)
  if (!local || request.headers.has('x-forwarded-for')) {
    const actor = await members.authenticate(request)
    if (actor === null) throw new Unauthenticated('Figures are given to this machine, or to an API key with the scope operation.read.')
    if (!may(actor, 'operation.read')) throw new Forbidden('operation.read', actor.role)
  }
  return new Response(await metrics.registry.metrics(), { headers: { 'content-type': metrics.registry.contentType } })
}
