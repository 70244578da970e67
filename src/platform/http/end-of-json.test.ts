import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfJson } from './end-of-json.ts'

test.each([['{"a":1,}', 7], ['{"a":}', 5], ['[1, 2', 5], ['', 0], ['  ', 2], ['nul', 0], ['{"a" 1}', 5], ['{"a": 01}', 7], ['"\\x"', 2], ['"a\nb"', 2], ['{"a":1} x', 8], ['[1}', 2], ['{,}', 1], ['"\\', 2], ['-', 0], ["{'a':1}", 1]])('%j stops being JSON at %i', (text, at) => {
  expect(endOfJson(text)).toBe(at)
})

test('whole JSON stops at its end, whatever it holds', () => {
  fc.assert(fc.property(fc.json(), (text) => endOfJson(text) === text.length))
})

test('JSON that was cut or struck through is never said to be whole', () => {
  fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('', '}', ']', ',', ':', '"', 'x', '\\', '0'), (text, place, mark) => {
    const at = place % (text.length + 1)
    const broken = text.slice(0, at) + mark + text.slice(at + 1)
    const isJson = ((): boolean => {
      try {
        JSON.parse(broken)
        return true
      } catch {
        return false
      }
    })()
    if (isJson) return
    const end = endOfJson(broken)
    expect(end).toBeLessThanOrEqual(broken.length)
    // Everything before it can still become JSON.
    expect(endOfJson(broken.slice(0, end))).toBe(end)
  }))
})
