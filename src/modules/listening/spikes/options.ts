/** What can be set about spike detection, and what it is unless somebody says otherwise. */

export interface SpikeOptions {
  /** Hours at the beginning in which nothing is reported. Default 48. */
  readonly learningHours?: number
  /** Half-life, in days, of what counts as a day's usual peak. Default 20. */
  readonly memoryDays?: number
  /** Half-life, in hours, of what was reported: until it fades only something clearly bigger is news. Default 24. */
  readonly hushHours?: number
  /** Hours over which a burst has to last to count in full. Default 1.5. */
  readonly lastingHours?: number
  /** Half-life, in days, of the slow level. Default 2. */
  readonly levelDays?: number
  /** Most that one row can pull the baseline once it stands, as a natural logarithm of the ratio to what was expected. Default 0.2. */
  readonly pull?: number
}

export const spikeDefaults: Required<SpikeOptions> = { learningHours: 48, memoryDays: 20, hushHours: 24, lastingHours: 1.5, levelDays: 2, pull: 0.2 }
