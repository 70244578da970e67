/**
 * Events as a Mastodon server shows them: Status and Account entities, content
 * as HTML. Source: docs.joinmastodon.org, entities Status, Account, Quote.
 */
import { iso } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import { textSeed } from '../random.ts'
import type { SimIdentity } from '../world/identity.ts'
import { accountId, snowflake, statusUri, webAddress } from './addresses.ts'
import { facetsOf } from './facets.ts'

/** The server that we play; its own accounts go without a host. */
export const localHost = 'fedi.example'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
}

/** `user` of the server itself, `user@host` of others. */
function acctOf(identity: SimIdentity): string {
  return identity.handle.endsWith(`@${localHost}`) ? identity.handle.slice(0, -localHost.length - 1) : identity.handle
}

function linkHtml(address: string): string {
  const [scheme = '', rest = ''] = /^(https?:\/\/)(.*)$/.exec(address)?.slice(1) ?? []
  const long = rest.length > 30
  return `<a href="${escapeHtml(address)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span><span class="${long ? 'ellipsis' : ''}">${escapeHtml(rest.slice(0, 30))}</span><span class="invisible">${escapeHtml(rest.slice(30))}</span></a>`
}

/** Text as the HTML that Mastodon makes of it: paragraphs, line breaks, links, mentions, tags. */
export function contentHtml(text: string): string {
  let html = ''
  let at = 0
  for (const facet of facetsOf(text)) {
    html += escapeHtml(text.slice(at, facet.start))
    at = facet.end
    if (facet.kind === 'link') html += linkHtml(facet.target)
    else if (facet.kind === 'tag') html += `<a href="https://${localHost}/tags/${encodeURIComponent(facet.target)}" class="mention hashtag" rel="tag">#<span>${escapeHtml(facet.target)}</span></a>`
    else {
      const [user = '', host = localHost] = facet.target.split('@')
      html += `<span class="h-card" translate="no"><a href="https://${host}/@${user}" class="u-url mention">@<span>${escapeHtml(user)}</span></a></span>`
    }
  }
  html += escapeHtml(text.slice(at))
  return html === '' ? '' : `<p>${html.replace(/\n{2,}/g, '</p><p>').replace(/\n/g, '<br />')}</p>`
}

export function account(identity: SimIdentity, now: number): Record<string, unknown> {
  const avatar = identity.avatarUrl ?? `https://${localHost}/avatars/original/missing.png`
  const header = `https://${localHost}/headers/original/missing.png`
  const joined = Date.UTC(2017, 3, 1) + (textSeed(identity.externalId) % 2_600) * 86_400_000
  return {
    id: accountId(identity.externalId), username: identity.handle.split('@')[0], acct: acctOf(identity), display_name: identity.name, locked: false, bot: false, discoverable: true, indexable: true, group: false,
    created_at: iso(joined), note: contentHtml(identity.bio), url: identity.url ?? identity.externalId, uri: identity.externalId,
    avatar, avatar_static: avatar, header, header_static: header,
    followers_count: identity.followers ?? 0, following_count: identity.following, statuses_count: (identity.followers ?? 5) * 4, last_status_at: iso(now).slice(0, 10), hide_collections: false,
    emojis: [], roles: [],
    fields: identity.links.map((link) => ({ name: link.name, value: linkHtml(link.url), verified_at: link.verified ? iso(joined + 86_400_000) : null })),
  }
}

/** @param whoIs finds an account by `user@host`, to name those mentioned */
export function status(event: SimEvent, whoIs: (handle: string) => SimIdentity | undefined): Record<string, unknown> {
  const reblog = event.kind === 'repost' && event.target !== null ? status(event.target, whoIs) : null
  const facets = facetsOf(event.text)
  const answered = event.kind === 'reply' ? event.target : null
  const mentioned = new Map<string, SimIdentity>()
  if (answered !== null && answered.author.externalId !== event.author.externalId) mentioned.set(answered.author.externalId, answered.author)
  for (const facet of facets) {
    const identity = facet.kind === 'mention' ? whoIs(facet.target) : undefined
    if (identity !== undefined) mentioned.set(identity.externalId, identity)
  }
  const tags = [...new Set(facets.filter((facet) => facet.kind === 'tag').map((facet) => facet.target.toLowerCase()))]
  const prefix = answered === null || facets.some((facet) => facet.kind === 'mention') ? '' : `@${answered.author.handle} `
  return {
    id: snowflake(event), created_at: iso(event.at), in_reply_to_id: answered === null ? null : snowflake(answered), in_reply_to_account_id: answered === null ? null : accountId(answered.author.externalId),
    sensitive: false, spoiler_text: '', visibility: 'public', language: event.language, uri: statusUri(event), url: reblog === null ? webAddress(event) ?? null : statusUri(event),
    replies_count: event.metrics.replies, reblogs_count: event.metrics.reposts, favourites_count: event.metrics.likes, quotes_count: event.metrics.quotes, edited_at: null,
    content: reblog === null ? contentHtml(prefix + event.text) : reblog['content'], reblog, application: null, account: account(event.author, event.at),
    media_attachments: event.image === undefined ? [] : [{ id: snowflake({ ...event, sub: event.sub ^ 1 }), type: 'image', url: event.image.url, preview_url: event.image.url, remote_url: null, text_url: null, meta: { original: { width: 600, height: 400, size: '600x400', aspect: 1.5 } }, description: event.image.alt === '' ? null : event.image.alt, blurhash: null }],
    mentions: [...mentioned.values()].map((identity) => ({ id: accountId(identity.externalId), username: identity.handle.split('@')[0], url: identity.url, acct: acctOf(identity) })),
    tags: tags.map((name) => ({ name, url: `https://${localHost}/tags/${encodeURIComponent(name)}` })),
    emojis: [], card: null, poll: null,
    quote: event.kind === 'quote' && event.target !== null ? { state: 'accepted', quoted_status: status({ ...event.target, kind: 'post', target: null }, whoIs) } : null,
    quote_approval: { automatic: ['public'], manual: [], current_user: 'automatic' },
  }
}
