/** The form of API keys. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLikeApiKey, newApiKey, startOf } from './api-key.ts'

describe('an API key', () => {
  test('that we made is recognised', () => {
    for (let n = 0; n < 200; n += 1) expect(looksLikeApiKey(newApiKey())).toBe(true)
  })

  test('mistyped in one character is refused before the database is asked', () => {
    const key = newApiKey()
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom('0', 'a', 'Z', '9', '_', '-', 'é'), (at, other) => {
        fc.pre(key[at] !== other)
        expect(looksLikeApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false)
      }),
    )
  })

  test('is never any other text', () => {
    fc.assert(fc.property(fc.string(), (text) => { expect(looksLikeApiKey(text)).toBe(false) }))
    fc.assert(fc.property(fc.string({ minLength: 38, maxLength: 38 }), (text) => { expect(looksLikeApiKey(`rp_${text}`)).toBe(false) }))
  })

  test('shows eight characters in lists, which are not enough to use it', () => {
    expect(startOf(newApiKey())).toMatch(/^rp_[0-9A-Za-z]{5}$/)
  })
})
