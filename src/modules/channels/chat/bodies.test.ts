import { expect, test } from 'vitest'
import { sessionBody } from './bodies.ts'

test('what a browser oddly says of itself keeps no visitor out', () => {
  expect(sessionBody.parse({ language: 'en-US@posix', page: 'about:blank' })).toEqual({ language: undefined, page: undefined })
  expect(sessionBody.parse({ language: 'nl-BE', page: 'https://shop.example/' })).toEqual({ language: 'nl-BE', page: 'https://shop.example/' })
})
