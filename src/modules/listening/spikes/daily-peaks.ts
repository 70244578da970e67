/** How surprising the most surprising moment of a day usually is, so that "rare" means the same for every series. */

const dayMs = 86_400_000
/** What is assumed before peaks are known, and for how many days that weighs. */
const assumedSpread = 0.5
const assumedDays = 4
/** Below these nothing is news, however still the series has been: one mention after a silent month is one mention. */
const leastPeak = 0.5
const leastSpread = 0.25

/**
 * Decayed mean and spread of daily maxima. Maxima of days follow a Gumbel law
 * (Gumbel, "Statistics of Extremes", 1958, ch. 5), whatever the law of the rows.
 */
export class DailyPeaks {
  readonly #keep: number
  #from: number
  #highest = 0
  #days = 0
  #sum = 0
  #sumOfSquares = 0

  constructor(firstMs: number, memoryDays: number) {
    this.#from = firstMs
    this.#keep = 0.5 ** (1 / memoryDays)
  }

  /** How far a surprise goes beyond a day's usual peak, in standard deviations of daily peaks; 0 when it does not, or no day is known yet. */
  beyond(surprise: number): number {
    if (this.#days === 0) return 0
    const mean = this.#sum / this.#days
    const squares = Math.max(0, this.#sumOfSquares - this.#days * mean * mean)
    const spread = Math.sqrt((squares + assumedDays * assumedSpread ** 2) / (this.#days + assumedDays))
    return Math.max(0, (surprise - Math.max(leastPeak, mean)) / Math.max(leastSpread, spread))
  }

  add(atMs: number, surprise: number): void {
    this.#highest = Math.max(this.#highest, surprise)
    if (atMs - this.#from < dayMs) return
    this.#days = this.#days * this.#keep + 1
    this.#sum = this.#sum * this.#keep + this.#highest
    this.#sumOfSquares = this.#sumOfSquares * this.#keep + this.#highest ** 2
    this.#highest = 0
    this.#from = atMs
  }
}
