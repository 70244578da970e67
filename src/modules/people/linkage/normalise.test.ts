import { expect, test } from 'vitest'
import { foldWords } from './fold-text.ts'
import type { ComparedKind } from './kinds.ts'
import { dateOrderOf, readDate } from './normalise-date.ts'
import { normalise } from './normalise.ts'

const reading = { dateOrder: 'day-first', today: '20260101' } as const

test.each<[ComparedKind, string, string]>([
  ['given-name', ' Dr. José-María ', 'jose maria'], ['given-name', 'Юлия', 'iuliia'], ['family-name', "O'Brien", 'obrien'], ['family-name', 'Łódź', 'lodz'], ['given-name', 'NULL', ''], ['given-name', '🦊', '🦊'], ['given-name', "Robert'); DROP TABLE students;--", 'robert drop table students'], ['given-name', '<b>Ada</b>', 'b ada b'],
  ['email', 'Ada <ADA.B+news@Googlemail.com>', 'ada.b@gmail.com'], ['email', 'no address', 'noaddress'],
  ['phone', '+31 (0)6-1234 5678', '+31612345678'], ['phone', '0031612345678', '+31612345678'], ['phone', '06-12345678 ext. 12', '0612345678'], ['phone', '12', ''],
  ['handle', 'https://social.example/@John_Smith84?x=1', 'john_smith84'], ['handle', '@Ada', 'ada'],
  ['address', 'Oliver St.', 'oliver street'], ['place', 'Saint James', 'st james'], ['postcode', 'TQ13 8DF', 'tq138df'], ['postcode', '3465.0', '3465'], ['number', '000', ''],
  ['date', '24/06/1971', '19710624'], ['date', '1971-06-24T00:00:00Z', '19710624'], ['date', 'June 24th, 1971', '19710624'], ['date', '24 juni 71', '19710624'], ['date', '1971', '19710000'], ['date', '2031-01-01', ''], ['date', 'soon', ''],
])('%s "%s" is read as "%s"', (kind, cell, expected) => {
  expect(normalise(kind, cell, reading)).toBe(expected)
})

test('a column of dates tells by itself which of day and month stands first', () => {
  expect(dateOrderOf(['06/24/1971', '01/02/1990'])).toBe('month-first')
  expect(dateOrderOf(['24/06/1971', '01/02/1990'])).toBe('day-first')
  expect(readDate('06/07/1971', 'month-first', 2026)).toBe('19710607')
  expect(readDate('06/24/1971', 'day-first', 2026)).toBe('19710624')
})

test('marks made of two signs and of one are the same letter', () => {
  expect(foldWords('Zoe\u0308')).toBe(foldWords('Zoë'))
  expect(foldWords('Müller')).toBe('muller')
})
