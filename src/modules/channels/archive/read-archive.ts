/** Reads an archive of any size in batches, from where it stopped. */
import { systemClock, type Clock } from '../../../kernel/instant.ts'
import type { Interaction } from '../../../kernel/interaction.ts'
import type { Mapping } from '../api.ts'
import { archiveBytes, DamagedArchive, headOf, isGzip, type Source } from './archive-bytes.ts'
import { startPosition, type ArchiveBatch, type Position, type RawRow, type RefusedRow } from './archive-model.ts'
import { BadMapping } from './faults.ts'
import { RowToInteraction } from './interaction-of-row.ts'
import { RowCounts } from './row-counts.ts'
import { columnNames, csvReader, jsonReader, type RowReader } from './row-fields.ts'
import { cellsOf, CsvSplitter } from './split-csv.ts'
import { splitterFor } from './splitters.ts'

export interface ReadOptions {
  readonly clock?: Clock
  /** Rows a batch; default 500. */
  readonly batchRows?: number
}

/** A header lies within so many bytes of the start. */
const headBytes = 2_000_000

/**
 * Batches of an archive, each with the position to go on from. The same file
 * and mapping give the same interactions from any position on.
 *
 * Where rows get their ids from their content, going on reads the rows before
 * again, without taking them in, to number equal ones as the first time.
 *
 * @throws {BadMapping} when the mapping does not fit the file; the signal's reason when it aborts.
 */
export async function* readArchive(path: string, given: Mapping, from: Position | null, signal: AbortSignal, options: ReadOptions = {}): AsyncGenerator<ArchiveBatch, void, undefined> {
  const { clock = systemClock, batchRows = 500 } = options
  const mapping = { ...given, encoding: canonicalEncoding(given.encoding) }
  const source: Source = { path, gzip: await isGzip(path), encoding: mapping.encoding }
  const { reader, firstRow } = await readerFor(source, mapping)
  const toInteraction = new RowToInteraction(mapping)
  const counts = new RowCounts()
  const goal = from ?? startPosition
  const start = goal.counted ? startPosition : goal
  const splitter = splitterFor(mapping, start)
  const batch = new BatchBuilder(goal, batchRows)
  let row = start.row
  let counted = goal.counted

  const take = (raw: RawRow, fileBytes: number): ArchiveBatch | null => {
    row++
    const isBehind = row <= goal.row
    if (row < firstRow) return null
    const read = reader(raw)
    if (read !== 'blank') {
      if (isBehind) {
        if ('row' in read) toInteraction.identify(read.row, counts)
        return null
      }
      if ('refused' in read) batch.refuse({ row, ...read.refused })
      else {
        const outcome = toInteraction.read(read.row, counts, clock.now())
        counted ||= outcome.counted
        if ('interaction' in outcome) batch.take(outcome.interaction, row)
        else batch.refuse({ row, raw: raw.bytes.toString('utf8').replaceAll('\0', '').slice(0, 10_000), because: outcome.because, code: outcome.code })
      }
    }
    if (isBehind) return null
    return batch.mark({ offset: raw.end, row, counted, unclosed: raw.unclosed ?? 0 }, fileBytes)
  }

  try {
    for await (const { bytes, fileBytes } of archiveBytes(source, start.offset, signal)) {
      for (const raw of splitter.push(bytes)) {
        const full = take(raw, source.gzip ? fileBytes : Math.min(raw.end, fileBytes))
        if (full !== null) {
          yield full
          signal.throwIfAborted()
        }
      }
    }
    for (const raw of splitter.end()) take(raw, raw.end)
  } catch (thrown) {
    if (!(thrown instanceof DamagedArchive)) throw thrown
    batch.refuse({ row: row + 1, raw: '', code: 'archive.damaged', because: `From here on the file cannot be unpacked: ${thrown.message}. Everything before was read.` })
  }
  const last = batch.rest()
  if (last !== null) yield last
}

/** Gathers rows until a batch is full. */
class BatchBuilder {
  #items: Interaction[] = []
  #itemRows: number[] = []
  #refused: RefusedRow[] = []
  #position: Position
  #bytes = 0
  #isMoved = false
  readonly #size: number

  constructor(position: Position, size: number) {
    this.#position = position
    this.#size = size
  }

  take(item: Interaction, row: number): void {
    this.#items.push(item)
    this.#itemRows.push(row)
  }

  refuse(row: RefusedRow): void {
    this.#refused.push(row)
    this.#isMoved = true
  }

  mark(position: Position, bytes: number): ArchiveBatch | null {
    this.#position = position
    this.#bytes = bytes
    this.#isMoved = true
    return this.#items.length + this.#refused.length >= this.#size ? this.rest() : null
  }

  rest(): ArchiveBatch | null {
    if (!this.#isMoved) return null
    const batch = { items: this.#items, itemRows: this.#itemRows, refused: this.#refused, position: this.#position, rows: this.#items.length + this.#refused.length, bytes: this.#bytes }
    this.#items = []
    this.#itemRows = []
    this.#refused = []
    this.#isMoved = false
    return batch
  }
}

/** The reader of rows and the number of the first row that holds data. */
async function readerFor(source: Source, mapping: Mapping): Promise<{ reader: RowReader; firstRow: number }> {
  if (!/^[\t -~]$/.test(mapping.delimiter ?? ',') || mapping.delimiter === '"') throw new BadMapping(`The delimiter "${mapping.delimiter ?? ''}" cannot be used. Write one character such as , ; | or a tab.`)
  if (mapping.format !== 'csv') return { reader: jsonReader(mapping), firstRow: 1 }
  const columns = await csvColumns(source, mapping)
  const absent = mapping.columns.filter(({ column, target }) => target !== 'ignore' && !columns.includes(column))
  if (absent.length > 0) throw new BadMapping(`The file has no column ${absent.map(({ column }) => `"${column}"`).join(', ')}. It has: ${columns.slice(0, 50).join(', ')}.`)
  return { reader: csvReader(mapping, columns), firstRow: mapping.headerRow + 1 }
}

/** @throws {BadMapping} when the mapping cannot be used with this file; {NotAnArchive} when the file is none. */
export async function checkMapping(path: string, given: Mapping): Promise<void> {
  const mapping = { ...given, encoding: canonicalEncoding(given.encoding) }
  await readerFor({ path, gzip: await isGzip(path), encoding: mapping.encoding }, mapping)
  return void new RowToInteraction(mapping)
}

/** The names of a CSV file's columns, from its header or by number. @throws {BadMapping} when there is no such row. */
export async function csvColumns(source: Source, mapping: { readonly encoding: string; readonly delimiter?: string | undefined; readonly headerRow: number }): Promise<string[]> {
  const { bytes, whole } = await headOf(source, headBytes)
  const splitter = new CsvSplitter(mapping.delimiter ?? ',')
  const rows = splitter.push(bytes)
  if (whole) rows.push(...splitter.end())
  const header = rows[Math.max(0, mapping.headerRow - 1)]
  if (header === undefined) throw new BadMapping(`The file has no row ${Math.max(1, mapping.headerRow)}. Say in which row the columns are named, or 0 when none does.`)
  const cells = cellsOf(new TextDecoder(mapping.encoding.startsWith('utf-16') ? 'utf-8' : mapping.encoding).decode(header.bytes), mapping.delimiter ?? ',')
  return columnNames(mapping.headerRow === 0 ? cells.map(() => '') : cells)
}

/** One name for each encoding: `UTF8`, `utf-8` and `unicode-1-1-utf-8` are the same. */
function canonicalEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch {
    throw new BadMapping(`"${label}" is no encoding that we know. Write for example utf-8, windows-1252 or utf-16le.`)
  }
}
