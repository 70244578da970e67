/** Finds the feeds of a site from one of its pages. */
import { Parser } from 'htmlparser2'
import { decodeDocument } from './charset.ts'
import { absolute } from './html-text.ts'
import type { FeedDocument } from './parse-feed.ts'

export interface Candidate {
  readonly url: string
  readonly title: string
}

/** Where sites keep their feed when their page does not say. */
const customary = ['/feed', '/rss.xml', '/feed.xml', '/atom.xml', '/index.xml', '/rss', '/feed.json', '/feeds/posts/default', '/blog/feed', '/news/rss']
const feedType = /^(application\/(rss|atom|rdf|feed)\+(xml|json)|application\/json|text\/(rss|atom)(\+xml)?)/i
const maxCandidates = 20

/** The feeds that a page names: `<link rel="alternate">` first, then links that look like feeds; those of comments last. */
export function feedsNamedIn(page: FeedDocument): Candidate[] {
  const { text } = decodeDocument(page.bytes.subarray(0, 2_000_000), page.contentType)
  const declared: Candidate[] = []
  const linked: Candidate[] = []
  let base = page.url
  let anchor: { url: string; title: string } | null = null
  const add = (list: Candidate[], candidate: Candidate) => {
    if (list.length < maxCandidates && ![...declared, ...linked].some((other) => other.url === candidate.url)) list.push(candidate)
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base') base = absolute(attributes['href'], page.url) ?? base
      const url = absolute(attributes['href'], base)
      if (url === null) return
      const rel = (attributes['rel'] ?? '').toLowerCase().split(/\s+/)
      if (name === 'link' && (rel.includes('alternate') || rel.includes('feed')) && (feedType.test(attributes['type'] ?? '') || rel.includes('feed'))) add(declared, { url, title: attributes['title']?.trim() ?? '' })
      if (name === 'a' && (feedType.test(attributes['type'] ?? '') || /(^|[/._-])(rss|atom|feeds?)([/._-]?(xml|json|rdf))?\/?$/i.test(new URL(url).pathname))) anchor = { url, title: attributes['title']?.trim() ?? '' }
    },
    ontext(piece) {
      if (anchor !== null && anchor.title.length < 200) anchor.title += piece
    },
    onclosetag(name) {
      if (name !== 'a' || anchor === null) return
      add(linked, { url: anchor.url, title: anchor.title.replace(/\s+/g, ' ').trim().slice(0, 200) })
      anchor = null
    },
  })
  try {
    parser.end(text)
  } catch {
    // A page that its parser cannot follow names no more than what was seen so far.
  }
  const found = [...declared, ...linked]
  return [...found.filter((candidate) => !isOfComments(candidate)), ...found.filter(isOfComments)].slice(0, maxCandidates)
}

function isOfComments({ url, title }: Candidate): boolean {
  return /comment|reacties|reply/i.test(`${new URL(url).pathname} ${title}`)
}

/** Addresses worth trying on a site that names no feed. */
export function customaryFeeds(pageUrl: string): Candidate[] {
  return customary.map((path) => ({ url: new URL(path, pageUrl).href, title: '' }))
}
