/** Reads files of rows for whoever imports something else than posts. */
import type { RefusedTableRow, TableBlock, TableFiles, TableRow, WrittenAs } from '../../../kernel/table-file.ts'
import { archiveBytes, DamagedArchive, isGzip, type Source } from './archive-bytes.ts'
import { blankRows } from './blank-rows.ts'
import { startPosition, type Position, type RawRow } from './archive-model.ts'
import { csvColumns } from './read-archive.ts'
import { csvReader, jsonReader, type RowReader } from './row-fields.ts'
import { sniffArchive } from './sniff.ts'
import { splitterFor } from './splitters.ts'

async function readerFor(source: Source, written: WrittenAs): Promise<{ read: RowReader; firstRow: number }> {
  if (written.format !== 'csv') return { read: jsonReader(written), firstRow: 1 }
  return { read: csvReader(written, await csvColumns(source, written)), firstRow: written.headerRow + 1 }
}

async function* blocks(path: string, written: WrittenAs, from: Readonly<Record<string, unknown>> | null, blockRows: number, signal: AbortSignal): AsyncGenerator<TableBlock, void, undefined> {
  const source: Source = { path, gzip: await isGzip(path), encoding: written.encoding }
  const { read, firstRow } = await readerFor(source, written)
  let position: Position = from === null ? startPosition : (from as unknown as Position)
  let rows: { row: number; cells: TableRow }[] = []
  let refused: RefusedTableRow[] = []
  let row = position.row
  let bytesBehind = 0
  const splitter = splitterFor(written, position)
  const take = (raw: RawRow, fileBytes: number): void => {
    row++
    position = { offset: raw.end, row, counted: false, unclosed: raw.unclosed ?? 0 }
    bytesBehind = fileBytes
    if (row < firstRow) return
    const got = read(raw)
    if (got === 'blank') return
    if ('row' in got) rows.push({ row, cells: got.row })
    else refused.push({ row, ...got.refused })
  }
  const block = (): TableBlock => {
    const made = { rows, refused, place: { ...position }, bytes: bytesBehind }
    rows = []
    refused = []
    return made
  }
  try {
    for await (const { bytes, fileBytes } of archiveBytes(source, position.offset, signal)) {
      for (const raw of splitter.push(bytes)) {
        take(raw, source.gzip ? fileBytes : Math.min(raw.end, fileBytes))
        if (rows.length + refused.length >= blockRows) {
          yield block()
          signal.throwIfAborted()
        }
      }
    }
    for (const raw of splitter.end()) take(raw, raw.end)
  } catch (thrown) {
    if (!(thrown instanceof DamagedArchive)) throw thrown
    refused.push({ row: row + 1, raw: '', code: 'archive.damaged', because: `From here on the file cannot be unpacked: ${thrown.message}. Everything before was read.` })
  }
  yield block()
}

export const tableFiles: TableFiles = {
  look: async (path) => {
    const { format, encoding, delimiter, headerRow, columns, rows, doubts } = await sniffArchive(path)
    return { written: { format, encoding, headerRow, ...(delimiter === undefined ? {} : { delimiter }) }, columns, rows, doubts }
  },
  blank: blankRows,
  blocks,
}
