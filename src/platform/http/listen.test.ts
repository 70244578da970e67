import { expect, test } from 'vitest'
import { callerOf } from './listen.ts'

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::'],
  ['::1', '::1'],
  ['', ''],
])('a caller from %j is counted as %j, so that one IPv6 network is one caller', (address, caller) => expect(callerOf(address)).toBe(caller))
