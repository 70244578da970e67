/** Signs and checks webhooks, so that a receiver knows whose they are, unchanged and fresh (Standard Webhooks 1.0.0). Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** By this the secret is recognised wherever it turns up. */
export const secretMark = 'whsec_'
/** The specification asks for 24 to 64. */
export const secretBytes = 32

export function secretOf(bytes: Uint8Array): string {
  return secretMark + Buffer.from(bytes).toString('base64')
}

/**
 * The three headers of one attempt. `webhook-signature` holds one signature a
 * secret, the newest first, so that a receiver can change over at leisure:
 * `v1,` and the HMAC-SHA256 of `id.seconds.body` in base64.
 * Source: Standard Webhooks 1.0.0, "Signature scheme" and "Webhook headers".
 *
 * @param id without a full stop, or two different messages could sign alike.
 * @param atMs when this attempt is made.
 */
export function signedHeaders(id: string, atMs: number, body: string, secrets: readonly string[]): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const seconds = String(Math.floor(atMs / 1_000))
  const signature = (secret: string): string => `v1,${createHmac('sha256', Buffer.from(secret.slice(secretMark.length), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': secrets.map(signature).join(' ') }
}

/** A call may be so old, or so far ahead, before it counts as sent again by somebody else. */
export const freshSeconds = 300

/** What is wrong with a signed call; `null` when it holds. Source: Standard Webhooks 1.0.0, "Verifying signatures". */
export function signatureTrouble(headers: Headers, body: Uint8Array, secret: string, nowMs: number): 'unsigned' | 'stale' | 'forged' | null {
  const [id, seconds, signatures] = [headers.get('webhook-id'), headers.get('webhook-timestamp'), headers.get('webhook-signature')]
  if (!id || !seconds || !signatures || !/^\d{1,12}$/.test(seconds)) return 'unsigned'
  const key = Buffer.from(secret.startsWith(secretMark) ? secret.slice(secretMark.length) : secret, 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest()
  const holds = signatures.split(' ').slice(0, 10).some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64')
    return one.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!holds) return 'forged'
  return Math.abs(nowMs / 1_000 - Number(seconds)) > freshSeconds ? 'stale' : null
}
