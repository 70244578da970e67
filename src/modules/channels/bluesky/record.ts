/** A record of the network as an interaction. Pure, and hot: a public firehose goes through here. */
import { dayMs, parseInstant } from '../../../kernel/instant.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { maxAheadMs } from '../../../kernel/interaction.ts'
import type { Interaction, InteractionKind, Relation } from '../../../kernel/interaction.ts'
import { keptText, languagesOf, listOf, objectOf, textOf, unknownFields, wholeTextOf } from '../untrusted-json.ts'
import type { Loose } from '../untrusted-json.ts'
import { embeddedOf } from './embeds.ts'
import { facetsOf } from './facets.ts'

export const postCollection = 'app.bsky.feed.post'
export const repostCollection = 'app.bsky.feed.repost'
export const likeCollection = 'app.bsky.feed.like'

/** A record as it came, with what the stream says around it. */
export interface Written {
  readonly did: string
  readonly collection: string
  readonly rkey: string
  readonly record: Loose
  readonly cid: string | undefined
  /** When the stream saw it; never after our own clock. */
  readonly seenAt: Instant
  /** It replaces what was there. */
  readonly updated: boolean
  readonly handle: string | undefined
}

export interface Unreadable {
  readonly code: string
  readonly because: string
}

/**
 * The interaction that a record is, or why it is none.
 *
 * `createdAt` is what the writer's device claims. A claim after the stream saw
 * it, or more than a day before (an import of old posts, a wrong clock), is kept
 * in `extra.claimedAt` and the stream's own time counts.
 */
export function interactionOf(written: Written): Interaction | Unreadable {
  const { collection } = written
  if (collection === postCollection) return postOf(written)
  if (collection === repostCollection) return referenceOf(written, 'repost', 'repost')
  // A like answers a post without words; relations have no closer kind.
  if (collection === likeCollection) return referenceOf(written, 'reaction', 'reply')
  return { code: 'bluesky.unknown-collection', because: `A record of the collection "${collection}" is not something that can be read as an interaction.` }
}

export function isUnreadable(result: Interaction | Unreadable): result is Unreadable {
  return 'because' in result
}

export function recordUri(did: string, collection: string, rkey: string): string {
  return `at://${did}/${collection}/${rkey}`
}

/** The DID in an AT URI, when it has one. */
function authorOf(uri: string): string | undefined {
  if (!uri.startsWith('at://did:')) return undefined
  const end = uri.indexOf('/', 5)
  return end === -1 ? uri.slice(5) : uri.slice(5, end)
}

const postPath = `/${postCollection}/`

/** Where a person can read a post, by its AT URI; nothing for records that are no posts. */
export function postPage(uri: string): string | undefined {
  const at = uri.indexOf(postPath)
  return at > 5 && uri.startsWith('at://') ? `https://bsky.app/profile/${uri.slice(5, at)}/post/${uri.slice(at + postPath.length)}` : undefined
}

const knownPostFields = new Set(['$type', 'text', 'createdAt', 'langs', 'facets', 'embed', 'reply', 'labels', 'tags'])
const knownReferenceFields = new Set(['$type', 'subject', 'createdAt'])
const backdatedMs = dayMs

function postOf(written: Written): Interaction | Unreadable {
  const { record, did, rkey } = written
  const said = record['text']
  if (typeof said !== 'string') return { code: 'bluesky.post-without-text', because: `The post ${recordUri(did, postCollection, rkey)} should have a text and has ${said === undefined ? 'none' : `a ${typeof said} in its place`}.` }
  const { text, cutFrom } = keptText(said)
  const extra: Record<string, unknown> = {}
  const relations: Relation[] = []
  let kind: InteractionKind = 'post'

  const item = begin(written, extra)
  item.text = text
  item.url = `https://bsky.app/profile/${did}/post/${rkey}`
  if (cutFrom !== undefined) extra['cutFrom'] = cutFrom
  if (record['langs'] !== undefined) {
    const languages = languagesOf(record['langs'])
    if (languages !== undefined) item.languages = languages
  }
  if (record['facets'] !== undefined) {
    const facets = facetsOf(text, record['facets'])
    if (facets !== undefined) item.facets = facets
  }
  if (record['embed'] !== undefined) {
    const embedded = embeddedOf(record['embed'], did)
    if (embedded.media.length > 0) item.media = embedded.media
    if (embedded.unknown !== undefined) extra['embed'] = embedded.unknown
    if (embedded.record !== undefined) {
      const page = postPage(embedded.record)
      if (page === undefined) extra['embeddedRecord'] = embedded.record
      else {
        kind = 'quote'
        relations.push(relationTo('quote', embedded.record, page))
      }
    }
  }
  const reply = record['reply'] === undefined ? null : objectOf(record['reply'])
  const parent = wholeTextOf(objectOf(reply?.['parent'])?.['uri'], 1_024)
  if (parent !== undefined) {
    kind = 'reply'
    relations.unshift(relationTo('reply', parent, postPage(parent)))
    const root = wholeTextOf(objectOf(reply?.['root'])?.['uri'], 1_024)
    if (root !== undefined) relations.push(relationTo('root', root, postPage(root)))
  }
  if (record['labels'] !== undefined) {
    const labels = listOf(objectOf(record['labels'])?.['values']).map((label) => textOf(objectOf(label)?.['val'], 200)).filter((label) => label !== undefined).slice(0, 20)
    if (labels.length > 0) extra['labels'] = labels
  }
  if (record['tags'] !== undefined) {
    const tags = listOf(record['tags']).map((tag) => textOf(tag, 640)).filter((tag) => tag !== undefined).slice(0, 20)
    if (tags.length > 0) extra['tags'] = tags
  }
  const unknown = unknownFields(record, knownPostFields)
  if (unknown !== undefined) extra['record'] = unknown
  item.kind = kind
  if (relations.length > 0) item.relations = relations
  return item
}

function referenceOf(written: Written, kind: 'repost' | 'reaction', relation: Relation['kind']): Interaction | Unreadable {
  const { record, did, collection, rkey } = written
  const subject = wholeTextOf(objectOf(record['subject'])?.['uri'], 1_024)
  if (subject === undefined) return { code: 'bluesky.no-subject', because: `The record ${recordUri(did, collection, rkey)} should name the post it is about and does not.` }
  const extra: Record<string, unknown> = {}
  const item = begin(written, extra)
  item.kind = kind
  const page = postPage(subject)
  if (page !== undefined) item.url = page
  item.relations = [relationTo(relation, subject, page)]
  const unknown = unknownFields(record, knownReferenceFields)
  if (unknown !== undefined) extra['record'] = unknown
  return item
}

function begin(written: Written, extra: Record<string, unknown>): Interaction {
  const { did, collection, rkey, record, seenAt } = written
  const claim = record['createdAt']
  const claimed = typeof claim === 'string' && claim.length <= 64 ? parseInstant(claim) : null
  let at = claimed ?? seenAt
  if (claimed === null || claimed > seenAt || claimed < seenAt - backdatedMs) {
    at = seenAt
    // A clock that runs a few minutes fast is no claim worth keeping.
    if (claim !== undefined && (claimed === null || claimed < seenAt || claimed > seenAt + maxAheadMs)) extra['claimedAt'] = typeof claim === 'string' ? claim.slice(0, 64) : typeof claim
  }
  if (written.cid !== undefined) extra['cid'] = written.cid
  if (written.updated) extra['editedAt'] = new Date(seenAt).toISOString()
  const author: Interaction['author'] = { externalId: did, url: `https://bsky.app/profile/${did}` }
  if (written.handle !== undefined) author.handle = written.handle
  return { channel: 'bluesky', externalId: recordUri(did, collection, rkey), kind: 'post', direction: 'around', author, at, text: '', extra }
}

function relationTo(kind: Relation['kind'], uri: string, page: string | undefined): Relation {
  const relation: Relation = { kind, externalId: uri }
  const author = authorOf(uri)
  if (author !== undefined) relation.authorExternalId = author
  if (page !== undefined) relation.url = page
  return relation
}
