import { expect, test } from 'vitest'
import { filled, variablesIn } from './variables.ts'

const known = { personName: 'Wad Loper', memberName: 'Mia Peeters', company: 'Tide', number: 7, subject: 'Hub', account: 'Desk' }

test.each([
  ['Hello {{person.first-name}}, {{ me.name }} here.', known, 'Hello Wad, Mia Peeters here.', []],
  ['Hello {{person.first-name|there}}!', { ...known, personName: null }, 'Hello there!', []],
  ['Hello {{person.first-name}}!', { ...known, personName: 'wad@tide.example' }, 'Hello {{person.first-name}}!', ['person.first-name']],
  ['{{shoe.size}}', known, '{{shoe.size}}', ['shoe.size']],
])('%s', (text, what, said, missing) => expect(filled(text, what)).toEqual({ text: said, missing }))

test('variables are found once each', () => expect(variablesIn('{{a}} {{a|x}} {{ b.c }} {d}')).toEqual(['a', 'b.c']))
