import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparisons } from './comparisons.ts'
import type { ComparedKind } from './kinds.ts'

const nameOf = (kind: ComparedKind, a: string, b: string): string => comparisons[kind].levels[comparisons[kind].compare(a, b)]!.name

test.each<[ComparedKind, string, string, string]>([
  ['given-name', 'robert', 'bob', 'nickname'], ['given-name', 'robert', 'rob', 'nickname'], ['given-name', 'robert', 'r', 'initial'], ['given-name', 'robert', 'robret', 'near'], ['given-name', 'robert', 'x', 'different'], ['given-name', 'mary ann', 'mary', 'nickname'], ['given-name', 'robert', 'grace', 'different'],
  ['family-name', 'allen', 'alen', 'near'], ['family-name', 'smith jones', 'jones', 'part'], ['family-name', 'allen', 'walsh', 'different'],
  ['full-name', 'jan de vries', 'de vries jan', 'order'], ['full-name', 'jan de vries', 'de vries', 'within'], ['full-name', 'j de vries', 'jan de vriess', 'near'], ['full-name', 'jan jansen', 'piet jansen', 'shares'], ['full-name', 'jan jansen', 'ada blake', 'different'],
  ['date', '19710624', '19710524', 'slip'], ['date', '19710406', '19710604', 'swapped'], ['date', '19710624', '19710000', 'as far'], ['date', '19710624', '19710600', 'as far'], ['date', '19710624', '19710711', 'one part'], ['date', '19710624', '19711103', 'year'], ['date', '19710624', '19780103', 'decade'], ['date', '19710624', '20050103', 'different'],
  ['email', 'ada.b@x.example', 'ada.b@y.example', 'same user'], ['email', 'ada.blake@mail.example', 'ada.blakee@mail.example', 'near'], ['email', 'adablake@x.example', 'ada.blake7@quite.example', 'user alike'], ['email', 'ada@x.example', 'kim@x.example', 'different'],
  ['phone', '+31612345678', '0612345678', 'national'], ['phone', '+31612345678', '+31612345679', 'slip'], ['phone', '+31612345678', '+31699999999', 'different'],
  ['handle', 'johnsmith', 'john_smith84', 'letters'], ['handle', 'johnsmith', 'johnsmiht', 'near'], ['handle', 'johnsmith', 'the_johnsmith_show', 'within'], ['handle', 'johnsmith', 'adablake', 'different'],
  ['address', 'tullaroop street', 'street tullaroop', 'near'], ['address', 'tullaroop street', 'tularoop street', 'near'], ['address', 'tullaroop street', 'maltby circuit', 'different'],
  ['street-number', '12a', '12', 'near'], ['street-number', '12', '13', 'slip'], ['street-number', '12', '80', 'different'],
  ['place', 'st james', 'st jamse', 'near'], ['place', 'north york', 'york', 'alike'], ['place', 'london', 'hull', 'different'],
  ['postcode', '4011', '4101', 'slip'], ['postcode', 'tq138df', 'tq138hu', 'district'], ['postcode', '1234ab', '1234zx', 'district'], ['postcode', '4011', '2776', 'different'],
  ['category', 'politician', 'politicain', 'near'], ['category', 'm', 'f', 'different'],
  ['number', '6988048', '6988049', 'slip'], ['number', '6988048', '6988138', 'two slips'], ['number', '6988048', '1111111', 'different'],
  ['text', 'likes tea and rain', 'likes rain and tea', 'near'], ['text', 'likes tea', 'hates rain', 'different'],
])('%s: %s and %s are "%s"', (kind, a, b, expected) => {
  expect(nameOf(kind, a, b)).toBe(expected)
})

const value = fc.string({ minLength: 1, maxLength: 16, unit: fc.constantFrom('a', 'b', 'o', 'n', '1', '2', '@', '.', ' ', 'я') })

test.each(Object.keys(comparisons) as ComparedKind[])('comparing as %s does not depend on the order, and always gives a level', (kind) => {
  const { levels, compare } = comparisons[kind]
  const pool = kind === 'date' ? fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String) : value
  fc.assert(fc.property(pool, pool, (a, b) => {
    const level = compare(a, b)
    expect(level).toBe(compare(b, a))
    expect(levels[level]).toBeDefined()
  }))
})
