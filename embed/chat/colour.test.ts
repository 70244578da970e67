import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, readable } from './colour.ts'

const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

test('whatever colour a company has, its words can be read and its button be seen, by day and by night', () => {
  fc.assert(fc.property(colour, fc.constantFrom('#ffffff', '#1b1b1d'), (given, ground) => {
    const { fill, ink } = readable(given, ground)
    expect(contrast(fill, ground)).toBeGreaterThanOrEqual(3)
    expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5)
  }))
})

test('a colour that can be seen stays as it is', () => {
  expect(readable('#2d5f4e', '#ffffff')).toEqual({ fill: '#2d5f4e', ink: '#ffffff' })
})
