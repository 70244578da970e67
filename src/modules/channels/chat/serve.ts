/** The addresses that the widget calls, below `/serve/chat/{account}/`. */
import { Readable } from 'node:stream'
import { Fault, Forbidden, Invalid, MethodNotAllowed, NotFound, Unauthenticated } from '../../../kernel/fault.ts'
import { isUuid, newId, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { parsed, readJson, refuseUnkeepable } from '../../../platform/http/body.ts'
import { problemResponse } from '../../../platform/http/problem.ts'
import type { Rate } from '../../../platform/http/rate-limit.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { AccountServeContext } from '../account-contract.ts'
import { awayBody, messageBody, sessionBody, signalBody } from './bodies.ts'
import { begin, leaveMessage, say, signal, visitorWith, type ChatScene } from './converse.ts'
import { chatEvents } from './events.ts'
import { fileNameOf, isShown, kindOf } from './file-kind.ts'
import type { ChatHub } from './hub.ts'
import { isAllowedOrigin, maxChatFileBytes, maxChatFiles, maxChatText, wordsFor, type ChatSettings } from './manifest.ts'
import { addFile, entriesBefore, filesOf, findVisitor, type Visitor } from './store.ts'
import { isFileSignature, visitorToken } from './tokens.ts'
import { entryView, stateView } from './views.ts'

/** Whether somebody is there to answer, and when the next one is. */
export interface Attendance {
  readonly isOpen: boolean
  readonly opensAt: Instant | null
}

export interface ChatServing {
  readonly db: Db
  readonly key: string
  readonly hub: ChatHub
  readonly limit: (caller: string, rate: Rate) => void
  attendance(account: Uuid, now: Instant): Promise<Attendance>
  /** Tells colleagues that the person types, or stopped. */
  typing(account: Uuid, thread: string, isTyping: boolean): Promise<void>
}

const rates = {
  session: { burst: 30, perSecond: 0.2 },
  message: { burst: 20, perSecond: 0.5 },
  file: { burst: 10, perSecond: 0.05 },
  signal: { burst: 60, perSecond: 4 },
  away: { burst: 5, perSecond: 0.01 },
  events: { burst: 40, perSecond: 1 },
} satisfies Record<string, Rate>

const maxBody = 64_000
/** Entries that a session begins with, and a page of older ones. */
const tail = 40

interface Visit {
  readonly serving: ChatServing
  readonly scene: ChatScene
  readonly context: AccountServeContext<ChatSettings>
  readonly request: Request
  readonly url: URL
  /** Address of this account's chat, without a trailing slash. */
  readonly base: string
}

type Deed = (visit: Visit) => Promise<Response>

const json = (value: unknown, headers: Record<string, string> = {}): Response => Response.json(value, { headers: { 'cache-control': 'no-store', ...headers } })

function bearer({ headers }: Request): string {
  const [, token] = /^Bearer (\S{1,300})$/.exec(headers.get('authorization') ?? '') ?? []
  if (token === undefined) throw new Unauthenticated('The chat wants the token of its session.')
  return token
}

async function bodyOf<S extends Parameters<typeof parsed>[0]>(schema: S, request: Request): Promise<ReturnType<typeof parsed<S>>> {
  const body = parsed(schema, await readJson(request, maxBody), 'Body')
  refuseUnkeepable(body)
  return body
}

const config: Deed = async ({ serving, context, url }) => {
  const { name, colour, side, greetings, awayTexts, files, identitySecret } = context.settings
  const languages = (url.searchParams.get('languages') ?? '').split(',').slice(0, 10)
  const { isOpen, opensAt } = await serving.attendance(context.account.id, context.clock.now())
  return json({
    name, colour, side, isOpen, opensAt, greeting: wordsFor(greetings, languages), away: wordsFor(awayTexts, languages), identifies: identitySecret !== '',
    files: files ? { max: maxChatFiles, maxBytes: maxChatFileBytes } : null, maxText: maxChatText,
  }, { 'cache-control': 'public, max-age=30' })
}

const session: Deed = async ({ serving, scene, context, request, base }) => {
  serving.limit(`session:${context.from}`, rates.session)
  const visitor = await begin(scene, await bodyOf(sessionBody, request))
  const entries = await entriesBefore(serving.db, visitor.id, Number.MAX_SAFE_INTEGER, tail)
  return json({
    token: visitorToken(serving.key, context.account.id, visitor.id, scene.now()), visitor: visitor.id, isSignedIn: visitor.userId !== null, name: visitor.name, mail: visitor.mail,
    state: stateView(visitor), entries: entries.map((entry) => entryView(entry, visitor.id, base, serving.key)), older: (entries[0]?.seq ?? 1) > 1,
  })
}

const withVisitor = (rate: keyof typeof rates, deed: (visit: Visit, visitor: Visitor) => Promise<Response>): Deed => async (visit) => {
  const visitor = await visitorWith(visit.scene, bearer(visit.request))
  visit.serving.limit(`${rate}:${visitor.id}`, rates[rate])
  return deed(visit, visitor)
}

const message = withVisitor('message', async ({ serving, scene, request, base }, visitor) => {
  const entry = await say(scene, visitor, await bodyOf(messageBody, request))
  return json(entryView(entry, visitor.id, base, serving.key))
})

const away: Deed = async ({ serving, scene, context, request }) => {
  serving.limit(`away:${context.from}`, rates.away)
  const visitor = await visitorWith(scene, bearer(request))
  await leaveMessage(scene, visitor, await bodyOf(awayBody, request), new URL(context.publicUrl).hostname)
  return json({})
}

const signals = withVisitor('signal', async ({ serving, scene, context, request }, visitor) => {
  const told = await bodyOf(signalBody, request)
  await signal(scene, visitor, told)
  if (told.typing !== undefined) await serving.typing(context.account.id, visitor.id, told.typing)
  return json({})
})

const upload = withVisitor('file', async ({ serving, context, request, url }, visitor) => {
  if (!context.settings.files) throw new Invalid('This chat takes no files.', undefined, 'chat.no-files')
  if (request.body === null) throw new Invalid('The file is empty.', undefined, 'chat.empty-file')
  const head: Buffer[] = []
  let length = 0
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
      if (length < 16) head.push(Buffer.from(piece))
      length += piece.length
      yield piece
    }
  }
  const { key, bytes } = await context.files.keep(pieces(), { maxBytes: maxChatFileBytes })
  if (bytes === 0) {
    await context.files.remove(key)
    throw new Invalid('The file is empty.', undefined, 'chat.empty-file')
  }
  const file = { key, name: fileNameOf(url.searchParams.get('name') ?? ''), mediaType: kindOf(request.headers.get('content-type') ?? '', Buffer.concat(head)), bytes }
  await addFile(serving.db, visitor.id, file)
  return json({ file: key, name: file.name, type: file.mediaType, bytes })
})

const older = withVisitor('events', async ({ serving, url, base }, visitor) => {
  const before = Number(url.searchParams.get('before'))
  if (!Number.isSafeInteger(before) || before < 1) throw new Invalid('"before" is the number of the earliest entry that you have.', { path: '/before' }, 'chat.before')
  const entries = await entriesBefore(serving.db, visitor.id, before, tail)
  return json({ entries: entries.map((entry) => entryView(entry, visitor.id, base, serving.key)), older: (entries[0]?.seq ?? 1) > 1 })
})

const events = withVisitor('events', async ({ serving, context, request, url, base }, visitor) => chatEvents(serving, visitor, { request, url, base, from: context.from }))

/** A file of a visitor's conversation, for whoever has its address. */
const file: Deed = async ({ serving, context, url }) => {
  const [visitorId = '', key = '', signature = ''] = url.pathname.split('/').slice(5)
  const missing = new NotFound('file', key.slice(0, 60))
  if (!isUuid(visitorId) || !isUuid(key) || !isFileSignature(serving.key, visitorId, key, signature)) throw missing
  const visitor = await findVisitor(serving.db, context.account.id, visitorId)
  const [found] = visitor === null ? [] : await filesOf(serving.db, visitorId, [key])
  if (found === undefined) throw missing
  const { body, bytes } = await context.files.read(key)
  const shown = isShown(found.mediaType)
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      'content-type': shown ? found.mediaType : 'application/octet-stream', 'content-length': String(bytes), 'cache-control': 'private, max-age=86400',
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'cross-origin', 'x-content-type-options': 'nosniff',
    },
  })
}

const deeds: Readonly<Record<string, { readonly method: 'GET' | 'POST'; readonly deed: Deed }>> = {
  config: { method: 'GET', deed: config },
  session: { method: 'POST', deed: session },
  messages: { method: 'POST', deed: message },
  away: { method: 'POST', deed: away },
  signals: { method: 'POST', deed: signals },
  upload: { method: 'POST', deed: upload },
  entries: { method: 'GET', deed: older },
  events: { method: 'GET', deed: events },
  files: { method: 'GET', deed: file },
}

/**
 * What a browser may do from this origin: everything from the sites that the
 * account names and from our own page, nothing from elsewhere. Whoever sends
 * no origin is no script on another site.
 */
function crossOrigin(request: Request, settings: ChatSettings, publicUrl: string): Record<string, string> {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin === null) {
    if (site === 'cross-site' && request.headers.get('sec-fetch-mode') === 'cors') throw new Forbidden('chat', 'stranger')
    return {}
  }
  if (origin !== new URL(publicUrl).origin && origin !== new URL(request.url).origin && !isAllowedOrigin(origin, settings.origins)) throw new NotAllowedHere(origin)
  return { 'access-control-allow-origin': origin, vary: 'origin', 'access-control-allow-headers': 'authorization, content-type, last-event-id', 'access-control-allow-methods': 'GET, POST', 'access-control-max-age': '600', 'cross-origin-resource-policy': 'cross-origin' }
}

class NotAllowedHere extends Fault {
  readonly code = 'chat.origin'
  override readonly status = 403
  constructor(origin: string) {
    super(`This chat may not stand on ${origin.slice(0, 200)}. Add that site under Settings, Accounts.`)
  }
}

export async function serveChat(serving: ChatServing, request: Request, url: URL, context: AccountServeContext<ChatSettings>): Promise<Response | null> {
  const [, , , , name = ''] = url.pathname.split('/')
  const found = deeds[name]
  if (found === undefined) return null
  let headers: Record<string, string> = {}
  let response: Response
  try {
    // An address of a file is its own permission: a picture is fetched without cross-origin rules.
    if (name !== 'files') headers = crossOrigin(request, context.settings, context.publicUrl)
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers })
    if (request.method !== found.method) throw new MethodNotAllowed(request.method, url.pathname, [found.method])
    const scene: ChatScene = { db: serving.db, key: serving.key, account: context.account.id, settings: context.settings, now: () => context.clock.now(), emit: (batch) => context.emit(batch) }
    const base = `${context.publicUrl}/serve/chat/${context.account.id}`
    response = await found.deed({ serving, scene, context, request, url, base })
  } catch (thrown) {
    // Said here, so that the widget on another site can read what is wrong.
    if (!(thrown instanceof Fault)) throw thrown
    response = problemResponse(thrown, newId())
    // The refusal alone may be read there, so that the widget gives up at once and says why.
    if (thrown instanceof NotAllowedHere) headers = { 'access-control-allow-origin': request.headers.get('origin') ?? 'null', vary: 'origin' }
  }
  for (const [header, value] of Object.entries(headers)) response.headers.set(header, value)
  return response
}
