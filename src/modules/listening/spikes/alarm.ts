/** When a series is in alarm, and how grave that is. */
import type { SpikeReading } from './detector.ts'

/** One row with what the detector said of it. */
export interface ReadRow {
  readonly atMs: number
  readonly value: number
  readonly reading: SpikeReading
}

/** A stretch of rows in alarm, told by its gravest row. */
export interface Alarm {
  readonly sinceMs: number
  /** The last row that was still unusual. */
  readonly untilMs: number
  readonly peakMs: number
  readonly peakValue: number
  readonly expected: number
  /** Of the row that raised it, or of a later one that was news again. */
  readonly score: number
  /** 1 (slight) to 10; never falls while the alarm lasts. */
  readonly severity: number
}

/** Score from which an alarm is raised. On real mention counts 0.35 to 0.45 does about equally well; below, alarms grow many, above, real ones are missed. */
export const raisesAt = 0.4
/** An alarm lasts for as long as rows are this unusual … */
const lastsAbove = 0.2
/** … and that long after. */
const calmMs = 3_600_000

/** A factor of ten and a chance of one in a hundred each make for two to three steps. */
const stepsATenfold = 2.5
const stepsARarity = 2
const mostMagnitude = 2
const mostRarity = 2

/** How grave, 1 to 10: how many times the expected count, and how rare that is. Small counts weigh less, for ten instead of one is no crisis. */
export function severityOf(score: number, expected: number, value: number): number {
  const magnitude = Math.min(mostMagnitude, Math.max(0, Math.log10((value + 5) / (expected + 5))))
  const rarity = Math.min(mostRarity, -Math.log10(Math.max(Number.EPSILON, 1 - score)))
  return Math.max(1, Math.min(10, Math.round(1 + stepsATenfold * magnitude + stepsARarity * rarity)))
}

function raised({ atMs, value, reading }: ReadRow): Alarm {
  return { sinceMs: atMs, untilMs: atMs, peakMs: atMs, peakValue: value, expected: reading.expected, score: reading.score, severity: severityOf(reading.unusual, reading.expected, value) }
}

/**
 * The alarm after a row, given the one before it (`undefined` when there was
 * none). It is raised at `raisesAt` and lasts until an hour passed in which
 * nothing was unusual, so that it does not flicker around one limit.
 */
export function alarmState(before: Alarm | undefined, row: ReadRow, raiseAt: number = raisesAt): Alarm | undefined {
  const { atMs, value, reading } = row
  if (!before) return reading.score >= raiseAt ? raised(row) : undefined
  if (reading.unusual < lastsAbove) {
    if (atMs - before.untilMs < calmMs) return before
    return reading.score >= raiseAt ? raised(row) : undefined
  }
  const severity = Math.max(before.severity, severityOf(reading.unusual, reading.expected, value))
  const peak = value > before.peakValue ? { peakMs: atMs, peakValue: value, expected: reading.expected } : {}
  return { ...before, ...peak, untilMs: atMs, severity, score: Math.max(before.score, reading.score) }
}
