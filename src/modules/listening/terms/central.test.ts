import { expect, test } from 'vitest'
import { representatives } from './central.ts'

const late = Array.from({ length: 12 }, (_, n) => ({ id: `late-${n}`, terms: ['wnaaf', 'wlate', 'wweeks', `w${n}`, ...(n % 2 ? ['wvelora'] : [])] }))
const price = Array.from({ length: 5 }, (_, n) => ({ id: `price-${n}`, terms: ['wprice', 'wexpensive', 'wvelora', `wp${n}`] }))
const odd = { id: 'odd', terms: ['wlottery', 'wwin', 'wclick'] }

test('what most say comes first, then what others say, and an odd one out does not', () => {
  const chosen = representatives([...price, odd, ...late], 3).map(({ id }) => id.split('-')[0])
  expect(chosen[0]).toBe('late')
  expect(chosen).toContain('price')
  expect(chosen).not.toContain('odd')
})

test('the order in which posts come does not matter, and copies are shown once', () => {
  const copies = Array.from({ length: 6 }, (_, n) => ({ id: `copy-${n}`, terms: ['wsame', 'wwords', 'wagain'] }))
  expect(representatives(copies, 4).length).toBe(1)
  expect(representatives([...late, ...price], 4)).toEqual(representatives([...price, ...late].toReversed(), 4))
  expect(representatives([], 3)).toEqual([])
})
