import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultRange, markedTokens, queryTokens } from './query-tokens.ts'

const kinds = (query: string): string[] => queryTokens(query).filter((token) => token.kind !== 'space').map((token) => `${token.kind} ${token.text}`)
const queryish = fc.string({ unit: fc.constantFrom('velora', ' ', '"', '(', ')', 'AND ', 'OR', 'NEAR/5', '#', '@', 'lang:', '*', '\\', '😀', '-', '\n', 'é') })

describe('colouring a query', () => {
  test('each part of a query is told apart', () => {
    expect(kinds('(velora OR "hub gear*") NEAR/6 order* -spam lang:nl #fiets @velora.example')).toEqual([
      'group (', 'word velora', 'operator OR', 'phrase "hub gear*"', 'group )', 'operator NEAR/6', 'word order*', 'operator -', 'word spam', 'field lang:', 'word nl', 'tag #fiets', 'mention @velora.example',
    ])
  })

  test('letters inside words are no operators', () => {
    expect(kinds('BRAND ORDER e-bike')).toEqual(['word BRAND', 'word ORDER', 'word e-bike'])
  })

  test('a phrase that is still being typed is a phrase already', () => {
    expect(kinds('velora "hub ge')).toEqual(['word velora', 'phrase "hub ge'])
  })

  test('what is typed is shown as it is, character for character', () => {
    fc.assert(fc.property(fc.oneof(queryish, fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) })), (query) => {
      expect(queryTokens(query).map((token) => token.text).join('')).toBe(query)
    }))
  })
})

describe('underlining', () => {
  test('marks cut the tokens and lose nothing, wherever they lie', () => {
    fc.assert(fc.property(queryish, fc.array(fc.record({ start: fc.integer({ min: -3, max: 80 }), end: fc.integer({ min: -3, max: 80 }), kind: fc.constantFrom('fault' as const, 'warning' as const) })), (query, marks) => {
      expect(markedTokens(query, marks).map((token) => token.text).join('').slice(0, query.length)).toBe(query)
    }))
  })

  test('a fault in a word underlines from the character to the end of the word', () => {
    expect(faultRange('velora AN gear', 7)).toEqual({ start: 7, end: 9 })
    expect(faultRange('velora )', 7)).toEqual({ start: 7, end: 8 })
  })

  test('a fault after the last character is underlined after it', () => {
    const range = faultRange('velora AND', 10)
    expect(markedTokens('velora AND', [{ ...range, kind: 'fault' }]).at(-1)).toEqual({ kind: 'space', text: ' ', start: 10, mark: 'fault' })
  })
})
