/** Statuses of many servers as interactions. */
import { existsSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interactionSchema } from '../../../kernel/interaction.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import { account, base, hashtag, longLink, mention, status } from './fixtures/statuses.ts'
import { interactionOfStatus } from './status.ts'
import type { Around, StatusResult } from './status.ts'

const around: Around = { domain: 'social.example', now: base + 3_600_000, uriOf: (id) => (id === '9' ? { uri: 'https://isle.example/users/wad/statuses/9', author: 'https://isle.example/users/wad' } : undefined) }
const isTakeable = (item: Interaction): boolean => interactionSchema.safeParse({ ...item, at: new Date(item.at).toISOString() }).success
const read = (value: unknown): Interaction => {
  const result = interactionOfStatus(value, around)
  if (result.kind !== 'item') throw new Error(JSON.stringify(result))
  expect(isTakeable(result.item)).toBe(true)
  return result.item
}

test('a status keeps who, what, when, where and in which language', () => {
  const written = status(0, `<p>${mention} zee ${hashtag} ${longLink}</p>`, { language: 'nl', spoiler_text: 'Over varen', mentions: [{ id: '5', username: 'wad', acct: 'wad@isle.example', url: 'https://isle.example/@wad' }] })
  expect(read(written)).toEqual({
    channel: 'fediverse',
    externalId: written['uri'],
    kind: 'post',
    direction: 'around',
    author: { externalId: 'https://sea.example/users/tide', handle: 'tide@sea.example', name: 'TIDE', url: 'https://sea.example/@tide', avatarUrl: 'https://files.sea.example/a.png', bio: 'Sails & ferries', followers: 12, following: 3, bot: false },
    at: base,
    text: '@wad zee #Veer ferry.example/tijden/winter/he…',
    title: 'Over varen',
    url: written['url'],
    languages: ['nl'],
    facets: [
      { start: 0, end: 4, kind: 'mention', target: 'wad@isle.example' },
      { start: 9, end: 14, kind: 'tag', target: 'Veer' },
      { start: 15, end: 46, kind: 'link', target: 'https://www.ferry.example/tijden/winter/heen-en-terug?dag=zondag' },
    ],
    metrics: { likes: 3, reposts: 2, replies: 1 },
    site: 'sea.example',
    extra: {},
  })
})

test('a member of the server that was asked gets its domain in the handle', () => {
  expect(read(status(0, 'x', { account: account('gull') })).author.handle).toBe('gull@social.example')
})

test('the same status seen from two servers is one', () => {
  const one = status(0, '<p>x</p>')
  const two = { ...one, id: '01JABCDEFGHJKMNPQRSTVWXYZ0', url: 'https://other.example/notice/1', account: { ...(one['account'] as object), id: '9' } }
  expect(read(two).externalId).toBe(read(one).externalId)
})

test('pictures keep their descriptions, sizes and the point to keep in view; a card comes after them', () => {
  const { media, extra } = read(status(0, '<p>x</p>', {
    media_attachments: [
      { id: '1', type: 'image', url: 'https://files.example/1.png', preview_url: 'https://files.example/1s.png', description: 'A ferry at dawn', meta: { original: { width: 640, height: 480 }, focus: { x: -0.27, y: 0.51 } } },
      { id: '2', type: 'gifv', url: 'https://files.example/2.mp4', preview_url: 'https://files.example/2.png', description: null, meta: {} },
      { id: '3', type: 'unknown', url: null, remote_url: 'https://far.example/3.bin', preview_url: null },
      { id: '4', type: 'image', url: null, remote_url: null },
    ],
    card: { url: 'https://ferry.example/news', title: 'Ferry news', description: 'Winter times', type: 'link', image: 'https://files.example/c.png', width: 0, height: 0 },
  }))
  expect(media).toEqual([
    { kind: 'image', url: 'https://files.example/1.png', previewUrl: 'https://files.example/1s.png', alt: 'A ferry at dawn', width: 640, height: 480 },
    { kind: 'video', url: 'https://files.example/2.mp4', previewUrl: 'https://files.example/2.png' },
    { kind: 'link', url: 'https://far.example/3.bin' },
    { kind: 'link', url: 'https://ferry.example/news', title: 'Ferry news', description: 'Winter times', previewUrl: 'https://files.example/c.png' },
  ])
  expect(extra?.['focus']).toEqual({ 0: { x: -0.27, y: 0.51 } })
})

test('a boost is its own, by whom it was boosted, with the words of the original', () => {
  const original = status(0, '<p>The ferry runs</p>', { account: account('wad@isle.example') })
  const boost = status(60, '', { reblog: original, url: null, account: account('gull') })
  const item = read(boost)
  expect([item.kind, item.author.handle, item.text, item.externalId, item.url]).toEqual(['repost', 'gull@social.example', 'The ferry runs', boost['uri'], original['url']])
  expect(item.relations).toEqual([{ kind: 'repost', externalId: original['uri'], authorExternalId: 'https://isle.example/users/wad', url: original['url'] }])
})

test('a quote names what it quotes, in the newer form and the older; one that was not allowed is no quote', () => {
  const quoted = status(0, '<p>x</p>', { account: account('wad@isle.example') })
  for (const quote of [{ state: 'accepted', quoted_status: quoted }, quoted]) {
    const item = read(status(60, '<p class="quote-inline">RE: https://isle.example/1</p><p>True</p>', { quote }))
    expect([item.kind, item.text, item.relations?.[0]?.externalId]).toEqual(['quote', 'True', quoted['uri']])
  }
  expect(read(status(60, '<p>y</p>', { quote: { state: 'pending', quoted_status: null } })).kind).toBe('post')
})

test('a reply names what it answers when that came by, and keeps the server\'s number when not', () => {
  expect(read(status(0, 'x', { in_reply_to_id: '9', in_reply_to_account_id: '5' }))).toMatchObject({ kind: 'reply', relations: [{ kind: 'reply', externalId: 'https://isle.example/users/wad/statuses/9' }] })
  expect(read(status(0, 'x', { in_reply_to_id: '10', in_reply_to_account_id: '5' }))).toMatchObject({ kind: 'reply', extra: { inReplyTo: { id: '10', account: '5' } } })
})

test('edits, polls, own emoji, warnings and the program it was written with are kept', () => {
  expect(read(status(0, ':ferry:', {
    edited_at: '2026-11-22T14:40:00.000Z', sensitive: true, visibility: 'unlisted', application: { name: 'Deck', website: null }, quotes_count: 4,
    emojis: [{ shortcode: 'ferry', url: 'https://files.example/f.gif', static_url: 'https://files.example/f.png', visible_in_picker: true }],
    poll: { id: '1', expires_at: '2026-11-23T00:00:00.000Z', multiple: false, votes_count: 7, options: [{ title: 'Rope', votes_count: 3 }, { title: 'Tea', votes_count: null }] },
  }))).toMatchObject({
    metrics: { quotes: 4 },
    extra: { editedAt: '2026-11-22T14:40:00.000Z', sensitive: true, visibility: 'unlisted', application: 'Deck', emojis: [{ shortcode: 'ferry', url: 'https://files.example/f.png' }], poll: { options: [{ title: 'Rope', votes: 3 }, { title: 'Tea', votes: null }], votes: 7, multiple: false } },
  })
})

test('what is meant for few is never taken in', () => {
  for (const visibility of ['private', 'direct', 'mutuals_only']) expect(interactionOfStatus(status(0, 'x', { visibility }), around).kind).toBe('private')
})

test('a time in the future is brought back to now and kept as a claim', () => {
  const item = read(status(0, 'x', { created_at: '2099-01-01T00:00:00.000Z' }))
  expect([item.at, item.extra?.['claimedAt']]).toEqual([around.now, '2099-01-01T00:00:00.000Z'])
})

test('a text of a hundred thousand characters and more is cut and says so', () => {
  const item = read(status(0, `<p>${'🌊'.repeat(60_000)} ${hashtag}</p>`))
  expect([item.text.length, item.extra?.['cutFrom'], item.facets]).toEqual([100_000, 120_006, undefined])
})

test.each<[string, unknown, string]>([
  ['nothing', null, 'fediverse.no-uri'],
  ['a list', [], 'fediverse.no-uri'],
  ['a status without address', status(0, 'x', { uri: '' }), 'fediverse.no-uri'],
  ['a status without author', status(0, 'x', { account: null, uri: 'https://x.example/1' }), 'fediverse.no-author'],
  ['a status without time', status(0, 'x', { created_at: 'today' }), 'fediverse.no-time'],
])('%s says why it cannot be read', (_, value, code) => {
  expect(interactionOfStatus(value, around)).toMatchObject({ kind: 'unreadable', code })
})

test('whatever stands in a status, it becomes something that can be taken in, or says why not', () => {
  const any = fc.jsonValue({ maxDepth: 3 })
  const fields = ['uri', 'url', 'account', 'created_at', 'visibility', 'reblog', 'quote', 'in_reply_to_id', 'content', 'mentions', 'spoiler_text', 'language', 'media_attachments', 'card', 'poll', 'emojis', 'application', 'edited_at', 'favourites_count']
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...fields), any, { maxKeys: 8 }), fc.dictionary(fc.constantFrom('uri', 'url', 'acct', 'note', 'display_name', 'bot', 'avatar', 'followers_count'), any), (odd, oddAccount) => {
    const result: StatusResult = interactionOfStatus({ ...status(0, 'x', { account: { ...account('a@b.example'), ...oddAccount } }), ...odd }, around)
    expect(result.kind !== 'item' || isTakeable(result.item)).toBe(true)
  }))
})

const samples = new URL('../../../../../shared/data/channels/mastodon-samples.json', import.meta.url)
describe.skipIf(!existsSync(samples))(`the documented examples of the API${existsSync(samples) ? '' : ' (skipped: ../shared is absent)'}`, () => {
  const found: unknown[] = []
  const gather = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('content' in value && 'created_at' in value) found.push(value)
    for (const part of Object.values(value)) gather(part)
    if ('payload' in value && typeof value.payload === 'string' && value.payload.startsWith('{')) gather(JSON.parse(value.payload))
  }
  if (existsSync(samples)) gather(JSON.parse(readFileSync(samples, 'utf8')))

  test('every status in them is read, or refused with a reason', () => {
    const results = found.map((value) => interactionOfStatus(value, { ...around, now: Date.now() }))
    expect(found.length).toBeGreaterThan(3)
    for (const result of results) {
      if (result.kind === 'item') expect(isTakeable(result.item) && !/<\/?[a-z]+[ >]/.test(result.item.text)).toBe(true)
      if (result.kind === 'unreadable') expect(result.because).toMatch(/\S/)
    }
    expect(results.filter(({ kind }) => kind === 'item').length).toBeGreaterThan(3)
  })
})
