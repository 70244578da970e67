/** RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and CDF: from a tree to a feed. */
import { maxEntries, type FeedFormat, type ParsedFeed } from './feed-model.ts'
import { absolute } from './html-text.ts'
import { baseOf, firstRich, firstText, languageOf, linksOf, readEntry } from './read-entry.ts'
import { authorsOf } from './read-person.ts'
import { childNamed, elementsOf, textOf, type Element } from './xml-tree.ts'

const formats: Readonly<Record<string, FeedFormat>> = { rss: 'rss', feed: 'atom', 'rdf:rdf': 'rdf', channel: 'cdf' }

/** The element that makes the document a feed, or null. */
export function feedElement(root: Element): { element: Element; format: FeedFormat } | null {
  for (const element of elementsOf(root)) {
    const format = formats[element.name] ?? (element.name === 'entry' ? 'atom' : undefined)
    if (format !== undefined) return { element, format }
  }
  return null
}

/** @param whole false when the document was cut off by us; its last entry is then left out. */
export function readXmlFeed(element: Element, format: FeedFormat, documentUrl: string, encoding: string, whole: boolean): ParsedFeed {
  const head = format === 'cdf' ? element : (childNamed(element, 'channel') ?? element)
  const found: Element[] = []
  gather(element, 0, found)
  const complete = whole ? found : found.filter((entry) => entry.closed)
  const flavour = format === 'atom' ? 'typed' : 'guess'
  const base = baseOf(head, documentUrl)
  const links = linksOf(head, documentUrl)
  const link = links.page ?? absolute(head.attributes['href'], base)
  const title = firstRich(head, ['title', 'dc:title', 'itunes:title'], documentUrl, flavour)
  const description = firstRich(head, ['description', 'subtitle', 'tagline', 'abstract', 'dc:description', 'itunes:summary', 'itunes:subtitle'], documentUrl, flavour)
  const language = firstText(head, ['language', 'dc:language']) ?? languageOf(head)
  const image = childNamed(head, 'image', 'itunes:image', 'logo', 'icon', 'webfeeds:icon')
  const imageUrl = image === undefined ? null : absolute(image.attributes['href'] ?? image.attributes['url'] ?? (textOf(childNamed(image, 'url')) || textOf(image)), baseOf(image, documentUrl))
  const waitMinutes = waitOf(head)
  return {
    format,
    encoding,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(link === null ? {} : { link }),
    ...(links.self === undefined ? {} : { self: links.self }),
    ...(language === undefined ? {} : { language }),
    authors: authorsOf(head, base),
    ...(imageUrl === null ? {} : { imageUrl }),
    ...(waitMinutes === undefined ? {} : { waitMinutes }),
    entries: complete.slice(0, maxEntries).map((entry) => readEntry(entry, documentUrl, flavour)),
    cut: !whole || found.length > maxEntries,
  }
}

/** Entries wherever a format puts them: below the channel, beside it, or in a wrapper. */
function gather(element: Element, depth: number, found: Element[]): void {
  if (element.name === 'entry' && depth === 0) found.push(element)
  for (const child of elementsOf(element)) {
    if (child.name === 'item' || child.name === 'entry') found.push(child)
    else if (depth < 3 && /^(channel|items|rss|feed)$/.test(child.name)) gather(child, depth + 1, found)
  }
}

const periodMinutes: Readonly<Record<string, number>> = { hourly: 60, daily: 1_440, weekly: 10_080, monthly: 43_200, yearly: 525_600 }

/** From RSS `ttl` and the syndication module's period and frequency, the longer. */
function waitOf(head: Element): number | undefined {
  const ttl = Number(firstText(head, ['ttl']) ?? Number.NaN)
  const period = periodMinutes[(firstText(head, ['sy:updateperiod']) ?? '').toLowerCase()]
  const frequency = Math.max(1, Number(firstText(head, ['sy:updatefrequency']) ?? 1) || 1)
  const asked = [ttl, period === undefined ? Number.NaN : period / frequency].filter((minutes) => Number.isFinite(minutes) && minutes > 0)
  return asked.length === 0 ? undefined : Math.max(...asked)
}
