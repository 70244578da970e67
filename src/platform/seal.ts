/** Secrets at rest: sealed with a key that is kept outside the database. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Unavailable } from '../kernel/fault.ts'

export interface Seal {
  seal(text: string): string
  /** @throws {Unavailable} when the key is another one than it was sealed with. */
  open(sealed: string): string
}

const mark = 'sealed:1:'

export const isSealed = (text: string): boolean => text.startsWith(mark)

/** AES-256-GCM with a random nonce each (NIST SP 800-38D). `key` is 32 bytes in base64url. */
export function sealWith(key: string): Seal {
  const bytes = Buffer.from(key, 'base64url')
  return {
    seal: (text) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return mark + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open: (sealed) => {
      const all = Buffer.from(sealed.slice(mark.length), 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, all.subarray(0, 12))
        decipher.setAuthTag(all.subarray(12, 28))
        return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8')
      } catch (thrown) {
        throw new Unavailable('A stored secret cannot be opened with the key in the data folder (secrets/seal). Put the right key back, or enter the secret again.', 'seal.key', { cause: thrown })
      }
    },
  }
}
