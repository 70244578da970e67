/** A fake Telegram Bot API: one bot, its chats, webhook or polling, and the refusals that the documentation names. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenLocally, stopServer } from './local-server.ts'

export interface FakeTelegram {
  readonly url: string
  readonly token: string
  readonly botId: number
  /** What the bot sent, in order, with the method that did it. */
  readonly sent: readonly { readonly method: string; readonly params: Readonly<Record<string, string>> }[]
  readonly calls: readonly string[]
  /** Where updates go and with which secret; `null` while it is asked. */
  readonly webhook: { readonly url: string; readonly secret: string } | null
  /** Somebody writes to the bot. @returns the update */
  say(text: string, from?: { readonly id: number; readonly first_name: string }, over?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
  /** Puts an update where it is asked for. */
  update(update: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
  /** The next call of a method is answered so. */
  refuse(method: string, status: number, body: unknown): void
  keepFile(id: string, bytes: Uint8Array): void
  stop(): Promise<void>
}

const rider = { id: 7_001, first_name: 'Wad' }

export async function startTelegram(): Promise<FakeTelegram> {
  const token = '700700:AAFakeTokenOfABotThatIsNone_12345678'
  const botId = 700_700
  const sent: { method: string; params: Record<string, string> }[] = []
  const calls: string[] = []
  const refusals = new Map<string, { status: number; body: unknown }[]>()
  const files = new Map<string, Uint8Array>()
  let updates: Record<string, unknown>[] = []
  let nextUpdate = 1_000
  let nextMessage = 1
  let webhook: { url: string; secret: string } | null = null
  const waiting = new Set<() => void>()
  const wake = (): void => { for (const one of Array.from(waiting)) one() }
  const answer = (response: ServerResponse, status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  async function paramsOf(request: IncomingMessage): Promise<Record<string, string>> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const type = request.headers['content-type'] ?? ''
    if (type.startsWith('multipart/')) {
      const form = await new Response(body, { headers: { 'content-type': type } }).formData()
      const entries = await Promise.all([...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : `${value.name}:${value.type}:${(await value.arrayBuffer()).byteLength}`] as const))
      return Object.fromEntries(entries)
    }
    if (body.length === 0) return {}
    return Object.fromEntries(Object.entries(JSON.parse(body.toString()) as Record<string, unknown>).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()))
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, first = '', ...rest] = (request.url ?? '').split('/')
    if (first === 'file') {
      const bytes = files.get(rest.slice(1).join('/'))
      if (bytes) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes)
      else response.writeHead(404).end()
      return
    }
    const method = rest[0] ?? ''
    const params = await paramsOf(request)
    calls.push(method)
    if (first !== `bot${token}`) return answer(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' })
    const refusal = refusals.get(method)?.shift()
    if (refusal) return answer(response, refusal.status, refusal.body)
    switch (method) {
      case 'getMe': return answer(response, 200, { ok: true, result: { id: botId, is_bot: true, first_name: 'Velora', username: 'velora_bot' } })
      case 'setWebhook':
        webhook = { url: params['url'] ?? '', secret: params['secret_token'] ?? '' }
        return answer(response, 200, { ok: true, result: true, description: 'Webhook was set' })
      case 'deleteWebhook':
        webhook = null
        return answer(response, 200, { ok: true, result: true })
      case 'getWebhookInfo': return answer(response, 200, { ok: true, result: { url: webhook?.url ?? '', has_custom_certificate: false, pending_update_count: updates.length } })
      case 'getUpdates': {
        if (webhook) return answer(response, 409, { ok: false, error_code: 409, description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" })
        updates = updates.filter((update) => Number(update['update_id']) >= Number(params['offset'] ?? 0))
        if (updates.length === 0) await new Promise<void>((resolve) => {
          const done = (): void => { clearTimeout(timer); waiting.delete(done); resolve() }
          const timer = setTimeout(done, Math.min(1_000, Number(params['timeout'] ?? 0) * 1_000))
          waiting.add(done)
        })
        return answer(response, 200, { ok: true, result: updates.slice(0, Number(params['limit'] ?? 100)) })
      }
      case 'getFile': {
        const id = params['file_id'] ?? ''
        return files.has(`documents/${id}`) ? answer(response, 200, { ok: true, result: { file_id: id, file_unique_id: id, file_path: `documents/${id}` } }) : answer(response, 400, { ok: false, error_code: 400, description: 'Bad Request: invalid file_id' })
      }
      case 'answerCallbackQuery': case 'deleteMessage': return answer(response, 200, { ok: true, result: true })
      default:
        if (!method.startsWith('send')) return answer(response, 404, { ok: false, error_code: 404, description: 'Not Found' })
        sent.push({ method, params })
        return answer(response, 200, { ok: true, result: { message_id: 9_000 + sent.length, date: 1_795_000_000, chat: { id: Number(params['chat_id']), type: 'private' }, from: { id: botId, is_bot: true, first_name: 'Velora' } } })
    }
  }

  const update = (made: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const whole = { update_id: nextUpdate++, ...made }
    updates.push(whole)
    wake()
    return whole
  }
  const url = await listenLocally(server)
  return {
    url, token, botId, sent, calls,
    get webhook() { return webhook },
    say: (text, from = rider, over = {}) => update({ message: { message_id: nextMessage++, date: 1_795_000_000, from: { ...from, is_bot: false, language_code: 'nl' }, chat: { id: from.id, type: 'private', first_name: from.first_name }, text, ...over } }),
    update,
    refuse: (method, status, body) => void refusals.set(method, [...(refusals.get(method) ?? []), { status, body }]),
    keepFile: (id, bytes) => void files.set(`documents/${id}`, bytes),
    stop: async () => { wake(); await stopServer(server) },
  }
}
