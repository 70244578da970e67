/** The key of a record that we write: the same for every try of a message. Pure. */
import { hash } from 'node:crypto'
import type { Instant } from '../../../../kernel/instant.ts'
import type { Uuid } from '../../../../kernel/ids.ts'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/** When the message's key was made (RFC 9562, section 5.7); for other kinds of UUID a fixed moment. */
export function momentOf(key: Uuid): Instant {
  return key[14] === '7' ? Number.parseInt(key.replaceAll('-', '').slice(0, 12), 16) : Date.parse('2026-01-01T00:00:00Z')
}

/** A TID (atproto, "Record Keys"): 53 bits of microseconds and 10 bits of clock, from the key alone. */
export function recordKeyOf(key: Uuid): string {
  const random = Buffer.from(hash('sha256', `tid ${key}`, 'buffer'))
  const micros = BigInt(momentOf(key)) * 1_000n + BigInt(random.readUInt16BE(0) % 1_000)
  let value = (micros << 10n) | BigInt(random.readUInt16BE(2) & 0x3ff)
  let text = ''
  for (let place = 0; place < 13; place++) {
    text = (alphabet[Number(value & 31n)] ?? '2') + text
    value >>= 5n
  }
  return text
}
