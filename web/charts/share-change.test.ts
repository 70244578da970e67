import { expect, test } from 'vitest'
import { changeInPoints } from './share-change.ts'

test.each([[0.41, 0.35, 6], [0.31, 0.35, -4], [0.2, 0.2, 0], [0.204, 0.2, 0.4], [0.1, 0.10001, 0], [0.5, null, null]])('a share of %d that was %d moved by %d points', (share, before, points) => {
  expect(Object.is(changeInPoints(share, before), points)).toBe(true)
})
