/** Links for people outside: signed, for one use, for a time; nobody needs an account. Pure but for the key. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Fault } from '../../../kernel/fault.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'

/** What a link is for; one made for one use opens nothing else. */
export type LinkUse = 'preferences' | 'unsubscribe' | 'copy'

export interface LinkTo {
  readonly use: LinkUse
  readonly identity: Uuid
  /** For `unsubscribe`: what it stops. For `copy`: the request. */
  readonly purpose?: string
  readonly channel?: string
  readonly language?: 'en' | 'nl'
}

/** Thrown for a link that was not made here, was changed, or has ended. */
export class LinkFault extends Fault {
  readonly code: string
  override readonly status: number
  constructor(code: 'people.link.invalid' | 'people.link.ended', message: string) {
    super(message)
    this.code = code
    this.status = code === 'people.link.ended' ? 410 : 404
  }
}

export interface SignedLinks {
  sign(to: LinkTo, until: Instant): string
  /** @throws {LinkFault} */
  read(token: string, use: LinkUse, now: Instant): LinkTo & { readonly until: Instant }
}

const clipped = (bytes: Buffer): Buffer => bytes.subarray(0, 20)

/**
 * Payload and signature, both base64url, apart by a dot. The signature is
 * HMAC-SHA-256 (RFC 2104), cut to 160 bits as its section 5 allows, over the
 * use and the payload.
 */
export function signedLinks(key: string): SignedLinks {
  const signature = (use: string, payload: string): Buffer => clipped(createHmac('sha256', key).update(`link\0${use}\0${payload}`).digest())
  return {
    sign: (to, until) => {
      const payload = Buffer.from(JSON.stringify([to.identity.replaceAll('-', ''), Math.ceil(until / 1_000), to.purpose ?? '', to.channel ?? '', to.language ?? ''])).toString('base64url')
      return `${payload}.${signature(to.use, payload).toString('base64url')}`
    },
    read: (token, use, now) => {
      const invalid = new LinkFault('people.link.invalid', 'This link is not complete or was not made by us. Open it again from the message it came in.')
      const [payload = '', given = '', ...more] = token.split('.')
      if (token.length > 600 || more.length > 0) throw invalid
      const wanted = signature(use, payload)
      const bytes = Buffer.from(given, 'base64url')
      if (bytes.length !== wanted.length || !timingSafeEqual(bytes, wanted)) throw invalid
      const [hex, untilSeconds, purpose, channel, language] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string, number, string, string, string]
      const identity = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      if (!isUuid(identity)) throw invalid
      if (untilSeconds * 1_000 < now) throw new LinkFault('people.link.ended', 'This link has ended. Ask for a new one, or use the link in a newer message.')
      return { use, identity, until: untilSeconds * 1_000, ...(purpose ? { purpose } : {}), ...(channel ? { channel } : {}), ...(language === 'en' || language === 'nl' ? { language } : {}) }
    },
  }
}
