/** Ids: deterministic for what comes from outside, time-ordered for what we make. */
import { hash, randomFillSync } from 'node:crypto'

/** A UUID in its usual text form, lower case. */
export type Uuid = string

function uuidOf(bytes: Buffer, version: number): Uuid {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

function hashed(kind: string, channel: string, externalId: string): Uuid {
  return uuidOf(hash('sha256', `${kind}\0${channel}\0${externalId}`, 'buffer'), 8)
}

/**
 * The id of an interaction. It follows from the channel and the id that the
 * channel gave it, so that taking it in twice is the same as once.
 * UUID version 8 (RFC 9562, section 5.8) over the first 122 bits of a SHA-256.
 */
export function interactionId(channel: string, externalId: string): Uuid {
  return hashed('interaction', channel, externalId)
}

/** The id of an identity: one address on one channel. */
export function identityId(channel: string, externalId: string): Uuid {
  return hashed('identity', channel, externalId)
}

/** Random bytes not yet given away: drawn by the page, because asking for sixteen at a time costs more than what they are for. */
const pool = Buffer.allocUnsafeSlow(4_096)
let drawn = pool.length

/** A new, time-ordered id. UUID version 7 (RFC 9562, section 5.7). */
export function newId(now: number = Date.now()): Uuid {
  if (drawn + 16 > pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  const bytes = pool.subarray(drawn, drawn + 16)
  drawn += 16
  bytes.writeUIntBE(now, 0, 6)
  return uuidOf(bytes, 7)
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return uuidForm.test(text)
}
