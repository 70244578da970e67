/** From the bytes of an answer to a feed, or to a fault that says what was there instead. */
import { decodeDocument } from './charset.ts'
import { NotAFeed, UnreadableFeed } from './faults.ts'
import type { ParsedFeed } from './feed-model.ts'
import { readJsonFeed } from './read-json-feed.ts'
import { feedElement, readXmlFeed } from './read-xml-feed.ts'
import { elementsOf, readXml, TooDeep, type Element } from './xml-tree.ts'

export interface FeedDocument {
  readonly bytes: Uint8Array
  /** Where it was found in the end. */
  readonly url: string
  readonly contentType: string | null
  /** False when it was longer than we read. */
  readonly whole: boolean
}

/**
 * Reads a feed in any format, broken or not.
 * @throws {NotAFeed} when it is something else; {UnreadableFeed} when it is built to exhaust a reader.
 */
export function parseFeed(document: FeedDocument): ParsedFeed {
  const { text, encoding } = decodeDocument(document.bytes, document.contentType)
  const start = text.trimStart()
  if (start === '') throw new NotAFeed(document.url, 'an empty document')
  if (start.startsWith('{') || start.startsWith('[')) return fromJson(start, document, encoding)
  const root = treeOf(text, document.url)
  const found = feedElement(root)
  if (found === null) throw new NotAFeed(document.url, nameOfDocument(root, start))
  return readXmlFeed(found.element, found.format, document.url, encoding, document.whole)
}

function fromJson(text: string, document: FeedDocument, encoding: string): ParsedFeed {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (thrown) {
    throw new UnreadableFeed(document.url, document.whole ? `it is JSON with a mistake (${thrown instanceof Error ? thrown.message.slice(0, 120) : 'unknown'})` : 'it is longer than 10 MB, and JSON can only be read whole')
  }
  const feed = readJsonFeed(json, document.url, encoding)
  if (feed === null) throw new NotAFeed(document.url, 'JSON of another kind')
  return feed
}

function treeOf(text: string, url: string): Element {
  try {
    return readXml(text)
  } catch (thrown) {
    if (thrown instanceof TooDeep) throw new UnreadableFeed(url, thrown.message)
    throw thrown
  }
}

function nameOfDocument(root: Element, start: string): string {
  if (/^(<!doctype html|<html)/i.test(start) || elementsOf(root).some((element) => /(^|:)html$/.test(element.name))) return 'an HTML page'
  const first = elementsOf(root)[0]
  return first === undefined ? 'text' : `XML that begins with <${first.name.slice(0, 40)}>`
}
