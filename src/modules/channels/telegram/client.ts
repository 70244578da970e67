/** Asks the Telegram Bot API, and puts into words what it answers when it will not. */
import { createHmac } from 'node:crypto'
import { Fault, Unavailable } from '../../../kernel/fault.ts'
import { SendFault } from '../../../kernel/send-fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { LockedOut } from '../account-contract.ts'
import { objectOf, textOf, type Loose } from '../untrusted-json.ts'
import type { TelegramSettings } from './manifest.ts'

/** A refusal of the Bot API, as it gives it. */
export class TelegramRefusal extends Fault {
  readonly code: string
  override readonly status = 502
  readonly errorCode: number
  readonly said: string
  /** A group that became a supergroup has another number. */
  readonly migratedTo: string | undefined
  constructor(errorCode: number, said: string, migratedTo: string | undefined) {
    super(`Telegram refuses: "${said}".`)
    this.code = `telegram.${errorCode}`
    this.errorCode = errorCode
    this.said = said
    this.migratedTo = migratedTo
  }
}

export interface TelegramContext {
  readonly settings: TelegramSettings
  readonly fetch: OutwardFetch
  readonly signal: AbortSignal
}

export interface Form {
  readonly contentType: string
  readonly body: Uint8Array
}

/**
 * Calls a method of the Bot API. @returns its `result`.
 * @throws {LockedOut} when the token is not valid any more
 * @throws {SendFault} `later` when it asks for patience or is not well
 * @throws {TelegramRefusal} when it understood and says no
 */
export async function callTelegram({ settings, fetch, signal }: TelegramContext, method: string, params: Loose | Form, timeoutMs = 30_000): Promise<unknown> {
  const form = params['body'] instanceof Uint8Array ? (params as unknown as Form) : null
  const answer = await fetch(`${settings.server}/bot${settings.token}/${method}`, {
    method: 'POST', signal, timeoutMs, maxRedirects: 0,
    headers: { 'content-type': form?.contentType ?? 'application/json' },
    body: form?.body ?? JSON.stringify(params),
  })
  const text = await answer.text()
  const body = objectOf(parse(text))
  if (answer.status === 200 && body?.['ok'] === true) return body['result']
  const errorCode = typeof body?.['error_code'] === 'number' ? body['error_code'] : answer.status
  const said = textOf(body?.['description'], 300) ?? `status ${answer.status}`
  const parameters = objectOf(body?.['parameters'])
  if (errorCode === 429) {
    const seconds = parameters?.['retry_after']
    throw new SendFault('Telegram asks for patience: this bot has sent too much at once.', 'telegram.429', 'later', { retryAfterSeconds: typeof seconds === 'number' && seconds > 0 ? seconds : 30 })
  }
  if (errorCode === 401 || errorCode === 404) throw new LockedOut('Telegram does not know this bot token any more. It was revoked, or the bot was deleted: ask @BotFather for a new one and connect again.', 'telegram.token')
  if (errorCode >= 500 || body === null) throw new Unavailable(`Telegram is not well (status ${answer.status}).`, 'telegram.trouble')
  const migrated = parameters?.['migrate_to_chat_id']
  throw new TelegramRefusal(errorCode, said, typeof migrated === 'number' ? String(migrated) : undefined)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** What Telegram sends with each call so that we know that it is from there; follows from the token, which only the two of us know. */
export function callSecret(token: string, account: Uuid): string {
  return createHmac('sha256', token).update(`webhook\0${account}`).digest('base64url')
}
