/** Turns routes as data into an HTTP application: limits, authentication, authorisation, validation, faults. */
import { Hono } from 'hono'
import { z } from 'zod'
import { Forbidden, MethodNotAllowed, NotFound, Unauthenticated, Fault, sentence } from '../../kernel/fault.ts'
import type { Clock } from '../../kernel/instant.ts'
import { may, type Actor } from '../../kernel/permission.ts'
import { newId } from '../../kernel/ids.ts'
import type { Log } from '../logs.ts'
import type { Metrics } from '../metrics.ts'
import { defaultMaxBodyBytes, parsed, readJson, refuseUnkeepable } from './body.ts'
import { problemResponse } from './problem.ts'
import { rateLimiter, type Rate } from './rate-limit.ts'
import type { MountedRoute, RouteDefinition } from './route.ts'

export const apiBase = '/api/v1'

/** Puts what an actor is about to do on record; what it answers is told the HTTP status. */
export type PutOnRecord = (deed: { readonly actor: Actor; readonly deed: string; readonly subject: string | null; readonly facts: Readonly<Record<string, unknown>> | null; readonly address: string }) => Promise<(status: number) => void>

export interface MountDeps {
  /** Absent where there is no audit trail. */
  readonly putOnRecord?: PutOnRecord
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  /** Who sends this request: a session's member or a key; `null` for nobody. Throws what forbids it, such as a forged origin. */
  authenticate(request: Request): Promise<Actor | null>
  /** Address the request came from, proxies considered. */
  remoteAddress(request: Request): string
}

const strangerRate: Rate = { burst: 60, perSecond: 2 }
const memberRate: Rate = { burst: 400, perSecond: 60 }
const keyRate: Rate = { burst: 4_000, perSecond: 1_000 }

function rateOf(actor: Actor | null): Rate {
  if (actor === null) return strangerRate
  return actor.kind === 'member' ? memberRate : keyRate
}

/** A stream that breaks in the middle would end in the words of whatever broke, SQL included: those are for the log. */
function withoutInnerWords(response: Response, log: (because: string) => void): Response {
  if (response.body === null || response.headers.get('content-type')?.startsWith('text/csv') !== true) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (thrown) {
        log(sentence(thrown))
        controller.error(new Error('The answer broke off before its end. Ask again.'))
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return new Response(body, { status: response.status, headers: response.headers })
}

/** Hono's form of a path: `/topics/{id}` → `/topics/:id`. */
const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** A number of fixed segments, so that `/mentions/export.csv` is tried before `/mentions/{id}`. */
const fixedness = (definition: RouteDefinition): number => definition.path.split('/').filter((part) => !part.startsWith('{')).length

const isOnRecord = ({ onRecord, method }: RouteDefinition): boolean => onRecord ?? method !== 'get'

/** The id that a path names; of several, all. */
function subjectOf(params: unknown): string | null {
  const named = Object.values(params as Record<string, unknown>).map(String)
  return named.length === 0 ? null : named.join(' ')
}

/** Of a read it is not kept what words were looked for, which may be somebody's, nor which page. */
const notKept = new Set(['q', 'cursor', 'limit'])

/** What the definition says is kept of the body; of a read, how it was narrowed. */
function factsOf({ recordedFields, method }: RouteDefinition, body: unknown, query: unknown): Record<string, unknown> | null {
  if (method === 'get') {
    const asked = Object.entries(query as Record<string, unknown>).filter(([name, value]) => value !== undefined && !notKept.has(name))
    return asked.length === 0 ? null : Object.fromEntries(asked)
  }
  if (recordedFields === undefined || typeof body !== 'object' || body === null) return null
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => recordedFields.includes(name) && value !== undefined))
}

export function mount(routes: readonly MountedRoute[], deps: MountDeps): Hono {
  const app = new Hono()
  const limit = rateLimiter(deps.clock)
  const ordered = routes.toSorted((a, b) => fixedness(b.definition) - fixedness(a.definition))
  for (const { definition, handle } of ordered) {
    const { access } = definition
    app.on(definition.method.toUpperCase(), apiBase + honoPath(definition.path), async (context) => {
      const startedAt = performance.now()
      const request = context.req.raw
      let status = 500
      let recorded: ((status: number) => void) | null = null
      try {
        const remoteAddress = deps.remoteAddress(request)
        const actor = await deps.authenticate(request).catch((thrown: unknown) => {
          // Who tries keys is a stranger.
          limit(`ip:${remoteAddress}`, strangerRate)
          throw thrown
        })
        limit(actor === null ? `ip:${remoteAddress}` : `${actor.kind}:${actor.id}`, rateOf(actor))
        if (access !== 'public') {
          if (actor === null) throw new Unauthenticated()
          if (access !== 'signed-in' && !may(actor, access)) throw new Forbidden(access, actor.role)
        }
        refuseUnkeepable({ ...context.req.param(), ...context.req.query() })
        const params = definition.params ? parsed(definition.params, context.req.param(), 'Path') : {}
        const query = definition.query ? parsed(definition.query, context.req.query(), 'Query') : {}
        const body = definition.body ? parsed(definition.body, await readJson(request, definition.maxBodyBytes ?? defaultMaxBodyBytes), 'Body') : undefined
        // What is taken as it comes is judged item by item by who takes it.
        if (!(definition.body instanceof z.ZodUnknown)) refuseUnkeepable(body)
        if (actor !== null && deps.putOnRecord && isOnRecord(definition)) {
          recorded = await deps.putOnRecord({ actor, deed: `${definition.method.toUpperCase()} ${definition.path}`, subject: subjectOf(params), facts: factsOf(definition, body, query), address: remoteAddress })
        }
        // The actor is null only where access is public, which the handler's type says.
        const result = await handle({ actor: actor as Actor, params: params as never, query: query as never, body: body as never, request, remoteAddress })
        const response = result instanceof Response ? withoutInnerWords(result, (because) => deps.log.error('http.broken-off', { method: definition.method, path: definition.path, because })) : Response.json(result, { status: definition.status ?? 200, headers: { 'cache-control': 'no-store' } })
        // Nobody reads it, so nothing may wait to fill it.
        if (request.method === 'HEAD') await response.body?.cancel()
        status = response.status
        return response
      } catch (thrown) {
        const reference = newId()
        const response = problemResponse(thrown, reference)
        status = response.status
        if (!(thrown instanceof Fault) || status >= 500) {
          deps.log.error('http.fault', { reference, method: definition.method, path: definition.path, status, because: sentence(thrown), stack: thrown instanceof Error && !(thrown instanceof Fault) ? thrown.stack ?? null : null })
        }
        return response
      } finally {
        recorded?.(status)
        deps.metrics.httpSeconds.observe({ method: definition.method, path: definition.path, status: String(status) }, (performance.now() - startedAt) / 1_000)
      }
    })
  }
  for (const path of new Set(ordered.map(({ definition }) => definition.path))) {
    const methods = routes.filter(({ definition }) => definition.path === path).map(({ definition }) => definition.method.toUpperCase())
    app.all(apiBase + honoPath(path), ({ req }) => problemResponse(new MethodNotAllowed(req.method, req.path, methods), ''))
  }
  app.notFound((context) => problemResponse(new NotFound('address', `${context.req.method} ${context.req.path}`), ''))
  app.all(`${apiBase}/*`, (context) => problemResponse(new NotFound('address', `${context.req.method} ${context.req.path}`), ''))
  return app
}
