import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf, parseQuery, printQuery } from '../../../src/modules/listening/query/index.ts'
import { blockText, emptyGroup, newTerm, senseOf, termText, withAdded, withBlock, withSense, type Block, type GroupSense } from './query-block-edits.ts'

const read = (query: string): Block => blocksOf(parseQuery(query)) as Block
const canonical = (query: string): string => printQuery(parseQuery(query))

describe('what is drawn as blocks', () => {
  test.each([
    'a AND b', '(tesla OR "model y") AND NOT (nikola OR lang:it)', '(a OR b) ONEAR/3 {US}', '"a b c"~5', 'NOT a', 'NOT (a AND b)', 'followers:>1000 AND title:{Big News} AND url:shop.example/news',
    'a NEAR/2 b NEAR/3 c', '#rail OR @rail.example OR $TSLA OR node.js', 'author:"Rail News" OR site:shop.example', '{a} AND raw:"{b}"',
  ])('%s is written back meaning the same', (query) => {
    expect(canonical(blockText(read(query)))).toBe(canonical(query))
  })
})

test('every term that somebody may type can be read, whatever is in it', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (value) => {
    fc.pre(/[\p{L}\p{N}]/u.test(value))
    expect(() => parseQuery(termText('words', value))).not.toThrow()
    expect(() => parseQuery(termText('exact', value))).not.toThrow()
  }))
})

test('changes stay where they are made', () => {
  const root = read('a AND (b OR c)')
  expect(blockText(withBlock(root, [1, 0], newTerm('new york')))).toBe('a AND ("new york" OR c)')
  expect(blockText(withBlock(root, [0], null))).toBe('(b OR c)')
  expect(blockText(withAdded(root, [1], newTerm('d')))).toBe('a AND (b OR c OR d)')
  expect(blockText(withAdded(newTerm('a'), [], newTerm('b')))).toBe('a AND b')
  expect(blockText(withBlock(root, [], null))).toBe('')
  expect(blockText(withAdded(root, [], emptyGroup))).toBe('a AND (b OR c)')
  expect(withBlock(root, [9], null)).toEqual(root)
})

test('the sense of a group can be chosen and is kept', () => {
  const group = read('b OR c')
  if (group.kind !== 'group') throw new Error('no group')
  for (const sense of ['all', 'any', 'none', 'notAll', 'near', 'notNear'] satisfies GroupSense[]) expect(senseOf(withSense(group, sense))).toBe(sense)
  expect(blockText(withSense(group, 'none'))).toBe('NOT (b OR c)')
  expect(blockText(withSense(group, 'near'))).toBe('b NEAR/4 c')
})
