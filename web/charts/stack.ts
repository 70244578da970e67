/** Stacks series over buckets: the geometry under areas and bars, without drawing anything. */
import { scaleLinear } from 'd3-scale'
import { area, curveLinear, line, stack as stackOf } from 'd3-shape'

export interface ChartSeries {
  readonly key: string
  /** As shown at the series' end. */
  readonly label: string
  /** A CSS colour, by token: `var(--series-1)`. */
  readonly colour: string
  /** One value a bucket. */
  readonly values: readonly number[]
}

export interface Layer {
  readonly key: string
  /** Lower and upper value of the layer at each bucket. */
  readonly spans: readonly (readonly [number, number])[]
}

export interface Frame {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface YAxis {
  /** Where a value lies, in pixels from the top. */
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
  readonly max: number
}

/** Layers from the bottom up; the first series lies on top, as it stands first in the list beside it. */
export function stackLayers(series: readonly ChartSeries[], buckets: number): Layer[] {
  const rows = Array.from({ length: buckets }, (_, bucket) => bucket)
  const layers = stackOf<undefined, number, number>()
    .keys(series.map((_, index) => series.length - 1 - index))
    .value((bucket, index) => Math.max(0, series[index]?.values[bucket] ?? 0))(rows)
  return layers.map((layer) => ({ key: series[layer.key]?.key ?? '', spans: layer.map(([low, high]) => [low, high] as const) }))
}

/** Zero is always kept: an area or bar cut off below says nothing about size. `atLeast`: what else has to be seen. */
export function yAxis(layers: readonly Layer[], frame: Frame, atLeast = 0): YAxis {
  const top = Math.max(0, atLeast, ...(layers.at(-1)?.spans.map(([, high]) => high) ?? []))
  const count = Math.max(2, Math.min(5, Math.floor((frame.height - frame.top - frame.bottom) / 48)))
  const scale = scaleLinear().domain([0, top > 0 ? top : 1]).range([frame.height - frame.bottom, frame.top])
  // Mentions come whole: a grid at 0.5 would mark what cannot happen.
  const ticks = scale.ticks(count).filter((tick) => top > 4 ? true : Number.isInteger(tick))
  return { at: (value) => scale(value), ticks, max: top > 0 ? top : 1 }
}

/** Where each bucket's middle lies: areas reach from edge to edge, bars stand in bands. */
export function bucketX(shape: 'area' | 'bars', buckets: number, frame: Frame): { at: (bucket: number) => number; band: number } {
  const room = Math.max(0, frame.width - frame.left - frame.right)
  if (shape === 'bars' || buckets === 1) {
    const band = room / Math.max(1, buckets)
    return { at: (bucket) => frame.left + band * (bucket + 0.5), band }
  }
  const band = room / (buckets - 1)
  return { at: (bucket) => frame.left + band * bucket, band }
}

/** The bucket nearest to a horizontal place, or `null` outside the frame. */
export function bucketAt(x: number, shape: 'area' | 'bars', buckets: number, frame: Frame): number | null {
  if (buckets === 0 || x < frame.left - 8 || x > frame.width - frame.right + 8) return null
  const place = bucketX(shape, buckets, frame)
  const nearest = Math.round((x - place.at(0)) / (place.band || 1))
  return Math.min(buckets - 1, Math.max(0, nearest))
}

/** The series whose layer lies under a value at a bucket, or `null` above them all. */
export function seriesAt(layers: readonly Layer[], bucket: number, value: number): string | null {
  for (const layer of layers) {
    const span = layer.spans[bucket]
    if (span && value >= span[0] && value < span[1]) return layer.key
  }
  return null
}

/** SVG path of a layer over the buckets `from` to `to` (both inclusive). */
export function areaPath(layer: Layer, from: number, to: number, x: (bucket: number) => number, y: (value: number) => number): string {
  const part = layer.spans.slice(from, to + 1)
  return area<readonly [number, number]>().x((_, index) => x(from + index)).y0(([low]) => y(low)).y1(([, high]) => y(high)).curve(curveLinear)(part) ?? ''
}

/** SVG path of a layer's upper edge over the buckets `from` to `to` (both inclusive). */
export function edgePath(layer: Layer, from: number, to: number, x: (bucket: number) => number, y: (value: number) => number): string {
  const part = layer.spans.slice(from, to + 1)
  return line<readonly [number, number]>().x((_, index) => x(from + index)).y(([, high]) => y(high)).curve(curveLinear)(part) ?? ''
}
