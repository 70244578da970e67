/** What Meta tells over a webhook, for one account: verified, read, and the rest left to others of the same app. */
import { timingSafeEqual } from 'node:crypto'
import { sentence, Unauthenticated } from '../../../kernel/fault.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { AccountContext, NetworkCall, Told } from '../account-contract.ts'
import { listOf, objectOf, textOf } from '../untrusted-json.ts'
import { isSignedByMeta, verifyToken, type GraphSettings } from './graph.ts'
import { readFeedChange, readInstagramComment } from './read-comments.ts'
import { broken, nothingRead, readMessaging, type Owner, type Read } from './read-messaging.ts'
import { readWhatsapp } from './read-whatsapp.ts'

const objects: Readonly<Record<Owner['channel'], string>> = { facebook: 'page', messenger: 'page', instagram: 'instagram', whatsapp: 'whatsapp_business_account' }

function together(reads: readonly Read[]): Read {
  // Meta may tell the same twice in one call.
  const items = new Map(reads.flatMap((read) => read.items).map((item) => [item.externalId, item]))
  return { items: [...items.values()], receipts: reads.flatMap((read) => read.receipts), removed: reads.flatMap((read) => read.removed), setAside: reads.flatMap((read) => read.setAside) }
}

/** What of a webhook's body concerns this account. Pure. */
export function readCall(body: unknown, owner: Owner, now: Instant): Read {
  const told = objectOf(body)
  const object = textOf(told?.['object'], 100)
  if (told === null || object === undefined) return broken(body, 'A call of Meta is an object that says what it is about; this one does not.')
  if (!Object.values(objects).includes(object)) return broken(body, `A call of Meta is about a page, an Instagram account or a WhatsApp account; this one is about "${object}".`)
  if (object !== objects[owner.channel]) return nothingRead
  return together(listOf(told['entry']).flatMap((value) => {
    const entry = objectOf(value)
    if (entry === null) return [broken(value, 'An entry of a call of Meta is an object; this is none.')]
    const toldAt = typeof entry['time'] === 'number' && entry['time'] > 1e9 ? entry['time'] * (entry['time'] < 1e11 ? 1_000 : 1) : now
    // Some write one change into the entry itself.
    const changes = [...listOf(entry['changes']), ...(entry['field'] === undefined ? [] : [entry])].map(objectOf)
    if (owner.channel === 'whatsapp') return changes.flatMap((change) => (isForNumber(change?.['value'], owner.id) && ['messages', 'smb_message_echoes', 'message_echoes'].includes(String(change?.['field'])) ? [readWhatsapp(change?.['value'], owner)] : []))
    if (String(entry['id']) !== owner.id) return []
    const messages = owner.channel === 'facebook' ? [] : listOf(entry['messaging']).map((event) => readMessaging(event, owner))
    const comments = changes.flatMap((change) => {
      if (owner.channel === 'facebook' && change?.['field'] === 'feed') return [readFeedChange(change['value'], owner, toldAt)]
      if (owner.channel === 'instagram' && (change?.['field'] === 'comments' || change?.['field'] === 'live_comments')) return [readInstagramComment(change['value'], owner, toldAt)]
      return []
    })
    return [...messages, ...comments]
  }))
}

const isForNumber = (value: unknown, id: string): boolean => String(objectOf(objectOf(value)?.['metadata'])?.['phone_number_id']) === id

export function ownerOf(channel: Owner['channel'], { account }: Pick<AccountContext<unknown>, 'account'>): Owner {
  return { account: account.id, channel, id: account.externalId, handle: account.handle, name: account.name }
}

/** @throws {Unauthenticated} when Meta did not sign it for this app. */
export async function hearMeta(channel: Owner['channel'], { method, url, headers, body }: NetworkCall, context: AccountContext<GraphSettings>, named: (read: Read) => Promise<Read>): Promise<Told> {
  const { appId, appSecret } = context.settings
  if (method === 'GET') {
    const [given, expected] = [Buffer.from(url.searchParams.get('hub.verify_token') ?? ''), Buffer.from(verifyToken(appId, appSecret))]
    if (url.searchParams.get('hub.mode') !== 'subscribe' || given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Unauthenticated('Meta checks our address with another word than we gave it.')
    return { batch: { items: [], cursor: null }, answer: { status: 200, body: (url.searchParams.get('hub.challenge') ?? '').slice(0, 1_000) } }
  }
  if (!isSignedByMeta(body, headers.get('x-hub-signature-256'), appSecret)) throw new Unauthenticated('The signature of this call does not hold for the app of this account.')
  const answer = { status: 200, body: 'EVENT_RECEIVED' }
  let told: unknown
  try {
    told = JSON.parse(body.toString('utf8')) as unknown
  } catch (thrown) {
    return { batch: { items: [], cursor: null, setAside: [{ raw: body.toString('utf8'), because: `Meta sent something that is no JSON: ${sentence(thrown).slice(0, 200)}`, code: 'meta.unreadable' }] }, answer }
  }
  const read = await named(readCall(told, ownerOf(channel, context), context.clock.now()))
  return { batch: { ...read, cursor: null }, answer }
}
