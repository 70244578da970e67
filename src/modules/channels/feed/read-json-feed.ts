/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), read as forgivingly as the XML formats. */
import { maxEntries, type Enclosure, type FeedEntry, type FeedPerson, type ParsedFeed, type Rich } from './feed-model.ts'
import { absolute } from './html-text.ts'

type Json = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text, also where a publisher wrote a number. */
function text(value: unknown): string | undefined {
  const written = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return written === '' ? undefined : written
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The feed, or null when this JSON is something else. */
export function readJsonFeed(json: unknown, documentUrl: string, encoding: string): ParsedFeed | null {
  if (!isObject(json)) return null
  const isDeclared = text(json['version'])?.includes('jsonfeed.org/version/') === true
  if (!isDeclared && !(text(json['title']) !== undefined && Array.isArray(json['items']))) return null
  const link = absolute(text(json['home_page_url']), documentUrl)
  const self = absolute(text(json['feed_url']), documentUrl)
  const title = plain(json['title'], documentUrl)
  const description = plain(json['description'], documentUrl)
  const language = text(json['language'])
  const imageUrl = absolute(text(json['icon']) ?? text(json['favicon']), documentUrl)
  const items = list(json['items']).filter(isObject)
  return {
    format: 'json',
    encoding,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(link === null ? {} : { link }),
    ...(self === null ? {} : { self }),
    ...(language === undefined ? {} : { language }),
    authors: people(json, documentUrl),
    ...(imageUrl === null ? {} : { imageUrl }),
    ...(json['expired'] === true ? { expired: true } : {}),
    entries: items.slice(0, maxEntries).map((item) => readItem(item, documentUrl)),
    cut: items.length > maxEntries,
  }
}

function readItem(item: Json, base: string): FeedEntry {
  const id = text(item['id'])
  const link = absolute(text(item['url']), base) ?? absolute(text(item['external_url']), base)
  const title = plain(item['title'], base)
  const html = text(item['content_html'])
  const content: Rich | undefined = html === undefined ? plain(item['content_text'], base) : { value: html, html: true, base: link ?? base }
  const summary = plain(item['summary'], base)
  const published = text(item['date_published'])
  const updated = text(item['date_modified'])
  const language = text(item['language'])
  return {
    ...(id === undefined ? {} : { id }),
    ...(link === null ? {} : { link }),
    ...(title === undefined ? {} : { title }),
    ...(summary === undefined ? {} : { summary }),
    ...(content === undefined ? {} : { content }),
    ...(published === undefined ? {} : { published }),
    ...(updated === undefined ? {} : { updated }),
    authors: people(item, base),
    categories: [...new Set(list(item['tags']).map((tag) => text(tag)?.slice(0, 200)).filter((tag) => tag !== undefined))].slice(0, 50),
    enclosures: [...pictures(item, base), ...list(item['attachments']).filter(isObject).map((attachment) => enclosure(attachment, base)).filter((found) => found !== null)],
    ...(language === undefined ? {} : { language }),
    raw: JSON.stringify(item).slice(0, 10_000),
  }
}

function plain(value: unknown, base: string): Rich | undefined {
  const written = text(value)
  return written === undefined ? undefined : { value: written, html: false, base }
}

function people(json: Json, base: string): FeedPerson[] {
  return [...list(json['authors']), json['author']].filter(isObject).map((person) => {
    const name = text(person['name'])
    const url = absolute(text(person['url']), base)
    const avatarUrl = absolute(text(person['avatar']), base)
    return { ...(name === undefined ? {} : { name }), ...(url === null ? {} : { url }), ...(avatarUrl === null ? {} : { avatarUrl }) }
  }).filter((person) => person.name !== undefined || person.url !== undefined)
}

function pictures(item: Json, base: string): Enclosure[] {
  const url = absolute(text(item['image']), base) ?? absolute(text(item['banner_image']), base)
  return url === null ? [] : [{ url, type: 'image/*' }]
}

function enclosure(attachment: Json, base: string): Enclosure | null {
  const url = absolute(text(attachment['url']), base)
  const type = text(attachment['mime_type'])
  const title = text(attachment['title'])
  return url === null ? null : { url, ...(type === undefined ? {} : { type }), ...(title === undefined ? {} : { title }) }
}
