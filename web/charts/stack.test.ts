import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaPath, bucketAt, bucketX, seriesAt, stackLayers, yAxis, type ChartSeries } from './stack.ts'

const frame = { width: 600, height: 240, left: 40, right: 100, top: 10, bottom: 24 }
const series = (rows: number[][]): ChartSeries[] => rows.map((values, index) => ({ key: `s${index}`, label: `S${index}`, colour: 'var(--series-1)', values }))
const anyRows = fc.integer({ min: 1, max: 40 }).chain((buckets) => fc.array(fc.array(fc.nat(10_000), { minLength: buckets, maxLength: buckets }), { minLength: 1, maxLength: 7 }))

describe('stacked layers', () => {
  test('the first series lies on top and the total reaches its upper edge', () => {
    const layers = stackLayers(series([[1, 2], [10, 20]]), 2)
    expect(layers.map((layer) => layer.key)).toEqual(['s1', 's0'])
    expect(layers.at(-1)?.spans).toEqual([[10, 11], [20, 22]])
  })

  test('layers touch, none is negative, and zero stays on the axis', () => {
    fc.assert(fc.property(anyRows, (rows) => {
      const buckets = rows[0]?.length ?? 0
      const layers = stackLayers(series(rows), buckets)
      const axis = yAxis(layers, frame)
      expect(axis.at(0)).toBe(frame.height - frame.bottom)
      for (let bucket = 0; bucket < buckets; bucket += 1) {
        let floor = 0
        for (const layer of layers) {
          expect(layer.spans[bucket]?.[0]).toBe(floor)
          floor = layer.spans[bucket]?.[1] ?? -1
        }
        expect(floor).toBe(rows.reduce((sum, row) => sum + (row[bucket] ?? 0), 0))
        expect(axis.at(floor)).toBeGreaterThanOrEqual(frame.top - 0.001)
      }
    }))
  })

  test('nothing heard still draws an axis, with whole numbers only', () => {
    const axis = yAxis(stackLayers(series([[0, 0, 0]]), 3), frame)
    expect(axis.ticks).toEqual([0, 1])
    expect(areaPath(stackLayers(series([[0, 0]]), 2)[0]!, 0, 1, (x) => x, axis.at)).toMatch(/^M/)
  })

  test('a missing value counts as nothing', () => {
    expect(stackLayers(series([[3]]), 2)[0]?.spans).toEqual([[0, 3], [0, 0]])
  })
})

describe('pointing at the picture', () => {
  test('every bucket is found at its own middle, as area and as bars', () => {
    fc.assert(fc.property(fc.constantFrom('area' as const, 'bars' as const), fc.integer({ min: 1, max: 200 }), (shape, buckets) => {
      const place = bucketX(shape, buckets, frame)
      for (let bucket = 0; bucket < buckets; bucket += 1) expect(bucketAt(place.at(bucket), shape, buckets, frame)).toBe(bucket)
    }))
  })

  test('a click opens the series under it, and all of them above the stack', () => {
    const layers = stackLayers(series([[5], [10]]), 1)
    expect(seriesAt(layers, 0, 3)).toBe('s1')
    expect(seriesAt(layers, 0, 12)).toBe('s0')
    expect(seriesAt(layers, 0, 99)).toBeNull()
    expect(bucketAt(2, 'bars', 1, frame)).toBeNull()
  })
})
