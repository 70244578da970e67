/** The ids and addresses that networks would have given to what happened. */
import { createHash } from 'node:crypto'
import type { SimEvent } from '../event.ts'
import { textSeed } from '../random.ts'

const sortable = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * Record key of the AT protocol: a TID, 53 bits of microseconds and 10 bits of
 * clock as 13 letters that sort by time.
 * Source: atproto.com/specs/tid.
 */
export function recordKey(event: Pick<SimEvent, 'id' | 'at' | 'sub'>): string {
  let micros = event.at * 1000 + event.sub
  let text = ''
  for (let i = 0; i < 11; i++) {
    text = (sortable[micros % 32] ?? '2') + text
    micros = Math.floor(micros / 32)
  }
  const clock = textSeed(event.id) >>> 22
  return text + (sortable[clock >> 5] ?? '2') + (sortable[clock & 31] ?? '2')
}

export function collectionOf(event: Pick<SimEvent, 'kind'>): string {
  return event.kind === 'repost' ? 'app.bsky.feed.repost' : event.kind === 'reaction' ? 'app.bsky.feed.like' : 'app.bsky.feed.post'
}

/** `at://…` of the record. */
export function atUri(event: SimEvent): string {
  return `at://${event.author.externalId}/${collectionOf(event)}/${recordKey(event)}`
}

const lower32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A well-formed CID (v1, dag-cbor, sha-256) that stands for the text. Stable, but no hash of the record's own bytes. */
export function contentId(text: string): string {
  const digest = createHash('sha256').update(text).digest()
  const bytes = [0x01, 0x71, 0x12, 0x20, ...digest]
  let out = 'b'
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += lower32[(held >> bits) & 31] ?? 'a'
    }
  }
  return bits > 0 ? out + (lower32[(held << (5 - bits)) & 31] ?? 'a') : out
}

/** Status id of Mastodon: milliseconds and 16 bits more, as a decimal that sorts by time. */
export function snowflake(event: Pick<SimEvent, 'id' | 'at' | 'sub'>): string {
  return String((BigInt(event.at) << 16n) | BigInt(((event.sub & 0x3ff) << 6) | (textSeed(event.id) & 0x3f)))
}

/** Id of an account on the fake server: a number that follows from its address. */
export function accountId(externalId: string): string {
  return `1${String(textSeed(externalId)).padStart(10, '0')}${String(textSeed(`${externalId}#`) % 10_000_000).padStart(7, '0')}`
}

/** ActivityPub id of a status. */
export function statusUri(event: SimEvent): string {
  const own = `${event.author.externalId}/statuses/${snowflake(event)}`
  return event.kind === 'repost' ? `${own}/activity` : own
}

/** The id under which a connector for this network would know the event. */
export function externalIdOf(event: SimEvent): string {
  switch (event.network) {
    case 'bluesky': return atUri(event)
    case 'fediverse': return statusUri(event)
    case 'feed': return `https://${event.site ?? 'feed.example'}/${articlePath(event)}`
    case 'reviews': return `https://reviews.example/r/${recordKey(event)}`
    case 'mail': return `<${recordKey(event)}@${event.author.externalId.split('@')[1] ?? 'mail.example'}>`
    case 'shop': return `${event.order?.number ?? 'order'}-${recordKey(event)}`
    default: return recordKey(event)
  }
}

/** The page where people read it, if there is one. */
export function webAddress(event: SimEvent): string | undefined {
  switch (event.network) {
    case 'bluesky': return event.kind === 'repost' ? undefined : `https://sky.example/profile/${event.author.handle}/post/${recordKey(event)}`
    case 'fediverse': return event.kind === 'repost' ? undefined : `${event.author.url ?? ''}/${snowflake(event)}`
    case 'feed': case 'reviews': return externalIdOf(event)
    case 'site': return event.path === undefined ? undefined : `https://velora.example${event.path}`
    default: return undefined
  }
}

/** Path of an article, from its date and title. */
export function articlePath(event: SimEvent): string {
  const slug = (event.title ?? 'note').normalize('NFD').replace(/[^A-Za-z0-9 ]/g, '').trim().toLowerCase().replace(/ +/g, '-').slice(0, 60)
  return `${new Date(event.at).toISOString().slice(0, 10).replaceAll('-', '/')}/${slug}-${recordKey(event).slice(7, 11)}`
}
