import { expect, test } from 'vitest'
import { offersAt } from './search-completion.ts'

const known = { labels: ['late delivery', 'invoice'], members: ['Ann'], teams: [], accounts: [], channels: ['mail'] }
const offered = (text: string): string[] => offersAt(text, text.length, known)?.offers.map(({ insert }) => insert) ?? []

test('the beginning of an operator is completed', () => expect(offered('hub la')).toEqual(['label:', 'language:']))
test('an operator offers its values, quoted where they have blanks', () => expect(offered('label:')).toEqual(['label:"late delivery" ', 'label:invoice ']))
test('a minus stays', () => expect(offered('-label:inv')).toEqual(['-label:invoice ']))
test('ordinary words are left alone', () => expect(offered('bicycle')).toEqual([]))
test('only the word at the caret is replaced', () => expect(offersAt('is:op hub', 5, known)).toMatchObject({ from: 0, to: 5 }))
