import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cascadeLayout, radiusOf, type CascadeNode } from './cascade-layout.ts'

const nodesArb = fc.array(fc.record({ second: fc.nat(100_000), followers: fc.nat(1_000_000), parent: fc.option(fc.nat(60)) }), { minLength: 1, maxLength: 60 })
  .map((drafts) => drafts.sort((a, b) => a.second - b.second).map(({ second, followers, parent }, index): CascadeNode => ({ id: String(index), parent: parent === null ? null : String(parent), at: new Date(Date.UTC(2026, 10, 22) + second * 1_000).toISOString(), followers, brought: 0 })))

test('every post stands inside the picture, later ones never left of earlier ones', () => {
  fc.assert(fc.property(nodesArb, fc.integer({ min: 200, max: 900 }), (nodes, width) => {
    const { placed, links } = cascadeLayout(nodes, width, 180)
    expect(placed.length).toBe(nodes.length)
    placed.forEach(({ x, y }, index) => {
      expect(x >= 0 && x <= width && y >= 0 && y <= 180).toBe(true)
      if (index > 0) expect(x).toBeGreaterThanOrEqual(placed[index - 1]!.x)
    })
    for (const { from, to } of links) expect(to.node.parent).toBe(from.node.id)
  }))
})

test('more followers, larger dot', () => {
  expect([radiusOf(0, 100), radiusOf(100, 100)]).toEqual([2.5, 9])
  expect(radiusOf(10, 100_000)).toBeLessThan(radiusOf(1_000, 100_000))
})
