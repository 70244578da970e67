/** A feed as read, whatever its format was; addresses absolute, nothing decided yet. */

/** Text that may be markup, with what is needed to read it. */
export interface Rich {
  readonly value: string
  readonly html: boolean
  /** Where relative addresses in it start from. */
  readonly base: string
}

export interface FeedPerson {
  readonly name?: string
  readonly email?: string
  readonly url?: string
  readonly avatarUrl?: string
}

export interface Enclosure {
  readonly url: string
  readonly type?: string
  readonly title?: string
  readonly previewUrl?: string
  readonly width?: number
  readonly height?: number
}

export interface FeedEntry {
  /** As the publisher wrote it: `guid`, `id`, `rdf:about`. */
  readonly id?: string
  readonly link?: string
  readonly title?: Rich
  readonly summary?: Rich
  readonly content?: Rich
  /** As written; `feed-dates.ts` reads it. */
  readonly published?: string
  readonly updated?: string
  readonly authors: readonly FeedPerson[]
  readonly categories: readonly string[]
  readonly enclosures: readonly Enclosure[]
  readonly language?: string
  readonly commentsUrl?: string
  readonly commentCount?: number
  /** The feed it was taken over from. */
  readonly source?: { readonly title?: string; readonly url?: string }
  /** What it was read from, shortened, to set aside when it cannot be kept. */
  readonly raw: string
}

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'cdf' | 'json'

export interface ParsedFeed {
  readonly format: FeedFormat
  readonly encoding: string
  readonly title?: Rich
  readonly description?: Rich
  /** The site that the feed belongs to. */
  readonly link?: string
  /** The feed's own address, as it names it. */
  readonly self?: string
  readonly language?: string
  readonly authors: readonly FeedPerson[]
  readonly imageUrl?: string
  /** How long the publisher asks us to wait before looking again. */
  readonly waitMinutes?: number
  /** The publisher says that nothing will follow. */
  readonly expired?: boolean
  readonly entries: readonly FeedEntry[]
  /** True when the document holds more entries than were read, or breaks off. */
  readonly cut: boolean
}

/** More than any honest feed holds; the first so many are read. */
export const maxEntries = 2_000
