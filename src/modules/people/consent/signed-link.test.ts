import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identityId } from '../../../kernel/ids.ts'
import { LinkFault, signedLinks } from './signed-link.ts'
import { addressHashes } from './address-hash.ts'

const links = signedLinks('a key')
const identity = identityId('mail', 'rider@mail.example')
const now = Date.parse('2026-11-22T12:00:00Z')

test('a link says who it is for, until when, and nothing else can be made of it', () => {
  const token = links.sign({ use: 'preferences', identity, language: 'nl' }, now + 1_000)
  expect(links.read(token, 'preferences', now)).toEqual({ use: 'preferences', identity, language: 'nl', until: now + 1_000 })
  expect(() => links.read(token, 'unsubscribe', now)).toThrow(LinkFault)
  expect(() => signedLinks('another key').read(token, 'preferences', now)).toThrow(LinkFault)
  expect(() => links.read(token, 'preferences', now + 2_000)).toThrow(/ended/)
  expect(token).not.toContain('rider')
})

test('a link with any character changed opens nothing', () => {
  const token = links.sign({ use: 'unsubscribe', identity, purpose: 'news', channel: 'mail' }, now + 1_000)
  fc.assert(fc.property(fc.nat({ max: token.length - 1 }), fc.constantFrom('a', 'Z', '0', '-', '_', '.'), (at, letter) => {
    const changed = token.slice(0, at) + letter + token.slice(at + 1)
    // The last letter of base64url carries bits that no byte holds.
    if (Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(Buffer.from(token.split('.')[1] ?? '', 'base64url')) && changed.split('.')[0] === token.split('.')[0]) return
    expect(() => links.read(changed, 'unsubscribe', now)).toThrow(LinkFault)
  }))
})

test.each(['', '.', 'x', 'a.b.c', 'eyJ.'.repeat(400)])('"%s" is no link and says so', (token) => expect(() => links.read(token, 'preferences', now)).toThrow(LinkFault))

test('an address is known again however it is written, and only with the key', () => {
  const hashes = addressHashes('a key')
  expect(hashes.of('mail', ' Rider@Mail.Example ')).toBe(hashes.of('email', 'rider@mail.example'))
  expect(hashes.of('phone', '+32 (0)470 12 34 56')).toBe(hashes.of('phone', '0032470123456'))
  expect(hashes.of('mail', 'rider@mail.example')).not.toBe(hashes.of('mail', 'rider@mail.test'))
  expect(hashes.of('mail', 'rider@mail.example')).not.toBe(addressHashes('another').of('mail', 'rider@mail.example'))
})
