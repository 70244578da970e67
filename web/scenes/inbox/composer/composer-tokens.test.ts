import { describe, expect, test } from 'vitest'
import { colleaguesFor, markedPieces, partiesOf, partiesText, stillNamed, tokenAt } from './composer-tokens.ts'
import { countedLength } from './text-length.ts'
import { isTaken } from './composer-files.tsx'

describe('what is typed at the caret', () => {
  test.each([
    ['/la', 3, 'canned', 'la'],
    ['Hello /la', 9, 'canned', 'la'],
    ['and/or', 6, 'canned', null],
    ['ask @Ann B', 10, 'colleague', 'Ann B'],
    ['ann@post.example', 16, 'colleague', null],
  ] as const)('“%s” at %i', (text, caret, kind, sought) => expect(tokenAt(text, caret, kind)?.sought ?? null).toBe(sought))
})
test('colleagues are found by any word of their name, however accented', () => {
  const members = [{ id: '1', name: 'Zoé Ardent' }, { id: '2', name: 'Bea Ann' }]
  expect([colleaguesFor('zoe', members).length, colleaguesFor('ann', members)[0]?.id]).toEqual([1, '2'])
  expect(stillNamed('ask @Bea Ann please', members)).toEqual(['2'])
})
test('what must not be said is marked, and marks outside the text are cut', () => {
  expect(markedPieces('we guarantee it', [{ start: 3, end: 12, sentence: 'no' }, { start: 10, end: 99, sentence: 'no' }]).map((piece) => [piece.text, piece.mark !== null])).toEqual([['we ', false], ['guarantee', true], [' it', true]])
})
test('addresses with and without names, as mail writes them', () => {
  const parties = partiesOf('Ann <ann@post.example>, bea@post.example;')
  expect(parties).toEqual([{ externalId: 'ann@post.example', name: 'Ann' }, { externalId: 'bea@post.example' }])
  expect(partiesText(parties)).toBe('Ann <ann@post.example>, bea@post.example')
})
test('a text is as long as its network counts', () => {
  const family = '👨‍👩‍👧 é'
  const of = (unit: 'graphemes' | 'code-points' | 'code-units' | 'bytes', linkLength: number | null = null, text = family): number => countedLength(text, { max: 300, unit, linkLength })
  expect([of('graphemes'), of('code-points'), of('code-units'), of('bytes')]).toEqual([3, 7, 10, 21])
  expect(of('code-points', 23, 'see https://velora.example/a/very/long/address now')).toBe(4 + 23 + 4)
})
test('a file is taken by its kind', () => {
  expect([isTaken('image/png', ['image/*']), isTaken('text/html', ['image/*']), isTaken('text/html', [])]).toEqual([true, false, true])
})
