/** Faults as problem documents (RFC 9457), in the one place where they leave the product. */
import { Fault, MethodNotAllowed, TooMuch } from '../../kernel/fault.ts'
import { saysDiskIsFull } from '../data-folder.ts'

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly path?: string
  readonly at?: number
  readonly details?: Readonly<Record<string, unknown>>
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request', 401: 'Not signed in', 403: 'Not allowed', 404: 'Not found', 405: 'Method not allowed', 409: 'Conflict',
  411: 'Length required', 413: 'Too large', 415: 'Unsupported media type', 422: 'Not valid', 429: 'Too many requests', 500: 'Internal fault', 503: 'Unavailable', 507: 'Out of space',
}

/** What a caller may know of a thrown value. What is not a `Fault` is ours, and stays in the log. */
export function problemOf(thrown: unknown, reference: string): Problem {
  if (!(thrown instanceof Fault)) {
    if (saysDiskIsFull(thrown)) return { type: 'about:blank', title: 'Out of space', status: 507, code: 'data-folder.full', detail: 'The disk of this installation is full, so this was not kept. Free some space on it, or move the data folder to a larger disk (RAPPORT_DATA); then send it again.' }
    return { type: 'about:blank', title: 'Internal fault', status: 500, code: 'internal', detail: `This is a fault of Rapport, not of the request. The log has it under the reference ${reference}.` }
  }
  return {
    type: 'about:blank',
    title: titles[thrown.status] ?? 'Fault',
    status: thrown.status,
    code: thrown.code,
    detail: thrown.message,
    ...(thrown.place?.path === undefined ? {} : { path: thrown.place.path }),
    ...(thrown.place?.at === undefined ? {} : { at: thrown.place.at }),
    ...(thrown.details === undefined ? {} : { details: thrown.details }),
  }
}

export function problemResponse(thrown: unknown, reference: string): Response {
  const problem = problemOf(thrown, reference)
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (thrown instanceof TooMuch && thrown.retryAfterSeconds !== undefined) headers.set('retry-after', String(thrown.retryAfterSeconds))
  if (thrown instanceof MethodNotAllowed) headers.set('allow', thrown.methods.join(', '))
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
