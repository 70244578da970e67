import { expect, test } from 'vitest'
import { guessKind } from './guess-kinds.ts'
import type { Kind } from './kinds.ts'
import { planFields } from './plan-fields.ts'
import { RawTableBuilder } from './raw-table.ts'
import type { RawTable } from './raw-table.ts'

function table(columns: Record<string, readonly string[]>): RawTable {
  const builder = new RawTableBuilder(Object.keys(columns))
  const rows = Math.max(...Object.values(columns).map((cells) => cells.length))
  for (let row = 0; row < rows; row++) builder.add(String(row), Object.values(columns).map((cells) => cells[row] ?? ''))
  return builder.finish()
}

const words = ['tea', 'rain', 'wood', 'lamp', 'stone', 'reed', 'tea', 'rain']

test.each<[string, readonly string[], Kind]>([
  ['first_name', words, 'given-name'], ['voornaam', words, 'given-name'], ['Nachname', words, 'family-name'], ['first_and_surname', words, 'full-name'], ['displayName', words, 'full-name'],
  ['x', ['a@b.example', 'c@d.example'], 'email'], ['contact', ['+31612345678', '+31687654321'], 'phone'], ['when', ['1971-06-24', '1980-01-01'], 'date'], ['x', ['TQ13 8DF', 'W1 1AA'], 'postcode'],
  ['address_1', ['12', '7'], 'street-number'], ['address_1', words, 'address'], ['birth_place', words, 'place'], ['occupation', words, 'category'], ['soc_sec_id', ['6988048', '6988048', '7364009'], 'number'],
  ['cluster', ['1', '2'], 'ignore'], ['empty', ['', ''], 'ignore'], ['country', Array.from({ length: 30 }, () => 'nl'), 'ignore'], ['user_name', words, 'handle'],
])('a column "%s" is guessed, with a reason', (name, cells, kind) => {
  const [column] = table({ [name]: cells }).columns
  const guess = guessKind(column!)
  expect(guess.kind).toBe(kind)
  expect(guess.because.length).toBeGreaterThan(8)
})

test('a full name that repeats first and last name is not counted twice', () => {
  const plan = planFields(table({ first_name: ['ada', 'kim'], surname: ['blake', 'stone'], full_name: ['Ada Blake', 'Kim Stone'] }), new Map())
  expect(plan.notes.find((note) => note.column === 'full_name')?.kind).toBe('ignore')
})

test('what a full name says beyond first and last name is compared', () => {
  const plan = planFields(table({ first_name: ['ada', 'kim'], surname: ['blake', 'stone'], full_name: ['Ada Blake, baron of Reed', 'Kim Stone'] }), new Map())
  expect(plan.slots.find((slot) => slot.column === 'full_name')?.without).toEqual(['first_name', 'surname'])
})

test('a stated kind wins, and a stated column that is not there is named', () => {
  expect(planFields(table({ x: words }), new Map([['x', 'family-name']])).fields[0]?.kind).toBe('family-name')
  expect(() => planFields(table({ x: words }), new Map([['y', 'text']]))).toThrow('There is no column "y"')
  expect(() => planFields(table({ x: words }), new Map([['x', 'ignore']]))).toThrow('No column is left to compare')
})

test('two mail columns are one field, so that a swapped pair still agrees', () => {
  const plan = planFields(table({ email: ['a@b.example', 'c@d.example'], email_2: ['e@f.example', 'g@h.example'] }), new Map())
  expect(plan.fields).toHaveLength(1)
  expect(plan.fields[0]?.slots).toEqual([0, 1])
})
