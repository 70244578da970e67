import { expect, test } from 'vitest'
import { finds } from '../shell/palette-match.ts'
import { safeNext } from '../scenes/first-visit/enter.ts'
import { looksLikeMail } from '../scenes/first-visit/account-checks.ts'
import { interactionIn } from '../scenes/settings/sources/corrected.ts'
import { initialOf, tintOf } from './avatar.tsx'
import { channelTitle } from './channel-mark.tsx'

test('somebody keeps their tint, and tints are spread', () => {
  expect(tintOf('p1')).toBe(tintOf('p1'))
  const seen = new Set(Array.from({ length: 200 }, (_, index) => tintOf(`person-${index}`)))
  expect([...seen].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
})

test.each([['@tide.blue', 'T'], ['élan', 'É'], ['東京', '東'], ['+32 4', '3'], ['…', '+'], ['', '+']])('the initial of "%s" is %s', (name, initial) => {
  expect(initialOf(name)).toBe(initial)
})

test('a channel that the page does not know is still named', () => {
  expect([channelTitle('bluesky'), channelTitle('my-forum')]).toEqual(['Bluesky', 'My forum'])
})

test('the palette finds words in any order, without accents', () => {
  expect(finds('thema donker', 'Donker thema')).toBe(true)
  expect(finds('cafe', 'Café Noir')).toBe(true)
  expect(finds('', 'anything')).toBe(true)
  expect(finds('light xyz', 'Light theme')).toBe(false)
})

test.each([[undefined, '/'], ['/listen?topics=a', '/listen?topics=a'], ['//evil.example', '/'], ['/\\evil.example', '/'], ['https://evil.example', '/'], ['javascript:alert(1)', '/']])('after signing in, "%s" leads to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected)
})

test('a mail address is recognised before the server has to', () => {
  expect(['a@b.example', ' a@b.example ', 'a@b', 'a b@c.example', '@b.example', 'a@b.'].filter(looksLikeMail)).toEqual(['a@b.example', ' a@b.example '])
})

test('a corrected item must be one JSON object', () => {
  expect(interactionIn('{"text":"x"}')).toEqual({ value: { text: 'x' } })
  expect(interactionIn('[1]')).toHaveProperty('fault')
  expect(interactionIn('{')).toHaveProperty('fault')
})
