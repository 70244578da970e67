/** `rapport spikes`: says of each count in a file how much of a spike it is. */
import { createReadStream } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { Fault } from '../kernel/fault.ts'
import { alarmState, inLine, raisesAt, readSeries, spikeDetector } from '../modules/listening/spikes/index.ts'
import type { Alarm, ReadRow, SeriesRow } from '../modules/listening/spikes/index.ts'

interface Options {
  readonly alarms?: true
  readonly threshold: number
}

/** Exit code for a file that was not understood. */
const notUnderstood = 2

function readThreshold(word: string): number {
  const threshold = Number(word)
  if (!(threshold > 0 && threshold <= 1)) throw new InvalidArgumentError('Give a score above 0 and up to 1, such as 0.4.')
  return threshold
}

async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await new Promise((resolve) => { process.stdout.once('drain', resolve) })
}

/** Nine digits keep the order even among the nearly certain. */
const scoreText = (score: number): string => String(Number(score.toPrecision(9)))

function scoreLine({ timeText, valueText }: SeriesRow, { reading }: ReadRow): string {
  return `${timeText},${valueText},${scoreText(reading.score)}\n`
}

const isoOf = (atMs: number): string => new Date(atMs).toISOString()

function alarmLine({ sinceMs, untilMs, peakMs, peakValue, expected, severity, score }: Alarm): string {
  return `${isoOf(sinceMs)},${isoOf(untilMs)},${isoOf(peakMs)},${peakValue},${Number(expected.toPrecision(4))},${severity},${scoreText(score)}\n`
}

/** Gives each row to the detector and says what line to print for it. */
function teller(options: Options): { line: (row: SeriesRow) => string; end: () => string } {
  const detector = spikeDetector()
  let alarm: Alarm | undefined
  return {
    line: (row) => {
      const read: ReadRow = { atMs: row.atMs, value: row.value, reading: detector.next(row.atMs, row.value) }
      if (!options.alarms) return scoreLine(row, read)
      const before = alarm
      alarm = alarmState(before, read, options.threshold)
      return before && alarm?.sinceMs !== before.sinceMs ? alarmLine(before) : ''
    },
    end: () => (alarm ? alarmLine(alarm) : ''),
  }
}

async function spikes(file: string, options: Options): Promise<void> {
  const told = teller(options)
  const pieces = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, { encoding: 'utf8' })
  try {
    await write(options.alarms ? 'since,until,peak,value,expected,severity,score\n' : 'timestamp,value,anomaly_score\n')
    for await (const rows of readSeries(pieces)) {
      let text = ''
      try {
        for (const row of rows) {
          try {
            text += told.line(row)
          } catch (thrown) {
            throw inLine(row.line, thrown)
          }
        }
      } finally {
        await write(text)
      }
    }
    await write(told.end())
  } catch (thrown) {
    if (thrown instanceof Fault) console.error(`${file}: ${thrown.message}`)
    else if (thrown instanceof Error && 'syscall' in thrown) console.error(`${file} cannot be read (${thrown.message}). Give the path of a CSV file, or - for standard input.`)
    else throw thrown
    process.exitCode = notUnderstood
  }
}

/** The command, for the list of commands. */
export function spikesCommand(): Command {
  return new Command('spikes')
    .description('Reads counts over time and writes each with an anomaly score from 0 to 1, from it and the rows before it alone.')
    .argument('<file>', 'CSV with timestamp,value, oldest first, with or without a header; - for standard input')
    .option('--alarms', 'write one line an alarm instead of one a row')
    .option('--threshold <score>', 'with --alarms: the score that raises one', readThreshold, raisesAt)
    .addHelpText('after', '\nTimes are ISO 8601 or YYYY-MM-DD HH:MM:SS, in UTC unless they say otherwise. What the score means is in docs/manual/spikes.md.')
    .action(spikes)
}
