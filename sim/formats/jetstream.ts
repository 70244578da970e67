/**
 * Events as Jetstream sends them: one JSON message a change, with its time in
 * microseconds. Source: the README of bluesky-social/jetstream and the lexicons
 * of app.bsky.feed and app.bsky.actor.
 */
import { iso } from '../../src/kernel/instant.ts'
import type { SimEvent } from '../event.ts'
import type { SimIdentity } from '../world/identity.ts'
import { atUri, collectionOf, contentId, recordKey } from './addresses.ts'
import { facetsOf } from './facets.ts'

export interface JetstreamMessage {
  readonly did: string
  readonly time_us: number
  readonly kind: 'commit' | 'identity' | 'account'
  readonly commit?: Readonly<Record<string, unknown>>
  readonly identity?: Readonly<Record<string, unknown>>
  readonly account?: Readonly<Record<string, unknown>>
}

/** The event's place in the stream, and the cursor that leads back to it. */
export function timeUs(event: Pick<SimEvent, 'at' | 'sub'>): number {
  return event.at * 1000 + event.sub
}

const reference = (event: SimEvent) => ({ cid: contentId(event.id), uri: atUri(event) })

/** Rich text positions count bytes of UTF-8. */
function richText(text: string, handles: (handle: string) => string | undefined): unknown[] {
  return facetsOf(text).flatMap((facet) => {
    const index = { byteStart: Buffer.byteLength(text.slice(0, facet.start)), byteEnd: Buffer.byteLength(text.slice(0, facet.end)) }
    const did = facet.kind === 'mention' ? handles(facet.target) : undefined
    if (facet.kind === 'mention' && did === undefined) return []
    const feature = facet.kind === 'link' ? { $type: 'app.bsky.richtext.facet#link', uri: facet.target } : facet.kind === 'tag' ? { $type: 'app.bsky.richtext.facet#tag', tag: facet.target } : { $type: 'app.bsky.richtext.facet#mention', did }
    return [{ $type: 'app.bsky.richtext.facet', features: [feature], index }]
  })
}

function embedOf(event: SimEvent): unknown {
  if (event.kind === 'quote' && event.target !== null) return { $type: 'app.bsky.embed.record', record: reference(event.target) }
  if (event.image !== undefined) {
    return { $type: 'app.bsky.embed.images', images: [{ alt: event.image.alt, aspectRatio: { height: 800, width: 1200 }, image: { $type: 'blob', ref: { $link: contentId(event.image.url) }, mimeType: 'image/png', size: 48_213 } }] }
  }
  const link = facetsOf(event.text).find((facet) => facet.kind === 'link')
  if (link === undefined) return undefined
  const host = new URL(link.target).host
  return { $type: 'app.bsky.embed.external', external: { uri: link.target, title: host, description: '' } }
}

function recordOf(event: SimEvent, handles: (handle: string) => string | undefined): Record<string, unknown> {
  const createdAt = iso(event.at - (event.sub % 400))
  if (event.kind === 'repost' || event.kind === 'reaction') return { $type: collectionOf(event), createdAt, ...(event.target === null ? {} : { subject: reference(event.target) }) }
  const facets = richText(event.text, handles)
  const embed = embedOf(event)
  return {
    $type: 'app.bsky.feed.post', createdAt, langs: [event.language], text: event.text,
    ...(embed === undefined ? {} : { embed }),
    ...(facets.length === 0 ? {} : { facets }),
    ...(event.kind === 'reply' && event.target !== null ? { reply: { parent: reference(event.target), root: reference(event.thread ?? event.target) } } : {}),
  }
}

/**
 * The commit of a post, reply, quote, repost or like.
 * @param handles finds the DID of a handle that is mentioned
 */
export function jetstreamCommit(event: SimEvent, handles: (handle: string) => string | undefined): JetstreamMessage {
  return {
    did: event.author.externalId, time_us: timeUs(event), kind: 'commit',
    commit: { rev: recordKey(event), operation: 'create', collection: collectionOf(event), rkey: recordKey(event), record: recordOf(event, handles), cid: contentId(event.id) },
  }
}

/** Who stands behind the DID: sent when a handle is new or changes. */
export function jetstreamIdentity(identity: SimIdentity, at: number): JetstreamMessage {
  return { did: identity.externalId, time_us: at, kind: 'identity', identity: { did: identity.externalId, handle: identity.handle, seq: at % 1_000_000_000, time: iso(Math.floor(at / 1000)) } }
}

/** The profile as a record of the repository. */
export function jetstreamProfile(identity: SimIdentity, at: number): JetstreamMessage {
  const avatar = identity.avatarUrl === undefined ? {} : { avatar: { $type: 'blob', ref: { $link: contentId(identity.avatarUrl) }, mimeType: 'image/png', size: 9_104 } }
  const rev = recordKey({ id: identity.externalId, at: Math.floor(at / 1000), sub: at % 1000 })
  return {
    did: identity.externalId, time_us: at, kind: 'commit',
    commit: { rev, operation: 'update', collection: 'app.bsky.actor.profile', rkey: 'self', record: { $type: 'app.bsky.actor.profile', displayName: identity.name, description: identity.bio, ...avatar }, cid: contentId(`${identity.externalId}/profile`) },
  }
}

/** As `app.bsky.actor.getProfiles` of an AppView describes somebody. */
export function profileView(identity: SimIdentity): Record<string, unknown> {
  return {
    did: identity.externalId, handle: identity.handle, displayName: identity.name, description: identity.bio,
    ...(identity.avatarUrl === undefined ? {} : { avatar: identity.avatarUrl }),
    followersCount: identity.followers ?? 0, followsCount: identity.following, postsCount: (identity.followers ?? 7) * 3, indexedAt: '2025-01-01T00:00:00.000Z', labels: [],
  }
}
