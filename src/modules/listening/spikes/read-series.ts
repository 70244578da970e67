/** Reads `timestamp,value` lines as they come, in constant memory. */
import { SeriesLineFault } from './faults.ts'

/** One row, with its place in the file and the words it was written in. */
export interface SeriesRow {
  /** Number of the line, from 1. */
  readonly line: number
  readonly atMs: number
  readonly value: number
  readonly timeText: string
  readonly valueText: string
}

const longestLine = 1_000
const time = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?$/i
const count = /^\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Milliseconds of a time such as `2015-03-05 19:57:53` or `2015-03-05T19:57:53+01:00`; without a zone it is UTC. NaN when it is none. */
export function timeOf(text: string): number {
  const found = time.exec(text)
  if (!found) return Number.NaN
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number]
  // Year, month and day are read back: 30 February would otherwise become 2 March.
  const midnight = new Date(Date.UTC(2000, month - 1, day))
  midnight.setUTCFullYear(year, month - 1, day)
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return Number.NaN
  const zone = found[8] ?? 'Z'
  const offset = zone.toUpperCase() === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0))
  return midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1_000 + Math.floor(Number(`0.${found[7] ?? 0}`) * 1_000)
}

function unquoted(cell: string): string {
  const bare = cell.trim()
  return bare.length > 1 && bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1).trim() : bare
}

/** The row of a line, or nothing when the line is empty or the header. */
function rowOf(text: string, line: number): SeriesRow | undefined {
  if (text.trim() === '') return undefined
  const cells = text.split(',').map(unquoted)
  const [timeText = '', valueText = ''] = cells
  const isHeader = line === 1 && Number.isNaN(timeOf(timeText)) && !count.test(valueText)
  if (cells.length !== 2) throw new SeriesLineFault(`has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}. Expected two, timestamp,value, as in 2026-03-05 19:55:00,42.`)
  if (isHeader) return undefined
  const atMs = timeOf(timeText)
  if (Number.isNaN(atMs)) throw new SeriesLineFault(`"${timeText.slice(0, 40)}" is no time. Expected one such as 2026-03-05 19:55:00 or 2026-03-05T19:55:00Z.`)
  const value = count.test(valueText) ? Number(valueText) : Number.NaN
  if (!Number.isFinite(value)) throw new SeriesLineFault(`"${valueText.slice(0, 40)}" is no count. Expected a number of 0 or more, such as 42 or 3.5; leave the row out where nothing was counted.`)
  return { line, atMs, value, timeText, valueText }
}

/** A fault in a line, with the line's number in front. */
export function inLine(line: number, thrown: unknown): unknown {
  return thrown instanceof Error ? new SeriesLineFault(`Line ${line}: ${thrown.message}`) : thrown
}

/**
 * The rows of a file given in pieces of text. A first line without a number is
 * a header; empty lines are passed over.
 * @throws SeriesLineFault with the number of the line
 */
export async function* readSeries(pieces: AsyncIterable<string>): AsyncGenerator<SeriesRow[]> {
  let rest = ''
  let line = 0
  const read = (text: string): SeriesRow | undefined => {
    line++
    try {
      if (text.length > longestLine) throw new SeriesLineFault(`is longer than ${longestLine} characters. Expected timestamp,value, as in 2026-03-05 19:55:00,42.`)
      return rowOf(line === 1 ? text.replace(/^\ufeff/, '') : text, line)
    } catch (thrown) {
      throw inLine(line, thrown)
    }
  }
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    const rows: SeriesRow[] = []
    try {
      for (const text of lines) {
        const row = read(text)
        if (row) rows.push(row)
      }
      if (rest.length > longestLine) read(rest)
    } catch (thrown) {
      // What came before the bad line is good and is handed on first.
      if (rows.length > 0) yield rows
      throw thrown
    }
    if (rows.length > 0) yield rows
  }
  const last = read(rest)
  if (last) yield [last]
}
