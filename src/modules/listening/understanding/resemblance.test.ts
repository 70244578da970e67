/** Which posts count as nearly the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areNearlySame, Resembling, resemblance, sketchOf } from './resemblance.ts'

const long = 'the battery of my second bicycle does lose its charge over night when it is left outside in the shed by the canal near the old bridge'

test.each([
  ['another case, marks and address', 'Great bike, love it!', 'RT @rider: great BIKE love it https://shop.example/x', true],
  ['another tag at the end of a long post', `${long} #one`, `${long} #two`, true],
  ['a negation more', long, long.replace('does lose', 'does not lose'), false],
  ['one word of a short post', 'where can I park a Velora in Ghent', 'where can I park a Velora in Lier', false],
  ['nothing', '', '', false],
  ['only addresses', 'https://a.example', 'https://b.example', false],
  ['another order', 'bites dog man here now then', 'man bites dog here now then', false],
  ['emoji', '😍😍 wow', 'WOW 😍😍', false],
])('%s', (_, one, other, isSame) => {
  expect(areNearlySame(sketchOf(one), sketchOf(other))).toBe(isSame)
})

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'not', 'f', 'g'), { maxLength: 40 }).map((list) => list.join(' '))

test('resemblance is the same both ways, whole with itself, and never outside 0 to 1', () => {
  fc.assert(fc.property(words, words, (one, other) => {
    const [left, right] = [sketchOf(one), sketchOf(other)]
    const share = resemblance(left, right)
    expect(share).toBe(resemblance(right, left))
    expect(share).toBeGreaterThanOrEqual(0)
    expect(share).toBeLessThanOrEqual(1)
    if (left.stretches.length > 0) expect(resemblance(left, left)).toBe(1)
  }))
})

test('whatever is looked up finds the same words, and nothing that is not nearly the same', () => {
  fc.assert(fc.property(fc.array(words, { maxLength: 20 }), words, (texts, text) => {
    const all = texts.map((one, at) => ({ sketch: sketchOf(one), of: at }))
    const found = new Resembling(all).find(text)
    for (const at of found) expect(areNearlySame(sketchOf(text), sketchOf(texts[at] ?? ''))).toBe(true)
    for (const [at, one] of texts.entries()) if (one !== '' && one === text) expect(found).toContain(at)
  }))
})
