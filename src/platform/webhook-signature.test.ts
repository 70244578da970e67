import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { secretOf, signatureTrouble, signedHeaders } from './webhook-signature.ts'

const secret = secretOf(Buffer.alloc(32, 7))
const other = secretOf(Buffer.alloc(32, 9))
const at = Date.parse('2026-11-22T12:00:00.900Z')

test('a receiver who follows the specification finds the signature valid', () => {
  const headers = signedHeaders('0190', at, '{"type":"a.b"}', [secret])
  const expected = createHmac('sha256', Buffer.from(secret.split('_')[1] ?? '', 'base64')).update(`0190.${headers['webhook-timestamp']}.{"type":"a.b"}`).digest('base64')
  expect(headers).toEqual({ 'webhook-id': '0190', 'webhook-timestamp': '1795348800', 'webhook-signature': `v1,${expected}` })
})

test('the published example of the specification comes out the same', () => {
  const headers = signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}', ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('while a secret changes over, both sign, and another body is signed otherwise', () => {
  const both = signedHeaders('1', at, 'x', [other, secret])['webhook-signature'].split(' ')
  expect(both).toEqual([signedHeaders('1', at, 'x', [other])['webhook-signature'], signedHeaders('1', at, 'x', [secret])['webhook-signature']])
  expect(signedHeaders('1', at, 'y', [secret])['webhook-signature']).not.toBe(both[1])
})

test('what we signed holds, and nothing else does: another body, another secret, another time, no signature', () => {
  const body = Buffer.from('{"a":1}')
  const headers = new Headers(signedHeaders('1', at, '{"a":1}', [other, secret]))
  expect(signatureTrouble(headers, body, secret, at + 200_000)).toBeNull()
  expect(signatureTrouble(headers, Buffer.from('{"a":2}'), secret, at)).toBe('forged')
  expect(signatureTrouble(headers, body, secretOf(Buffer.alloc(32, 1)), at)).toBe('forged')
  expect(signatureTrouble(headers, body, secret, at + 301_000)).toBe('stale')
  expect(signatureTrouble(new Headers(), body, secret, at)).toBe('unsigned')
  expect(signatureTrouble(new Headers({ ...Object.fromEntries(headers), 'webhook-id': '2' }), body, secret, at)).toBe('forged')
})
