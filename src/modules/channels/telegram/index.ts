/** A bot on Telegram: called by it where it can reach us, asking it where it cannot. */
import { timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { NotFound, Unauthenticated, sentence } from '../../../kernel/fault.ts'
import { minuteMs } from '../../../kernel/instant.ts'
import type { AccountChannel, AccountContext, AccountReadContext } from '../account-contract.ts'
import { countOf, listOf, objectOf, textOf } from '../untrusted-json.ts'
import { callSecret, callTelegram, TelegramRefusal } from './client.ts'
import { telegramManifest, type TelegramSettings } from './manifest.ts'
import { readUpdate, toldUpdates } from './read-update.ts'
import { sendTelegram, unsendTelegram } from './send.ts'

/** Telegram answers when something is said, or after so long. */
const longPollS = 50
const lookEveryMs = 10 * minuteMs

type Context = AccountContext<TelegramSettings>

const botOf = ({ account }: Context) => ({ account: account.id, id: account.externalId })
/** Telegram calls https addresses only. */
const isCalled = (publicUrl: string): boolean => publicUrl.startsWith('https:')
const hookOf = ({ publicUrl, account }: Context): string => `${publicUrl}/hooks/telegram/${account.id}`

async function install(context: Context): Promise<void> {
  if (!isCalled(context.publicUrl)) return void (await callTelegram(context, 'deleteWebhook', {}))
  await callTelegram(context, 'setWebhook', { url: hookOf(context), secret_token: callSecret(context.settings.token, context.account.id), allowed_updates: toldUpdates, max_connections: 40 })
}

async function acknowledge(context: Context, query: string | null): Promise<void> {
  // Only a turning wheel at the other side depends on it.
  if (query !== null) await callTelegram(context, 'answerCallbackQuery', { callback_query_id: query }).catch(() => undefined)
}

/** Where Telegram calls us: whether it can, and puts right what somebody else set. */
async function lookAfter(context: AccountReadContext<TelegramSettings, { offset: number }>): Promise<void> {
  while (!context.signal.aborted) {
    const info = objectOf(await callTelegram(context, 'getWebhookInfo', {}))
    if (info?.['url'] !== hookOf(context)) await install(context)
    const trouble = textOf(info?.['last_error_message'], 300)
    const at = countOf(info?.['last_error_date'])
    const waiting = countOf(info?.['pending_update_count']) ?? 0
    const isRecent = at !== undefined && context.clock.now() - at * 1_000 < lookEveryMs
    if (trouble !== undefined && isRecent && waiting > 0) context.health({ state: 'failing', code: 'telegram.cannot-reach-us', words: `Telegram cannot reach us: "${trouble}". ${waiting} messages wait there. Check that ${context.publicUrl} can be reached from the internet with a valid certificate.` })
    else context.health({ state: 'reading', words: 'Telegram calls us when something is said.' })
    await wait(lookEveryMs, undefined, { signal: context.signal }).catch(() => undefined)
  }
}

async function poll(context: AccountReadContext<TelegramSettings, { offset: number }>): Promise<void> {
  let offset = context.cursor?.offset ?? 0
  await callTelegram(context, 'deleteWebhook', {})
  context.health({ state: 'reading', words: 'Asking Telegram all the time, as it can only call https addresses.' })
  while (!context.signal.aborted) {
    const updates = listOf(await callTelegram(context, 'getUpdates', { offset, timeout: longPollS, allowed_updates: toldUpdates, limit: 100 }, (longPollS + 20) * 1_000))
    if (updates.length === 0) continue
    const read = updates.map((update) => readUpdate(update, botOf(context), context.settings.groups, context.clock.now()))
    offset = Math.max(offset, ...updates.map((update) => (countOf(objectOf(update)?.['update_id']) ?? -1) + 1))
    await context.emit({ items: read.flatMap(({ items }) => items), setAside: read.flatMap(({ setAside }) => setAside), cursor: { offset } })
    for (const { acknowledge: query } of read) await acknowledge(context, query)
  }
}

export const telegramChannel: AccountChannel<TelegramSettings, { offset: number }> = {
  manifest: telegramManifest,
  async connect(settings, context) {
    const me = objectOf(await callTelegram({ ...context, settings }, 'getMe', {}))
    const id = countOf(me?.['id'])
    if (me === null || id === undefined) throw new NotFound('bot', 'with this token')
    return { settings, externalId: String(id), handle: textOf(me['username'], 200) ?? null, name: textOf(me['first_name'], 200) ?? 'Telegram', avatarUrl: null, expiresAt: null }
  },
  install,
  uninstall: async (context) => void (await callTelegram(context, 'deleteWebhook', {})),
  read: (context) => (isCalled(context.publicUrl) ? lookAfter(context) : poll(context)),
  async hear({ method, headers, body }, context) {
    const [given, expected] = [Buffer.from(headers.get('x-telegram-bot-api-secret-token') ?? ''), Buffer.from(callSecret(context.settings.token, context.account.id))]
    if (method !== 'POST' || given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Unauthenticated('This call does not carry the secret that Telegram was given.')
    let update: unknown
    try {
      update = JSON.parse(body.toString('utf8')) as unknown
    } catch (thrown) {
      return { batch: { items: [], cursor: null, setAside: [{ raw: body.toString('utf8'), because: `Telegram sent something that is no JSON: ${sentence(thrown).slice(0, 200)}`, code: 'telegram.unreadable' }] }, answer: { status: 200, body: '' } }
    }
    const read = readUpdate(update, botOf(context), context.settings.groups, context.clock.now())
    // The answer may be a call of its own: it spares one.
    const answer = read.acknowledge === null ? { status: 200, body: '' } : { status: 200, body: JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: read.acknowledge }), contentType: 'application/json' }
    return { batch: { items: read.items, setAside: read.setAside, cursor: null }, answer }
  },
  send: sendTelegram,
  unsend: unsendTelegram,
  async fetchAttachment({ reference, name }, context) {
    const missing = new NotFound('file', name)
    if (reference === undefined) throw missing
    const file = objectOf(await callTelegram(context, 'getFile', { file_id: reference }).catch((thrown: unknown) => {
      if (thrown instanceof TelegramRefusal && /too big/i.test(thrown.said)) throw new NotFound('file that a bot may fetch (Telegram gives at most 20 MB)', name)
      throw thrown instanceof TelegramRefusal ? missing : thrown
    }))
    const path = textOf(file?.['file_path'], 1_000)
    if (path === undefined) throw missing
    const answer = await context.fetch(`${context.settings.server}/file/bot${context.settings.token}/${path}`, { signal: context.signal, maxBytes: 25_000_000 })
    if (answer.status !== 200) throw missing
    return { body: answer.stream(), mediaType: answer.headers.get('content-type') }
  },
}
