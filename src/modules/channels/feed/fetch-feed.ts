/** One look at an address: what the server answered, bounded in size and time. */
import type { Instant } from '../../../kernel/instant.ts'
import type { OutwardFetch, OutwardResponse } from '../../../platform/outward/outward-fetch.ts'
import { retryAfterOf } from '../../../platform/outward/retry-after.ts'
import { FeedGone, FeedNotServed } from './faults.ts'
import type { FeedDocument } from './parse-feed.ts'

/** The most of a feed that is read. The longest honest ones, podcasts with all episodes, stay below. */
const maxFeedBytes = 10_000_000
const firstByteMs = 30_000
const wholeMs = 60_000
const accepted = 'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1'

export type Look =
  | { readonly kind: 'document'; readonly document: FeedDocument; readonly response: OutwardResponse }
  | { readonly kind: 'unchanged'; readonly response: OutwardResponse }
  | { readonly kind: 'later'; readonly at: Instant; readonly status: number }

export interface LookFor {
  readonly url: string
  readonly fetch: OutwardFetch
  readonly signal: AbortSignal
  readonly now: Instant
  readonly etag?: string | undefined
  readonly lastModified?: string | undefined
}

/**
 * Asks for a feed, saying what we have already.
 * @throws {FeedGone} at 410; {FeedNotServed} at any other refusal; what `OutwardFetch` throws.
 */
export async function lookAt(asked: LookFor): Promise<Look> {
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(), wholeMs)
  try {
    const response = await asked.fetch(asked.url, {
      headers: { accept: accepted, ...(asked.etag === undefined ? {} : { 'if-none-match': asked.etag }), ...(asked.lastModified === undefined ? {} : { 'if-modified-since': asked.lastModified }) },
      signal: AbortSignal.any([asked.signal, slow.signal]),
      timeoutMs: firstByteMs,
    })
    if (response.status === 304) return { kind: 'unchanged', response }
    if (response.status === 410) throw new FeedGone(asked.url)
    if (response.status === 429 || response.status === 503) {
      const at = retryAfterOf(response.headers, asked.now)
      if (at !== null) return { kind: 'later', at, status: response.status }
    }
    if (response.status < 200 || response.status > 299) throw new FeedNotServed(asked.url, response.status)
    const { bytes, whole } = await collect(response, slow.signal)
    const location = response.headers.get('content-location')
    const url = location !== null && URL.canParse(location, response.url) ? new URL(location, response.url).href : response.url
    return { kind: 'document', document: { bytes, whole, url, contentType: response.headers.get('content-type') }, response }
  } finally {
    clearTimeout(timer)
    slow.abort()
  }
}

/** Reads until the end, the size or the time we grant. What arrived until then is a feed too, only shorter. */
async function collect(response: OutwardResponse, slow: AbortSignal): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const pieces: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of response.stream()) {
      pieces.push(piece)
      length += piece.length
      if (length > maxFeedBytes) return { bytes: Buffer.concat(pieces).subarray(0, maxFeedBytes), whole: false }
    }
  } catch (thrown) {
    if (!slow.aborted || length === 0) throw thrown
    return { bytes: Buffer.concat(pieces), whole: false }
  }
  return { bytes: Buffer.concat(pieces), whole: true }
}
