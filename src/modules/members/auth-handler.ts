/** Answers `/api/auth/*`: the few deeds of better-auth that are wanted, with our limits, origins and faults around them. */
import { Conflict, Fault, Invalid, NotFound, TooMuch, Unauthenticated, Unavailable } from '../../kernel/fault.ts'
import { newId } from '../../kernel/ids.ts'
import type { Log } from '../../platform/logs.ts'
import { readText } from '../../platform/http/body.ts'
import { problemResponse } from '../../platform/http/problem.ts'
import { addressOf, passwordLength } from './accounts.ts'
import { refuseForeignOrigin } from './origin.ts'
import type { Post } from './ports.ts'
import type { RecentActors } from './recent-actors.ts'
import type { SignInThrottle } from './sign-in-throttle.ts'
import { addressHeader, authBase, type SignIn } from './sign-in.ts'

export interface AuthHandlerDeps {
  readonly signIn: SignIn
  readonly throttle: SignInThrottle
  readonly recent: RecentActors
  readonly publicUrl: string
  readonly log: Log
  readonly post: Pick<Post, 'canMail'>
}

/** Everything else better-auth could do (signing up, other providers) is not there. */
const offered = new Map([
  ['/sign-in/email', 'POST'],
  ['/sign-out', 'POST'],
  ['/get-session', 'GET'],
  ['/change-password', 'POST'],
  ['/request-password-reset', 'POST'],
  ['/reset-password', 'POST'],
  ['/list-sessions', 'GET'],
  ['/revoke-session', 'POST'],
  ['/revoke-sessions', 'POST'],
  ['/revoke-other-sessions', 'POST'],
])

const maxBodyBytes = 8_192

class AuthRefusal extends Fault {
  readonly code: string
  override readonly status: number
  constructor(message: string, code: string, status: number) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** What better-auth's codes mean in our words. */
const sentences: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'The address or the password is wrong.',
  INVALID_EMAIL: 'This is not a mail address; expected one such as name@company.example.',
  INVALID_PASSWORD: 'The current password is wrong.',
  PASSWORD_TOO_SHORT: `A password has at least ${passwordLength.least} characters.`,
  PASSWORD_TOO_LONG: `A password has at most ${passwordLength.most} characters.`,
  INVALID_TOKEN: 'This link does not work any more: it was used, or is older than half an hour. Ask for a new one.',
  UNAUTHORIZED: 'Sign in first.',
}

/** The answer to one request; never throws. `remoteAddress` is where it came from, proxies considered. */
export async function answerAuth(deps: AuthHandlerDeps, request: Request, remoteAddress: string): Promise<Response> {
  try {
    return await answer(deps, request, remoteAddress)
  } catch (thrown) {
    const reference = newId()
    if (!(thrown instanceof Fault)) deps.log.error('members.sign-in-fault', { reference, because: thrown instanceof Error ? thrown.message : String(thrown) })
    return problemResponse(thrown, reference)
  }
}

async function answer({ signIn, throttle, recent, publicUrl, post }: AuthHandlerDeps, request: Request, remoteAddress: string): Promise<Response> {
  const path = new URL(request.url).pathname.slice(authBase.length)
  if (offered.get(path) !== request.method) throw new NotFound('address', `${request.method} ${authBase}${path}`)
  if (!isProgram(request)) refuseForeignOrigin(request, publicUrl)
  if (path === '/request-password-reset' && !(await post.canMail())) throw new Conflict('Mail is not set up here, so no link can be sent. Whoever runs the server can set a new password with "bin/rapport user password".', 'members.no-mail')
  const body = request.method === 'GET' ? null : await readBody(request)
  const email = path === '/sign-in/email' ? addressOf(typeof body?.['email'] === 'string' ? body['email'] : '') : null
  if (email !== null) throttle.check(email)

  const headers = new Headers(request.headers)
  headers.set(addressHeader, remoteAddress)
  headers.delete('content-length')
  // Some programs send this without the rest; better-auth would take them for a browser that hides its origin.
  if (isProgram(request)) headers.delete('sec-fetch-mode')
  const response = await signIn.handler(new Request(new URL(authBase + path, publicUrl), { method: request.method, headers, ...(body === null ? {} : { body: JSON.stringify(body) }) }))

  if (request.method === 'POST') recent.clear()
  if (email !== null && response.status === 401) throttle.failed(email)
  if (email !== null && response.ok) throttle.succeeded(email)
  if (!response.ok) throw await refusalOf(response)
  return response
}

/** A program may sign in without a browser's headers; only what a browser carries along by itself can be abused. */
function isProgram({ headers }: Request): boolean {
  return !headers.has('cookie') && !headers.has('origin') && !headers.has('sec-fetch-site')
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request, maxBodyBytes)
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Invalid('The body is not JSON.', undefined, 'body.not-json')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Invalid('The body must be a JSON object.', undefined, 'body.not-object')
  // Redirects are the page's business, and an address to go to afterwards is a way to lead people astray.
  const { callbackURL: _, redirectTo: __, ...rest } = body as Record<string, unknown>
  return rest
}

async function refusalOf(response: Response): Promise<Fault> {
  const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string }
  if (response.status === 429) {
    const waitSeconds = Number(response.headers.get('x-retry-after') ?? 60)
    return new TooMuch(`Too many tries from your address. Wait ${waitSeconds} seconds.`, 'members.too-many-tries', 429, waitSeconds)
  }
  if (response.status >= 500) return new Unavailable('Sign-in does not work at the moment, because the database does not answer. Try again; the health page tells more.', 'members.sign-in-unavailable')
  const code = said.code ?? ''
  const message = sentences[code] ?? said.message ?? 'This was refused.'
  if (code === 'UNAUTHORIZED') return new Unauthenticated(message)
  return new AuthRefusal(message, `members.${(code || 'refused').toLowerCase().replaceAll('_', '-')}`, response.status)
}
