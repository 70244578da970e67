import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { fillIn, type Entry, type SceneWords } from './dictionary.ts'
import { en } from './en.ts'
import { nl } from './nl.ts'

const scenes = Object.keys(en) as (keyof typeof en)[]
const forms = (entry: Entry): string[] => (typeof entry === 'string' ? [entry] : Object.values(entry))
const holes = (entry: Entry): string => [...new Set(forms(entry).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)))].filter((name) => name !== 'n').sort().join(' ')
const pairs = scenes.flatMap((scene) => Object.keys(en[scene]).map((key) => [`${scene}.${key}`, (en[scene] as SceneWords)[key]!, (nl[scene] as SceneWords)[key]!] as const))

test('Dutch has every word of English, and no other', () => {
  expect(Object.keys(nl)).toEqual(Object.keys(en))
  for (const scene of scenes) expect(Object.keys(nl[scene]).sort(), scene).toEqual(Object.keys(en[scene]).sort())
})

test('no sentence is empty or has blanks at its ends', () => {
  for (const [key, english, dutch] of pairs) for (const text of [...forms(english), ...forms(dutch)]) expect(text, key).toMatch(/^\S(.*\S)?$/s)
})

test('a translation has the same holes as the original', () => {
  for (const [key, english, dutch] of pairs) expect(holes(dutch), key).toBe(holes(english))
})

test('what has forms for numbers has them in both languages', () => {
  for (const [key, english, dutch] of pairs) expect(typeof dutch, key).toBe(typeof english)
})

test('the number chooses the form and is written as the language writes it', () => {
  const entry = { one: '{n} post', other: '{n} posts of {who}' }
  const plural = new Intl.PluralRules('en')
  const number = (value: number): string => new Intl.NumberFormat('nl').format(value)
  expect(fillIn(entry, { n: 1, who: 'us' }, plural, number)).toBe('1 post')
  expect(fillIn(entry, { n: 14_640, who: 'us' }, plural, number)).toBe('14.640 posts of us')
})

test('a hole without a value stays to be seen, and braces in a value are only text', () => {
  const plural = new Intl.PluralRules('en')
  expect(fillIn('{a} and {b}', { a: '{b}' }, plural, String)).toBe('{b} and {b}')
})

test('every word is used somewhere, so that nobody translates for nothing', () => {
  const web = fileURLToPath(new URL('..', import.meta.url))
  const source = globSync('**/*.{ts,tsx}', { cwd: web, exclude: (path) => /^(dist|\.dist)|words\/\w+\.(en|nl)\.ts$/.test(path) }).map((path) => readFileSync(join(web, path), 'utf8')).join('\n')
  // Words of channels and events are found by the names that the server gives.
  const unused = pairs.map(([key]) => key).filter((key) => !key.startsWith('channels.') && !key.startsWith('outgoing.event_') && !source.includes(`'${key}'`))
  expect(unused).toEqual([])
})
