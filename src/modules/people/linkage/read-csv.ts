/** Reads a CSV file of any usual encoding and separator, row by row. */
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import { Invalid, sentence } from '../../../kernel/fault.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252'

export interface CsvForm {
  readonly encoding: Encoding
  readonly separator: string
}

const sniffedBytes = 1 << 20
/** A row longer than this is a file with a quote that never closes. */
const longestRowBytes = 16 << 20

const separators = [',', ';', '\t', '|'] as const

/** The separator that parts the first lines most evenly; a comma when there is but one column. */
export function sniffSeparator(text: string): string {
  const lines = text.replace(/"(?:[^"]|"")*"/g, '""').split(/\r\n|\n|\r/).filter((line) => line !== '').slice(0, 20)
  let [best, most] = [',', 0]
  for (const separator of separators) {
    const counts = lines.map((line) => line.split(separator).length - 1)
    const header = counts[0] ?? 0
    const even = counts.filter((count) => count === header).length / Math.max(1, counts.length)
    if (header * even > most) [best, most] = [separator, header * even]
  }
  return best
}

function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
    return true
  } catch {
    return false
  }
}

async function sniff(file: string): Promise<CsvForm> {
  const about = await stat(file).catch((thrown: unknown) => {
    throw new Invalid(`The file "${file}" cannot be read: ${sentence(thrown)}.`, { path: file }, 'linkage.unreadable-file')
  })
  if (about.isDirectory()) throw new Invalid(`"${file}" is a folder. Name a CSV file.`, { path: file }, 'linkage.unreadable-file')
  if (about.size === 0) throw new Invalid(`The file "${file}" is empty. It needs a first line with the names of the columns.`, { path: file }, 'linkage.empty-file')
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(sniffedBytes, about.size)), 0, undefined, 0)
    const bytes = buffer.subarray(0, bytesRead)
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', separator: sniffSeparator(new TextDecoder('utf-16le').decode(bytes)) }
    if (bytes.includes(0)) throw new Invalid(`The file "${file}" is not text: it holds zero bytes. Save it as CSV.`, { path: file }, 'linkage.not-text')
    const encoding = isUtf8(bytes, bytesRead === about.size) ? 'utf-8' : 'windows-1252'
    return { encoding, separator: sniffSeparator(new TextDecoder(encoding).decode(bytes)) }
  } finally {
    await handle.close()
  }
}

class NotUtf8 extends Error {}

async function* decoded(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    try {
      yield decoder.decode(chunk as Buffer, { stream: true })
    } catch (thrown) {
      throw new NotUtf8(sentence(thrown))
    }
  }
}

/** Told of every row: its cells and its number, from 1. The first row holds the names. */
export type OnRow = (cells: readonly string[], row: number) => void

async function readAs(file: string, form: CsvForm, onRow: OnRow): Promise<void> {
  const parser = parse({ delimiter: form.separator, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: longestRowBytes })
  let failed: unknown
  let rows = 0
  parser.on('readable', () => {
    try {
      for (let row = parser.read() as string[] | null; row !== null; row = parser.read() as string[] | null) onRow(row, ++rows)
    } catch (thrown) {
      failed = thrown
      parser.destroy()
    }
  })
  const finished = new Promise<void>((resolve) => {
    parser.on('error', (thrown) => {
      failed ??= thrown
      resolve()
    })
    parser.on('close', resolve)
    parser.on('end', resolve)
  })
  for await (const text of decoded(file, form.encoding)) {
    if (failed !== undefined || parser.destroyed) break
    if (!parser.write(text)) await Promise.race([new Promise((resolve) => parser.once('drain', resolve)), finished])
  }
  if (!parser.destroyed) parser.end()
  await finished
  if (failed instanceof CsvError) throw new Invalid(`The file "${file}" cannot be read as CSV: ${failed.message}. Check the quotes there.`, { path: file }, 'linkage.broken-csv')
  if (failed !== undefined) throw failed
}

/**
 * Reads every row of a file and says how it was read.
 *
 * UTF-8 where all of it is, else Windows-1252; UTF-16 by its mark. `restart` is
 * called when bytes late in the file prove that it was not UTF-8 after all, and
 * the rows come again from the first.
 *
 * @throws Invalid when the file is missing, empty, not text or not CSV.
 */
export async function readCsv(file: string, onRow: OnRow, restart: () => void): Promise<CsvForm> {
  const form = await sniff(file)
  try {
    await readAs(file, form, onRow)
    return form
  } catch (thrown) {
    if (!(thrown instanceof NotUtf8)) throw thrown
    restart()
    const other: CsvForm = { ...form, encoding: 'windows-1252' }
    await readAs(file, other, onRow)
    return other
  }
}
