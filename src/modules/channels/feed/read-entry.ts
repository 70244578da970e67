/** One entry of an XML feed: RSS `item`, Atom `entry`, whatever mix of both a publisher made. */
import type { Enclosure, FeedEntry } from './feed-model.ts'
import { absolute } from './html-text.ts'
import { authorsOf } from './read-person.ts'
import { oneLine, richOf, type Flavour } from './rich-text.ts'
import { childNamed, childrenNamed, elementsOf, textOf, type Element } from './xml-tree.ts'

/** The base address in force inside an element: its `xml:base`, on top of its parents'. */
export function baseOf(element: Element | null, documentUrl: string): string {
  if (element === null) return documentUrl
  const outer = baseOf(element.parent, documentUrl)
  const own = element.attributes['xml:base'] ?? (element.name === 'xhtml:body' || element.name === 'body' ? undefined : element.attributes['base'])
  return own === undefined ? outer : (absolute(own, outer) ?? outer)
}

/** The nearest `xml:lang`; an empty one takes back what stands further out. */
export function languageOf(element: Element | null): string | undefined {
  if (element === null) return undefined
  const own = element.attributes['xml:lang'] ?? element.attributes['lang']
  return own === undefined ? languageOf(element.parent) : own.trim() || undefined
}

export interface Links {
  readonly page?: string
  readonly self?: string
  readonly replies?: string
  readonly enclosures: readonly Enclosure[]
}

/** What the `link` elements of an entry or feed say. */
export function linksOf(element: Element, documentUrl: string): Links {
  const links: { page?: string; self?: string; replies?: string; enclosures: Enclosure[] } = { enclosures: [] }
  let pageIsHtml = false
  for (const link of childrenNamed(element, 'link')) {
    const written = link.attributes['href'] ?? textOf(link)
    const url = absolute(written === '' ? link.attributes['rdf:resource'] : written, baseOf(link, documentUrl))
    if (url === null) continue
    const rel = (link.attributes['rel'] ?? 'alternate').toLowerCase().replace(/^.*\//, '')
    const type = link.attributes['type']
    if (rel === 'alternate') {
      const isHtml = type === undefined || /html/i.test(type)
      if (links.page === undefined || (isHtml && !pageIsHtml)) {
        links.page = url
        pageIsHtml = isHtml
      }
    } else if (rel === 'self') links.self ??= url
    else if (rel === 'replies') links.replies ??= url
    else if (rel === 'enclosure') links.enclosures.push({ url, ...(type === undefined ? {} : { type }), ...(link.attributes['title'] === undefined ? {} : { title: link.attributes['title'] }) })
  }
  return links
}

/** From the fullest to the barest. */
const contents = ['content:encoded', 'content', 'xhtml:body', 'body', 'fullitem', 'prodlink:content']
const summaries = ['description', 'summary', 'abstract', 'dc:description', 'itunes:summary', 'googleplay:description', 'media:description', 'itunes:subtitle']
const titles = ['title', 'dc:title', 'media:title', 'itunes:title']
const publishedNames = ['pubdate', 'published', 'dcterms:issued', 'issued', 'dc:date', 'dcterms:created', 'created', 'date', 'dcterms:available']
const updatedNames = ['updated', 'dcterms:modified', 'modified', 'lastbuilddate']

/** The text of the first of these that says anything; dates are sometimes empty. */
export function firstText(element: Element, names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const child of childrenNamed(element, name)) {
      const text = textOf(child)
      if (text !== '') return text
    }
  }
  return undefined
}

/** The first of these elements that holds anything, as rich text. */
export function firstRich(element: Element, names: readonly string[], documentUrl: string, flavour: Flavour) {
  for (const name of names) {
    for (const child of childrenNamed(element, name)) {
      if (child.children.length === 0) continue
      // Atom allows content that lives elsewhere or is no text at all.
      if (/^(image|audio|video)\//.test(child.attributes['type'] ?? '')) continue
      const rich = richOf(child, baseOf(child, documentUrl), name.includes(':') ? 'guess' : flavour)
      if (rich.value !== '') return rich
    }
  }
  return undefined
}

export function readEntry(element: Element, documentUrl: string, flavour: Flavour): FeedEntry {
  const base = baseOf(element, documentUrl)
  const links = linksOf(element, documentUrl)
  const guid = childNamed(element, 'guid', 'id')
  const id = textOf(guid) || element.attributes['rdf:about']?.trim() || textOf(childNamed(element, 'dc:identifier'))
  const permalink = guid?.name === 'guid' && (guid.attributes['ispermalink'] ?? 'true').trim().toLowerCase() !== 'false' ? absolute(id, base) : null
  const isAddress = /^https?:/i.test(id)
  const link = links.page ?? absolute(textOf(childNamed(element, 'feedburner:origlink')), base) ?? (isAddress ? permalink : null) ?? absolute(element.attributes['href'], base)
  const title = firstRich(element, titles, documentUrl, flavour)
  const content = firstRich(element, contents, documentUrl, flavour) ?? mediaGroupText(element, documentUrl)
  const summary = firstRich(element, summaries, documentUrl, flavour)
  const published = firstText(element, publishedNames)
  const updated = firstText(element, updatedNames)
  const language = languageOf(content === undefined ? element : (childNamed(element, ...contents) ?? element)) ?? firstText(element, ['dc:language', 'language'])
  const commentsUrl = absolute(textOf(childNamed(element, 'comments')), base) ?? links.replies
  const commentCount = Number(firstText(element, ['slash:comments', 'thr:total']) ?? Number.NaN)
  const source = childNamed(element, 'source')
  const sourceTitle = source === undefined ? '' : elementsOf(source).length > 0 ? oneLine(firstRich(source, ['title'], documentUrl, flavour)) : textOf(source)
  const sourceUrl = source === undefined ? undefined : (absolute(source.attributes['url'], base) ?? linksOf(source, documentUrl).page)
  const own = authorsOf(element, base)
  return {
    ...(id === '' ? {} : { id }),
    ...(link === null ? {} : { link }),
    ...(title === undefined ? {} : { title }),
    ...(summary === undefined ? {} : { summary }),
    ...(content === undefined ? {} : { content }),
    ...(published === undefined ? {} : { published }),
    ...(updated === undefined ? {} : { updated }),
    authors: own.length > 0 || source === undefined ? own : authorsOf(source, base),
    categories: categoriesOf(element),
    enclosures: [...links.enclosures, ...enclosuresOf(element, documentUrl)],
    ...(language === undefined ? {} : { language }),
    ...(commentsUrl === undefined ? {} : { commentsUrl }),
    ...(Number.isSafeInteger(commentCount) && commentCount >= 0 ? { commentCount } : {}),
    ...(source === undefined ? {} : { source: { ...(sourceTitle === '' ? {} : { title: sourceTitle }), ...(sourceUrl === undefined ? {} : { url: sourceUrl }) } }),
    raw: textOf(element).slice(0, 10_000),
  }
}

function mediaGroupText(element: Element, documentUrl: string) {
  const group = childNamed(element, 'media:group')
  return group === undefined ? undefined : firstRich(group, ['media:description'], documentUrl, 'guess')
}

/** Words that the publisher filed the entry under, each once. */
function categoriesOf(element: Element): string[] {
  const words = childrenNamed(element, 'category', 'dc:subject', 'itunes:category', 'media:category', 'keywords', 'media:keywords', 'itunes:keywords').flatMap((child) => {
    const word = child.attributes['label'] ?? child.attributes['term'] ?? child.attributes['text'] ?? textOf(child)
    return child.name.endsWith('keywords') ? word.split(',') : [word]
  })
  return [...new Set(words.map((word) => word.trim().slice(0, 200)).filter((word) => word !== ''))].slice(0, 50)
}

function enclosuresOf(element: Element, documentUrl: string): Enclosure[] {
  const found: Enclosure[] = []
  const groups = [element, ...childrenNamed(element, 'media:group')]
  const candidates = groups.flatMap((group) => childrenNamed(group, 'enclosure', 'media:content', 'itunes:image', 'media:thumbnail', 'image'))
  for (const child of candidates) {
    const url = absolute(child.attributes['url'] ?? child.attributes['href'] ?? textOf(childNamed(child, 'url')), baseOf(child, documentUrl))
    if (url === null || found.some((other) => other.url === url)) continue
    const type = child.attributes['type'] ?? typeOfMedium(child)
    const title = textOf(childNamed(child, 'media:title'))
    const previewUrl = absolute(childNamed(child, 'media:thumbnail')?.attributes['url'], baseOf(child, documentUrl))
    const width = size(child.attributes['width'])
    const height = size(child.attributes['height'])
    found.push({ url, ...(type === undefined ? {} : { type }), ...(title === '' ? {} : { title }), ...(previewUrl === null ? {} : { previewUrl }), ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) })
  }
  return found.slice(0, 30)
}

function typeOfMedium(element: Element): string | undefined {
  if (/image|thumbnail/.test(element.name)) return 'image/*'
  const medium = element.attributes['medium']
  return medium !== undefined && ['image', 'audio', 'video'].includes(medium) ? `${medium}/*` : undefined
}

function size(text: string | undefined): number | undefined {
  const number = Number(text)
  return text !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}
