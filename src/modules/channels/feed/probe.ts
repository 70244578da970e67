/** Looks at an address and says what would be read there. */
import type { Clock, Instant } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { OutwardFetch } from '../../../platform/outward/outward-fetch.ts'
import type { Probe } from '../contract.ts'
import { freshCursor, sortNews } from './cursor.ts'
import { FeedNotServed, NotAFeed } from './faults.ts'
import type { ParsedFeed } from './feed-model.ts'
import { feedsBehind, noFeeds } from './find-feeds.ts'
import { lookAt } from './fetch-feed.ts'
import type { FeedSettings } from './manifest.ts'
import { parseFeed } from './parse-feed.ts'
import { oneLine } from './rich-text.ts'

const sampleSize = 5

/** @throws {NotAFeed} and what `lookAt` throws, with words for the person who typed the address. */
export async function probeFeed(settings: FeedSettings, context: { fetch: OutwardFetch; signal: AbortSignal; clock: Clock }): Promise<Probe> {
  const now = context.clock.now()
  const look = await lookAt({ url: settings.url, fetch: context.fetch, signal: context.signal, now })
  if (look.kind !== 'document') throw new FeedNotServed(settings.url, look.kind === 'later' ? look.status : 304)
  try {
    const feed = parseFeed(look.document)
    return { title: titleOf(feed, settings.url), words: wordsOf(feed, settings.url, now), choices: [], sample: sampleOf(feed, settings.url, now) }
  } catch (thrown) {
    if (!(thrown instanceof NotAFeed)) throw thrown
  }
  const found = await feedsBehind(look.document, { ...context, now })
  const [first] = found
  if (first === undefined) throw noFeeds(settings.url)
  const interval = settings.intervalMinutes === undefined ? {} : { intervalMinutes: settings.intervalMinutes }
  return {
    title: first.title,
    words: `${found.length === 1 ? 'One feed was' : `${found.length} feeds were`} found at ${new URL(settings.url).host}. ${wordsOf(first.feed, first.url, now)}`,
    choices: found.map(({ title, url }) => ({ title, settings: { url, ...interval } })),
    sample: sampleOf(first.feed, first.url, now),
  }
}

function titleOf(feed: ParsedFeed, url: string): string {
  return oneLine(feed.title) || new URL(url).host
}

function sampleOf(feed: ParsedFeed, url: string, now: Instant): Interaction[] {
  return sortNews(feed, freshCursor(url), now).news.map(({ item }) => item).filter((item) => item !== undefined).slice(-sampleSize).reverse()
}

const formatNames = { rss: 'RSS', rdf: 'RSS 1.0 (RDF)', atom: 'Atom', cdf: 'CDF', json: 'JSON Feed' } as const

function wordsOf(feed: ParsedFeed, url: string, now: Instant): string {
  const newest = sampleOf(feed, url, now)[0]
  const count = feed.entries.length
  if (newest === undefined) return `A ${formatNames[feed.format]} feed, empty at the moment; what appears in it will be read.`
  return `${/^[AR]/.test(formatNames[feed.format]) ? 'An' : 'A'} ${formatNames[feed.format]} feed with ${count} ${count === 1 ? 'entry' : 'entries'}, the newest from ${new Date(newest.at).toISOString().slice(0, 10)}.`
}
