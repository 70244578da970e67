/** What an API key looks like: recognisable in a leak, and checked for typing errors without asking the database. */
import { crc32 } from 'node:zlib'
import { base62, randomText } from './token.ts'

const prefix = 'rp_'
const randomLength = 32
const checksumLength = 6
const form = new RegExp(`^${prefix}[0-9A-Za-z]{${randomLength + checksumLength}}$`)

const checksum = (random: string): string => base62(crc32(prefix + random), checksumLength)

/** A new key: `rp_`, 190 random bits, and a CRC-32 of all before it, in base 62. */
export function newApiKey(): string {
  const random = randomText(randomLength)
  return prefix + random + checksum(random)
}

/** Whether the text could be one of our keys: its form and checksum are right. */
export function looksLikeApiKey(text: string): boolean {
  if (!form.test(text)) return false
  const random = text.slice(prefix.length, prefix.length + randomLength)
  return text.slice(prefix.length + randomLength) === checksum(random)
}

/** As much of a key as may be shown again, to tell keys apart. */
export function startOf(key: string): string {
  return key.slice(0, prefix.length + 5)
}
