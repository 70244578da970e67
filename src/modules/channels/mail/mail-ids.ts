/**
 * The ids of mails. A Message-ID names a mail, but the same mail may reach two
 * mailboxes of ours, so that an external id is the Message-ID and the account:
 * `abc@host.example|0123456789ab`. Pure.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'

const longest = 900

/** Without angle brackets and white space; `null` when there is nothing usable. */
export function bareId(messageId: string | undefined): string | null {
  const bare = /<([^<>]+)>/.exec(messageId ?? '')?.[1] ?? messageId ?? ''
  // eslint-disable-next-line no-control-regex
  const clean = bare.replaceAll(/[\s\u0000-\u001f<>]/g, '')
  return clean === '' || clean.length > longest ? null : clean
}

export const externalIdOf = (bare: string, account: Uuid): string => `${bare}|${account.slice(-12)}`

/** The Message-ID within an external id, without what tells apart mails of the same id. */
export function messageIdOf(externalId: string): string {
  return (externalId.split('|')[0] ?? externalId).replace(/#[0-9a-f]{16}$/, '')
}

/** All ids in a `References` or `In-Reply-To` header, oldest first. */
export function idsIn(header: string | readonly string[] | undefined): string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(' ')
  const found = [...text.slice(0, 100_000).matchAll(/<([^<>\s]{1,900})>/g)].map(([, id]) => id ?? '')
  return [...new Set(found)]
}

function sign(tokenKey: string, what: string): string {
  return createHmac('sha256', tokenKey).update(what).digest('hex').slice(0, 16)
}

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** The Message-ID of what we send: the same for every try, and nobody can guess another's. */
export function ownMessageId(key: Uuid, tokenKey: string, domain: string): string {
  return `${key}.${sign(tokenKey, `message ${key}`)}@${domain}`
}

/** The key of a mail that we sent; `null` for others' Message-IDs, and for forged ones. */
export function keyOfOwn(bare: string, tokenKey: string): Uuid | null {
  const [, key = '', mark = ''] = /^([0-9a-f-]{36})\.([0-9a-f]{16})@/.exec(bare) ?? []
  return isUuid(key) && same(mark, sign(tokenKey, `message ${key}`)) ? key : null
}

/** What stands behind the `+` of the address that answers go to: short, and the same whatever case it comes back in. */
export function conversationToken(conversation: Uuid, account: Uuid, tokenKey: string): string {
  return `${conversation.replaceAll('-', '')}${sign(tokenKey, `conversation ${conversation} ${account}`)}`
}

/** The conversation that an address names; `null` when it names none, or is forged. */
export function conversationIn(address: string, ours: readonly string[], account: Uuid, tokenKey: string): Uuid | null {
  const [, base = '', token = '', domain = ''] = /^([^+@]+)\+([0-9a-f]{48})@(.+)$/i.exec(address.trim()) ?? []
  if (!ours.some((one) => one.toLowerCase() === `${base}@${domain}`.toLowerCase())) return null
  const hex = token.slice(0, 32).toLowerCase()
  const conversation = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return isUuid(conversation) && same(token.slice(32).toLowerCase(), sign(tokenKey, `conversation ${conversation} ${account}`)) ? conversation : null
}

/** The address that answers go to; `null` where it would be too long for mail (RFC 5321, section 4.5.3.1.1). */
export function answerAddress(address: string, conversation: Uuid, account: Uuid, tokenKey: string): string | null {
  const at = address.lastIndexOf('@')
  const local = `${address.slice(0, at)}+${conversationToken(conversation, account, tokenKey)}`
  return local.length > 64 || address.slice(0, at).includes('+') ? null : `${local}${address.slice(at)}`
}

/** Tells apart different mails under one Message-ID. */
export function contentMark(parts: readonly string[]): string {
  return hash('sha256', parts.join('\0')).slice(0, 16)
}
