/** From the network's byte offsets to ours. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { facetsOf } from './facets.ts'

const tag = (byteStart: unknown, byteEnd: unknown, name = 'veer'): unknown => ({ index: { byteStart, byteEnd }, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: name }] })

test('a tag after emoji and accents is the word that was meant', () => {
  const text = 'Één 🌊 #veer'
  const [facet] = facetsOf(text, [tag(11, 16)]) ?? []
  expect(text.slice(facet!.start, facet!.end)).toBe('#veer')
})

test('any stretch of any text keeps its characters', () => {
  const piece = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  fc.assert(fc.property(fc.array(fc.tuple(piece, piece), { minLength: 1, maxLength: 6 }), (pairs) => {
    let text = ''
    const facets: unknown[] = []
    const meant: string[] = []
    for (const [before, inside] of pairs) {
      text += before
      const from = Buffer.byteLength(text)
      text += inside
      facets.push(tag(from, Buffer.byteLength(text)))
      meant.push(inside)
    }
    const found = facetsOf(text, facets) ?? []
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(meant)
  }))
})

test('facets of any shape give only stretches that lie in the text, in order, without overlap', () => {
  const odd = fc.oneof(fc.integer({ min: -5, max: 60 }), fc.double(), fc.constant(null), fc.string())
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.array(fc.oneof(fc.tuple(odd, odd).map(([from, to]) => tag(from, to)), fc.jsonValue()), { maxLength: 10 }), (text, facets) => {
    let last = 0
    for (const { start, end } of facetsOf(text, facets) ?? []) {
      expect(start >= last && end > start && end <= text.length).toBe(true)
      last = end
    }
  }))
})

test('a facet inside a character, beyond the text, or over another is left out, and the others stay', () => {
  const text = '🌊🌊 veer'
  expect(facetsOf(text, [tag(1, 4), tag(9, 13), tag(10, 12), tag(9, 400)])).toEqual([{ start: 5, end: 9, kind: 'tag', target: 'veer' }])
})

test('a link that would run a script is no link', () => {
  expect(facetsOf('click', [{ index: { byteStart: 0, byteEnd: 5 }, features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'javascript:alert(1)' }] }])).toBeUndefined()
})

test('a feature we do not know is passed over for one that we do', () => {
  expect(facetsOf('veer', [{ index: { byteStart: 0, byteEnd: 4 }, features: [{ $type: 'app.bsky.richtext.facet#glow' }, { $type: 'app.bsky.richtext.facet#tag', tag: '#veer' }] }])).toEqual([{ start: 0, end: 4, kind: 'tag', target: 'veer' }])
})
