/** What can be wrong with a series of counts. */
import { Fault } from '../../../kernel/fault.ts'
import { iso } from '../../../kernel/instant.ts'

/** Thrown when a row is not later than the row before it. Sort the series and join rows of the same time. */
export class RowOrderFault extends Fault {
  readonly code = 'listening.spikes.order'
  override readonly status = 422
  constructor(atMs: number, previousMs: number) {
    super(atMs === previousMs
      ? `The time ${iso(atMs)} comes twice. Each row needs a time of its own: add the values of the same time up.`
      : `The time ${iso(atMs)} comes after ${iso(previousMs)}. Rows have to be in order of time, oldest first.`)
  }
}

/** Thrown when a time or value is none: a count is finite and not below zero. */
export class RowValueFault extends Fault {
  readonly code = 'listening.spikes.value'
  override readonly status = 422
  constructor(what: 'time' | 'value', given: number) {
    super(what === 'time'
      ? `${given} is no time. Expected milliseconds since 1970, up to the year 275760.`
      : `${given} is no count. Expected a number of 0 or more; leave a row out where nothing was counted.`)
  }
}

/** Thrown when a line of a file of counts cannot be read. */
export class SeriesLineFault extends Fault {
  readonly code = 'listening.spikes.line'
  override readonly status = 422
}
