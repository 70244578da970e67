/** Links by which somebody outside answers a question: signed, for a time; nobody needs an account. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { Instant } from '../../../kernel/instant.ts'

interface Key { readonly linkKey: string; readonly publicUrl: string }

/** HMAC-SHA-256 (RFC 2104), cut to 160 bits as its section 5 allows. */
const signature = (key: string, payload: string): Buffer => createHmac('sha256', key).update(`question\0${payload}`).digest().subarray(0, 20)

export const questionPath = '/q/'

export function signQuestion({ linkKey, publicUrl }: Key, id: Uuid, until: Instant): { readonly token: string; readonly link: string } {
  const payload = `${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}.${Math.ceil(until / 1_000).toString(36)}`
  const token = `${payload}.${signature(linkKey, payload).toString('base64url')}`
  return { token, link: new URL(`${questionPath}${token}`, publicUrl).href }
}

/** `null`: not made here, or changed. `ended`: it was good once. */
export function readQuestionLink({ linkKey }: Pick<Key, 'linkKey'>, token: string, now: Instant): { readonly id: Uuid } | 'ended' | null {
  const [id = '', until = '', given = '', ...more] = token.split('.')
  if (token.length > 200 || more.length > 0) return null
  const wanted = signature(linkKey, `${id}.${until}`)
  const bytes = Buffer.from(given, 'base64url')
  if (bytes.length !== wanted.length || !timingSafeEqual(bytes, wanted)) return null
  const uuid = Buffer.from(id, 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  if (!isUuid(uuid)) return null
  return Number.parseInt(until, 36) * 1_000 < now ? 'ended' : { id: uuid }
}
