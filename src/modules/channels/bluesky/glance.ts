/** What a query can ask of a post, taken from its record without making an interaction of it. Pure, and hot. */
import { cleanText } from '../../../kernel/admission.ts'
import { maxTextLength } from '../../../kernel/interaction.ts'
import type { Glance } from '../contract.ts'
import { languagesOf, objectOf, wholeTextOf } from '../untrusted-json.ts'
import type { Loose } from '../untrusted-json.ts'
import { embeddedOf } from './embeds.ts'
import { facetsOf } from './facets.ts'
import { postCollection, postPage } from './record.ts'

/**
 * The glance at a record: the same that a query would see of the interaction.
 * `null` for what is no post, or has a text that is cut or cleaned: that takes
 * the whole way.
 */
export function glanceAt(did: string, collection: string, record: Loose, handle: string | undefined): Glance | null {
  const { text } = record
  if (collection !== postCollection || typeof text !== 'string' || text.length > maxTextLength || cleanText(text) !== text) return null
  const links: string[] = []
  if (record['facets'] !== undefined) for (const facet of facetsOf(text, record['facets']) ?? []) if (facet.kind === 'link') links.push(facet.target)
  const relations: ('reply' | 'root' | 'quote')[] = []
  const embedded = record['embed'] === undefined ? undefined : embeddedOf(record['embed'], did)
  for (const media of embedded?.media ?? []) if (media.kind === 'link') links.push(media.url)
  if (embedded?.record !== undefined && postPage(embedded.record) !== undefined) relations.push('quote')
  let kind: Glance['kind'] = relations.length > 0 ? 'quote' : 'post'
  const reply = record['reply'] === undefined ? null : objectOf(record['reply'])
  if (reply !== null && isNamed(reply['parent'])) {
    kind = 'reply'
    relations.push('reply')
    if (isNamed(reply['root'])) relations.push('root')
  }
  return {
    text,
    languages: record['langs'] === undefined ? undefined : languagesOf(record['langs'])?.slice(0, 1),
    author: { externalId: did, handle },
    channel: 'bluesky',
    kind,
    media: embedded?.media.map((media) => media.kind),
    links: links.length === 0 ? undefined : links,
    relations,
  }
}

function isNamed(reference: unknown): boolean {
  return wholeTextOf(objectOf(reference)?.['uri'], 1_024) !== undefined
}
