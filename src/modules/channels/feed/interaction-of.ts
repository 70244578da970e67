/** From an entry of a feed to an interaction. */
import { createHash } from 'node:crypto'
import { interactionSchema, maxAheadMs, maxTextLength, type Author, type Interaction, type InteractionInput, type Media } from '../../../kernel/interaction.ts'
import { iso, type Instant } from '../../../kernel/instant.ts'
import { readFeedDate } from './feed-dates.ts'
import type { FeedEntry, FeedPerson, ParsedFeed } from './feed-model.ts'
import { oneLine, seen } from './rich-text.ts'

/** Dates before this are placeholders: the web has no feeds from then. */
const earliest = Date.UTC(1995, 0, 1)

/** What an entry says about when it was published, or null when it is silent, absurd or ahead of us. */
export function publishedAt(entry: FeedEntry, now: Instant): Instant | null {
  for (const written of [entry.published, entry.updated]) {
    const at = readFeedDate(written)
    if (at !== null && at >= earliest && at <= now + maxAheadMs) return at
  }
  return null
}

/** Changes when anything that a reader would notice changes. */
export function contentHash(entry: FeedEntry): string {
  const parts = [entry.title?.value, entry.content?.value ?? entry.summary?.value, entry.link, ...entry.enclosures.map((enclosure) => enclosure.url)]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 11)
}

export interface Placed {
  readonly externalId: string
  readonly at: Instant
  readonly editedAt?: Instant
}

/** The outcome: an interaction, or the reason why the entry cannot be one. */
export type Read = { readonly interaction: Interaction } | { readonly because: string }

export function interactionOf(entry: FeedEntry, feed: ParsedFeed, feedUrl: string, placed: Placed): Read {
  const best = fullest(entry)
  const title = oneLine(entry.title).slice(0, 2_000)
  const said = best === null ? { text: '', facets: [], images: [] } : seen(best)
  if (title === '' && said.text === '' && entry.link === undefined && entry.enclosures.length === 0) return { because: 'the entry has neither title, text, link nor media' }
  const site = hostOf(entry.link ?? feed.link ?? feedUrl)
  const languages = languageTags(entry.language ?? feed.language)
  const media = mediaOf(entry, said.images)
  const claimed = readFeedDate(entry.published ?? entry.updated)
  const extra = {
    feed: feedUrl,
    ...(oneLine(feed.title) === '' ? {} : { feedTitle: oneLine(feed.title).slice(0, 300) }),
    ...(entry.categories.length > 0 ? { tags: entry.categories } : {}),
    ...(entry.id === undefined ? {} : { guid: entry.id.slice(0, 2_000) }),
    ...(entry.commentsUrl === undefined ? {} : { commentsUrl: entry.commentsUrl }),
    ...(entry.source === undefined ? {} : { source: entry.source }),
    ...(placed.editedAt === undefined ? {} : { editedAt: iso(placed.editedAt) }),
    ...(claimed !== null && claimed !== placed.at ? { dateWritten: (entry.published ?? entry.updated ?? '').slice(0, 100) } : {}),
    ...(said.text.length > maxTextLength ? { cutFrom: said.text.length } : {}),
  }
  const input: InteractionInput = {
    channel: 'feed',
    externalId: placed.externalId,
    kind: 'article',
    author: authorOf(entry.authors[0] ?? feed.authors[0], feed, site),
    at: iso(placed.at),
    text: cutWhole(said.text, maxTextLength),
    ...(title === '' ? {} : { title }),
    ...(entry.link === undefined ? {} : { url: entry.link }),
    ...(languages.length === 0 ? {} : { languages }),
    ...(said.facets.length === 0 ? {} : { facets: said.facets.filter((facet) => facet.end <= maxTextLength) }),
    ...(media.length === 0 ? {} : { media }),
    ...(entry.commentCount === undefined ? {} : { metrics: { replies: entry.commentCount } }),
    ...(site === '' ? {} : { site }),
    extra,
  }
  const parsed = interactionSchema.safeParse(input)
  if (parsed.success) return { interaction: parsed.data }
  const issue = parsed.error.issues[0]
  return { because: `${issue?.path.join('.') ?? 'entry'}: ${issue?.message ?? 'not understood'}` }
}

/** Content or summary, whichever says more; publishers fill either with a teaser. */
function fullest(entry: FeedEntry) {
  const candidates = [entry.content, entry.summary].filter((rich) => rich !== undefined)
  const [first, second] = candidates
  if (first === undefined || second === undefined) return first ?? null
  return seen(second).text.length > seen(first).text.length ? second : first
}

function authorOf(person: FeedPerson | undefined, feed: ParsedFeed, site: string): Author {
  const siteName = oneLine(feed.title).slice(0, 500)
  if (person === undefined) return { externalId: (site || 'feed').slice(0, 1_024), ...(siteName === '' ? {} : { name: siteName }), ...(feed.link === undefined ? {} : { url: feed.link }), ...(feed.imageUrl === undefined ? {} : { avatarUrl: feed.imageUrl }) }
  const name = person.name ?? person.email
  // A name alone is somebody only within the site that prints it.
  const externalId = person.url ?? (person.email === undefined ? `${site}#${person.name ?? ''}` : `mailto:${person.email.toLowerCase()}`)
  return { externalId: externalId.slice(0, 1_024), ...(name === undefined ? {} : { name: name.slice(0, 500) }), ...(person.url === undefined ? {} : { url: person.url }), ...(person.avatarUrl === undefined ? {} : { avatarUrl: person.avatarUrl }) }
}

function mediaOf(entry: FeedEntry, images: readonly { readonly url: string; readonly alt?: string }[]): Media[] {
  const media: Media[] = entry.enclosures.map((enclosure) => ({
    kind: kindOf(enclosure.type, enclosure.url),
    url: enclosure.url,
    ...(enclosure.title === undefined ? {} : { title: enclosure.title.slice(0, 2_000) }),
    ...(enclosure.previewUrl === undefined ? {} : { previewUrl: enclosure.previewUrl }),
    ...(enclosure.width === undefined ? {} : { width: enclosure.width }),
    ...(enclosure.height === undefined ? {} : { height: enclosure.height }),
  }))
  for (const image of images) if (!media.some((other) => other.url === image.url)) media.push({ kind: 'image', ...image })
  return media.slice(0, 50)
}

function kindOf(type: string | undefined, url: string): Media['kind'] {
  const major = /^(image|audio|video)\//.exec(type ?? '')?.[1]
  if (major === 'image' || major === 'audio' || major === 'video') return major
  if (/\.(jpe?g|png|gif|webp|avif)(\?|$)/i.test(url)) return 'image'
  if (/\.(mp3|m4a|ogg|opus|wav)(\?|$)/i.test(url)) return 'audio'
  if (/\.(mp4|m4v|webm|mov)(\?|$)/i.test(url)) return 'video'
  return 'link'
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '').slice(0, 253) : ''
}

function languageTags(written: string | undefined): string[] {
  const tag = written?.trim().replaceAll('_', '-') ?? ''
  return /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) && tag.length <= 35 ? [tag] : []
}

/** Cuts without leaving half a character at the end. */
function cutWhole(text: string, length: number): string {
  if (text.length <= length) return text
  const unit = text.charCodeAt(length - 1)
  return text.slice(0, unit >= 0xd800 && unit < 0xdc00 ? length - 1 : length)
}
