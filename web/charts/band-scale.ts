/** The vertical scale of a count with a band around its expectation. Pure. */
import { scaleLinear } from 'd3-scale'

interface Banded {
  readonly counted: number
  readonly high: number | null
}

/** Holds both the counts and the band; zero is kept. `bottom` and `top` in pixels. */
export function bandScale(steps: readonly Banded[], bottom: number, top: number): { y: (value: number) => number; ticks: number[] } {
  const most = Math.max(1, ...steps.map(({ counted, high }) => Math.max(counted, high ?? 0)))
  const scale = scaleLinear().domain([0, most]).range([bottom, top])
  return { y: (value) => scale(value), ticks: scale.ticks(Math.max(2, Math.min(5, Math.floor((bottom - top) / 48)))).filter((tick) => most > 4 || Number.isInteger(tick)) }
}
