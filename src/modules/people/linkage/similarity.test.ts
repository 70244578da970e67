import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editsWithin, jaroWinkler, sameButBlanks, sharedWords } from './similarity.ts'

test.each([
  ['martha', 'marhta', 0.961],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.813],
  ['abc', 'xyz', 0],
  ['', 'a', 0],
])('%s and %s are alike as Winkler published', (a, b, expected) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(expected, 2)
})

test.each([
  ['kitten', 'sitting', 3, 3], ['form', 'from', 1, 1], ['form', 'from', 2, 1], ['abc', 'abc', 1, 0], ['abc', 'abcd', 1, 1], ['abcdef', 'badcfe', 2, 3], ['', 'ab', 2, 2], ['', 'ab', 1, 2],
])('%s becomes %s within %i edits: %i', (a, b, limit, edits) => {
  expect(editsWithin(a, b, limit)).toBe(edits)
})

const word = fc.string({ maxLength: 14, unit: fc.constantFrom('a', 'b', 'c', 'd', ' ', 'é') })

/** The textbook table, without band or shortcuts. */
function slowEdits(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)))
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, d[i - 2]![j - 2]! + 1)
      d[i]![j] = best
    }
  }
  return d[a.length]![b.length]!
}

test('banded edits agree with the textbook', () => {
  fc.assert(fc.property(word, word, fc.integer({ min: 1, max: 3 }), (a, b, limit) => editsWithin(a, b, limit) === Math.min(slowEdits(a, b), limit + 1)))
})

test('likeness is symmetric, within 0 and 1, and a floor never hides what lies above it', () => {
  fc.assert(fc.property(word, word, fc.constantFrom(0.75, 0.8, 0.92), (a, b, floor) => {
    const likeness = jaroWinkler(a, b)
    expect(likeness).toBe(jaroWinkler(b, a))
    expect(likeness >= 0 && likeness <= 1).toBe(true)
    const floored = jaroWinkler(a, b, floor)
    if (likeness >= floor) expect(floored).toBe(likeness)
    else expect(floored).toBeLessThan(floor)
  }))
})

test('shared words and blanks', () => {
  expect(sharedWords('tullaroop street', 'street tullaroop')).toBe(1)
  expect(sharedWords('a b', 'b c')).toBeCloseTo(1 / 3)
  expect(sharedWords('ab', 'abc')).toBe(0)
  expect(sameButBlanks('van der', 'vander')).toBe(true)
  expect(sameButBlanks('van der', 'vanden')).toBe(false)
})
