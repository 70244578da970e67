import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { Fault } from '../../../kernel/fault.ts'
import { NotAnArchive } from './faults.ts'
import { previewArchive } from './preview.ts'

// Many cases on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'rapport-guess-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const clock = { now: () => Date.parse('2026-11-22T12:00:00Z') }
async function preview(content: string | Buffer) {
  const path = join(folder, `file-${files++}`)
  writeFileSync(path, content)
  return previewArchive(path, undefined, clock)
}
const targets = (found: Awaited<ReturnType<typeof preview>>) => Object.fromEntries(found.mapping.columns.filter(({ target }) => target !== 'extra').map(({ column, target }) => [column, target]))

describe('columns are recognised', () => {
  test('by English names', async () => {
    const found = await preview('Post ID,Date,Author,Message,Permalink,Likes,Shares,Language\n1,2026-02-24 11:35,wad,Late again today,https://bsky.app/x/1,3,1,en\n2,2026-02-24 11:36,joe,And again,https://bsky.app/x/2,"1,200",0,en\n')
    expect(targets(found)).toEqual({ 'Post ID': 'externalId', Date: 'at', Author: 'author.handle', Message: 'text', Permalink: 'url', Likes: 'metrics.likes', Shares: 'metrics.reposts', Language: 'language' })
    expect(found.mapping.channel).toBe('bluesky')
    expect(found.columns[1]?.why).toBe('Named "Date"; 100 % of the values are times.')
    expect(found.rows.map(({ row, fault }) => [row, fault])).toEqual([[2, null], [3, null]])
  })

  test('by Dutch names, with semicolons and dates as the Dutch write them', async () => {
    const found = await preview('Datum;Auteur;Bericht;Taal;Volgers\n24-02-2026 11:35;Wad van Zee;De tram is weer laat;Nederlands;12\n03-02-2026 09:05;Joe;Nog steeds geen tram;Engels;1.200\n')
    expect(targets(found)).toEqual({ Datum: 'at', Auteur: 'author.name', Bericht: 'text', Taal: 'language', Volgers: 'author.followers' })
    expect(found.mapping).toMatchObject({ delimiter: ';', dayFirst: true })
    expect(found.rows[1]?.interaction?.at).toBe('2026-02-03T09:05:00.000Z')
    expect(found.doubts.join(' ')).toMatch(/name no time zone/)
  })

  test('by their values when no row names them', async () => {
    const found = await preview('"0","1467810369","Mon Apr 06 22:19:45 PDT 2009","@wad","Late again, so very late"\n"4","1467810672","Mon Apr 06 22:19:49 PDT 2009","@joe","Nobody told us anything"\n')
    expect(found.mapping.headerRow).toBe(0)
    expect(targets(found)).toEqual({ 'column 3': 'at', 'column 4': 'author.handle', 'column 5': 'text' })
    expect(found.rows[0]?.interaction).toMatchObject({ at: '2009-04-07T05:19:45.000Z', author: { handle: 'wad' } })
  })

  test('month first, when the data say so; and the doubt, when they do not', async () => {
    const dates = async (...days: string[]) => preview(`date,text,user\n${days.map((day, at) => `${day},words number ${at},wad`).join('\n')}\n`)
    expect((await dates('02/24/2026', '03/02/2026')).mapping.dayFirst).toBe(false)
    expect((await dates('24/02/2026', '03/02/2026')).mapping.dayFirst).toBe(true)
    expect((await dates('02/03/2026', '03/02/2026')).doubts.join(' ')).toMatch(/tells whether day or month comes first/)
    expect((await dates('24/02/2026', '02/24/2026')).doubts.join(' ')).toMatch(/some dates can only be read with the day first \(1\), others only with the month first \(1\)/)
  })

  test('an id that repeats is not used, and a person is asked', async () => {
    const found = await preview(`id,date,text,user\n${Array.from({ length: 20 }, (_, at) => `${at % 10},2026-01-01,words number ${at},wad`).join('\n')}\n`)
    expect(targets(found)['id']).toBeUndefined()
    expect(found.doubts.join(' ')).toMatch(/"id" looks like an id, but repeats: 50 %/)
  })

  test('text with entities is shown as people wrote it', async () => {
    const found = await preview('date,text,user\n2026-01-01,Fish &amp; chips &lt;3,wad\n')
    expect(found.rows[0]?.interaction?.text).toBe('Fish & chips <3')
  })
})

describe('common exports are known', () => {
  test('Brandwatch, with its lines above the header and posts from several networks', async () => {
    const found = await preview('Report:,Bulk Mentions Download\nBrand:,Ride Home\n\nQuery Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type,Language,Country Code,Author,Full Name,Full Text,Twitter Followers,Resource Id,Thread Entry Type\n1,home,2026-02-24 11:35:00.0,T,Sni,https://twitter.com/wad/1,twitter.com,neutral,twitter,en,BE,wad,Wad Zee,The full words,12,r1,reply\n1,home,2026-02-24 11:36:00.0,T,Only a snippet,https://news.example/1,news.example,neutral,news,nl,NL,The Desk,,,,r2,\n')
    expect([found.looksLike, found.mapping.headerRow]).toEqual(['Brandwatch mentions', 4])
    expect(found.rows.map(({ interaction }) => [interaction?.channel, interaction?.kind, interaction?.text])).toEqual([['x', 'reply', 'The full words'], ['web', 'article', 'Only a snippet']])
  })

  test('Meltwater, in UTF-16 with tabs and the time apart', async () => {
    const found = await preview(Buffer.from('\ufeffDate\tTime\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tCountry\tLanguage\tReach\n24-Feb-2026\t11:35 AM\tTrams late\thttps://news.example/1\tOpening words here\tThe hit sentence\tnews.example\tThe Desk\tBelgium\tEnglish\t1200\n', 'utf16le'))
    expect(found).toMatchObject({ looksLike: 'Meltwater mentions', mapping: { encoding: 'utf-16le', delimiter: '\t' } })
    expect(found.rows[0]).toMatchObject({ fault: null, interaction: { at: '2026-02-24T11:35:00.000Z', url: 'https://news.example/1' } })
  })

  test('the tweets.js of an X archive', async () => {
    const found = await preview('window.YTD.tweets.part0 = [\n  {"tweet": {"id_str": "1", "full_text": "Fish &amp; chips", "created_at": "Tue Feb 24 11:35:52 +0000 2026", "favorite_count": "3", "lang": "en"}},\n  {"tweet": {"id_str": "2", "full_text": "More", "created_at": "Tue Feb 24 11:36:52 +0000 2026", "favorite_count": "0", "lang": "en"}}\n]')
    expect(found).toMatchObject({ looksLike: 'the tweets of an X archive', mapping: { format: 'json', channel: 'x' } })
    expect(found.rows[0]?.interaction).toMatchObject({ text: 'Fish & chips', at: '2026-02-24T11:35:52.000Z' })
  })

  test.each([
    ['a Mastodon outbox', { orderedItems: [1, 2].map((id) => ({ id: `https://m.example/${id}/activity`, type: 'Create', actor: 'https://m.example/users/wad', published: '2026-02-24T11:35:52Z', object: { id: `https://m.example/${id}`, type: 'Note', content: '<p>Late</p>', url: `https://m.example/@wad/${id}`, published: '2026-02-24T11:35:52Z', inReplyTo: null } })) }, 'fediverse', 'Late'],
    ['Google reviews of a business profile', { reviews: [1, 2].map((id) => ({ name: `r/${id}`, reviewer: { displayName: 'wad' }, starRating: 'FIVE', comment: 'Good tram', createTime: '2026-02-24T11:35:52Z' })) }, 'reviews', 'Good tram'],
  ])('%s', async (name, content, channel, text) => {
    const found = await preview(gzipSync(JSON.stringify(content, null, 1)))
    expect(found).toMatchObject({ looksLike: name, mapping: { channel } })
    expect(found.rows[0]).toMatchObject({ fault: null, interaction: { text, author: { externalId: expect.stringMatching(/wad/) as string } } })
  })

  test.each([
    ['Talkwalker results', 'url;published;title;content;host_url;domain_url;lang;post_type;extra_author_attributes.name\nhttps://a.example/1;2026-02-24 11:35;T;Some words here;http://a.example/;a.example;en;BLOG;wad\n', 'web'],
    ['a Sprout Social post report', 'Date,Post ID,Network,Post Type,Profile,Link,Post,Impressions,Reactions\n02/24/2026 11:35,1,Facebook,Post,Ride Home,https://facebook.com/1,Some words here,"1,200",3\n', 'facebook'],
    ['Trustpilot reviews', 'Review Created (UTC),Review Username,Review Title,Review Content,Review Stars,Review ID\n2026-02-24 11:35:52 UTC,wad,Good,Some words here,5,abc\n', 'reviews'],
    ['Google reviews', 'name,author_title,author_id,review_id,review_text,review_rating,review_datetime_utc\nRide Home,wad,1,r1,Some words here,5,02/24/2026 11:35:52\n', 'reviews'],
    ['YouTube comments of Google Takeout', 'Comment ID,Channel ID,Comment Create Timestamp,Price,Video ID,Comment Text\nc1,u1,2026-02-24T11:35:52+00:00,0,v1,Some words here\n', 'youtube'],
    ['Bluesky posts', `${JSON.stringify({ uri: 'at://did:plc:x/app.bsky.feed.post/1', author: { did: 'did:plc:x', handle: 'wad.example' }, record: { text: 'Some words here', createdAt: '2026-02-24T11:35:52Z', langs: ['en'] }, likeCount: 3 })}\n`, 'bluesky'],
  ])('%s', async (name, content, channel) => {
    const found = await preview(content)
    expect(found.looksLike).toBe(name)
    expect(found.rows[0]).toMatchObject({ fault: null, interaction: { channel, text: 'Some words here', at: expect.stringMatching(/^2026-02-24T11:35/) as string } })
  })
})

describe('what is no archive is refused with what to do', () => {
  test.each([
    ['a workbook', Buffer.from('PK\u0003\u0004xxxx'), /save it as CSV/],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), /zstd -d/],
    ['a page', '<!doctype html><html></html>', /a page or an XML document/],
    ['an empty file', '', /empty/],
    ['white space', ' \n \n', /white space/],
    ['JSON without posts', '{"a": {"b": 1},\n "c": 2}', /without a list of objects|not JSON/],
  ])('%s', async (_, content, words) => {
    await expect(preview(content)).rejects.toThrow(NotAnArchive)
    await expect(preview(content)).rejects.toThrow(words)
  })

  test('a table that tells no time is shown, with what is missing', async () => {
    const found = await preview('colour,size\nred,3\nblue,4\n')
    expect(found.rows).toEqual([])
    expect(found.doubts.join(' ')).toMatch(/No column was recognised as the time/)
  })

  test('whatever bytes are given, they are shown or refused, never worse', async () => {
    const piece = fc.oneof(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)), fc.constantFrom('id,date,text\n', '1,2026-01-01,"a', '{"text":"a","created_at":', '[{"a":1},', '\n', '\ufeff', '";"', '\t', '}]', '<p>&amp;').map((text) => Buffer.from(text)))
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.boolean(), async (pieces, packed) => {
      const bytes = Buffer.concat(pieces)
      try {
        expect((await preview(packed ? gzipSync(bytes) : bytes)).mapping.columns.length).toBeGreaterThanOrEqual(0)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Fault)
      }
    }), { numRuns: 150 })
  })
})
