/** Posts of the network as interactions. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interactionSchema } from '../../../kernel/interaction.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import { did, other, records } from './fixtures/posts.ts'
import { interactionOf, isUnreadable, likeCollection, postCollection, repostCollection } from './record.ts'
import type { Written } from './record.ts'

const seenAt = Date.parse('2026-11-22T14:30:05Z')
const read = (record: Record<string, unknown>, more: Partial<Written> = {}): Interaction => {
  const result = interactionOf({ did, collection: postCollection, rkey: '3lbtide', record, cid: 'bafyreicid', seenAt, updated: false, handle: undefined, ...more })
  if (isUnreadable(result)) throw new Error(result.because)
  return result
}
/** Whether the loop would take it. */
const isTakeable = (item: Interaction): boolean => interactionSchema.safeParse({ ...item, at: new Date(item.at).toISOString() }).success

test('a post keeps who, what, when, in which language, and where to read it', () => {
  expect(read(records.plain, { handle: 'tide.example' })).toEqual({
    channel: 'bluesky',
    externalId: `at://${did}/app.bsky.feed.post/3lbtide`,
    kind: 'post',
    direction: 'around',
    author: { externalId: did, url: `https://bsky.app/profile/${did}`, handle: 'tide.example' },
    at: Date.parse('2026-11-22T14:30:00Z'),
    text: 'The new ferry runs on time.',
    url: `https://bsky.app/profile/${did}/post/3lbtide`,
    languages: ['en'],
    extra: { cid: 'bafyreicid' },
  })
})

test('mentions, links and tags are where the network shows them', () => {
  const { text, facets } = read(records.facets)
  expect(facets?.map(({ start, end, kind, target }) => [text.slice(start, end), kind, target])).toEqual([
    ['@tide.example', 'mention', other],
    ['https://ferry.example/tijden…', 'link', 'https://ferry.example/tijden/winter'],
    ['#veer', 'tag', 'veer'],
  ])
})

test('pictures come with their descriptions and sizes, also from before blobs had a type', () => {
  expect(read(records.images).media).toEqual([
    { kind: 'image', url: `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/bafkreiferrydawn@jpeg`, previewUrl: `https://cdn.bsky.app/img/feed_thumbnail/plain/${did}/bafkreiferrydawn@jpeg`, alt: 'A ferry at dawn', width: 1600, height: 900 },
    { kind: 'image', url: `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/bafkreioldblob@jpeg`, previewUrl: `https://cdn.bsky.app/img/feed_thumbnail/plain/${did}/bafkreioldblob@jpeg` },
  ])
})

test('a link comes with its card, a film with its still', () => {
  expect(read(records.card).media).toEqual([{ kind: 'link', url: 'https://ferry.example/news', title: 'Ferry news', description: 'Winter times', previewUrl: `https://cdn.bsky.app/img/feed_thumbnail/plain/${did}/bafkreithumb@jpeg` }])
  expect(read(records.video).media).toMatchObject([{ kind: 'video', alt: 'The deck', width: 9, height: 16, previewUrl: expect.stringContaining('/bafkreivideo/thumbnail.jpg') as string }])
})

test('a quote names what it quotes, with its pictures; a list that is shown is no quote', () => {
  const quote = read(records.quoteWithImage)
  expect([quote.kind, quote.media?.[0]?.alt, quote.relations]).toEqual(['quote', 'Proof', [{ kind: 'quote', externalId: `at://${other}/app.bsky.feed.post/3lbquoted`, authorExternalId: other, url: `https://bsky.app/profile/${other}/post/3lbquoted` }]])
  const shown = read(records.starterPack)
  expect([shown.kind, shown.relations, shown.extra?.['embeddedRecord']]).toEqual(['post', undefined, `at://${other}/app.bsky.graph.starterpack/3lbpack`])
})

test('a reply names what it answers and where the thread began; labels, tags and fields we do not know are kept', () => {
  const reply = read(records.reply)
  expect([reply.kind, reply.relations?.map(({ kind, externalId }) => [kind, externalId])]).toEqual(['reply', [['reply', `at://${other}/app.bsky.feed.post/3lbparent`], ['root', `at://${other}/app.bsky.feed.post/3lbroot`]]])
  expect(reply.extra).toEqual({ cid: 'bafyreicid', labels: ['graphic-media'], tags: ['ferry'], record: { via: 'Some client' } })
})

test('a repost and a like point at the post they are about', () => {
  const repost = read(records.repost, { collection: repostCollection })
  expect([repost.kind, repost.text, repost.relations]).toEqual(['repost', '', [{ kind: 'repost', externalId: `at://${other}/app.bsky.feed.post/3lbroot`, authorExternalId: other, url: `https://bsky.app/profile/${other}/post/3lbroot` }]])
  expect(read(records.repost, { collection: likeCollection })).toMatchObject({ kind: 'reaction', relations: [{ kind: 'reply' }] })
})

describe('the time that counts', () => {
  test.each<[string, unknown, string, unknown]>([
    ['is the writer\'s when it is believable', '2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00.000Z', undefined],
    ['is the stream\'s when the writer\'s clock runs a little fast', '2026-11-22T14:31:00Z', '2026-11-22T14:30:05.000Z', undefined],
    ['is the stream\'s when the writer claims a year far ahead', '2099-01-01T00:00:00Z', '2026-11-22T14:30:05.000Z', '2099-01-01T00:00:00Z'],
    ['is the stream\'s when the writer claims long ago', '1970-01-01T00:00:00Z', '2026-11-22T14:30:05.000Z', '1970-01-01T00:00:00Z'],
    ['is the stream\'s when the claim names no zone', '2026-11-22T14:30:00', '2026-11-22T14:30:05.000Z', '2026-11-22T14:30:00'],
    ['is the stream\'s when the claim is no time', 'yesterday', '2026-11-22T14:30:05.000Z', 'yesterday'],
    ['is the stream\'s when the claim is no text', 12, '2026-11-22T14:30:05.000Z', 'number'],
    ['is the stream\'s when there is no claim', undefined, '2026-11-22T14:30:05.000Z', undefined],
  ])('%s', (_, createdAt, expected, kept) => {
    const item = read({ text: 'x', ...(createdAt === undefined ? {} : { createdAt }) })
    expect([new Date(item.at).toISOString(), item.extra?.['claimedAt']]).toEqual([expected, kept])
  })
})

test('a post that is far too long is cut and says so', () => {
  const item = read({ text: '🌊'.repeat(60_000) })
  expect([item.text.length, item.extra?.['cutFrom'], isTakeable(item)]).toEqual([100_000, 120_000, true])
})

test('right-to-left, zero-width and broken text is kept as it is', () => {
  const text = 'שלום \u200D\u202Eabc \uD800 \u0000'
  expect(read({ text }).text).toBe(text)
})

test('what has no text, or no subject, says why it cannot be read', () => {
  const result = interactionOf({ did, collection: postCollection, rkey: 'x', record: { text: 5 }, cid: undefined, seenAt, updated: false, handle: undefined })
  expect(isUnreadable(result) && result.code).toBe('bluesky.post-without-text')
  const like = interactionOf({ did, collection: likeCollection, rkey: 'x', record: {}, cid: undefined, seenAt, updated: false, handle: undefined })
  expect(isUnreadable(like) && like.code).toBe('bluesky.no-subject')
})

test('whatever stands in a record, it becomes something that can be taken in, or says why not', () => {
  const any = fc.jsonValue({ maxDepth: 4 })
  const embed = fc.oneof(any, fc.record({ $type: fc.constantFrom('app.bsky.embed.images', 'app.bsky.embed.video', 'app.bsky.embed.external', 'app.bsky.embed.record', 'app.bsky.embed.recordWithMedia'), images: any, video: any, external: any, record: any, media: any }))
  fc.assert(fc.property(fc.record({ text: fc.oneof(fc.string({ unit: 'binary' }), any), createdAt: any, langs: any, facets: any, embed, reply: any, labels: any, tags: any, subject: any, more: any }), fc.constantFrom(postCollection, repostCollection, likeCollection), (record, collection) => {
    const result = interactionOf({ did, collection, rkey: 'x', record, cid: undefined, seenAt, updated: true, handle: undefined })
    expect(isUnreadable(result) || isTakeable(result)).toBe(true)
  }))
})
