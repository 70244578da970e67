/** Pictures, films, sounds and the card of a status. Pure. */
import type { Media } from '../../../kernel/interaction.ts'
import { listOf, objectOf, textOf, webAddressOf } from '../untrusted-json.ts'
import type { Loose } from '../untrusted-json.ts'

const kinds: Readonly<Record<string, Media['kind']>> = { image: 'image', gifv: 'video', video: 'video', audio: 'audio' }

export interface StatusMedia {
  readonly media: Media[]
  /** By index of the medium: the point to keep in view when it is cropped, from -1 to 1 in both directions. */
  readonly focus?: Readonly<Record<number, { x: number; y: number }>>
}

/** The card comes last: it belongs to a link in the text. */
export function mediaOf(status: Loose): StatusMedia {
  const media: Media[] = []
  const focus: Record<number, { x: number; y: number }> = {}
  for (const entry of listOf(status['media_attachments']).slice(0, 49)) {
    const attachment = objectOf(entry)
    const one = attachment === null ? null : attachmentOf(attachment)
    if (attachment === null || one === null) continue
    const point = objectOf(objectOf(attachment['meta'])?.['focus'])
    const { x, y } = point ?? {}
    if (typeof x === 'number' && typeof y === 'number') focus[media.length] = { x, y }
    media.push(one)
  }
  const card = objectOf(status['card'])
  const link = card === null ? null : cardOf(card)
  if (link !== null) media.push(link)
  return Object.keys(focus).length === 0 ? { media } : { media, focus }
}

function attachmentOf(attachment: Loose): Media | null {
  // What a server has not fetched yet has no address of its own, only one at its origin.
  const url = webAddressOf(attachment['url']) ?? webAddressOf(attachment['remote_url'])
  if (url === undefined) return null
  const media: Media = { kind: kinds[String(attachment['type'])] ?? 'link', url }
  const previewUrl = webAddressOf(attachment['preview_url'])
  const alt = textOf(attachment['description'], 10_000)
  if (previewUrl !== undefined && previewUrl !== url) media.previewUrl = previewUrl
  if (alt !== undefined) media.alt = alt
  return sized(media, objectOf(objectOf(attachment['meta'])?.['original']))
}

function cardOf(card: Loose): Media | null {
  const url = webAddressOf(card['url'])
  if (url === undefined) return null
  const media: Media = { kind: 'link', url }
  const title = textOf(card['title'])
  const description = textOf(card['description'], 10_000)
  const previewUrl = webAddressOf(card['image'])
  const alt = textOf(card['image_description'], 10_000)
  if (title !== undefined) media.title = title
  if (description !== undefined) media.description = description
  if (previewUrl !== undefined) media.previewUrl = previewUrl
  if (alt !== undefined) media.alt = alt
  return sized(media, card)
}

function sized(media: Media, size: Loose | null): Media {
  const { width, height } = size ?? {}
  return typeof width === 'number' && typeof height === 'number' && Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0 ? { ...media, width, height } : media
}
