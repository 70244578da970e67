/** What a count usually is at this hour of this kind of day, learnt row by row so that bursts hardly move it. */

const hourMs = 3_600_000
const hoursADay = 24
/** A gap teaches no more than this. */
const mostTaughtHours = 2
/** Share of an error that an hour's slot takes over in an hour, for all days and for weekdays or weekends alone. */
const slotGain = 0.15
const dayKindGain = 0.05
/** In the first days slots learn this many times faster, and ever less so. */
const earlyGain = 3
/** … and one row may pull this much further, for nothing is known yet that a burst could spoil. */
const earlyPull = 1
/** Half-life, in hours, of the memory for on which side of the level the rows lie. */
const sideHours = 12
/** How many times faster the level goes when all rows lie on one side: a step is followed in days, a burst is not. */
const stepHaste = 10

/** Places in time between two hours' middles: the two slots and the weight of the later one. */
interface Place { readonly now: number; readonly next: number; readonly later: number; readonly dayKind: number }

function placeOf(atMs: number): Place {
  const hours = atMs / hourMs - 0.5
  const whole = Math.floor(hours)
  const now = ((whole % hoursADay) + hoursADay) % hoursADay
  // 1 January 1970 was a Thursday; weekday 0 is Sunday.
  const weekday = (((Math.floor(atMs / hourMs / hoursADay) + 4) % 7) + 7) % 7
  return { now, next: (now + 1) % hoursADay, later: hours - whole, dayKind: weekday === 0 || weekday === 6 ? hoursADay : 0 }
}

/**
 * Level × hour of day × (weekday or weekend), all as logarithms of count + 1.
 * Each is a stochastic approximation whose error is cut: Huber's
 * estimator, so that what a burst can do is bounded however big it is.
 */
export class Baseline {
  readonly #hours = new Float64Array(hoursADay)
  readonly #dayKinds = new Float64Array(2 * hoursADay)
  readonly #levelHours: number
  readonly #pull: number
  #level: number
  #side = 0
  #place: Place
  #log: number

  constructor(firstMs: number, firstValue: number, levelDays: number, pull: number) {
    this.#level = Math.log1p(firstValue)
    this.#levelHours = levelDays * hoursADay
    this.#pull = pull
    this.#place = placeOf(firstMs)
    this.#log = this.#level
  }

  /** The count to expect at this time. */
  expect(atMs: number): number {
    this.#place = placeOf(atMs)
    const { now, next, later, dayKind } = this.#place
    const slot = (at: number): number => (this.#hours[at] ?? 0) + (this.#dayKinds[at + dayKind] ?? 0)
    this.#log = this.#level + (1 - later) * slot(now) + later * slot(next)
    return Math.max(0, Math.expm1(this.#log))
  }

  /** Takes in what came where `expect` was asked last, `elapsedHours` after the row before and `ageDays` after the first. */
  learn(value: number, elapsedHours: number, ageDays: number): void {
    const pull = this.#pull + earlyPull / (1 + ageDays)
    const error = Math.max(-pull, Math.min(pull, Math.log1p(value) - this.#log))
    const taught = Math.min(elapsedHours, mostTaughtHours)
    this.#side += (1 - 0.5 ** (elapsedHours / sideHours)) * (Math.sign(error) - this.#side)
    this.#level += (1 - 0.5 ** (taught / this.#levelHours)) * (1 + stepHaste * this.#side ** 4) * error
    const { now, next, later, dayKind } = this.#place
    const step = taught * error * (1 + earlyGain / (1 + ageDays))
    const add = (slots: Float64Array, at: number, by: number): void => { slots[at] = (slots[at] ?? 0) + by }
    add(this.#hours, now, (1 - later) * slotGain * step)
    add(this.#hours, next, later * slotGain * step)
    add(this.#dayKinds, now + dayKind, (1 - later) * dayKindGain * step)
    add(this.#dayKinds, next + dayKind, later * dayKindGain * step)
  }
}
