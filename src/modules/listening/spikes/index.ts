/** Spikes in counts over time: the detector, its alarms, and files of counts. */
export { alarmState, raisesAt, type Alarm, type ReadRow } from './alarm.ts'
export { spikeDetector, type SpikeDetector, type SpikeReading } from './detector.ts'
export { inLine, readSeries, type SeriesRow } from './read-series.ts'
export { spikeDefaults, type SpikeOptions } from './options.ts'
