/** What reaches our account on Bluesky: mentions, replies and quotes, direct messages, and what we said there by other ways. */
import { setTimeout as wait } from 'node:timers/promises'
import { parseInstant, secondMs, type Instant } from '../../../../kernel/instant.ts'
import type { Author, Interaction } from '../../../../kernel/interaction.ts'
import type { AccountReadContext } from '../../account-contract.ts'
import type { SetAside } from '../../contract.ts'
import { keptText, listOf, objectOf, textOf, webAddressOf, wholeTextOf, type Loose } from '../../untrusted-json.ts'
import { facetsOf } from '../facets.ts'
import { interactionOf, isUnreadable, postCollection } from '../record.ts'
import type { BlueskyAccountSettings } from './manifest.ts'
import { directId } from './send-bluesky.ts'
import { sessionOf, type Session } from './session.ts'

export interface BlueskyAccountCursor {
  /** Newest notification that was taken in, as its network dates it. */
  readonly notified: Instant
  /** Those of that very moment, so that their fellows are not missed. */
  readonly at: readonly string[]
  /** Of the log of direct messages; `null` before the first look. */
  readonly log: string | null
  /** Newest record of our own. */
  readonly own: string
}

const everyMs = 15 * secondMs
const mostPages = 20
const reasons = new Set(['mention', 'reply', 'quote'])

type Context = AccountReadContext<BlueskyAccountSettings, BlueskyAccountCursor>

export async function readBluesky(context: Context): Promise<void> {
  const { signal, health, settings, clock } = context
  const session = sessionOf(context)
  let cursor: BlueskyAccountCursor = context.cursor ?? { notified: settings.connectedAt === 0 ? clock.now() : settings.connectedAt, at: [], log: null, own: '' }
  while (!signal.aborted) {
    cursor = await ownPosts(session, cursor, context)
    cursor = await notifications(session, cursor, context)
    if (settings.directMessages) cursor = await directMessages(session, cursor, context)
    health({ state: 'reading', words: settings.directMessages ? 'Reading mentions, replies, quotes and direct messages.' : 'Reading mentions, replies and quotes.' })
    await wait(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

function authorOf(profile: Loose | null): Author | null {
  const did = wholeTextOf(profile?.['did'], 300)
  if (profile === null || did === undefined) return null
  const handle = wholeTextOf(profile['handle'], 253)
  const name = textOf(profile['displayName'])
  const avatarUrl = webAddressOf(profile['avatar'])
  return { externalId: did, url: `https://bsky.app/profile/${did}`, ...(handle === undefined || handle === 'handle.invalid' ? {} : { handle }), ...(name === undefined ? {} : { name }), ...(avatarUrl === undefined ? {} : { avatarUrl }) }
}

/** A post as a message: what it answers, and the thread that it is in. */
function asMessage(item: Interaction, account: string, direction: 'inbound' | 'outbound'): Interaction {
  const of = (kind: string): string | undefined => item.relations?.find((relation) => relation.kind === kind)?.externalId
  const root = of('root')
  const references = [...new Set([root, of('quote'), of('reply')].filter((id) => id !== undefined))]
  return { ...item, direction, message: { account, visibility: 'public', thread: root ?? of('reply') ?? item.externalId, ...(references.length === 0 ? {} : { references }) } }
}

async function notifications(session: Session, cursor: BlueskyAccountCursor, context: Context): Promise<BlueskyAccountCursor> {
  const items: Interaction[] = []
  const setAside: SetAside[] = []
  let next: string | undefined
  let newest = cursor.notified
  let at = [...cursor.at]
  for (let page = 0; page < mostPages; page++) {
    const told = await session.ask('app.bsky.notification.listNotifications', { query: { limit: 100, ...(next === undefined ? {} : { cursor: next }) } })
    let older = false
    for (const one of listOf(told['notifications'])) {
      const notification = objectOf(one)
      const uri = wholeTextOf(notification?.['uri'], 1_024)
      const indexed = typeof notification?.['indexedAt'] === 'string' ? parseInstant(notification['indexedAt']) : null
      if (notification === null || uri === undefined || indexed === null) continue
      if (indexed < cursor.notified) { older = true; continue }
      if (indexed === cursor.notified && cursor.at.includes(uri)) continue
      if (indexed > newest) [newest, at] = [indexed, []]
      if (indexed === newest) at.push(uri)
      if (!reasons.has(String(notification['reason']))) continue
      const [, did = '', collection = '', rkey = ''] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri) ?? []
      const author = authorOf(objectOf(notification['author']))
      const record = objectOf(notification['record'])
      const read = record === null || author === null ? { code: 'bluesky.notification', because: `The notification about ${uri} should carry its record and its author.` } : interactionOf({ did, collection, rkey, record, cid: wholeTextOf(notification['cid'], 200), seenAt: indexed, updated: false, handle: author.handle })
      if (isUnreadable(read) || author === null) setAside.push({ raw: JSON.stringify(notification), because: isUnreadable(read) ? read.because : '', code: isUnreadable(read) ? read.code : '' })
      else items.push(asMessage({ ...read, author }, context.account.id, 'inbound'))
    }
    next = wholeTextOf(told['cursor'], 1_000)
    if (older || next === undefined) break
  }
  const after = { ...cursor, notified: newest, at: at.slice(-200) }
  if (items.length + setAside.length > 0 || newest !== cursor.notified) await context.emit({ items: items.toReversed(), setAside, cursor: after })
  return after
}

/** What we posted, from here or by any other way, and what of it was deleted stays for who looks at the network. */
async function ownPosts(session: Session, cursor: BlueskyAccountCursor, context: Context): Promise<BlueskyAccountCursor> {
  const items: Interaction[] = []
  let newest = cursor.own
  const told = await session.ask('com.atproto.repo.listRecords', { query: { repo: session.did, collection: postCollection, limit: 100 } })
  for (const one of listOf(told['records'])) {
    const entry = objectOf(one)
    const uri = wholeTextOf(entry?.['uri'], 1_024)
    const rkey = uri?.split('/').at(-1) ?? ''
    const record = objectOf(entry?.['value'])
    if (record === null || rkey <= cursor.own) continue
    if (rkey > newest) newest = rkey
    const read = interactionOf({ did: session.did, collection: postCollection, rkey, record, cid: wholeTextOf(entry?.['cid'], 200), seenAt: context.clock.now(), updated: false, handle: context.account.handle ?? undefined })
    const isOlder = isUnreadable(read) || read.at < (context.settings.connectedAt === 0 ? 0 : context.settings.connectedAt)
    if (!isUnreadable(read) && !isOlder) items.push(asMessage({ ...read, author: { ...read.author, name: context.account.name } }, context.account.id, 'outbound'))
  }
  const after = { ...cursor, own: newest }
  if (newest !== cursor.own) await context.emit({ items: items.toReversed(), cursor: after })
  return after
}

async function directMessages(session: Session, cursor: BlueskyAccountCursor, context: Context): Promise<BlueskyAccountCursor> {
  if (cursor.log === null) {
    const { cursor: log } = await session.ask('chat.bsky.convo.getLog', { chat: true })
    const after = { ...cursor, log: wholeTextOf(log, 1_000) ?? '' }
    await context.emit({ items: [], cursor: after })
    return after
  }
  const members = new Map<string, ReadonlyMap<string, Author>>()
  let after = cursor
  for (let page = 0; page < mostPages; page++) {
    const told = await session.ask('chat.bsky.convo.getLog', { chat: true, query: after.log === null || after.log === '' ? {} : { cursor: after.log } })
    const items: Interaction[] = []
    const removed: { channel: string; externalId: string }[] = []
    const logs = listOf(told['logs'])
    for (const one of logs) {
      const log = objectOf(one)
      const convo = wholeTextOf(log?.['convoId'], 200)
      const view = objectOf(log?.['message'])
      const id = wholeTextOf(view?.['id'], 200)
      if (log === null || view === null || convo === undefined || id === undefined) continue
      if (log['$type'] === 'chat.bsky.convo.defs#logDeleteMessage') removed.push({ channel: 'bluesky', externalId: directId(convo, id) })
      if (log['$type'] !== 'chat.bsky.convo.defs#logCreateMessage') continue
      if (!members.has(convo)) members.set(convo, await membersOf(convo, session))
      const item = directOf(view, convo, members.get(convo) ?? new Map(), session.did, context)
      if (item !== null) items.push(item)
    }
    const log = wholeTextOf(told['cursor'], 1_000) ?? after.log
    const moved = log !== after.log
    after = { ...after, log }
    if (items.length + removed.length > 0 || moved) await context.emit({ items, removed, cursor: after })
    if (logs.length === 0 || !moved) break
  }
  return after
}

async function membersOf(convo: string, session: Session): Promise<ReadonlyMap<string, Author>> {
  const told = await session.ask('chat.bsky.convo.getConvo', { chat: true, query: { convoId: convo } })
  return new Map(listOf(objectOf(told['convo'])?.['members']).flatMap((one) => { const author = authorOf(objectOf(one)); return author === null ? [] : [[author.externalId, author] as const] }))
}

function directOf(view: Loose, convo: string, members: ReadonlyMap<string, Author>, own: string, { account, clock }: Context): Interaction | null {
  const did = wholeTextOf(objectOf(view['sender'])?.['did'], 300)
  if (did === undefined || typeof view['text'] !== 'string') return null
  const sentAt = typeof view['sentAt'] === 'string' ? parseInstant(view['sentAt']) : null
  const { text } = keptText(view['text'])
  const facets = facetsOf(text, view['facets'])
  const others = [...members.values()].filter(({ externalId }) => externalId !== did && externalId !== own)
  return {
    channel: 'bluesky', externalId: directId(convo, String(view['id'])), kind: 'message', direction: did === own ? 'outbound' : 'inbound',
    author: members.get(did) ?? { externalId: did, url: `https://bsky.app/profile/${did}` }, at: Math.min(sentAt ?? clock.now(), clock.now()), text,
    ...(facets === undefined ? {} : { facets }),
    message: { account: account.id, visibility: 'private', thread: convo, ...(others.length === 0 ? {} : { to: others.map(({ externalId, handle, name }) => ({ externalId, ...(handle === undefined ? {} : { handle }), ...(name === undefined ? {} : { name }) })) }) },
  }
}
