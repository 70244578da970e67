import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completionsAt, type KnownValues } from './query-completion.ts'

const known: KnownValues = { lang: [{ value: 'nl', label: 'Dutch' }, { value: 'en', label: 'English' }, { value: 'fr', label: 'French' }], list: [{ value: 'our brands' }, { value: 'risks' }], sentiment: [{ value: 'negative' }, { value: 'neutral' }] }
/** `|` is the caret; answers with the text after taking the first offer. */
function took(marked: string, asked = false): string | null {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const offer = completionsAt(text, caret, known, asked)
  const [first] = offer?.items ?? []
  return offer && first ? text.slice(0, offer.from) + first.insert + text.slice(offer.to) : null
}

test.each([
  ['velora ne|', 'velora NEAR/4 '], ['velora NE|AR', 'velora NEAR/4 '], ['la|', 'lang:'], ['velora -la|', null], ['(a OR la|)', '(a OR lang:)'],
  ['lang:|', 'lang:nl '], ['lang:d|', 'lang:nl '], ['lang:en,fr|', null], ['lang:en,f|', 'lang:en,fr '], ['language:fr|', null],
  ['list:our|', 'list:"our brands" '], ['list:"our b|', 'list:"our brands" '], ['sentiment:ne| x', 'sentiment:negative  x'],
  ['"velora la|"', null], ['{la|}', null], ['author:x|', null], ['v|', null], ['nothing zz|', null],
])('%s becomes %s', (marked, expected) => {
  expect(took(marked)).toBe(expected)
})

test('an empty place is answered when somebody asks', () => {
  expect(took('|')).toBeNull()
  expect(took('|', true)).toBe('NOT ')
  expect(took('velora |', true)).toBe('velora AND ')
})

test('whatever is typed, an offer replaces a stretch around the caret', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(), (text, at) => {
    const caret = at % (text.length + 1)
    const offer = completionsAt(text, caret, known, true)
    if (offer) {
      expect(offer.from).toBeLessThanOrEqual(caret)
      expect(offer.to).toBeGreaterThanOrEqual(caret)
      expect(offer.to).toBeLessThanOrEqual(text.length)
    }
  }))
})
