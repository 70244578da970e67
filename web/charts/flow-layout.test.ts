import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowLayout } from './flow-layout.ts'

const stages = ['a', 'b', 'c']

test('bands fill their nodes and stay within the picture', () => {
  const step = fc.uniqueArray(fc.record({ from: fc.constantFrom('a', 'b', 'c', null), to: fc.constantFrom('a', 'b', 'c'), count: fc.integer({ min: 1, max: 500 }) }), { selector: (one) => `${one.from} ${one.to}`, maxLength: 9 })
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (flows) => {
    const { nodes, bands } = flowLayout(flows, stages, 200)
    for (const node of nodes) expect(node.y + node.height).toBeLessThanOrEqual(200.001)
    for (const band of bands) {
      const [from, to] = [nodes.find((node) => node.column === band.step && node.stage === band.from)!, nodes.find((node) => node.column === band.step + 1 && node.stage === band.to)!]
      expect(band.y0).toBeGreaterThanOrEqual(from.y - 0.001)
      expect(band.y0 + band.thickness).toBeLessThanOrEqual(from.y + from.height + 0.001)
      expect(band.y1 + band.thickness).toBeLessThanOrEqual(to.y + to.height + 0.001)
    }
    expect(bands.reduce((sum, band) => sum + band.count, 0)).toBe(flows.flat().reduce((sum, one) => sum + one.count, 0))
  }))
})

test('an empty flow is an empty picture', () => {
  expect(flowLayout([[]], stages, 100)).toEqual({ nodes: [], bands: [] })
})
