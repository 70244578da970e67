/** Articles and reviews as sites publish them: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, and the page that leads to them. */
import { iso } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import { articlePath, externalIdOf } from './addresses.ts'
import { escapeHtml } from './mastodon.ts'

export interface Publication {
  readonly host: string
  readonly title: string
  readonly language: string
  /** Address under which it is served here, without a slash at the end. */
  readonly base: string
  /** Newest first. */
  readonly entries: readonly SimEvent[]
}

/** `Sun, 22 Nov 2026 14:30:00 GMT`: RFC 822 with four digits of year, and the form of HTTP dates. */
export function httpDate(at: number): string {
  return new Date(at).toUTCString()
}

const paragraphs = (text: string) => text.split(/\n{2,}/).map((part) => `<p>${escapeHtml(part)}</p>`).join('')
const titleOf = (event: SimEvent) => (event.stars === undefined ? '' : `${'★'.repeat(event.stars)}${'☆'.repeat(5 - event.stars)} `) + (event.title ?? '')
const bylineOf = (event: SimEvent) => event.network === 'reviews' ? event.author.handle : event.author.name

/** Where an entry can be read here; its id stays the address it has in the world. */
function entryAddress(publication: Publication, event: SimEvent): string {
  return `${publication.base}/${articlePath(event)}`
}

export function rss(publication: Publication): string {
  const items = publication.entries.map((event) => `<item><title>${escapeHtml(titleOf(event))}</title><link>${escapeHtml(entryAddress(publication, event))}</link><guid isPermaLink="false">${escapeHtml(externalIdOf(event))}</guid><pubDate>${httpDate(event.at)}</pubDate><dc:creator>${escapeHtml(bylineOf(event))}</dc:creator><description>${escapeHtml(event.text.slice(0, 160))}</description><content:encoded><![CDATA[${paragraphs(event.text).replaceAll(']]>', ']]]]><![CDATA[>')}]]></content:encoded></item>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escapeHtml(publication.title)}</title><link>${escapeHtml(publication.base)}/</link><atom:link href="${escapeHtml(publication.base)}/rss.xml" rel="self" type="application/rss+xml"/><description>${escapeHtml(publication.title)}</description><language>${publication.language}</language><ttl>15</ttl>${items.join('\n')}</channel></rss>\n`
}

export function atom(publication: Publication): string {
  const entries = publication.entries.map((event) => `<entry><id>${escapeHtml(externalIdOf(event))}</id><title>${escapeHtml(titleOf(event))}</title><link rel="alternate" href="${escapeHtml(entryAddress(publication, event))}"/><published>${iso(event.at)}</published><updated>${iso(event.at)}</updated><author><name>${escapeHtml(bylineOf(event))}</name></author><content type="html">${escapeHtml(paragraphs(event.text))}</content></entry>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${publication.language}"><id>https://${publication.host}/</id><title>${escapeHtml(publication.title)}</title><link rel="self" href="${escapeHtml(publication.base)}/atom.xml"/><link rel="alternate" href="${escapeHtml(publication.base)}/"/><updated>${iso(publication.entries[0]?.at ?? 0)}</updated>${entries.join('\n')}</feed>\n`
}

export function jsonFeed(publication: Publication): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1', title: publication.title, home_page_url: `${publication.base}/`, feed_url: `${publication.base}/feed.json`, language: publication.language,
    items: publication.entries.map((event) => ({ id: externalIdOf(event), url: entryAddress(publication, event), title: titleOf(event), content_html: paragraphs(event.text), date_published: iso(event.at), language: event.language, authors: [{ name: bylineOf(event) }] })),
  })
}

/** The front page, which says where the feeds are. */
export function frontPage(publication: Publication): string {
  const list = publication.entries.map((event) => `<li><a href="${escapeHtml(entryAddress(publication, event))}">${escapeHtml(titleOf(event))}</a></li>`).join('')
  return `<!doctype html><html lang="${publication.language}"><head><meta charset="utf-8"><title>${escapeHtml(publication.title)}</title><link rel="alternate" type="application/rss+xml" title="${escapeHtml(publication.title)}" href="${escapeHtml(publication.base)}/rss.xml"><link rel="alternate" type="application/atom+xml" title="${escapeHtml(publication.title)} (Atom)" href="atom.xml"><link rel="alternate" type="application/feed+json" title="${escapeHtml(publication.title)} (JSON)" href="feed.json"></head><body><h1>${escapeHtml(publication.title)}</h1><ul>${list}</ul></body></html>`
}

export function articlePage(publication: Publication, event: SimEvent): string {
  return `<!doctype html><html lang="${event.language}"><head><meta charset="utf-8"><title>${escapeHtml(titleOf(event))}</title><link rel="canonical" href="${escapeHtml(externalIdOf(event))}"><meta property="og:title" content="${escapeHtml(titleOf(event))}"><meta property="og:site_name" content="${escapeHtml(publication.title)}"></head><body><article><h1>${escapeHtml(titleOf(event))}</h1><p>${escapeHtml(bylineOf(event))}, <time datetime="${iso(event.at)}">${iso(event.at).slice(0, 10)}</time></p>${paragraphs(event.text)}</article></body></html>`
}
