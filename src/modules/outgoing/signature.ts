/** Signs a webhook so that its receiver knows it is ours, unchanged and fresh (Standard Webhooks 1.0.0). Pure. */
import { createHmac } from 'node:crypto'

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
