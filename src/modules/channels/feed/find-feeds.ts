/** From any address to the feeds behind it: the feed itself, those a page names, those where sites keep them. */
import { Fault } from '../../../kernel/fault.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import { customaryFeeds, feedsNamedIn, type Candidate } from './discover.ts'
import { NotAFeed } from './faults.ts'
import type { ParsedFeed } from './feed-model.ts'
import { lookAt } from './fetch-feed.ts'
import { parseFeed, type FeedDocument } from './parse-feed.ts'
import { oneLine } from './rich-text.ts'

export interface FoundFeed {
  readonly url: string
  readonly title: string
  readonly feed: ParsedFeed
}

export interface Searching {
  readonly fetch: OutwardFetch
  readonly signal: AbortSignal
  readonly now: Instant
}

/** At most so many feeds of a page are opened to see that they are there. */
const maxOpened = 6

/** The feeds that a page leads to, each opened; empty when there are none. */
export async function feedsBehind(page: FeedDocument, searching: Searching): Promise<FoundFeed[]> {
  const named = await opened(feedsNamedIn(page).slice(0, maxOpened), searching)
  if (named.length > 0) return named
  // Paths are tried one by one: a site that names no feed should not meet ten requests at once.
  for (const candidate of customaryFeeds(page.url)) {
    const [found] = await opened([candidate], searching)
    if (found !== undefined) return [found]
  }
  return []
}

async function opened(candidates: readonly Candidate[], searching: Searching): Promise<FoundFeed[]> {
  const found = await Promise.all(candidates.map(async (candidate) => {
    try {
      const look = await lookAt({ ...searching, url: candidate.url })
      if (look.kind !== 'document') return null
      const feed = parseFeed(look.document)
      return { url: candidate.url, title: oneLine(feed.title) || candidate.title || candidate.url, feed }
    } catch (thrown) {
      searching.signal.throwIfAborted()
      // What does not open is no feed to choose; only the absence of any is worth telling.
      if (thrown instanceof Fault) return null
      throw thrown
    }
  }))
  return found.filter((one) => one !== null)
}

/** @throws {NotAFeed} naming both what was looked for on the page and what to do. */
export function noFeeds(url: string): NotAFeed {
  return new NotAFeed(url, 'a page that names no feed, and none where sites usually keep theirs')
}
