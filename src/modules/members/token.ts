/** Secrets that are shown once and kept as hashes: claim tokens, invitation links, API keys. */
import { createHash, randomInt } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `length` characters of 0-9, A-Z, a-z: 5.95 bits each, so 32 of them cannot be guessed. */
export function randomText(length: number): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('')
}

/** A whole number in base 62, filled up to `width`. */
export function base62(value: number, width: number): string {
  let text = ''
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = letters.charAt(rest % 62) + text
  return text.padStart(width, '0')
}

/**
 * What is kept of a secret. It is random enough that a plain SHA-256 cannot be
 * searched, and a lookup by hash tells nothing by its timing.
 */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
