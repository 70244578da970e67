import { expect, test } from 'vitest'
import { marksByBucket } from './annotations.ts'

const day = 86_400_000

test('a mark stands at the bucket in which it happened, and one outside the picture is left out', () => {
  const marks = marksByBucket([{ at: 1.5 * day, sign: '+', words: 'A.' }, { at: -1, sign: '+', words: 'B.' }, { at: 9 * day, sign: '+', words: 'C.' }], [0, day, 2 * day], 3 * day)
  expect(marks).toEqual([{ bucket: 1, sign: '+', words: 'A.' }])
})

test('two marks on one day become one that says both', () => {
  expect(marksByBucket([{ at: 5, sign: '7', words: 'A.' }, { at: 6, sign: '+', words: 'B.' }], [0], day)).toEqual([{ bucket: 0, sign: '2', words: 'A. B.' }])
  expect(marksByBucket([{ at: 5, sign: '+', words: 'A.' }, { at: 6, sign: '+', words: 'B.' }], [0], day)[0]?.sign).toBe('+')
})
