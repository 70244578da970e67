/** What is said in Messenger and Instagram, out of the `messaging` of a webhook. Pure. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Attachment, Receipt } from '../../../kernel/message.ts'
import type { SetAside } from '../contract.ts'
import { listOf, objectOf, textOf, webAddressOf, wholeTextOf, type Loose } from '../untrusted-json.ts'

export interface Owner {
  readonly account: Uuid
  readonly channel: 'messenger' | 'instagram' | 'facebook' | 'whatsapp'
  /** Of our page, Instagram account or phone number at Meta. */
  readonly id: string
  readonly handle: string | null
  readonly name: string
}

export interface Read {
  readonly items: readonly Interaction[]
  readonly receipts: readonly Receipt[]
  readonly removed: readonly { readonly channel: string; readonly externalId: string }[]
  readonly setAside: readonly SetAside[]
}

export const nothingRead: Read = { items: [], receipts: [], removed: [], setAside: [] }

export const broken = (value: unknown, because: string): Read => ({ ...nothingRead, setAside: [{ raw: JSON.stringify(value) ?? '', because, code: 'meta.unreadable' }] })

/** Milliseconds, of a moment that could be one: between 2004 and the far future. */
export function momentOf(value: unknown, unitMs: 1 | 1_000): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return null
  const at = number * unitMs
  return at > 1_000_000_000_000 && at < 10_000_000_000_000 ? at : null
}

export const idOf = (value: unknown): string | null => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^\d{1,30}$/.test(text) ? text : null
}

const kinds: Readonly<Record<string, string>> = { image: 'image/jpeg', video: 'video/mp4', audio: 'audio/mp4', file: 'application/octet-stream', reel: 'video/mp4', ig_reel: 'video/mp4', story_mention: 'image/jpeg' }

/** Files, and what is shown in words because it is none. */
function attachmentsOf(message: Loose): { readonly files: Attachment[]; readonly words: string[] } {
  const files: Attachment[] = []
  const words: string[] = []
  for (const value of listOf(message['attachments']).slice(0, 50)) {
    const attachment = objectOf(value)
    const payload = objectOf(attachment?.['payload'])
    const type = textOf(attachment?.['type'], 50) ?? 'file'
    const url = webAddressOf(payload?.['url']) ?? webAddressOf(attachment?.['url'])
    const title = textOf(payload?.['title'], 300) ?? textOf(attachment?.['title'], 300)
    const place = objectOf(payload?.['coordinates'])
    if (type === 'location' && typeof place?.['lat'] === 'number' && typeof place['long'] === 'number') words.push(`📍 https://www.openstreetmap.org/?mlat=${place['lat']}&mlon=${place['long']}`)
    else if (kinds[type] !== undefined && url !== undefined) files.push({ url, name: title ?? nameIn(url, type), mediaType: kinds[type] })
    else words.push([title, url ?? textOf(payload?.['url'], 500)].filter(Boolean).join(' ') || `[${type.replaceAll('_', ' ')}]`)
  }
  return { files, words }
}

function nameIn(url: string, type: string): string {
  const last = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  return /\.[a-z0-9]{2,5}$/i.test(last) ? last.slice(0, 200) : type
}

/** What we know and pass over: it is about a message that is there, or only about the way to us. */
const passedOver = ['reaction', 'optin', 'account_linking', 'pass_thread_control', 'take_thread_control', 'request_thread_control', 'app_roles', 'policy_enforcement', 'game_play', 'messaging_feedback']

export function readMessaging(value: unknown, owner: Owner): Read {
  const event = objectOf(value)
  const [sender, recipient] = [idOf(objectOf(event?.['sender'])?.['id']), idOf(objectOf(event?.['recipient'])?.['id'])]
  if (event === null || sender === null || recipient === null) return broken(value, 'Sender and recipient of a message at Meta are numbers; here one of them is not.')
  const at = momentOf(event['timestamp'], 1)
  const message = objectOf(event['message'])
  // Old echoes name our page as the recipient; whoever is not us is the other side.
  const isEcho = message?.['is_echo'] === true
  const person = sender === owner.id ? recipient : sender
  if (sender !== owner.id && recipient !== owner.id) return broken(value, `This message is for ${recipient}, which is not this account (${owner.id}).`)
  const delivery = objectOf(event['delivery'])
  const read = objectOf(event['read'])
  if (delivery) return { ...nothingRead, receipts: receiptsOf('delivered', delivery, at, person, owner) }
  if (read) return { ...nothingRead, receipts: receiptsOf('read', read, at, person, owner) }
  const base = { channel: owner.channel, kind: 'message' as const, ...(isEcho ? { direction: 'outbound' as const, author: { externalId: owner.id, name: owner.name, ...(owner.handle === null ? {} : { handle: owner.handle }) } } : { direction: 'inbound' as const, author: { externalId: person } }) }
  const facts = { account: owner.account, visibility: 'private' as const, thread: person, ...(isEcho ? { to: [{ externalId: person }] } : {}) }
  if (message) {
    const mid = wholeTextOf(message['mid'], 1_000)
    if (mid === undefined) return broken(value, 'A message at Meta has a "mid"; this one has none.')
    if (message['is_deleted'] === true) return { ...nothingRead, removed: [{ channel: owner.channel, externalId: mid }] }
    if (at === null) return broken(value, 'A message at Meta has its "timestamp" in milliseconds; this one has none that could be.')
    const { files, words } = attachmentsOf(message)
    const story = webAddressOf(objectOf(objectOf(message['reply_to'])?.['story'])?.['url'])
    const answered = wholeTextOf(objectOf(message['reply_to'])?.['mid'], 1_000)
    const text = [textOf(message['text'], 100_000) ?? '', ...words].filter(Boolean).join('\n')
    const key = textOf(message['metadata'], 40)
    return {
      ...nothingRead,
      items: [{
        ...base, externalId: mid, at, text: text === '' && files.length === 0 && !isEcho ? (message['is_unsupported'] === true ? '[unsupported]' : '[empty]') : text,
        ...(answered === undefined ? {} : { relations: [{ kind: 'reply', externalId: answered }] }),
        extra: { ...(message['quick_reply'] === undefined ? {} : { pressed: textOf(objectOf(message['quick_reply'])?.['payload'], 1_000) ?? '' }), ...(story === undefined ? {} : { story }), ...(message['is_unsupported'] === true ? { isUnsupported: true } : {}) },
        message: { ...facts, ...(answered === undefined ? {} : { references: [answered] }), ...(files.length === 0 ? {} : { attachments: files }), ...(isEcho && key !== undefined && /^[0-9a-f-]{36}$/.test(key) ? { key } : {}) },
      }],
    }
  }
  const edit = objectOf(event['message_edit'])
  if (edit) {
    const mid = wholeTextOf(edit['mid'], 1_000)
    if (mid === undefined || at === null) return broken(value, 'An edit at Meta has a "mid" and a "timestamp"; this one lacks one of them.')
    return { ...nothingRead, items: [{ ...base, externalId: mid, at, text: textOf(edit['text'], 100_000) ?? '', extra: { editedAt: at }, message: facts }] }
  }
  const postback = objectOf(event['postback'])
  if (postback) {
    if (at === null) return broken(value, 'A pressed button at Meta has its "timestamp" in milliseconds; this one has none that could be.')
    const externalId = wholeTextOf(postback['mid'], 1_000) ?? `pressed/${person}/${at}`
    return { ...nothingRead, items: [{ ...base, externalId, at, text: textOf(postback['title'], 500) ?? textOf(postback['payload'], 500) ?? '', extra: { pressed: textOf(postback['payload'], 1_000) ?? '', ...referralOf(postback['referral']) }, message: facts }] }
  }
  // Somebody came by an advertisement or a link and has said nothing yet.
  if (event['referral'] !== undefined || passedOver.some((name) => event[name] !== undefined)) return nothingRead
  return broken(value, 'Meta told something of a kind that is not known here.')
}

function referralOf(value: unknown): Readonly<Record<string, unknown>> {
  const referral = objectOf(value)
  return referral === null ? {} : { referral: { ref: textOf(referral['ref'], 500), source: textOf(referral['source'], 100), ad: textOf(referral['ad_id'], 100) } }
}

function receiptsOf(state: 'delivered' | 'read', told: Loose, at: number | null, thread: string, owner: Owner): Receipt[] {
  const base = { channel: owner.channel, account: owner.account, state, thread }
  const upTo = momentOf(told['watermark'], 1)
  const mids = [...listOf(told['mids']), told['mid']].flatMap((mid) => wholeTextOf(mid, 1_000) ?? [])
  const when = at ?? upTo
  if (when === null) return []
  return [...(upTo === null ? [] : [{ ...base, at: when, upTo }]), ...mids.map((externalId) => ({ ...base, at: when, externalId }))]
}
