/** What is said on WhatsApp, out of the field `messages` of a webhook. Pure. */
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Attachment, Receipt } from '../../../kernel/message.ts'
import type { SetAside } from '../contract.ts'
import { listOf, objectOf, textOf, wholeTextOf, type Loose } from '../untrusted-json.ts'
import { broken, momentOf, type Owner, type Read } from './read-messaging.ts'
import { failureWords } from './refusals.ts'

const media: Readonly<Record<string, string>> = { image: 'image/jpeg', video: 'video/mp4', audio: 'audio/ogg', voice: 'audio/ogg', document: 'application/octet-stream', sticker: 'image/webp' }

/** A number as WhatsApp writes it, or the id of somebody who hides theirs. */
const addressOf = (value: unknown): string | null => (typeof value === 'string' && /^(\d{1,20}|[A-Z]{2}\.[A-Za-z0-9]{1,128})$/.test(value) ? value : null)

export function readWhatsapp(value: unknown, owner: Owner): Read {
  const told = objectOf(value)
  if (told === null) return broken(value, 'A change of WhatsApp is an object; this is none.')
  const names = new Map(listOf(told['contacts']).map((contact) => objectOf(contact)).flatMap((contact) => {
    const name = textOf(objectOf(contact?.['profile'])?.['name'], 300)
    return name === undefined ? [] : [contact?.['wa_id'], contact?.['user_id']].flatMap((id) => (typeof id === 'string' ? [[id, name] as const] : []))
  }))
  const items: Interaction[] = []
  const receipts: Receipt[] = []
  const setAside: SetAside[] = []
  const removed: { channel: string; externalId: string }[] = []
  const aside = (what: unknown, because: string): void => void setAside.push(...broken(what, because).setAside)
  for (const one of listOf(told['messages'])) {
    const read = readMessage(one, owner, names)
    if (typeof read === 'string') aside(one, read)
    else if ('removes' in read) removed.push({ channel: owner.channel, externalId: read.removes })
    else if ('item' in read) items.push(read.item)
  }
  // Sent by hand from the business's own phone.
  for (const one of listOf(told['message_echoes'])) {
    const read = readMessage(one, owner, names, true)
    if (typeof read === 'string') aside(one, read)
    else if ('item' in read) items.push(read.item)
  }
  for (const one of listOf(told['statuses'])) {
    const read = readStatus(one, owner)
    if (typeof read === 'string') aside(one, read)
    else if (read) receipts.push(read)
  }
  return { items, receipts, removed, setAside }
}

type ReadOne = string | { readonly item: Interaction } | { readonly removes: string } | { readonly passedOver: true }

function readMessage(value: unknown, owner: Owner, names: ReadonlyMap<string, string>, isEcho = false): ReadOne {
  const message = objectOf(value)
  const id = wholeTextOf(message?.['id'], 500)
  if (message === null || id === undefined) return 'A message of WhatsApp has an "id"; this one has none.'
  const from = addressOf(isEcho ? message['to'] : (message['from'] ?? message['from_user_id']))
  if (from === null) return 'A message of WhatsApp says from whom it is: a number of digits only. This one does not.'
  const at = momentOf(message['timestamp'], 1_000)
  if (at === null) return `"${String(message['timestamp']).slice(0, 40)}" is no time: WhatsApp writes seconds since 1970.`
  const type = textOf(message['type'], 50) ?? 'unknown'
  if (type === 'reaction') return { passedOver: true }
  if (type === 'revoke') {
    const original = wholeTextOf(objectOf(message['revoke'])?.['original_message_id'], 500)
    return original === undefined ? { passedOver: true } : { removes: original }
  }
  const edit = objectOf(message['edit'])
  const inner = edit ? { ...objectOf(edit['message']) } : message
  const externalId = edit ? wholeTextOf(edit['original_message_id'], 500) : id
  if (externalId === undefined) return 'An edit of WhatsApp names the message that it changes; this one does not.'
  const { text, attachments, pressed } = contentOf(inner, textOf(inner['type'], 50) ?? type)
  const context = objectOf(message['context'])
  const answered = wholeTextOf(context?.['id'], 500)
  const name = names.get(from)
  const referral = objectOf(message['referral'])
  return {
    item: {
      channel: owner.channel, externalId, kind: 'message', direction: isEcho ? 'outbound' : 'inbound', at, text,
      author: isEcho ? { externalId: owner.id, name: owner.name, ...(owner.handle === null ? {} : { handle: owner.handle }) } : { externalId: from, ...(/^\d+$/.test(from) ? { handle: `+${from}` } : {}), ...(name === undefined ? {} : { name }) },
      ...(answered === undefined ? {} : { relations: [{ kind: 'reply', externalId: answered }] }),
      extra: { ...(edit ? { editedAt: at } : {}), ...(pressed === undefined ? {} : { pressed }), ...(context?.['forwarded'] === true ? { isForwarded: true } : {}), ...(referral === null ? {} : { referral }), ...(type === 'unsupported' ? { isUnsupported: true } : {}) },
      message: { account: owner.account, visibility: 'private', thread: from, ...(answered === undefined ? {} : { references: [answered] }), ...(isEcho ? { to: [{ externalId: from }] } : {}), ...(attachments.length === 0 ? {} : { attachments }) },
    },
  }
}

function contentOf(message: Loose, type: string): { text: string; attachments: Attachment[]; pressed?: string } {
  const body = objectOf(message[type])
  if (media[type] !== undefined) {
    const reference = wholeTextOf(body?.['id'], 500)
    const mediaType = textOf(body?.['mime_type'], 200) ?? media[type]
    const name = textOf(body?.['filename'], 255) ?? `${type}.${mediaType.split(/[/;+]/)[1] ?? 'bin'}`
    return { text: textOf(body?.['caption'], 100_000) ?? '', attachments: reference === undefined ? [] : [{ reference, name, mediaType }] }
  }
  const words = (text: string, pressed?: string): { text: string; attachments: Attachment[]; pressed?: string } => ({ text, attachments: [], ...(pressed === undefined ? {} : { pressed }) })
  switch (type) {
    case 'text': return words(textOf(body?.['body'], 100_000) ?? '')
    case 'button': return words(textOf(body?.['text'], 1_000) ?? '', textOf(body?.['payload'], 1_000))
    case 'interactive': {
      const reply = objectOf(body?.['button_reply']) ?? objectOf(body?.['list_reply'])
      if (reply) return words([textOf(reply['title'], 500), textOf(reply['description'], 500)].filter(Boolean).join(': '), textOf(reply['id'], 500))
      const form = objectOf(body?.['nfm_reply'])
      return words([textOf(form?.['body'], 1_000), formWords(form?.['response_json'])].filter(Boolean).join('\n'))
    }
    case 'location': {
      const named = [textOf(body?.['name'], 300), textOf(body?.['address'], 300)].filter(Boolean).join(', ')
      return words(`📍 ${named === '' ? '' : `${named} · `}https://www.openstreetmap.org/?mlat=${Number(body?.['latitude'])}&mlon=${Number(body?.['longitude'])}`)
    }
    case 'contacts': return words(listOf(message['contacts']).map((contact) => `👤 ${[textOf(objectOf(objectOf(contact)?.['name'])?.['formatted_name'], 300), ...listOf(objectOf(contact)?.['phones']).map((phone) => textOf(objectOf(phone)?.['phone'], 50))].filter(Boolean).join(' ')}`).join('\n'))
    case 'order': return words(`🛒 ${listOf(body?.['product_items']).map((item) => `${Number(objectOf(item)?.['quantity'] ?? 1)} × ${textOf(objectOf(item)?.['product_retailer_id'], 200) ?? ''}`).join(', ')}${textOf(body?.['text'], 5_000) === undefined ? '' : `\n${textOf(body?.['text'], 5_000)}`}`)
    case 'system': return words(textOf(body?.['body'], 1_000) ?? '')
    default: return words(textOf(objectOf(message['text'])?.['body'], 100_000) ?? `[${type.replaceAll('_', ' ')}]`)
  }
}

/** The fields of a filled-in form, a line each; whatever else it holds stays as it came. */
function formWords(value: unknown): string {
  if (typeof value !== 'string') return ''
  try {
    const filled = objectOf(JSON.parse(value))
    if (filled) return Object.entries(filled).filter(([name]) => name !== 'flow_token').map(([name, given]) => `${name}: ${typeof given === 'string' ? given : JSON.stringify(given)}`).join('\n').slice(0, 10_000)
  } catch {
    // No JSON: shown as it is.
  }
  return value.slice(0, 10_000)
}

function readStatus(value: unknown, owner: Owner): string | Receipt | null {
  const status = objectOf(value)
  const externalId = wholeTextOf(status?.['id'], 500)
  const state = textOf(status?.['status'], 30)
  const at = momentOf(status?.['timestamp'], 1_000)
  if (status === null || externalId === undefined || at === null) return 'A status of WhatsApp has an "id" and a "timestamp"; this one lacks one of them.'
  const base = { channel: owner.channel, account: owner.account, at, externalId }
  const thread = addressOf(status['recipient_id'])
  const facts = { ...base, ...(thread === null ? {} : { thread }) }
  switch (state) {
    case 'sent': case 'deleted': case 'pending': case 'warning': return null
    case 'delivered': return { ...facts, state: 'delivered' }
    case 'read': case 'played': return { ...facts, state: 'read' }
    case 'failed': {
      const error = objectOf(listOf(status['errors'])[0])
      const code = typeof error?.['code'] === 'number' ? error['code'] : 0
      const said = textOf(objectOf(error?.['error_data'])?.['details'], 500) ?? textOf(error?.['title'], 500) ?? textOf(error?.['message'], 500)
      return { ...facts, state: 'failed', because: failureWords(code, said), code: String(code) }
    }
    default: return `"${state ?? ''}" is no status that WhatsApp has: sent, delivered, read, played or failed.`
  }
}
