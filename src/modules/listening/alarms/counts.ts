/** Counts in equal steps of time. */
import type { Instant } from '../../../kernel/instant.ts'

export interface Counts {
  /** Start of the first step; a multiple of `stepMs`. */
  readonly from: Instant
  readonly stepMs: number
  readonly values: Float64Array
}

export interface Cell {
  readonly at: Instant
  readonly value: number
}

/** Cells as an unbroken series over [from, to); what has no cell is zero. */
export function countsOf(cells: Iterable<Cell>, stepMs: number, from: Instant, to: Instant): Counts {
  const start = Math.floor(from / stepMs) * stepMs
  const values = new Float64Array(Math.max(0, Math.ceil((to - start) / stepMs)))
  for (const { at, value } of cells) {
    const index = Math.floor((at - start) / stepMs)
    if (index >= 0 && index < values.length) values[index] = (values[index] ?? 0) + value
  }
  return { from: start, stepMs, values }
}

/** The sum over [from, to); both should be multiples of the step. What lies outside the series is zero. */
export function sumOf(counts: Counts, from: Instant, to: Instant): number {
  const first = Math.max(0, Math.round((from - counts.from) / counts.stepMs))
  const last = Math.min(counts.values.length, Math.round((to - counts.from) / counts.stepMs))
  let sum = 0
  for (let index = first; index < last; index++) sum += counts.values[index] ?? 0
  return sum
}
