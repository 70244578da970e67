/** A status that reached or left our account as a message; what somebody did with a status of ours. Pure. */
import { parseInstant, type Instant } from '../../../../kernel/instant.ts'
import type { Interaction } from '../../../../kernel/interaction.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { Visibility } from '../../../../kernel/message.ts'
import { listOf, objectOf, wholeTextOf, type Loose } from '../../untrusted-json.ts'
import { authorOf, idOf, interactionOfStatus } from '../status.ts'

/** How wide a status goes, narrowest first (Mastodon API, `Status.visibility`). Some servers have kinds of their own: those are for few. */
const narrowest = ['direct', 'private', 'unlisted', 'public'] as const
export type Width = (typeof narrowest)[number]

export const widthOf = (status: Loose | null): Width => narrowest.find((one) => one === status?.['visibility']) ?? 'private'

export const narrower = (a: Width, b: Width): Width => (narrowest.indexOf(a) < narrowest.indexOf(b) ? a : b)

/** What is for followers or for those it names alone is private to us: anything wider than a direct post would tell others. */
export const visibilityOf = (width: Width): Visibility => (width === 'public' || width === 'unlisted' ? 'public' : 'private')

export interface Place {
  readonly account: Uuid
  /** Our account as the network names it. */
  readonly own: string
  readonly domain: string
  readonly now: Instant
  /** What was said above it in its thread, by their addresses in the network, the first foremost. */
  readonly above: readonly { readonly uri: string; readonly author: string }[]
}

export type Read = { readonly kind: 'item'; readonly item: Interaction } | { readonly kind: 'unreadable'; readonly code: string; readonly because: string }

export function messageOf(status: Loose, { account, own, domain, now, above }: Place): Read {
  const parent = above.at(-1)
  const read = interactionOfStatus(status, { domain, now, ours: true, uriOf: () => parent })
  if (read.kind === 'unreadable') return read
  if (read.kind === 'private') return { kind: 'unreadable', code: 'fediverse.private', because: 'A status for few was read as if for all.' }
  const { item } = read
  const visibility = visibilityOf(widthOf(status))
  const quoted = item.relations?.find(({ kind }) => kind === 'quote')?.externalId
  const references = [...new Set([...above.map(({ uri }) => uri), ...(quoted === undefined ? [] : [quoted])])]
  const to = listOf(status['mentions']).slice(0, 200).flatMap((entry) => {
    const mention = objectOf(entry)
    const url = wholeTextOf(mention?.['url'], 1_024)
    const handle = wholeTextOf(mention?.['acct'], 500)
    return url === undefined || handle === undefined ? [] : [{ externalId: url, handle: handle.includes('@') ? handle : `${handle}@${domain}` }]
  })
  return {
    kind: 'item',
    item: {
      ...item, kind: visibility === 'private' ? 'message' : item.kind, direction: item.author.externalId === own ? 'outbound' : 'inbound',
      message: { account, visibility, thread: above[0]?.uri ?? item.externalId, ...(references.length === 0 ? {} : { references }), ...(to.length === 0 ? {} : { to }) },
    },
  }
}

const reactions: Readonly<Record<string, Interaction['kind']>> = { favourite: 'reaction', reblog: 'repost', follow: 'follow' }

/** Favourites, boosts and new followers; `null` for notifications of other kinds. They have no address of their own, only a number on our server. */
export function reactionOf(notification: Loose, { host, domain, now, own }: { readonly host: string; readonly domain: string; readonly now: Instant; readonly own: string }): Interaction | null {
  const kind = reactions[String(notification['type'])]
  const id = idOf(notification['id'])
  const account = objectOf(notification['account'])
  const author = account === null ? null : authorOf(account, domain)
  const claimed = typeof notification['created_at'] === 'string' ? parseInstant(notification['created_at']) : null
  if (kind === undefined || id === undefined || author === null || claimed === null) return null
  const status = objectOf(notification['status'])
  const uri = wholeTextOf(status?.['uri'], 1_024)
  const url = wholeTextOf(status?.['url'], 4_096)
  if (kind !== 'follow' && uri === undefined) return null
  return {
    channel: 'fediverse', externalId: `https://${host}/notifications/${id}`, kind, direction: 'inbound', author, at: Math.min(claimed, now), text: '',
    ...(uri === undefined ? {} : { relations: [{ kind: kind === 'repost' ? 'repost' as const : 'reply' as const, externalId: uri, authorExternalId: own, ...(url === undefined ? {} : { url }) }] }),
  }
}
