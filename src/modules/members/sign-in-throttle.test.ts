/** Guessing passwords. */
import { describe, expect, test } from 'vitest'
import { minuteMs } from '../../kernel/instant.ts'
import { signInThrottle } from './sign-in-throttle.ts'

function throttleAt() {
  let now = 0
  return { throttle: signInThrottle({ now: () => now }), pass: (ms: number) => { now += ms } }
}

describe('guessing the password of one address', () => {
  test('is stopped after twenty wrong ones and allowed again a quarter of an hour later', () => {
    const { throttle, pass } = throttleAt()
    for (let n = 0; n < 20; n += 1) {
      expect(() => { throttle.check('ada@company.example') }).not.toThrow()
      throttle.failed('ada@company.example')
    }
    expect(() => { throttle.check('ada@company.example') }).toThrow('15 minutes')
    expect(() => { throttle.check('bob@company.example') }).not.toThrow()
    pass(15 * minuteMs)
    expect(() => { throttle.check('ada@company.example') }).not.toThrow()
  })

  test('starts from nothing after the right one', () => {
    const { throttle } = throttleAt()
    for (let n = 0; n < 19; n += 1) throttle.failed('ada@company.example')
    throttle.succeeded('ada@company.example')
    throttle.failed('ada@company.example')
    expect(() => { throttle.check('ada@company.example') }).not.toThrow()
  })
})
