/** Reads a feed for as long as it lives: look, take what is news, wait politely. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Fault, sentence } from '../../../kernel/fault.ts'
import { minuteMs, type Instant } from '../../../kernel/instant.ts'
import type { ReadContext } from '../contract.ts'
import { freshCursor, remembered, sortNews, type FeedCursor } from './cursor.ts'
import { FeedGone, FeedNotServed, NotAFeed } from './faults.ts'
import type { ParsedFeed } from './feed-model.ts'
import { feedsBehind, noFeeds } from './find-feeds.ts'
import { lookAt } from './fetch-feed.ts'
import type { FeedSettings } from './manifest.ts'
import { parseFeed, type FeedDocument } from './parse-feed.ts'
import { afterFailureMs, nextLookMs } from './polite.ts'

type Context = ReadContext<FeedSettings, FeedCursor>
/** Waits until `ms` have passed or the signal aborts, then returns. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

const batchSize = 100

const waitFor: Wait = async (ms, signal) => {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}

/** Ends when the signal aborts or the publisher says that nothing will follow; trouble is told as health and tried again. */
export async function readFeed(context: Context, wait: Wait = waitFor, random: () => number = Math.random): Promise<void> {
  const { clock, signal, settings } = context
  let cursor = context.cursor?.from === settings.url ? context.cursor : freshCursor(settings.url)
  let standing = 'Up to date.'
  context.health({ state: 'starting', words: `About to look at ${cursor.url}.` })
  while (!signal.aborted) {
    const ahead = cursor.nextAt - clock.now()
    if (ahead > 0) {
      if (cursor.failures === 0) context.health({ state: 'waiting', words: `${standing} The next look is in ${minutes(ahead)}.`, untilMs: cursor.nextAt })
      await wait(ahead, signal)
      continue
    }
    try {
      const after = await lookOnce(context, cursor)
      cursor = after.cursor
      standing = after.standing ?? 'Up to date.'
      if (after.finished !== undefined) {
        context.health({ state: 'finished', words: after.finished })
        return
      }
    } catch (thrown) {
      if (signal.aborted) return
      if (thrown instanceof FeedGone) {
        context.health({ state: 'finished', words: thrown.message })
        return
      }
      if (!(thrown instanceof Fault)) throw thrown
      cursor = afterFailure(cursor, thrown, clock.now(), random)
      await context.emit({ items: [], cursor, door: false })
      context.health({ state: 'failing', code: thrown.code, words: `${sentence(thrown)} The next try is in ${minutes(cursor.nextAt - clock.now())}.` })
    }
  }
}

function afterFailure(cursor: FeedCursor, fault: Fault, now: Instant, random: () => number): FeedCursor {
  const failures = cursor.failures + 1
  // An address that was adopted and has nothing any more: back to the one we were given.
  const isLost = fault instanceof NotAFeed || (fault instanceof FeedNotServed && fault.httpStatus === 404)
  const { etag: _, lastModified: __, ...rest } = cursor
  return { ...(isLost ? { ...rest, url: cursor.from } : cursor), failures, nextAt: now + afterFailureMs(failures, random) }
}

interface After {
  readonly cursor: FeedCursor
  readonly standing?: string
  /** Why nothing will follow. */
  readonly finished?: string
}

async function lookOnce(context: Context, before: FeedCursor): Promise<After> {
  const { clock, settings, signal } = context
  context.health({ state: 'reading', words: `Looking at ${before.url}.` })
  const look = await lookAt({ url: before.url, fetch: context.fetch, signal, now: clock.now(), etag: before.etag, lastModified: before.lastModified })
  if (look.kind === 'later') {
    const cursor = { ...before, nextAt: Math.max(look.at, clock.now() + minuteMs) }
    await context.emit({ items: [], cursor, door: false })
    return { cursor, standing: `The server asks to be left alone for a while (${look.status}).` }
  }
  const cacheControl = look.response.headers.get('cache-control')
  const moved = look.response.permanentRedirectTo ?? before.url
  if (look.kind === 'unchanged') {
    const cursor = { ...before, url: moved, failures: 0, nextAt: clock.now() + nextLookMs({ settingMinutes: settings.intervalMinutes, feedMinutes: before.feedMinutes, cacheControl }) }
    await context.emit({ items: [], cursor, door: false })
    return { cursor }
  }
  const { feed, url } = await feedIn(look.document, moved, context)
  const etag = look.response.headers.get('etag') ?? undefined
  const lastModified = look.response.headers.get('last-modified') ?? undefined
  const { etag: _, lastModified: __, ...rest } = before
  const cursor = await take(context, { ...rest, url }, feed, {
    failures: 0,
    ...(feed.waitMinutes === undefined ? {} : { feedMinutes: feed.waitMinutes }),
    nextAt: clock.now() + nextLookMs({ settingMinutes: settings.intervalMinutes, feedMinutes: feed.waitMinutes, cacheControl }),
    // Only a document that was read to its end may be answered with "unchanged"; a page is not the feed that it names.
    ...(feed.cut || url !== moved ? {} : { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) }),
  })
  return feed.expired === true ? { cursor, finished: 'The publisher has marked this feed as ended; what was read is kept. Remove the source, or look for a newer feed on the site.' } : { cursor, standing: feed.cut ? `The feed is longer than we read; its first ${feed.entries.length} entries are followed.` : 'Up to date.' }
}

/** The feed in the document, or the first that the document, a page, leads to. */
async function feedIn(document: FeedDocument, url: string, context: Context): Promise<{ feed: ParsedFeed; url: string }> {
  try {
    return { feed: parseFeed(document), url }
  } catch (thrown) {
    if (!(thrown instanceof NotAFeed)) throw thrown
    const [found] = await feedsBehind(document, { fetch: context.fetch, signal: context.signal, now: context.clock.now() })
    if (found === undefined) throw noFeeds(url)
    return { feed: found.feed, url: found.url }
  }
}

/** Emits the news in batches. What makes the next look skip anything is kept only with the last. */
async function take(context: Context, before: FeedCursor, feed: ParsedFeed, end: Partial<FeedCursor>): Promise<FeedCursor> {
  const { rule, news, unchanged } = sortNews(feed, before, context.clock.now())
  let cursor: FeedCursor = { ...before, rule, known: remembered(before.known, unchanged) }
  for (let from = 0; from === 0 || from < news.length; from += batchSize) {
    const part = news.slice(from, from + batchSize)
    const isLast = from + batchSize >= news.length
    cursor = { ...cursor, known: remembered(cursor.known, part.map(({ known }) => known)), ...(isLast ? end : {}) }
    await context.emit({
      items: part.map(({ item }) => item).filter((item) => item !== undefined),
      setAside: part.map(({ setAside }) => setAside).filter((setAside) => setAside !== undefined),
      cursor,
      door: false,
    })
  }
  return cursor
}

function minutes(ms: number): string {
  const count = Math.max(1, Math.round(ms / minuteMs))
  return count === 1 ? 'a minute' : count < 120 ? `${count} minutes` : `${Math.round(count / 60)} hours`
}
