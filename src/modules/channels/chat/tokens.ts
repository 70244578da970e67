/** Who a visitor is: by a token of ours that their browser keeps, or by one that the site's own server signed. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Unauthenticated } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { dayMs, minuteMs, type Instant } from '../../../kernel/instant.ts'

/** A browser that did not come for so long is a stranger again. */
const visitorLifeMs = 400 * dayMs
/** A site's clock may be off by so much. */
const skewMs = 2 * minuteMs

const mac = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other)

/** `visitor.issued.signature`, bound to the account. */
export function visitorToken(key: string, account: Uuid, visitor: Uuid, now: Instant): string {
  const said = `${visitor}.${Math.floor(now / 1_000)}`
  return `${said}.${mac(key, `chat-visitor\0${account}\0${said}`).toString('base64url')}`
}

/** The visitor whose token it is; `null` when we did not sign it for this account, or too long ago. */
export function visitorOf(key: string, account: Uuid, token: string, now: Instant): Uuid | null {
  const [visitor = '', issued = '', signature = ''] = token.split('.')
  if (!isUuid(visitor) || !/^\d{1,12}$/.test(issued)) return null
  if (!isSame(Buffer.from(signature, 'base64url'), mac(key, `chat-visitor\0${account}\0${visitor}.${issued}`))) return null
  return Number(issued) * 1_000 + visitorLifeMs > now ? visitor : null
}

/** Lets whoever has the address read one file of one visitor. */
export function fileSignature(key: string, visitor: Uuid, file: Uuid): string {
  return mac(key, `chat-file\0${visitor}\0${file}`).toString('base64url').slice(0, 32)
}

export function isFileSignature(key: string, visitor: Uuid, file: Uuid, signature: string): boolean {
  return isSame(Buffer.from(signature), Buffer.from(fileSignature(key, visitor, file)))
}

export interface SignedIn {
  readonly userId: string
  readonly name?: string
  readonly mail?: string
}

function part(text: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const shortText = (value: unknown, longest: number): string | undefined => (typeof value === 'string' && value.trim() !== '' && value.length <= longest && value.isWellFormed() && !value.includes('\0') ? value.trim() : undefined)

/**
 * Who is signed in to the site, out of a JSON Web Token with HS256 (RFC 7519,
 * RFC 7515). `sub` is the site's id of the person, `exp` is needed; `name` and
 * `email` are kept when they are there.
 *
 * @throws {Unauthenticated} saying what is wrong with the token.
 */
export function signedInOf(token: string, secret: string, now: Instant): SignedIn {
  if (secret === '') throw new Unauthenticated('This chat has no secret for signed-in visitors yet. Set one under Settings, Accounts, then sign with it.')
  const [head = '', body = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || part(head)?.['alg'] !== 'HS256') throw new Unauthenticated('The identity must be a JSON Web Token signed with HS256.')
  if (!isSame(Buffer.from(signature, 'base64url'), mac(secret, `${head}.${body}`))) throw new Unauthenticated('The signature of the identity does not hold: it was signed with another secret.')
  const claims = part(body)
  const userId = shortText(claims?.['sub'], 200)
  const expires = claims?.['exp']
  if (userId === undefined) throw new Unauthenticated('The identity has no "sub": the id of the person on your site, at most 200 characters.')
  if (typeof expires !== 'number') throw new Unauthenticated('The identity has no "exp": the second at which it ends.')
  if (expires * 1_000 + skewMs < now) throw new Unauthenticated('The identity has expired. Sign a new one whenever the page is served.')
  const from = claims?.['nbf']
  if (typeof from === 'number' && from * 1_000 - skewMs > now) throw new Unauthenticated('The identity is not valid yet. Check the clock of your server.')
  const name = shortText(claims?.['name'], 200)
  const mail = shortText(claims?.['email'], 320)
  return { userId, ...(name === undefined ? {} : { name }), ...(mail === undefined ? {} : { mail }) }
}
