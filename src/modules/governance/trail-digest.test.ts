import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealDigest, subjectDigest, type TrailRow } from './trail-digest.ts'

const key = Buffer.alloc(32, 7).toString('base64url')
const row = (seq: number): TrailRow => ({ seq, at: 1_764_000_000_000 + seq, actorKind: 'member', actor: 'm1', actorName: 'Desk', deed: 'PATCH /members/{id}', subjectDigest: subjectDigest('m2', Buffer.alloc(16)), facts: { role: 'agent', suspended: null }, address: '127.0.0.1', status: 200 })

test('any change of any row, their order or their number breaks the seal', () => {
  const rows = [1, 2, 3].map(row)
  const whole = sealDigest(key, null, rows)
  const [first, second, third] = rows as [TrailRow, TrailRow, TrailRow]
  const changed: TrailRow[][] = [
    [first, third], [second, first, third], [...rows, row(4)], [],
    ...(['at', 'actorKind', 'actor', 'actorName', 'deed', 'address', 'status'] as const).map((field) => [first, { ...second, [field]: field === 'at' || field === 'status' ? 1 : 'other' }, third]),
    [first, { ...second, facts: { role: 'owner', suspended: null } }, third],
    [first, { ...second, subjectDigest: subjectDigest('m3', Buffer.alloc(16)) }, third],
  ]
  for (const rows of changed) expect(sealDigest(key, null, rows)).not.toEqual(whole)
  expect(sealDigest(key, whole, rows)).not.toEqual(whole)
  expect(sealDigest(Buffer.alloc(32, 8).toString('base64url'), null, rows)).not.toEqual(whole)
})

test('what PostgreSQL does with JSON changes nothing', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
    const shuffled = Object.fromEntries(Object.entries(facts).toReversed())
    expect(sealDigest(key, null, [{ ...row(1), facts: shuffled }])).toEqual(sealDigest(key, null, [{ ...row(1), facts }]))
  }))
})
