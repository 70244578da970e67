/** Trees: who had it from whom, where it turned, how far it went. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { minuteMs } from '../../../kernel/instant.ts'
import { courseOf, reachOf, treeOf, turningPoints, type Member } from './tree.ts'

const member = (id: string, minute: number, more: Partial<Member> = {}): Member => ({ id, at: minute * minuteMs, identity: id, kind: 'post', followers: 10, source: null, ...more })

test('each hangs on what it came from, copies and the unheard on the start', () => {
  const tree = treeOf([member('a', 0), member('b', 1, { kind: 'repost', source: 'a' }), member('c', 2, { kind: 'quote', source: 'a' }), member('d', 3, { kind: 'reply', source: 'c' }), member('e', 4), member('f', 5, { kind: 'reply', source: 'unheard' })], 'a')
  expect(tree.map(({ id, parent, edge, depth, brought }) => [id, parent, edge, depth, brought])).toEqual([
    ['a', null, 'start', 0, 5], ['b', 'a', 'repost', 1, 0], ['c', 'a', 'quote', 1, 1], ['d', 'c', 'reply', 2, 0], ['e', 'a', 'copy', 1, 0], ['f', 'a', 'reply', 1, 0],
  ])
})

test('when the start was never heard, the earliest stands for it', () => {
  expect(treeOf([member('c', 2, { kind: 'repost', source: 'x' }), member('b', 1, { kind: 'repost', source: 'x' })], 'x').map(({ id, parent, edge }) => [id, parent, edge])).toEqual([['b', null, 'start'], ['c', 'b', 'repost']])
})

test('a copy that was said before the one that was heard first began it', () => {
  expect(treeOf([member('x', 5), member('b', 6, { kind: 'repost', source: 'x' }), member('early', 1)], 'x').map(({ id, parent, edge }) => [id, parent, edge])).toEqual([['early', null, 'start'], ['x', 'early', 'copy'], ['b', 'x', 'repost']])
})

test('reach counts nobody twice', () => {
  expect(reachOf([member('a', 0, { followers: 100 }), member('b', 1, { identity: 'a', followers: 120 }), member('c', 2)])).toBe(130)
})

test('a post that brought most others, and one after which the rate rose, are turning points', () => {
  const quiet = Array.from({ length: 6 }, (_, index) => member(`q${index}`, index * 60, { kind: 'repost', source: 'q0' }))
  const loud = member('loud', 400, { kind: 'quote', source: 'q0' })
  const flood = Array.from({ length: 40 }, (_, index) => member(`f${index}`, 401 + index / 2, { kind: 'repost', source: 'loud' }))
  const points = turningPoints(treeOf([...quiet, loud, ...flood], 'q0'))
  expect(points[0]).toMatchObject({ id: 'loud', because: 'brought', brought: 40 })
  const apart = Array.from({ length: 40 }, (_, index) => member(`c${index}`, 401 + index / 2))
  expect(turningPoints(treeOf([...quiet, loud, ...apart], 'q0'))[0]).toMatchObject({ id: 'loud', because: 'rate' })
})

test('an even trickle has no turning point', () => {
  expect(turningPoints(treeOf(Array.from({ length: 60 }, (_, index) => member(`m${index}`, index * 10, { kind: 'repost', source: index === 0 ? null : 'm0' })), 'm0'))).toEqual([])
})

const membersArb = fc.array(fc.record({ minute: fc.nat(500), source: fc.option(fc.nat(25)), followers: fc.nat(1_000) }), { minLength: 1, maxLength: 25 })
  .map((drafts) => drafts.map(({ minute, source, followers }, index) => member(String(index), minute, { followers, source: source === null ? null : String(source), kind: 'reply' })))

test('whatever is said to answer what: one tree, everybody in it once, and every count adds up', () => {
  fc.assert(fc.property(membersArb, (members) => {
    const tree = treeOf(members, '0')
    expect(tree.map(({ id }) => id).toSorted()).toEqual(members.map(({ id }) => id).toSorted())
    const start = tree.filter(({ parent }) => parent === null)
    expect([start.length, start[0]?.brought]).toEqual([1, members.length - 1])
    const byId = new Map(tree.map((node) => [node.id, node]))
    for (const { parent, depth } of tree) if (parent !== null) expect(byId.get(parent)?.depth).toBe(depth - 1)
    const { series, starts } = courseOf(tree)
    expect(series.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0)).toBe(members.length)
    expect(starts.length).toBeLessThanOrEqual(48)
  }))
})
