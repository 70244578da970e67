import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { Fault } from '../../../kernel/fault.ts'
import { NotAFeed, UnreadableFeed } from './faults.ts'
import { interactionOf } from './interaction-of.ts'
import { parseFeed } from './parse-feed.ts'
import { oneLine, seen } from './rich-text.ts'

// Many cases on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 })

const url = 'https://ridehome.example/feed.xml'
const parse = (text: string, whole = true) => parseFeed({ bytes: Buffer.from(text), url, contentType: null, whole })

const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Ride &amp; Home</title><link>https://www.ridehome.example/</link><language>en-gb</language><ttl>45</ttl><sy:updatePeriod>hourly</sy:updatePeriod>
<item><title>Trams &lt;b&gt;late&lt;/b&gt; again</title><link>/trams</link><guid isPermaLink="false">42</guid><pubDate>Sun, 01 Nov 2026 10:00:00 +0100</pubDate><dc:creator>wad</dc:creator><category>trams</category>
<description>Short</description><content:encoded><![CDATA[<p>They are <a href="/late">late</a>.</p><img src="/t.jpg" alt="Tram">]]></content:encoded><enclosure url="/a.mp3" type="audio/mpeg" length="5"/></item>
<item><description>No title, no link</description></item></channel></rss>`

describe('a feed', () => {
  test('an RSS entry becomes an article with its author, text, links, media and site', () => {
    const feed = parse(rss)
    expect(feed).toMatchObject({ format: 'rss', link: 'https://www.ridehome.example/', language: 'en-gb', waitMinutes: 60 })
    const outcome = interactionOf(feed.entries[0]!, feed, url, { externalId: 'x', at: Date.parse('2026-11-01T09:00:00Z') })
    expect('interaction' in outcome ? outcome.interaction : null).toMatchObject({
      channel: 'feed', kind: 'article', title: 'Trams late again', text: 'They are late.', url: 'https://ridehome.example/trams', site: 'ridehome.example', languages: ['en-gb'],
      author: { externalId: 'ridehome.example#wad', name: 'wad' },
      media: [{ kind: 'audio', url: 'https://ridehome.example/a.mp3' }, { kind: 'image', url: 'https://ridehome.example/t.jpg', alt: 'Tram' }],
      facets: [{ kind: 'link', target: 'https://ridehome.example/late', start: 9, end: 13 }],
      extra: { tags: ['trams'], feedTitle: 'Ride & Home', guid: '42' },
    })
  })

  test('Atom is read by its own rules: types, xml:base, inline XHTML', () => {
    const feed = parse(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.example/" xml:lang="nl"><title>A &lt;b&gt; c</title>
      <entry><id>tag:blog.example,2026:1</id><title type="html">Fish &amp;amp; chips</title><link rel="self" href="/1.atom"/><link href="1"/><updated>2026-01-02T00:00:00Z</updated><published>2026-01-01T00:00:00Z</published>
      <author><name>wad</name><uri>/wad</uri></author><content type="xhtml" xml:base="deep/"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi <a href="x">there</a></p></div></content></entry></feed>`)
    const [entry] = feed.entries
    expect([oneLine(feed.title), oneLine(entry?.title), entry?.link, entry?.authors[0]?.url, entry?.language]).toEqual(['A <b> c', 'Fish & chips', 'https://blog.example/1', 'https://blog.example/wad', 'nl'])
    expect(seen(entry!.content!)).toMatchObject({ text: 'Hi there', facets: [{ target: 'https://blog.example/deep/x' }] })
  })

  test('RSS 1.0 keeps its entries beside the channel, and they are found', () => {
    const feed = parse(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://a.example/"><title>T</title></channel><item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link></item></rdf:RDF>`)
    expect([feed.format, feed.entries[0]?.id, oneLine(feed.entries[0]?.title)]).toEqual(['rdf', 'https://a.example/1', 'One'])
  })

  test('JSON Feed is read, with authors, tags and attachments', () => {
    const feed = parse(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', items: [{ id: 7, url: '/7', content_html: '<p>Hi</p>', tags: ['a'], authors: [{ name: 'wad' }], attachments: [{ url: '/x.mp4', mime_type: 'video/mp4' }] }] }))
    expect(feed.entries[0]).toMatchObject({ id: '7', link: 'https://ridehome.example/7', categories: ['a'], authors: [{ name: 'wad' }], enclosures: [{ type: 'video/mp4' }] })
  })

  test('broken XML still gives its entries: unclosed tags, bare ampersands, unknown entities, no declaration of namespaces', () => {
    const feed = parse('<rss><channel><title>A & B &nbsp;&nosuch;</title><item><title>One<link>https://a.example/1</link></item><item><dc:title>Two</dc:title><pubDate>2026-01-01')
    expect(oneLine(feed.title)).toBe('A & B &nosuch;')
    expect(feed.entries).toHaveLength(2)
    expect(oneLine(feed.entries[1]?.title)).toBe('Two')
  })

  test('of a document that we cut off, the entry that was cut is left out', () => {
    const feed = parse('<rss><channel><item><title>One</title></item><item><title>Tw', false)
    expect(feed.entries.map((entry) => oneLine(entry.title))).toEqual(['One'])
    expect(feed.cut).toBe(true)
  })

  test('entities of the document are filled in, and cannot be nested to fill the memory', () => {
    const bomb = '<!DOCTYPE r [<!ENTITY site "Ride Home"><!ENTITY a "&b;&b;&b;"><!ENTITY b "&c;&c;&c;"><!ENTITY c "xxxxxxxxx">]>'
    expect(oneLine(parse(`${bomb}<rss><channel><title>&site; &a;</title></channel></rss>`).title)).toBe('Ride Home &b;&b;&b;')
  })

  test.each([
    ['an HTML page', '<!doctype html><html><body>Hi</body></html>', NotAFeed, /an HTML page/],
    ['a sitemap', '<?xml version="1.0"?><urlset></urlset>', NotAFeed, /<urlset>/],
    ['nothing', '  ', NotAFeed, /an empty document/],
    ['other JSON', '{"a":1}', NotAFeed, /JSON of another kind/],
    ['broken JSON', '{"version":"https://jsonfeed.org/version/1","items":[', UnreadableFeed, /JSON with a mistake/],
    ['a tower of elements', `<rss>${'<a>'.repeat(100_000)}`, UnreadableFeed, /nested deeper/],
  ])('%s is refused in words', (_, text, kind, words) => {
    expect(() => parse(text)).toThrow(kind)
    expect(() => parse(text)).toThrow(words)
  })

  test('whatever is done to a feed on its way, it is read or refused, never worse', () => {
    fc.assert(fc.property(fc.nat(rss.length), fc.nat(rss.length), fc.string({ maxLength: 20, unit: 'binary' }), (from, length, dirt) => {
      try {
        const feed = parse(rss.slice(0, from) + dirt + rss.slice(from + length))
        for (const entry of feed.entries) interactionOf(entry, feed, url, { externalId: 'x', at: 0 })
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Fault)
      }
    }), { numRuns: 300 })
  })
})
