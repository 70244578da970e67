/** Says of each count in a series, as it comes, how much of a spike it is. */
import { Baseline } from './baseline.ts'
import { DailyPeaks } from './daily-peaks.ts'
import { RowOrderFault, RowValueFault } from './faults.ts'
import { spikeDefaults, type SpikeOptions } from './options.ts'

/** What is said of one row. */
export interface SpikeReading {
  /** 0 (usual, or told already) to 1: the chance that a peak above a usual day's stays smaller than this. */
  readonly score: number
  /** The same without regard to what was told before: high for as long as the burst lasts. */
  readonly unusual: number
  /** The count that hour, kind of day and level let expect. */
  readonly expected: number
  /** The reason in a sentence. */
  readonly because: string
}

/** Takes the rows of one series, oldest first. Memory and time a row are constant. */
export interface SpikeDetector {
  /**
   * The reading of a row, from it and the rows before it.
   * @throws RowOrderFault when the time is not after that of the row before, RowValueFault when it or the value is no time or count; the row then counts as not given
   */
  next(timestampMs: number, value: number): SpikeReading
}

const hourMs = 3_600_000
const lastMs = 8.64e15
/**
 * Variance of a count: clumped four times as much as Poisson's, since people
 * answer each other, and a tenth of the square, since the expectation is one.
 * Within 1 to 16 and 0.03 to 1 it hardly matters: daily peaks set the scale.
 */
const clumping = 4
const uncertainty = 0.1
/** How far beyond what was told something must go to be news. */
const newsFactor = 1.1
/** Excesses of a Gumbel law are exponential with its scale: the standard deviation × √6 ÷ π. */
const gumbelRate = Math.PI / Math.sqrt(6)

/** Distance of a count from its expectation, as the logarithm of standard deviations: bursts are heavy-tailed, their logarithms are not. */
function surpriseOf(value: number, expected: number): number {
  return Math.log1p(Math.max(0, value - expected) / Math.sqrt(clumping * (expected + 1) + uncertainty * expected * expected))
}

const scoreOf = (beyond: number): number => -Math.expm1(-gumbelRate * beyond)

const shown = (count: number): string => count.toFixed(count < 10 ? 1 : 0)

/** A detector that has seen nothing yet. The README of this folder tells how it works. */
export function spikeDetector(options: SpikeOptions = {}): SpikeDetector {
  return new Detector({ ...spikeDefaults, ...options })
}

class Detector implements SpikeDetector {
  readonly #options: Required<SpikeOptions>
  #firstMs = 0
  #previousMs = Number.NEGATIVE_INFINITY
  #baseline: Baseline | undefined
  #peaks: DailyPeaks | undefined
  /** Value and expectation of late, faded over `lastingHours`. */
  #lately = 0
  #expectedLately = 0
  /** The farthest that anything went, faded over `hushHours`. */
  #told = 0

  constructor(options: Required<SpikeOptions>) {
    this.#options = options
  }

  next(timestampMs: number, value: number): SpikeReading {
    if (!(Math.abs(timestampMs) <= lastMs)) throw new RowValueFault('time', timestampMs)
    if (!(value >= 0 && value <= Number.MAX_VALUE)) throw new RowValueFault('value', value)
    if (timestampMs <= this.#previousMs) throw new RowOrderFault(timestampMs, this.#previousMs)
    const { hushHours, lastingHours, learningHours, levelDays, memoryDays, pull } = this.#options
    if (!this.#baseline || !this.#peaks) {
      this.#baseline = new Baseline(timestampMs, value, levelDays, pull)
      this.#peaks = new DailyPeaks(timestampMs, memoryDays)
      this.#firstMs = this.#previousMs = timestampMs
      this.#lately = this.#expectedLately = value
    }
    const elapsedHours = (timestampMs - this.#previousMs) / hourMs
    const ageHours = (timestampMs - this.#firstMs) / hourMs
    const expected = this.#baseline.expect(timestampMs)
    const share = -Math.expm1(-elapsedHours / lastingHours)
    this.#lately += share * (value - this.#lately)
    this.#expectedLately += share * (expected - this.#expectedLately)
    const surprise = (surpriseOf(value, expected) + surpriseOf(this.#lately, this.#expectedLately)) / 2
    const beyond = this.#peaks.beyond(surprise)
    const told = this.#told * 0.5 ** (elapsedHours / hushHours)
    const ahead = beyond - newsFactor * told
    const isLearning = ageHours < learningHours
    // Both how far it goes and how far it goes beyond what was told: the one alone repeats itself, the other forgets how big it is.
    const score = isLearning || ahead <= 0 ? 0 : scoreOf(Math.sqrt(beyond * ahead))
    this.#told = Math.max(told, beyond)
    this.#peaks.add(timestampMs, surprise)
    this.#baseline.learn(value, elapsedHours, ageHours / 24)
    this.#previousMs = timestampMs
    return { score, unusual: isLearning ? 0 : scoreOf(beyond), expected, because: because(value, expected, score, beyond, isLearning) }
  }
}

function because(value: number, expected: number, score: number, beyond: number, isLearning: boolean): string {
  if (isLearning) return 'still learning what is usual'
  if (beyond === 0) return 'no more than a day usually brings'
  const size = `${shown(value)} where ${shown(expected)} were to be expected`
  return score === 0 ? `${size}: more than usual, but no news` : `${size}: beyond a day's usual peak by ${shown(beyond)} standard deviations`
}
