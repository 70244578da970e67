/** What is kept between two looks at a feed, and what of a fresh document is news. Pure. */
import { createHash } from 'node:crypto'
import type { Instant } from '../../../kernel/instant.ts'
import { maxAheadMs, type Interaction } from '../../../kernel/interaction.ts'
import type { SetAside } from '../contract.ts'
import { externalIdOf, keyRuleFor, type KeyRule } from './entry-keys.ts'
import { readFeedDate } from './feed-dates.ts'
import type { FeedEntry, ParsedFeed } from './feed-model.ts'
import { contentHash, interactionOf, publishedAt } from './interaction-of.ts'

/** Key of the entry, hash of its content, and the time it was given when first seen, which never moves. */
export type Known = readonly [key: string, hash: string, at: Instant]

export interface FeedCursor {
  /** The address in the settings that this belongs to. */
  readonly from: string
  /** Where the feed lives now: found on the site, or moved for good. */
  readonly url: string
  readonly rule: KeyRule
  readonly etag?: string
  readonly lastModified?: string
  readonly nextAt: Instant
  /** How long the feed itself asked to be left alone. */
  readonly feedMinutes?: number
  /** Looks in a row that failed. */
  readonly failures: number
  /** The entry seen longest ago first; bounded by `maxKnown`. */
  readonly known: readonly Known[]
}

/** More than twice what one document may hold, so that nothing on the page is forgotten. */
const maxKnown = 5_000

export function freshCursor(from: string): FeedCursor {
  return { from, url: from, rule: 'guid', nextAt: 0, failures: 0, known: [] }
}

interface News {
  readonly known: Known
  readonly item?: Interaction
  readonly setAside?: SetAside
}

export interface Sorted {
  readonly rule: KeyRule
  /** Entries that are new or changed, the oldest first. */
  readonly news: readonly News[]
  /** Entries of the document that were known and are the same. */
  readonly unchanged: readonly Known[]
}

/**
 * Tells news from what is known.
 *
 * Once a publisher's ids are caught telling nothing apart, links are used for
 * good: going back would bring the same entries again under other names.
 */
export function sortNews(feed: ParsedFeed, cursor: FeedCursor, now: Instant): Sorted {
  const rule = cursor.rule === 'link' ? 'link' : keyRuleFor(feed.entries)
  const links = new Map<string, number>()
  for (const { link } of feed.entries) if (link !== undefined) links.set(link, (links.get(link) ?? 0) + 1)
  const before = new Map(cursor.known.map((known) => [known[0], known]))
  const here = new Set<string>()
  const news: News[] = []
  const unchanged: Known[] = []
  for (const [place, entry] of feed.entries.entries()) {
    const externalId = externalIdOf(entry, cursor.from, rule, entry.link === undefined || links.get(entry.link) === 1)
    const key = createHash('sha256').update(externalId).digest('base64url').slice(0, 12)
    if (here.has(key)) continue
    here.add(key)
    const hash = contentHash(entry)
    const earlier = before.get(key)
    if (earlier?.[1] === hash) { unchanged.push(earlier); continue }
    // Without a date of its own an entry is as old as our first sight of it; the order of the page is kept.
    const at = earlier?.[2] ?? publishedAt(entry, now) ?? now - place
    news.push(newsOf(entry, feed, cursor, { externalId, at, ...(earlier === undefined ? {} : { editedAt: editedAt(entry, at, now) }) }, [key, hash, at]))
  }
  return { rule, news: news.sort((a, b) => a.known[2] - b.known[2]), unchanged }
}

function newsOf(entry: FeedEntry, feed: ParsedFeed, cursor: FeedCursor, placed: { externalId: string; at: Instant; editedAt?: Instant }, known: Known): News {
  const outcome = interactionOf(entry, feed, cursor.url, placed)
  if ('interaction' in outcome) return { known, item: outcome.interaction }
  return { known, setAside: { raw: entry.raw, code: 'channels.feed.entry', because: `An entry of ${cursor.url} cannot be kept: ${outcome.because}.` } }
}

function editedAt(entry: FeedEntry, at: Instant, now: Instant): Instant {
  const updated = readFeedDate(entry.updated)
  return updated !== null && updated > at && updated <= now + maxAheadMs ? updated : now
}

/** What is known after these, the freshest last, the oldest forgotten past the bound. */
export function remembered(before: readonly Known[], seenNow: readonly Known[]): Known[] {
  const keys = new Set(seenNow.map(([key]) => key))
  return [...before.filter(([key]) => !keys.has(key)), ...seenNow].slice(-maxKnown)
}
