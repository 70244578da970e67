/** What a post carries beside its text: pictures, film, a link's card, another post. Pure. */
import type { Media } from '../../../kernel/interaction.ts'
import { listOf, objectOf, textOf, webAddressOf, wholeTextOf } from '../untrusted-json.ts'
import type { Loose } from '../untrusted-json.ts'

export interface Embedded {
  readonly media: Media[]
  /** AT URI of the record that is quoted or shown, whatever its collection. */
  readonly record?: string
  /** A kind of embed that we do not know, kept as it came. */
  readonly unknown?: unknown
}

const nothing: Embedded = { media: [] }

/** Reads `app.bsky.embed.*` of a record by `did`; a kind that we do not know is kept, not guessed at. */
export function embeddedOf(value: unknown, did: string): Embedded {
  const embed = objectOf(value)
  if (embed === null) return nothing
  switch (embed['$type']) {
    case 'app.bsky.embed.images':
      return { media: listOf(embed['images']).slice(0, 50).map((image) => imageOf(objectOf(image), did)).filter((image) => image !== null) }
    case 'app.bsky.embed.video':
      return { media: one(videoOf(embed, did)) }
    case 'app.bsky.embed.external':
      return { media: one(cardOf(objectOf(embed['external']), did)) }
    case 'app.bsky.embed.record':
      return withRecord([], embed['record'])
    case 'app.bsky.embed.recordWithMedia': {
      const { media } = embeddedOf(embed['media'], did)
      return withRecord(media, objectOf(embed['record'])?.['record'])
    }
    default:
      return { media: [], unknown: value }
  }
}

function one(media: Media | null): Media[] {
  return media === null ? [] : [media]
}

function withRecord(media: Media[], reference: unknown): Embedded {
  const uri = wholeTextOf(objectOf(reference)?.['uri'], 1_024)
  return uri === undefined ? { media } : { media, record: uri }
}

/** The CID of a blob: `{$link}` in JSON, a CID object in CBOR, plain text in records from before blobs had a type. */
function cidOf(value: unknown): string | undefined {
  const blob = objectOf(value)
  if (blob === null) return undefined
  const reference = blob['ref']
  const link = objectOf(reference)?.['$link']
  if (typeof link === 'string') return wholeTextOf(link, 200)
  if (reference !== null && typeof reference === 'object' && 'multihash' in reference) return wholeTextOf(String(reference as { toString(): string }), 200)
  return wholeTextOf(blob['cid'], 200)
}

function cdn(kind: 'feed_fullsize' | 'feed_thumbnail', did: string, cid: string): string {
  return `https://cdn.bsky.app/img/${kind}/plain/${did}/${cid}@jpeg`
}

function sized(media: Media, ratio: unknown): Media {
  const { width, height } = objectOf(ratio) ?? {}
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || Number(width) <= 0 || Number(height) <= 0) return media
  return { ...media, width: Number(width), height: Number(height) }
}

function imageOf(image: Loose | null, did: string): Media | null {
  const cid = cidOf(image?.['image'])
  if (image === null || cid === undefined) return null
  const media: Media = { kind: 'image', url: cdn('feed_fullsize', did, cid), previewUrl: cdn('feed_thumbnail', did, cid) }
  const alt = textOf(image['alt'], 10_000)
  if (alt !== undefined) media.alt = alt
  return sized(media, image['aspectRatio'])
}

function videoOf(embed: Loose, did: string): Media | null {
  const cid = cidOf(embed['video'])
  if (cid === undefined) return null
  const base = `https://video.bsky.app/watch/${encodeURIComponent(did)}/${cid}`
  const media: Media = { kind: 'video', url: `${base}/playlist.m3u8`, previewUrl: `${base}/thumbnail.jpg` }
  const alt = textOf(embed['alt'], 10_000)
  if (alt !== undefined) media.alt = alt
  return sized(media, embed['aspectRatio'])
}

function cardOf(external: Loose | null, did: string): Media | null {
  const url = webAddressOf(external?.['uri'])
  if (external === null || url === undefined) return null
  const media: Media = { kind: 'link', url }
  const title = textOf(external['title'])
  const description = textOf(external['description'], 10_000)
  const thumb = cidOf(external['thumb'])
  if (title !== undefined) media.title = title
  if (description !== undefined) media.description = description
  if (thumb !== undefined) media.previewUrl = cdn('feed_thumbnail', did, thumb)
  return media
}
