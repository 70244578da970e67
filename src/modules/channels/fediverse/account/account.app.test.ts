/** Our account on a server of the fediverse: let in, heard, spoken through, and never wider than what is answered. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../../../test/until.ts'
import { newId } from '../../../../kernel/ids.ts'
import { systemClock } from '../../../../kernel/instant.ts'
import type { Interaction } from '../../../../kernel/interaction.ts'
import type { OutgoingMessage } from '../../../../kernel/message.ts'
import { openKeptFiles } from '../../../../platform/kept-files.ts'
import { createOutwardFetch, type OutwardFetch } from '../../../../platform/outward/outward-fetch.ts'
import type { AccountContext } from '../../account-contract.ts'
import { accountOf, moment, startFakeAccountServer, type FakeAccountServer } from '../fixtures/fake-account-server.ts'
import { fediverseAccount } from './index.ts'
import { fediverseAccountSettings, type FediverseAccountSettings } from './manifest.ts'
import type { FediverseAccountCursor } from './read-fediverse.ts'

let server: FakeAccountServer
let outward: OutwardFetch
let settings: FediverseAccountSettings
let now = 0
const folder = mkdtempSync(join(tmpdir(), 'rapport-fediverse-'))
const files = openKeptFiles(folder)
const account = newId()
const noted = new Map<string, string>()
const signal = new AbortController().signal
const wad = accountOf('wad@isle.example', '5')
const tide = accountOf('tide@sea.example', '6')
let number = 112_000_000_000_000_000n

function status(by: Record<string, unknown>, text: string, more: object = {}): Record<string, unknown> {
  const id = String(number += 65_536n)
  return { id, uri: `${String(by['uri'])}/statuses/${id}`, url: `${String(by['url'])}/${id}`, created_at: moment(Date.now()), account: by, content: `<p>${text}</p>`, text, visibility: 'public', in_reply_to_id: null, spoiler_text: '', mentions: [{ id: '1', username: 'velora', acct: 'velora', url: 'https://social.example/@velora' }], media_attachments: [], reblog: null, edited_at: null, ...more }
}

beforeAll(async () => {
  server = await startFakeAccountServer()
  outward = createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [server.address] })
})
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const connecting = () => ({ fetch: outward, clock: systemClock, signal, publicUrl: 'https://rapport.example', account })
const given = (more: object = {}) => fediverseAccountSettings.parse({ server: server.url, ...more })

function context(use: AbortSignal = signal): AccountContext<FediverseAccountSettings> {
  return {
    account: { id: account, externalId: 'https://social.example/users/velora', handle: 'velora@social.example', name: 'Velora' },
    get settings() { return settings },
    fetch: outward, clock: { now: () => Date.now() + now }, signal: use, publicUrl: 'https://rapport.example', files, tokenKey: 'k', warn: () => undefined,
    notes: {
      of: (keys) => Promise.resolve(new Map([...noted].filter(([key]) => keys.includes(key)))),
      keep: (notes) => { for (const { key, value } of notes) if (!noted.has(key)) noted.set(key, value); return Promise.resolve(new Map([...noted].filter(([key]) => notes.some((one) => one.key === key)))) },
    },
    keepSettings: (next) => { settings = next; return Promise.resolve() },
    renewed: (stale) => Promise.resolve(stale),
  }
}

const message = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({ key: newId(), visibility: 'public', to: [], inReplyTo: null, thread: null, references: [], conversation: newId(), text: 'Hello', files: [], sender: null, automatic: false, ...more })
const wadHimself = { externalId: 'https://isle.example/users/wad', handle: 'wad@isle.example' }
const answerTo = (one: Record<string, unknown>) => ({ inReplyTo: { externalId: String(one['uri']) }, to: [wadHimself] })
const lastPost = () => server.posted.at(-1)?.json

interface HeardAll { items: Interaction[]; removed: string[]; words: string[]; cursor: FediverseAccountCursor | null }

async function hear(cursor: FediverseAccountCursor | null, wanted: (heard: HeardAll) => boolean): Promise<HeardAll> {
  const stop = new AbortController()
  const heard: HeardAll = { items: [], removed: [], words: [], cursor }
  const reading = fediverseAccount.read?.(Object.assign(context(stop.signal), {
    cursor, health: ({ words }: { words: string }) => void heard.words.push(words),
    emit: (batch: { items: readonly Interaction[]; removed?: readonly { externalId: string }[]; cursor: FediverseAccountCursor }) => { heard.items.push(...batch.items); heard.removed.push(...(batch.removed ?? []).map((one) => one.externalId)); heard.cursor = batch.cursor; return Promise.resolve() },
  }))
  await until(() => heard, wanted).finally(() => stop.abort())
  await reading
  return heard
}

test('we are let in on the page of the server: made known there, sent there, and let in once with what it gave', async () => {
  const asked = await fediverseAccount.authorise?.(given(), { ...connecting(), redirectUri: 'https://rapport.example/settings/accounts', state: 'abc' })
  const address = new URL(asked?.address ?? '')
  expect([address.pathname, address.searchParams.get('client_id'), address.searchParams.get('state'), address.searchParams.get('redirect_uri'), address.searchParams.get('code_challenge_method')]).toEqual(['/oauth/authorize', 'client', 'abc', 'https://rapport.example/settings/accounts', 'S256'])
  expect(server.apps).toMatchObject([{ client_name: 'Rapport', scopes: expect.stringContaining('read:notifications') as string }])
  await expect(fediverseAccount.connect({ ...given(asked?.settings), code: 'old' }, connecting())).rejects.toThrow(/may be too old, or used already/)
  const found = await fediverseAccount.connect({ ...given(asked?.settings), code: 'fresh' }, connecting())
  expect(found).toMatchObject({ externalId: 'https://social.example/users/velora', handle: 'velora@social.example', name: 'VELORA', settings: { token: 'good', code: '', verifier: '' } })
  expect(server.tokenRequests.at(-1)).toMatchObject({ grant_type: 'authorization_code', client_secret: 'secret', code_verifier: expect.stringMatching(/^.{43,128}$/) as string })
  settings = found.settings
})

test('without a way in, or with a token that is not good, words say what to do', async () => {
  await expect(fediverseAccount.connect(given(), connecting())).rejects.toMatchObject({ code: 'fediverse.no-way-in' })
  await expect(fediverseAccount.connect(given({ token: 'wrong' }), connecting())).rejects.toThrow(/does not accept our access any more: The access token is invalid/)
})

test('what the server takes is what the composer knows', () => {
  expect(fediverseAccount.abilitiesOf?.(settings)).toMatchObject({ text: { max: 568, linkLength: 23 }, attachments: { max: 4, maxBytes: 2_000, mediaTypes: ['image/png', 'image/jpeg'], alt: true } })
})

test('mentions, answers and direct posts come in as messages with their threads; favourites, boosts and followers as what they did', async () => {
  const ours = status({ ...accountOf('velora', '1') }, 'New belts')
  server.statuses.set(String(ours['id']), ours)
  const asks = status(wad, 'Does it slip?', { in_reply_to_id: ours['id'], spoiler_text: 'Belts' })
  server.notify('mention', wad, asks)
  server.notify('mention', tide, status(tide, 'Psst', { visibility: 'direct' }))
  server.notify('mention', tide, status(tide, 'For followers', { visibility: 'private' }))
  server.notify('favourite', wad, ours)
  server.notify('reblog', wad, ours)
  server.notify('follow', tide, null)
  server.notify('poll', tide, ours)
  const { items, cursor } = await hear(null, (heard) => heard.items.length >= 6)
  expect(items).toMatchObject([
    { kind: 'reply', direction: 'inbound', text: 'Does it slip?', title: 'Belts', author: { handle: 'wad@isle.example' }, message: { account, visibility: 'public', thread: ours['uri'], references: [ours['uri']] } },
    { kind: 'message', direction: 'inbound', text: 'Psst', message: { visibility: 'private' } },
    { kind: 'message', text: 'For followers', message: { visibility: 'private' } },
    { kind: 'reaction', direction: 'inbound', author: { handle: 'wad@isle.example' }, relations: [{ kind: 'reply', externalId: ours['uri'] }] },
    { kind: 'repost', relations: [{ kind: 'repost', externalId: ours['uri'] }] },
    { kind: 'follow', author: { handle: 'tide@sea.example' } },
  ])
  expect(items.filter(({ message: facts }) => facts !== undefined)).toHaveLength(3)
  // Nothing twice from the kept place, and what rings comes at once.
  const again = await hear(cursor, (heard) => { if (heard.words.length === 1) server.notify('mention', wad, status(wad, 'And now?'), true); return heard.items.some(({ text }) => text === 'And now?') })
  expect(again.items.filter(({ direction }) => direction === 'inbound').every(({ text }) => text === 'And now?')).toBe(true)
  expect(again.words[0]).toMatch(/tells at once/)
})

test('what is edited or removed at its source is heard of', async () => {
  const first = status(wad, 'It slips')
  const second = status(wad, 'Never mind')
  server.notify('mention', wad, first)
  server.notify('mention', wad, second)
  const before = await hear(null, ({ items }) => items.some(({ text }) => text === 'Never mind'))
  server.statuses.set(String(first['id']), { ...first, content: '<p>It slips when wet</p>', edited_at: moment(Date.now()) })
  server.statuses.delete(String(second['id']))
  const after = await hear(before.cursor, (heard) => {
    if (heard.words.length > 0) { server.ring('delete', String(second['id'])); server.ring('status.update', JSON.stringify({ id: first['id'] })); server.ring('delete', '1') }
    return heard.removed.length > 0 && heard.items.some(({ text }) => text === 'It slips when wet')
  })
  expect(after.removed).toEqual([second['uri']])
})

test('an answer names whom it answers, keeps the warning, and is posted once however often it is sent', async () => {
  const asks = status(wad, 'Does it slip?', { spoiler_text: 'Belts' })
  server.statuses.set(String(asks['id']), asks)
  const out = message({ ...answerTo(asks), text: 'No: https://velora.example/a/very/long/address', language: 'en-GB' })
  const count = server.posted.length
  const sent = await fediverseAccount.send(out, context())
  expect(await fediverseAccount.send(out, context())).toMatchObject({ externalId: sent.externalId })
  expect(server.posted.slice(count)).toEqual([{ key: out.key, json: { status: '@wad@isle.example No: https://velora.example/a/very/long/address', visibility: 'public', in_reply_to_id: asks['id'], spoiler_text: 'Belts', sensitive: true, language: 'en' } }])
  await fediverseAccount.unsend?.(sent.externalId, context())
  await fediverseAccount.unsend?.(sent.externalId, context())
  expect([...server.statuses.values()].some(({ uri }) => uri === sent.externalId)).toBe(false)
})

test('an answer goes no wider than what it answers, and tells nobody else', async () => {
  const to = async (visibility: string, more: Partial<OutgoingMessage> = {}): Promise<unknown> => {
    const one = status(wad, 'x', { visibility, mentions: [{ id: '1', username: 'velora', acct: 'velora', url: 'x' }, { id: '6', username: 'tide', acct: 'tide@sea.example', url: 'y' }] })
    server.statuses.set(String(one['id']), one)
    await fediverseAccount.send(message({ ...answerTo(one), ...more }), context())
    return [lastPost()?.['visibility'], lastPost()?.['status']]
  }
  expect(await to('public')).toEqual(['public', '@wad@isle.example Hello'])
  expect(await to('unlisted')).toEqual(['unlisted', '@wad@isle.example Hello'])
  // Even when somebody asks for a public answer.
  expect(await to('private')).toEqual(['direct', '@wad@isle.example @tide@sea.example Hello'])
  expect(await to('direct')).toEqual(['direct', '@wad@isle.example @tide@sea.example Hello'])
  expect(await to('public', { visibility: 'private' })).toEqual(['direct', '@wad@isle.example Hello'])
  await expect(to('direct', { text: 'Ask @gull@far.example' })).rejects.toMatchObject({ outcome: 'refused', code: 'fediverse.stranger' })
  await expect(fediverseAccount.send(message({ visibility: 'private', text: 'To nobody' }), context())).rejects.toMatchObject({ code: 'fediverse.no-recipient' })
  settings = { ...settings, width: 'unlisted' }
  expect(await to('public')).toEqual(['unlisted', '@wad@isle.example Hello'])
  settings = { ...settings, width: 'public' }
})

test('links and mentions count as the server counts them, and one more is refused', async () => {
  const long = `${'x'.repeat(600 - 5 - 1 - 23)} https://velora.example/${'y'.repeat(300)}`
  await fediverseAccount.send(message({ to: [wadHimself], text: long }), context())
  await expect(fediverseAccount.send(message({ to: [wadHimself], text: `x${long}` }), context())).rejects.toMatchObject({ outcome: 'refused', code: 'fediverse.too-long' })
})

test('pictures go with their words, and what the server would not take is said before', async () => {
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const kept = await files.keep(Readable.from([pixel]), { maxBytes: 1_000 })
  const file = { file: kept.key, name: 'belt.png', mediaType: 'image/png', bytes: kept.bytes, alt: 'A belt' }
  await fediverseAccount.send(message({ files: [file] }), context())
  expect(lastPost()).toMatchObject({ media_ids: ['22348641'] })
  expect(server.uploads[0]).toMatch(/name="description"\r\n\r\nA belt\r\n[^]*filename="belt.png"\r\ncontent-type: image\/png/)
  await expect(fediverseAccount.send(message({ files: [{ ...file, bytes: 1_001 }] }), context())).rejects.toMatchObject({ code: 'fediverse.file-too-large' })
  await expect(fediverseAccount.send(message({ files: [{ ...file, alt: 'x'.repeat(51) }] }), context())).rejects.toMatchObject({ code: 'fediverse.alt-too-long' })
})

test('a post whose answer was lost is not said twice, not even when the server has forgotten its key', async () => {
  server.loseAnswer = true
  const out = message({ text: 'Once only' })
  const count = server.posted.length
  await expect(fediverseAccount.send(out, context())).rejects.toThrow()
  now = 2 * 3_600_000
  await fediverseAccount.send(out, context())
  now = 0
  expect(server.posted).toHaveLength(count + 1)
})

test('what is gone is not answered; a spent allowance waits; an access that was taken back is said in words', async () => {
  await expect(fediverseAccount.send(message({ inReplyTo: { externalId: 'https://isle.example/users/wad/statuses/0' } }), context())).rejects.toMatchObject({ outcome: 'refused' })
  server.refuse = { status: 429, body: { error: 'Too many requests' }, headers: { 'x-ratelimit-reset': moment(Date.now() + 90_000), 'x-ratelimit-remaining': '0' } }
  await expect(fediverseAccount.send(message(), context())).rejects.toMatchObject({ code: 'outward.retry-after' })
  server.refuse = { status: 401, body: { error: 'The access token was revoked' } }
  await expect(fediverseAccount.send(message(), context())).rejects.toThrow(/It was taken back there, or the account is closed; connect it again/)
  server.refuse = { status: 422, body: { error: 'Validation failed: Text character limit of 600 exceeded' } }
  await expect(fediverseAccount.send(message(), context())).rejects.toMatchObject({ outcome: 'refused' })
  server.refuse = null
})
