import { expect, test } from 'vitest'
import { linesOf, stepsOf } from './steps.ts'

const before = [{ id: 'a', words: { en: 'Say sorry', nl: 'Zeg sorry', de: 'Entschuldigen' } }, { id: 'b', words: { en: 'Call' } }]

test('steps keep their ids, and with them their ticks, when others come between', () => {
  expect(stepsOf({ en: 'Say sorry\nListen\nCall', nl: 'Zeg sorry' }, before).map(({ id }) => id)).toEqual(['a', expect.any(String), 'b'])
  expect(stepsOf({ en: 'Say sorry', nl: 'Zeg sorry' }, before)).toEqual([before[0]])
})

test('a step that is only reworded stays the same step', () => {
  expect(stepsOf({ en: 'Apologise\nCall', nl: '' }, before).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('lines come back as they were', () => {
  expect(linesOf(before, 'en')).toBe('Say sorry\nCall')
  expect(linesOf(before, 'nl')).toBe('Zeg sorry')
  expect(stepsOf({ en: '\n\n', nl: '' }, [])).toEqual([])
})
