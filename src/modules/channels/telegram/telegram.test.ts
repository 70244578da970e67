import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTelegram, type FakeTelegram } from '../../../../sim/networks/telegram.ts'
import { openTrial, outgoing, type AccountTrial } from '../fixtures/account-trial.ts'
import { callSecret } from './client.ts'
import { telegramChannel } from './index.ts'
import type { TelegramSettings } from './manifest.ts'
import { readUpdate } from './read-update.ts'

let telegram: FakeTelegram
let bot: AccountTrial<TelegramSettings>
const open = (over: object = {}, publicUrl = 'https://rapport.example') => openTrial(telegramChannel, { token: telegram.token, server: telegram.url, ...over }, { publicUrl, allow: [new URL(telegram.url).host] })
const called = (update: unknown, secret = callSecret(telegram.token, bot.id)) => bot.hear({ headers: new Headers({ 'x-telegram-bot-api-secret-token': secret }), body: JSON.stringify(update) })

beforeAll(async () => {
  telegram = await startTelegram()
  bot = await open()
})
afterAll(() => telegram.stop())

describe('heard', () => {
  test('connecting tells who the bot is and has Telegram call us with a secret', () => {
    expect(bot.context.account).toMatchObject({ externalId: '700700', handle: 'velora_bot', name: 'Velora' })
    expect(telegram.webhook).toEqual({ url: `https://rapport.example/hooks/telegram/${bot.id}`, secret: callSecret(telegram.token, bot.id) })
  })

  test('a message is in its thread, with its author and its links', async () => {
    const { batch, answer } = await called(telegram.say('See velora.example @wad #belt', { id: 7_001, first_name: 'Wad' }, { entities: [{ type: 'url', offset: 4, length: 14 }, { type: 'mention', offset: 19, length: 4 }, { type: 'hashtag', offset: 24, length: 5 }] }))
    expect(answer.status).toBe(200)
    expect(batch.items).toMatchObject([{
      channel: 'telegram', externalId: '700700/7001/1', kind: 'message', direction: 'inbound', author: { externalId: '7001', name: 'Wad' }, at: 1_795_000_000_000,
      facets: [{ kind: 'link', target: 'https://velora.example' }, { kind: 'mention', target: 'wad' }, { kind: 'tag', target: 'belt' }],
      message: { account: bot.id, visibility: 'private', thread: '7001' },
    }])
  })

  test('an edit is the same message with other words', async () => {
    const { message } = telegram.say('The belt squeeks') as { message: Record<string, unknown> }
    const [first] = (await called({ update_id: 1, message })).batch.items
    const [second] = (await called({ update_id: 2, edited_message: { ...message, text: 'The belt squeaks', edit_date: 1_795_000_060 } })).batch.items
    expect(second).toMatchObject({ externalId: first?.externalId, at: first?.at, text: 'The belt squeaks', extra: { editedAt: 1_795_000_060_000 } })
  })

  test('a photo is its largest size, an answer names what it answers', async () => {
    const { batch } = await called(telegram.say('', undefined, { text: undefined, caption: 'Here', photo: [{ file_id: 'small', file_size: 10 }, { file_id: 'large', file_size: 999 }], reply_to_message: { message_id: 44, from: { id: 700_700, is_bot: true } } }))
    expect(batch.items[0]).toMatchObject({ text: 'Here', relations: [{ kind: 'reply', externalId: '700700/7001/44', authorExternalId: '700700' }], message: { attachments: [{ reference: 'large', mediaType: 'image/jpeg', bytes: 999 }] } })
  })

  test.each([
    ['a place', { location: { latitude: 51.2, longitude: 4.4 } }, '📍 https://www.openstreetmap.org/?mlat=51.2&mlon=4.4'],
    ['a contact', { contact: { phone_number: '+32400000000', first_name: 'Noor' } }, '👤 Noor +32400000000'],
    ['a sticker', { sticker: { file_id: 's', emoji: '🚲' } }, '🚲'],
    ['something new', { holodeck: { program: 'Sherwood' } }, '[holodeck]'],
  ])('%s is said in words', async (_, content, text) => {
    expect((await called(telegram.say('', undefined, { text: undefined, ...content }))).batch.items[0]?.text).toBe(text)
  })

  test('a pressed button is what stood on it, and stops turning', async () => {
    const { batch, answer } = await called({ update_id: 5, callback_query: { id: 'q1', from: { id: 7_001, first_name: 'Wad' }, data: 'yes', message: { message_id: 9, chat: { id: 7_001, type: 'private' }, reply_markup: { inline_keyboard: [[{ text: 'Yes, please', callback_data: 'yes' }]] } } } })
    expect(batch.items[0]).toMatchObject({ text: 'Yes, please', message: { thread: '7001', references: ['700700/7001/9'] } })
    expect(JSON.parse(answer.body)).toEqual({ method: 'answerCallbackQuery', callback_query_id: 'q1' })
  })

  test('groups are heard only where the settings say so', () => {
    const update = { update_id: 1, message: { message_id: 1, date: 1, from: { id: 7, first_name: 'Wad' }, chat: { id: -100, type: 'supergroup', title: 'Riders' }, message_thread_id: 4, is_topic_message: true, text: '@velora_bot hi' } }
    const one = { account: bot.id, id: '700700' }
    expect(readUpdate(update, one, false, 0).items).toEqual([])
    expect(readUpdate(update, one, true, 0).items[0]).toMatchObject({ extra: { group: 'Riders' }, message: { thread: '-100/4' } })
  })

  test('a call without the secret leaves nothing, and what cannot be read is set aside', async () => {
    await expect(called(telegram.say('forged'), 'x'.repeat(43))).rejects.toThrow('secret')
    await expect(called(telegram.say('forged'), '')).rejects.toThrow('secret')
    const { batch, answer } = await bot.hear({ headers: new Headers({ 'x-telegram-bot-api-secret-token': callSecret(telegram.token, bot.id) }), body: '{"update_id": 7, "mess' })
    expect([answer.status, batch.setAside?.[0]?.code]).toEqual([200, 'telegram.unreadable'])
    expect((await called({ update_id: 8, message: { message_id: 'x' } })).batch.setAside?.[0]?.because).toContain('lacks')
  })

  test('where Telegram cannot call, it is asked, from where it was', async () => {
    const home = await open({}, 'http://localhost:8420')
    expect(telegram.webhook).toBeNull()
    telegram.say('first')
    let reading = home.read()
    await expect.poll(() => home.items.at(-1)?.text, { timeout: 10_000 }).toBe('first')
    await reading.stop()
    telegram.say('second')
    reading = home.read()
    await expect.poll(() => home.items.at(-1)?.text, { timeout: 10_000 }).toBe('second')
    await reading.stop()
    expect(home.items.filter(({ text }) => text === 'first')).toHaveLength(1)
  })
})

describe('sent', () => {
  const send = (over: Parameters<typeof outgoing>[0]) => telegramChannel.send(outgoing({ thread: '7001', ...over }), bot.context)

  test('an answer goes as plain words, to what it answers', async () => {
    const sent = await send({ text: 'Yes *really* <b>', inReplyTo: { externalId: '700700/7001/1' } })
    expect(telegram.sent.at(-1)).toMatchObject({ method: 'sendMessage', params: { chat_id: '7001', text: 'Yes *really* <b>', reply_parameters: '{"message_id":1,"allow_sending_without_reply":true}' } })
    expect(telegram.sent.at(-1)?.params['parse_mode']).toBeUndefined()
    expect(sent).toMatchObject({ externalId: expect.stringMatching(/^700700\/7001\/\d+$/) as string, thread: '7001', at: 1_795_000_000_000 })
  })

  test('a picture carries short words, and long words go before it', async () => {
    const file = await bot.file('blue "one".png', 'image/png', Buffer.alloc(40))
    await send({ text: 'The blue one', files: [file] })
    expect(telegram.sent.at(-1)).toMatchObject({ method: 'sendPhoto', params: { caption: 'The blue one', photo: expect.stringContaining(':image/png:40') as string } })
    const { parts } = await send({ text: 'x'.repeat(2_000), files: [file] })
    expect(telegram.sent.slice(-2).map(({ method }) => method)).toEqual(['sendMessage', 'sendPhoto'])
    expect(parts).toHaveLength(1)
  })

  test.each([
    ['a blocked bot', 403, { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }, 'refused', 'has blocked the bot'],
    ['somebody gone', 403, { ok: false, error_code: 403, description: 'Forbidden: user is deactivated' }, 'refused', 'deleted their Telegram account'],
    ['no chat', 400, { ok: false, error_code: 400, description: 'Bad Request: chat not found' }, 'refused', 'only answer'],
    ['anything else', 400, { ok: false, error_code: 400, description: 'Bad Request: message text is empty' }, 'refused', 'message text is empty'],
    ['too much at once', 429, { ok: false, error_code: 429, description: 'Too Many Requests: retry after 35', parameters: { retry_after: 35 } }, 'later', 'patience'],
    ['its own trouble', 502, 'Bad Gateway', 'unknown', 'not well'],
    ['a revoked token', 401, { ok: false, error_code: 401, description: 'Unauthorized' }, 'later', 'BotFather'],
  ])('%s is told in words and by what may be done', async (_, status, body, outcome, words) => {
    telegram.refuse('sendMessage', status, body)
    await expect(send({})).rejects.toMatchObject({ outcome, message: expect.stringContaining(words) as string, ...(status === 429 ? { retryAfterSeconds: 35 } : {}) })
  })

  test('a group that got another number is followed there', async () => {
    telegram.refuse('sendMessage', 400, { ok: false, error_code: 400, description: 'Bad Request: group chat was upgraded to a supergroup chat', parameters: { migrate_to_chat_id: -1_001 } })
    expect((await send({ thread: '-5' })).thread).toBe('-1001')
  })

  test('what arrived in part is never tried again by itself', async () => {
    telegram.refuse('sendPhoto', 400, { ok: false, error_code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' })
    const file = await bot.file('x.png', 'image/png', Buffer.alloc(4))
    await expect(send({ text: 'y'.repeat(1_500), files: [file] })).rejects.toMatchObject({ outcome: 'unknown', message: expect.stringContaining('1 of 2') as string })
  })

  test('a file is fetched by its number, and what is gone is said to be', async () => {
    telegram.keepFile('doc-1', Buffer.from('%PDF'))
    const { body } = await telegramChannel.fetchAttachment!({ reference: 'doc-1', name: 'a.pdf', mediaType: 'application/pdf' }, bot.context)
    const parts: Uint8Array[] = []
    for await (const part of body) parts.push(part)
    expect(Buffer.concat(parts).toString()).toBe('%PDF')
    await expect(telegramChannel.fetchAttachment!({ reference: 'gone', name: 'a.pdf', mediaType: 'application/pdf' }, bot.context)).rejects.toThrow('There is no file')
  })

  test('what we take back goes there', async () => {
    await telegramChannel.unsend!('700700/7001/9001', bot.context)
    expect(telegram.calls.at(-1)).toBe('deleteMessage')
  })
})

const recorded = resolve(import.meta.dirname, '../../../../../shared/data/channels/telegram.json')
describe.skipIf(!existsSync(recorded))('recorded bodies (skipped where ../shared is absent)', () => {
  test('each is read or set aside, none is lost', () => {
    const bodies = (JSON.parse(readFileSync(recorded, 'utf8')) as { name: string | null; body: Record<string, unknown> }[]).filter(({ body }) => body['update_id'] !== undefined)
    expect(bodies.length).toBeGreaterThan(3)
    for (const { name, body } of bodies) {
      const { items, setAside } = readUpdate(body, { account: bot.id, id: '1' }, false, Date.now())
      expect(items.length + setAside.length, String(name)).toBe(1)
      const [item] = items
      if (item) expect(item.text !== '' || (item.message?.attachments?.length ?? 0) > 0, String(name)).toBe(true)
    }
  })
})
