import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startGraph, type FakeGraph } from '../../../../sim/networks/graph.ts'
import type { AccountChannel } from '../account-contract.ts'
import { openTrial, outgoing, type AccountTrial } from '../fixtures/account-trial.ts'
import { readCall } from './hear.ts'
import { facebookChannel, instagramChannel, messengerChannel, whatsappChannel } from './index.ts'
import type { Owner } from './read-messaging.ts'
import type { PageSettings, WhatsappSettings } from './settings.ts'

let graph: FakeGraph
let facebook: AccountTrial<PageSettings>
let messenger: AccountTrial<PageSettings>
let instagram: AccountTrial<PageSettings>
let whatsapp: AccountTrial<WhatsappSettings>
const allPermissions: string[] = []
const page = (over: object = {}): object => ({ appId: graph.appId, appSecret: graph.appSecret, token: graph.token, graph: graph.url, ...over })
const open = <S>(channel: AccountChannel<S, never>, over: object = {}, publicUrl = 'https://rapport.example'): Promise<AccountTrial<S>> => openTrial(channel, page(over), { publicUrl, allow: [new URL(graph.url).host] })

beforeAll(async () => {
  graph = await startGraph()
  allPermissions.push(...graph.permissions)
  facebook = await open(facebookChannel)
  messenger = await open(messengerChannel)
  instagram = await open(instagramChannel)
  whatsapp = await open(whatsappChannel, { phoneNumberId: graph.phoneNumberId, businessId: graph.businessId })
})
beforeEach(() => {
  graph.permissions = [...allPermissions]
  graph.expiresAt = 0
})
afterAll(() => graph.stop())

const told = async (trial: AccountTrial<never>, body: unknown) => {
  const { body: text, signature } = graph.signed(body)
  return (await trial.hear({ headers: new Headers({ 'x-hub-signature-256': signature }), body: text })).batch
}
const hears = (trial: unknown, body: unknown) => told(trial as AccountTrial<never>, body)
const at = 1_795_000_000_000
const pageEntry = (more: object): object => ({ object: 'page', entry: [{ id: graph.pageId, time: at, ...more }] })
const messaging = (event: object): object => pageEntry({ messaging: [{ sender: { id: '5678' }, recipient: { id: graph.pageId }, timestamp: at, ...event }] })
const comment = (value: object): object => pageEntry({ changes: [{ field: 'feed', value: { item: 'comment', verb: 'add', comment_id: '99_1', post_id: '1234567890_99', parent_id: '1234567890_99', from: { id: '5678', name: 'Wad' }, message: 'Does it squeak?', created_time: at / 1_000, ...value } }] })
const change = (value: object): object => ({ object: 'whatsapp_business_account', entry: [{ id: graph.businessId, changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '32400000001', phone_number_id: graph.phoneNumberId }, ...value } }] }] })

describe('connecting', () => {
  test('one address serves all accounts of the app, and nothing that another asked for is lost', () => {
    expect(graph.subscriptions.get('page')?.callback_url).toBe(`https://rapport.example/hooks/meta/${graph.appId}`)
    expect(graph.subscriptions.get('page')?.fields.split(',')).toEqual(expect.arrayContaining(['feed', 'messages', 'message_reads', 'message_echoes']) as string[])
    expect([...graph.subscriptions.keys()].sort()).toEqual(['instagram', 'page', 'whatsapp_business_account'])
    expect([facebook, messenger, instagram, whatsapp].map(({ context: { account } }) => `${account.externalId} ${account.handle ?? ''} ${account.name}`)).toEqual(['1234567890  Velora', '1234567890  Velora', '17841400000000001 velora Velora', '106540350000001 +32 400 00 00 01 Velora'])
  })

  test('Meta may check the address, with the word that we gave it and no other', async () => {
    const ask = (token: string) => messenger.hear({ method: 'GET', url: new URL(`https://rapport.example/hooks/meta/1?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`), body: '' })
    expect((await ask(graph.subscriptions.get('page')!.verify_token)).answer).toEqual({ status: 200, body: '42' })
    await expect(ask('other')).rejects.toThrow('another word')
  })

  test('a token that lacks a permission is refused with its name', async () => {
    graph.permissions = ['pages_manage_metadata']
    await expect(open(messengerChannel)).rejects.toThrow('pages_messaging')
  })

  test('a token that ends soon is exchanged for a longer one; one that ends is known to', async () => {
    graph.expiresAt = Math.floor(Date.now() / 1_000) + 3_600
    const short = await open(messengerChannel)
    expect([short.context.settings.token, short.expiresAt]).toEqual([`${graph.token}Long`, null])
    graph.expiresAt = Math.floor(Date.now() / 1_000) + 30 * 86_400
    const long = await open(messengerChannel)
    expect(long.expiresAt).toBe(graph.expiresAt * 1_000)
    await messengerChannel.renew!(long.context)
    expect(long.context.settings.token).toBe(`${graph.token}Long`)
  })

  test('where Meta could not call us it says so', async () => {
    await expect(open(messengerChannel, {}, 'http://localhost:8420')).rejects.toThrow('https addresses only')
  })

  test('a token that was taken back locks out, in words', async () => {
    graph.refuse('me/messages', 400, { code: 190, error_subcode: 463, message: 'Session has expired' })
    await expect(messengerChannel.send(outgoing({ thread: '5678' }), messenger.context)).rejects.toMatchObject({ outcome: 'later', message: expect.stringContaining('has expired') as string })
  })
})

describe('heard', () => {
  test('what Meta did not sign, or was changed on the way, leaves nothing', async () => {
    const { body, signature } = graph.signed(messaging({ message: { mid: 'm', text: 'Hi' } }))
    for (const headers of [new Headers(), new Headers({ 'x-hub-signature-256': 'sha256=00' }), new Headers({ 'x-hub-signature-256': signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })]) await expect(messenger.hear({ headers, body })).rejects.toThrow('signature')
    await expect(messenger.hear({ headers: new Headers({ 'x-hub-signature-256': signature }), body: `${body} ` })).rejects.toThrow('signature')
  })

  test('a message in Messenger has its author by name, its files, and what it answers', async () => {
    const { items } = await hears(messenger, messaging({ message: { mid: 'm_1', text: 'Look', attachments: [{ type: 'image', payload: { url: 'https://cdn.example/a/bike.png?x=1' } }], reply_to: { mid: 'm_0' } } }))
    expect(items).toMatchObject([{ channel: 'messenger', externalId: 'm_1', direction: 'inbound', author: { externalId: '5678', name: 'Person 5678' }, at, text: 'Look', relations: [{ kind: 'reply', externalId: 'm_0' }], message: { thread: '5678', visibility: 'private', attachments: [{ url: 'https://cdn.example/a/bike.png?x=1', name: 'bike.png', mediaType: 'image/jpeg' }] } }])
    expect((await hears(facebook, messaging({ message: { mid: 'm_1', text: 'Look' } }))).items).toEqual([])
  })

  test('our own words come back as ours, with the key that they were sent with', async () => {
    const key = '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e'
    expect((await hears(messenger, messaging({ sender: { id: graph.pageId }, recipient: { id: '5678' }, message: { mid: 'm_2', is_echo: true, text: 'Yes', metadata: key } }))).items[0]).toMatchObject({ direction: 'outbound', author: { externalId: graph.pageId }, message: { thread: '5678', key, to: [{ externalId: '5678' }] } })
  })

  test('what was delivered and read is told up to a moment', async () => {
    expect((await hears(messenger, messaging({ delivery: { mids: ['m_2'], watermark: at } }))).receipts).toMatchObject([{ state: 'delivered', thread: '5678', upTo: at }, { state: 'delivered', externalId: 'm_2' }])
    expect((await hears(messenger, messaging({ read: { watermark: at } }))).receipts).toMatchObject([{ state: 'read', thread: '5678', upTo: at }])
  })

  test('an edit changes the message, one that is taken back on Instagram is removed', async () => {
    expect((await hears(messenger, messaging({ message_edit: { mid: 'm_1', text: 'Look here', num_edit: 1 } }))).items[0]).toMatchObject({ externalId: 'm_1', text: 'Look here', extra: { editedAt: at } })
    const direct = (message: object): object => ({ object: 'instagram', entry: [{ id: graph.instagramId, time: at, messaging: [{ sender: { id: '777' }, recipient: { id: graph.instagramId }, timestamp: at, message }] }] })
    expect((await hears(instagram, direct({ mid: 'i_1', text: 'Hi' }))).items[0]).toMatchObject({ channel: 'instagram', author: { externalId: '777', name: 'Person 777', handle: 'person.777', followers: 12 } })
    expect((await hears(instagram, direct({ mid: 'i_1', is_deleted: true }))).removed).toEqual([{ channel: 'instagram', externalId: 'i_1' }])
  })

  test('comments: added, edited, hidden, answered by us, removed', async () => {
    const [first] = (await hears(facebook, comment({}))).items
    expect(first).toMatchObject({ channel: 'facebook', externalId: '99_1', kind: 'comment', direction: 'inbound', author: { externalId: '5678', name: 'Wad' }, relations: [{ kind: 'root', externalId: '1234567890_99' }], message: { visibility: 'public', thread: '99_1' } })
    expect((await hears(facebook, comment({ verb: 'edited', message: 'Does it still squeak?' }))).items[0]).toMatchObject({ externalId: '99_1', at, text: 'Does it still squeak?', extra: { editedAt: at } })
    expect((await hears(facebook, comment({ verb: 'hide' }))).items[0]?.extra).toEqual({ isHidden: true })
    expect((await hears(facebook, comment({ comment_id: '99_2', parent_id: '99_1', from: { id: graph.pageId, name: 'Velora' }, message: 'Never' }))).items[0]).toMatchObject({ direction: 'outbound', message: { thread: '99_1', references: ['99_1'] } })
    expect((await hears(facebook, comment({ verb: 'remove', message: undefined }))).removed).toEqual([{ channel: 'facebook', externalId: '99_1' }])
    expect((await hears(messenger, comment({}))).items).toEqual([])
  })

  test('a comment on Instagram, in either form that Meta writes', async () => {
    const value = { id: '180', from: { id: '777', username: 'wad' }, text: 'Nice', media: { id: '42' }, parent_id: '179' }
    for (const entry of [{ changes: [{ field: 'comments', value }] }, { field: 'comments', value }]) {
      expect((await hears(instagram, { object: 'instagram', entry: [{ id: graph.instagramId, time: at / 1_000, ...entry }] })).items).toMatchObject([{ externalId: '180', kind: 'comment', at, author: { handle: 'wad' }, message: { visibility: 'public', thread: '179', references: ['179'] } }])
    }
  })

  test('WhatsApp: words, a voice, a pressed button, statuses, and a failure in words', async () => {
    const contacts = [{ profile: { name: 'Noor' }, wa_id: '32470000000' }]
    const one = (message: object): object => change({ contacts, messages: [{ from: '32470000000', id: 'wamid.1', timestamp: String(at / 1_000), ...message }] })
    expect((await hears(whatsapp, one({ type: 'text', text: { body: 'Dag' }, context: { id: 'wamid.0' } }))).items).toMatchObject([{ channel: 'whatsapp', externalId: 'wamid.1', at, text: 'Dag', author: { externalId: '32470000000', handle: '+32470000000', name: 'Noor' }, message: { thread: '32470000000', references: ['wamid.0'] } }])
    expect((await hears(whatsapp, one({ type: 'audio', audio: { id: 'v1', mime_type: 'audio/ogg; codecs=opus', voice: true } }))).items[0]?.message?.attachments).toEqual([{ reference: 'v1', name: 'audio.ogg', mediaType: 'audio/ogg; codecs=opus' }])
    expect((await hears(whatsapp, one({ type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } } }))).items[0]).toMatchObject({ text: 'Yes', extra: { pressed: 'y' } })
    const status = (state: string, more: object = {}): object => change({ statuses: [{ id: 'wamid.9', status: state, timestamp: String(at / 1_000), recipient_id: '32470000000', ...more }] })
    expect((await hears(whatsapp, status('sent'))).receipts).toEqual([])
    expect((await hears(whatsapp, status('read'))).receipts).toMatchObject([{ state: 'read', externalId: 'wamid.9', at }])
    expect((await hears(whatsapp, status('failed', { errors: [{ code: 131_047, title: 'Re-engagement message' }] }))).receipts).toMatchObject([{ state: 'failed', code: '131047', because: 'More than 24 hours have passed since this person wrote. Send a template instead.' }])
    expect((await hears(whatsapp, one({ from: undefined, from_user_id: 'BE.13491208655302741918', type: 'text', text: { body: 'Hidden' } }))).items[0]?.author).toEqual({ externalId: 'BE.13491208655302741918' })
  })

  test('the same told twice is there once', async () => {
    const event = { sender: { id: '5678' }, recipient: { id: graph.pageId }, timestamp: at, message: { mid: 'm_5', text: 'Hello' } }
    expect((await hears(messenger, { object: 'page', entry: [{ id: graph.pageId, messaging: [event] }, { id: graph.pageId, messaging: [event] }] })).items).toHaveLength(1)
  })
})

describe('sent', () => {
  test('to Messenger: words with their key, then each file; every call proves that we have the secret', async () => {
    const file = await messenger.file('bike.png', 'image/png', Buffer.alloc(12))
    const message = outgoing({ thread: '5678', text: 'Yes', files: [file], inReplyTo: { externalId: 'm_1' } })
    const sent = await messengerChannel.send(message, messenger.context)
    expect(graph.sent.slice(-2).map(({ body }) => body)).toMatchObject([{ recipient: { id: '5678' }, messaging_type: 'RESPONSE', message: { text: 'Yes', metadata: message.key }, reply_to: { mid: 'm_1' } }, { filedata: 'bike.png:image/png:12' }])
    expect(sent).toMatchObject({ thread: '5678', externalId: expect.stringMatching(/^m_/) as string, parts: [expect.stringMatching(/^m_/)] })
    expect(graph.sent.at(-1)?.query['appsecret_proof']).toMatch(/^[0-9a-f]{64}$/)
  })

  test('below a comment, on Facebook and on Instagram', async () => {
    expect((await facebookChannel.send(outgoing({ visibility: 'public', thread: '99_1', inReplyTo: { externalId: '99_1' }, text: 'Never' }), facebook.context)).thread).toBe('99_1')
    expect(graph.sent.at(-1)).toMatchObject({ path: '99_1/comments', body: { message: 'Never' } })
    await instagramChannel.send(outgoing({ visibility: 'public', thread: '180', text: 'Thanks' }), instagram.context)
    expect(graph.sent.at(-1)?.path).toBe('180/replies')
    await facebookChannel.unsend!('99_1_5', facebook.context)
    expect(graph.calls.at(-1)).toMatchObject({ method: 'DELETE', path: '99_1_5' })
  })

  test('on WhatsApp: words, and a document with its caption', async () => {
    const file = await whatsapp.file('bill.pdf', 'application/pdf', Buffer.alloc(9))
    const message = outgoing({ thread: '32470000000', text: 'Your bill', files: [file] })
    expect(await whatsappChannel.send(message, whatsapp.context)).toMatchObject({ externalId: expect.stringMatching(/^wamid\./) as string })
    expect(graph.sent.slice(-2)).toMatchObject([{ path: `${graph.phoneNumberId}/media`, body: { file: 'bill.pdf:application/pdf:9' } }, { body: { to: '32470000000', type: 'document', document: { caption: 'Your bill', filename: 'bill.pdf' }, biz_opaque_callback_data: message.key } }])
  })

  test('templates are listed with what they want, and filled where it belongs', async () => {
    const all = await whatsappChannel.templates!(whatsapp.context)
    expect(all.map(({ name, values }) => [name, values])).toEqual([['order_ready', ['header 1', '1', '2', 'button 1']], ['hello', ['first_name']]])
    await whatsappChannel.send(outgoing({ to: [{ externalId: '32470000000' }], text: '', template: { name: 'order_ready', language: 'nl', values: ['A7', 'Noor', 'fiets', 'a7'] } }), whatsapp.context)
    expect(graph.sent.at(-1)?.body['template']).toEqual({ name: 'order_ready', language: { code: 'nl' }, components: [{ type: 'header', parameters: [{ type: 'text', text: 'A7' }] }, { type: 'body', parameters: [{ type: 'text', text: 'Noor' }, { type: 'text', text: 'fiets' }] }, { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'a7' }] }] })
    await whatsappChannel.send(outgoing({ thread: '32470000000', text: '', template: { name: 'hello', language: 'en_US', values: ['Noor'] } }), whatsapp.context)
    expect(graph.sent.at(-1)?.body).toMatchObject({ template: { components: [{ parameters: [{ parameter_name: 'first_name', text: 'Noor' }] }] } })
    await expect(whatsappChannel.send(outgoing({ thread: '1', template: { name: 'hello', language: 'en_US', values: [] } }), whatsapp.context)).rejects.toMatchObject({ outcome: 'refused', message: expect.stringContaining('wants 1 values') as string })
    await expect(whatsappChannel.send(outgoing({ thread: '1', template: { name: 'gone', language: 'nl', values: [] } }), whatsapp.context)).rejects.toMatchObject({ outcome: 'refused' })
  })

  test.each([
    ['outside the window', 400, { code: 10, error_subcode: 2_018_278 }, {}, 'refused', '24 hours'],
    ['to somebody who blocked us', 400, { code: 551, error_subcode: 1_545_041 }, {}, 'refused', 'cannot be reached'],
    ['too much at once', 400, { code: 613 }, { 'x-business-use-case-usage': '{"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":19}]}' }, 'later', 'patience'],
    ['a fault of Meta', 500, { code: 1 }, {}, 'unknown', 'may have done it or not'],
    ['something new', 400, { code: 4_242, message: 'The moon is full' }, {}, 'refused', 'The moon is full'],
  ])('%s is told in words and by what may be done', async (_, status, error, headers, outcome, words) => {
    graph.refuse('me/messages', status, error, headers as Record<string, string>)
    await expect(messengerChannel.send(outgoing({ thread: '5678' }), messenger.context)).rejects.toMatchObject({ outcome, message: expect.stringContaining(words) as string, ...(outcome === 'later' ? { retryAfterSeconds: 1_140 } : {}) })
  })

  test('what arrived in part is never tried again by itself', async () => {
    const file = await whatsapp.file('song.mp3', 'audio/mpeg', Buffer.alloc(9))
    graph.refuse('/media', 400, { code: 131_053 })
    await expect(whatsappChannel.send(outgoing({ thread: '32470000000', text: 'Listen', files: [file] }), whatsapp.context)).rejects.toMatchObject({ outcome: 'unknown', message: expect.stringContaining('1 of 2') as string })
  })

  test('a file of WhatsApp is fetched with the token, and one that is gone is said to be', async () => {
    graph.keepMedia('77', Buffer.from('OggS'), 'audio/ogg')
    const { body, mediaType } = await whatsappChannel.fetchAttachment!({ reference: '77', name: 'voice.ogg', mediaType: 'audio/ogg' }, whatsapp.context)
    const parts: Uint8Array[] = []
    for await (const part of body) parts.push(part)
    expect([Buffer.concat(parts).toString(), mediaType]).toEqual(['OggS', 'audio/ogg'])
    await expect(whatsappChannel.fetchAttachment!({ reference: '78', name: 'voice.ogg', mediaType: 'audio/ogg' }, whatsapp.context)).rejects.toThrow('There is no file')
  })
})

const recorded = resolve(import.meta.dirname, '../../../../../shared/data/channels/meta')
describe.skipIf(!existsSync(recorded))('recorded bodies (skipped where ../shared is absent)', () => {
  const owner = (channel: Owner['channel']): Owner => ({ account: '0198c5d0-7c1e-7000-8000-3f2a5b6c7d8e', channel, id: '1234567890', handle: null, name: 'Velora' })
  const brokenOnPurpose = /invalid_|not_page|different_page|unknown_messaging_entry/
  const nothingSaid = /no_messaging_entries|dlr|referral\.json/
  const cases = existsSync(recorded) ? readdirSync(recorded).flatMap((folder) => readdirSync(resolve(recorded, folder)).map((file) => [`${folder}/${file}`, ({ fba: 'messenger', ig: 'instagram', wac: 'whatsapp' } as const)[folder as 'ig']] as const)) : []
  test.each(cases)('%s', (file, channel) => {
    const { items, receipts, setAside } = readCall(JSON.parse(readFileSync(resolve(recorded, file), 'utf8')), owner(channel), Date.now())
    if (brokenOnPurpose.test(file)) {
      expect([items.length, receipts.length, setAside.length]).toEqual([0, 0, 1])
      expect(setAside[0]?.because).toMatch(/^[A-Z"].{20,}\.$/)
    } else {
      expect(setAside).toEqual([])
      if (!nothingSaid.test(file) || file.includes('postback')) expect(items.length + receipts.length).toBe(1)
    }
  })
})
