/** Which id an entry keeps for life, though publishers repeat, omit and reuse theirs. */
import { createHash } from 'node:crypto'
import type { FeedEntry } from './feed-model.ts'
import { contentHash } from './interaction-of.ts'

/** `guid`: the publisher's ids tell entries apart. `link`: they do not, so links do. */
export type KeyRule = 'guid' | 'link'

/** Ids that are the same for two entries with different links tell nothing apart. */
export function keyRuleFor(entries: readonly FeedEntry[]): KeyRule {
  const linkOf = new Map<string, string | undefined>()
  for (const { id, link } of entries) {
    if (id === undefined) continue
    if (linkOf.has(id) && linkOf.get(id) !== link) return 'link'
    linkOf.set(id, link)
  }
  return 'guid'
}

/**
 * The external id. An id that is an absolute URI (`https:`, `tag:`, `urn:`) is
 * the same in every feed that carries the entry; any other holds within its
 * feed. Without one the link serves, and without that the content.
 */
export function externalIdOf(entry: FeedEntry, feedUrl: string, rule: KeyRule, linkIsUnique: boolean): string {
  if (rule === 'guid' && entry.id !== undefined) return bounded(isUri(entry.id) ? entry.id : `${feedUrl}#${entry.id}`)
  if (entry.link !== undefined) return bounded(linkIsUnique ? entry.link : `${entry.link}#${contentHash(entry)}`)
  return bounded(entry.id === undefined ? `${feedUrl}#${contentHash(entry)}` : `${feedUrl}#${entry.id}#${contentHash(entry)}`)
}

function isUri(id: string): boolean {
  return /^(https?:\/\/[^\s/]+|tag:[^\s]+,|urn:[a-z0-9-]+:)/i.test(id)
}

function bounded(id: string): string {
  return id.length <= 1_024 ? id : `${id.slice(0, 900)}#${createHash('sha256').update(id).digest('base64url')}`
}
