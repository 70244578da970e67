import { expect, test } from 'vitest'
import { wordsIn } from './words.ts'

test.each([
  [['nl-BE', 'en'], 'nl'], [['pt-BR', 'fr-FR'], 'fr'], [['ja'], 'en'], [[], 'en'], [['DE'], 'de'], [['es-419'], 'es'],
])('a visitor who reads %j is spoken to in %s', (wanted, language) => expect(wordsIn(wanted).language).toBe(language))

test('no language lacks a word, and none says it in English by mistake', () => {
  const said = (language: string): string[] => Object.values(wordsIn([language]).words).map((word) => (typeof word === 'string' ? word : (word as (one: never, other: never) => string)('Sam' as never, 3 as never)))
  const english = said('en')
  for (const language of ['nl', 'de', 'fr', 'es']) {
    const words = said(language)
    expect(words.length).toBe(english.length)
    expect(words.every((word) => word.trim() !== '')).toBe(true)
    // "Name" and "Message" are the same in some.
    expect(words.filter((word, index) => word === english[index]).length).toBeLessThanOrEqual(2)
  }
})
