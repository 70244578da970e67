/** Addresses as keyed hashes: enough to recognise one that comes again, not enough to find it out. */
import { createHmac } from 'node:crypto'

/** What is needed to recognise a barred address, whatever happens to the address itself. */
export interface AddressHashes {
  /** HMAC-SHA-256 over channel and normal form; hexadecimal. */
  of(channel: string, externalId: string): string
}

/** One way to write each address: case and blanks do not make another one of it. */
export function normalAddress(channel: string, externalId: string): { channel: string; address: string } {
  const plain = externalId.normalize('NFKC').trim().toLowerCase()
  if (channel === 'mail' || channel === 'email') return { channel: 'mail', address: plain.replace(/^mailto:/, '') }
  if (['phone', 'sms', 'whatsapp', 'tel'].includes(channel)) {
    const digits = plain.replace(/^tel:/, '').replace(/\(0\)/, '').replaceAll(/[^\d+]/g, '')
    return { channel: 'phone', address: digits.startsWith('00') ? `+${digits.slice(2)}` : digits }
  }
  return { channel, address: plain }
}

/** @param key a secret that stays the same for as long as the installation lives; with another one no barred address is recognised. */
export function addressHashes(key: string): AddressHashes {
  return {
    of: (channel, externalId) => {
      const normal = normalAddress(channel, externalId)
      return createHmac('sha256', key).update(`address\0${normal.channel}\0${normal.address}`).digest('hex')
    },
  }
}
