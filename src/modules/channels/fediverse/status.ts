/** A status of the Mastodon API as an interaction. Pure. */
import { parseInstant } from '../../../kernel/instant.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { maxAheadMs } from '../../../kernel/interaction.ts'
import type { Author, Facet, Interaction, InteractionKind, Metrics, Relation } from '../../../kernel/interaction.ts'
import { countOf, keptText, listOf, objectOf, textOf, webAddressOf, wholeTextOf } from '../untrusted-json.ts'
import type { Loose } from '../untrusted-json.ts'
import { mediaOf } from './media.ts'
import { plainText } from './plain-text.ts'

export interface Around {
  /** The domain of accounts whose handle names none: `social.example`. */
  readonly domain: string
  readonly now: Instant
  /** Name in the whole network of a status that this server numbers so, when it came by lately. */
  uriOf(id: string): { readonly uri: string; readonly author: string } | undefined
  /** Asked as our own account, which is one of the few that some are meant for. */
  readonly ours?: boolean
}

export type StatusResult =
  | { readonly kind: 'item'; readonly item: Interaction }
  /** Meant for few: never taken in from a timeline. */
  | { readonly kind: 'private' }
  | { readonly kind: 'unreadable'; readonly code: string; readonly because: string }

export function interactionOfStatus(value: unknown, around: Around): StatusResult {
  const status = objectOf(value)
  const uri = wholeTextOf(status?.['uri'], 1_024)
  if (status === null || uri === undefined) return unreadable('fediverse.no-uri', 'A status should carry its address in the network as "uri".')
  const account = objectOf(status['account'])
  const author = account === null ? null : authorOf(account, around.domain)
  if (author === null) return unreadable('fediverse.no-author', `The status ${uri} should say by its "account" who wrote it.`)
  const created = status['created_at']
  const claimed = typeof created === 'string' ? parseInstant(created) : null
  if (claimed === null) return unreadable('fediverse.no-time', `The status ${uri} should say when it was written, with its zone, and says "${String(created).slice(0, 60)}".`)
  const visibility = status['visibility']
  if (around.ours !== true && visibility !== undefined && visibility !== null && visibility !== 'public' && visibility !== 'unlisted') return { kind: 'private' }

  const boosted = objectOf(status['reblog'])
  // A boost says what the boosted status says; only who, when and where are its own.
  const said = boosted ?? status
  const extra: Record<string, unknown> = {}
  const relations: Relation[] = []
  let kind: InteractionKind = 'post'

  const quoted = boosted === null ? quotedOf(status) : null
  if (quoted !== null) {
    kind = 'quote'
    relations.push(relationTo('quote', quoted, around.domain))
  }
  const parentId = idOf(status['in_reply_to_id'])
  if (boosted !== null) {
    kind = 'repost'
    const original = boosted['uri']
    if (wholeTextOf(original, 1_024) !== undefined) relations.push(relationTo('repost', boosted, around.domain))
  } else if (parentId !== undefined) {
    kind = 'reply'
    const parent = around.uriOf(parentId)
    if (parent !== undefined) relations.unshift({ kind: 'reply', externalId: parent.uri, authorExternalId: parent.author })
    // Servers name what is answered by their own number; it is kept for whoever can look it up.
    else extra['inReplyTo'] = { id: parentId, ...(idOf(status['in_reply_to_account_id']) === undefined ? {} : { account: idOf(status['in_reply_to_account_id']) }) }
  }

  const { text, facets, cutFrom } = wordsOf(said, around.domain)
  const at = Math.min(claimed, around.now)
  if (claimed > around.now + maxAheadMs) extra['claimedAt'] = created
  if (cutFrom !== undefined) extra['cutFrom'] = cutFrom
  const item: Interaction = { channel: 'fediverse', externalId: uri, kind, direction: 'around', author, at, text, url: webAddressOf(status['url']) ?? webAddressOf(said['url']) ?? uri.slice(0, 4_096), extra }
  if (item.url !== undefined && webAddressOf(item.url) === undefined) delete item.url
  if (facets.length > 0) item.facets = facets
  const title = textOf(said['spoiler_text'])
  if (title !== undefined) item.title = title
  const language = wholeTextOf(said['language'], 35)
  if (language !== undefined) item.languages = [language]
  const { media, focus } = mediaOf(said)
  if (media.length > 0) item.media = media
  if (focus !== undefined) extra['focus'] = focus
  if (relations.length > 0) item.relations = relations
  const metrics = metricsOf(said)
  if (metrics !== undefined) item.metrics = metrics
  const site = author.url === undefined ? undefined : URL.parse(author.url)?.hostname
  if (site !== undefined && site !== '' && site.length <= 253) item.site = site
  addExtras(said, extra)
  return { kind: 'item', item }
}

function unreadable(code: string, because: string): StatusResult {
  return { kind: 'unreadable', code, because }
}

/** Ids are text by the standard, numbers on some servers. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return wholeTextOf(value, 200)
}

function handleOf(account: Loose, domain: string): string | undefined {
  const acct = wholeTextOf(account['acct'], 500) ?? wholeTextOf(account['username'], 250)
  return acct === undefined ? undefined : acct.includes('@') ? acct : `${acct}@${domain}`
}

/** Who an account of the API is, or `null` when it has no address. */
export function authorOf(account: Loose, domain: string): Author | null {
  const externalId = wholeTextOf(account['uri'], 1_024) ?? wholeTextOf(account['url'], 1_024)
  if (externalId === undefined) return null
  const author: Author = { externalId }
  const handle = handleOf(account, domain)
  const name = textOf(account['display_name'])
  const url = webAddressOf(account['url']) ?? webAddressOf(account['uri'])
  const avatarUrl = webAddressOf(account['avatar_static']) ?? webAddressOf(account['avatar'])
  const bio = typeof account['note'] === 'string' ? textOf(plainText(account['note'], () => undefined).text, 20_000) : undefined
  const followers = countOf(account['followers_count'])
  const following = countOf(account['following_count'])
  if (handle !== undefined) author.handle = handle
  if (name !== undefined) author.name = name
  if (url !== undefined) author.url = url
  if (avatarUrl !== undefined) author.avatarUrl = avatarUrl
  if (bio !== undefined) author.bio = bio
  if (followers !== undefined) author.followers = followers
  if (following !== undefined) author.following = following
  if (typeof account['bot'] === 'boolean') author.bot = account['bot']
  return author
}

function wordsOf(said: Loose, domain: string): { text: string; facets: Facet[]; cutFrom?: number } {
  const mentions = new Map<string, string>()
  for (const entry of listOf(said['mentions'])) {
    const mention = objectOf(entry)
    const url = wholeTextOf(mention?.['url'], 4_096)
    const handle = mention === null ? undefined : handleOf(mention, domain)
    if (url !== undefined && handle !== undefined) mentions.set(url, handle)
  }
  const content = typeof said['content'] === 'string' ? said['content'] : ''
  const whole = plainText(content, (href) => mentions.get(href))
  const kept = keptText(whole.text)
  return { ...kept, facets: whole.facets.filter(({ end }) => end <= kept.text.length) }
}

/** The quoted status: inside a `quote` with a state (Mastodon 4.5), as the `quote` itself (others). Only what may be shown. */
function quotedOf(status: Loose): Loose | null {
  const quote = objectOf(status['quote'])
  if (quote === null) return null
  if (quote['state'] !== undefined && quote['state'] !== 'accepted') return null
  const quoted = objectOf(quote['quoted_status']) ?? quote
  return wholeTextOf(quoted['uri'], 1_024) === undefined ? null : quoted
}

function relationTo(kind: Relation['kind'], status: Loose, domain: string): Relation {
  const relation: Relation = { kind, externalId: String(status['uri']) }
  const account = objectOf(status['account'])
  const author = account === null ? null : authorOf({ uri: account['uri'], url: account['url'] }, domain)
  const url = webAddressOf(status['url'])
  if (author !== null) relation.authorExternalId = author.externalId
  if (url !== undefined) relation.url = url
  return relation
}

function metricsOf(said: Loose): Metrics | undefined {
  const metrics: Metrics = {}
  const likes = countOf(said['favourites_count'])
  const reposts = countOf(said['reblogs_count'])
  const replies = countOf(said['replies_count'])
  const quotes = countOf(said['quotes_count'])
  if (likes !== undefined) metrics.likes = likes
  if (reposts !== undefined) metrics.reposts = reposts
  if (replies !== undefined) metrics.replies = replies
  if (quotes !== undefined) metrics.quotes = quotes
  return Object.keys(metrics).length === 0 ? undefined : metrics
}

function addExtras(said: Loose, extra: Record<string, unknown>): void {
  if (said['visibility'] === 'unlisted') extra['visibility'] = 'unlisted'
  if (said['sensitive'] === true) extra['sensitive'] = true
  if (typeof said['edited_at'] === 'string') extra['editedAt'] = said['edited_at'].slice(0, 64)
  const application = textOf(objectOf(said['application'])?.['name'], 200)
  if (application !== undefined) extra['application'] = application
  const emojis = listOf(said['emojis']).slice(0, 50).flatMap((entry) => {
    const emoji = objectOf(entry)
    const shortcode = wholeTextOf(emoji?.['shortcode'], 200)
    const url = webAddressOf(emoji?.['static_url']) ?? webAddressOf(emoji?.['url'])
    return shortcode === undefined || url === undefined ? [] : [{ shortcode, url }]
  })
  if (emojis.length > 0) extra['emojis'] = emojis
  const poll = objectOf(said['poll'])
  if (poll === null) return
  const options = listOf(poll['options']).slice(0, 50).map((entry) => {
    const option = objectOf(entry)
    return { title: textOf(option?.['title'], 500) ?? '', votes: countOf(option?.['votes_count']) ?? null }
  })
  extra['poll'] = { options, votes: countOf(poll['votes_count']) ?? null, multiple: poll['multiple'] === true, expiresAt: textOf(poll['expires_at'], 64) ?? null }
}
