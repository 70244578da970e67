/** Pictures from outside, shown without telling the outside who looks: fetched by us, checked, signed addresses only. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Forbidden, Unavailable } from '../../kernel/fault.ts'
import type { OutwardFetch } from './outward-fetch.ts'

export interface Pictures {
  /** Address of a picture through us; `null` when it is no web address. */
  address(url: string): string | null
  /** Answers a request for such an address. */
  serve(signature: string, encoded: string): Promise<Response>
}

export const pictureBase = '/picture'
const maxBytes = 8_000_000
/** What browsers show as pictures and cannot run: no SVG. */
const shown = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']

/** The first bytes of each kind; a server's word on its type is not taken. */
function kindOf(bytes: Uint8Array): string | null {
  const hex = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (hex.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (hex.startsWith('\x89PNG')) return 'image/png'
  if (hex.startsWith('GIF8')) return 'image/gif'
  if (hex.startsWith('RIFF') && hex.slice(8, 12) === 'WEBP') return 'image/webp'
  if (hex.slice(4, 12) === 'ftypavif') return 'image/avif'
  return null
}

export function openPictures(key: string, fetch: OutwardFetch): Pictures {
  const sign = (url: string): Buffer => createHmac('sha256', key).update(`picture:${url}`).digest().subarray(0, 16)
  return {
    address: (url) => (/^https?:\/\//i.test(url) ? `${pictureBase}/${sign(url).toString('base64url')}/${Buffer.from(url).toString('base64url')}` : null),
    serve: async (signature, encoded) => {
      const url = Buffer.from(encoded, 'base64url').toString()
      const given = Buffer.from(signature, 'base64url')
      const wanted = sign(url)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new Forbidden('a picture address made by this installation', 'guest')
      const response = await fetch(url, { maxBytes, timeoutMs: 10_000, headers: { accept: shown.join(', ') } })
      if (response.status !== 200) throw new Unavailable(`The picture's server answered ${response.status}.`, 'picture.unavailable')
      const bytes = await response.bytes()
      const kind = kindOf(bytes)
      if (kind === null) throw new Unavailable('What the server sent is no picture that can be shown safely.', 'picture.kind')
      return new Response(Buffer.from(bytes), { headers: { 'content-type': kind, 'cache-control': 'private, max-age=86400, immutable', 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'same-origin' } })
    },
  }
}
