/** What can be wrong with a feed, said so that the person who gave the address can act. */
import { Fault } from '../../../kernel/fault.ts'

/** Thrown when a document is no feed in any format we read. */
export class NotAFeed extends Fault {
  readonly code = 'channels.feed.not-a-feed'
  override readonly status = 422
  constructor(url: string, found: string) {
    super(`At ${url} there is ${found}, not a feed. Expected RSS, Atom, RDF or JSON Feed; give the address of the feed itself, or of a page that names one with <link rel="alternate">.`)
  }
}

/** Thrown when a document begins as a feed but cannot be followed. */
export class UnreadableFeed extends Fault {
  readonly code = 'channels.feed.unreadable'
  override readonly status = 422
  constructor(url: string, because: string) {
    super(`The feed at ${url} cannot be read: ${because}. Nothing of it was kept; tell its publisher, or choose another feed of the site.`)
  }
}

/** Thrown when the server answers with anything but a feed. */
export class FeedNotServed extends Fault {
  readonly code = 'channels.feed.not-served'
  override readonly status = 502
  readonly httpStatus: number
  constructor(url: string, httpStatus: number) {
    super(`The server answers ${httpStatus} for ${url}${whatToDo(httpStatus)}`)
    this.httpStatus = httpStatus
  }
}

/** Thrown when the publisher says that the feed is gone for good. */
export class FeedGone extends Fault {
  readonly code = 'channels.feed.gone'
  override readonly status = 410
  constructor(url: string) {
    super(`The publisher says that ${url} is gone for good (410). Look for another feed on the site, or remove this source; what was read is kept.`)
  }
}

function whatToDo(status: number): string {
  if (status === 401 || status === 403) return ': it does not let us in. Check whether the feed is public, or ask its publisher for a public address.'
  if (status === 404) return ': there is nothing at this address. Check it for typing errors, or give the address of the site to have its feeds found.'
  if (status === 429) return ': we ask too often for its liking. Reading goes on more slowly by itself.'
  if (status >= 500) return ': it has trouble of its own. Reading goes on by itself when it answers again.'
  return '. Expected 200 with a feed; open the address in a browser to see what it says.'
}
