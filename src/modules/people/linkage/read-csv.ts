/** Reads a CSV file of any usual encoding and separator, row by row. */
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import { Invalid, sentence } from '../../../kernel/fault.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

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

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there. Check the name and the folder.',
  EACCES: 'you may not read it. Ask whoever owns it, or copy it to a folder of yours.',
}
const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '')

/** What a file most likely is that is no text. */
function kindOfBytes(bytes: Uint8Array): string {
  // XLSX and ODS are ZIP archives.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'it is a spreadsheet or an archive. Open it and save it as CSV.'
  const zeros = [0, 1].map((odd) => bytes.subarray(0, 2_000).filter((byte, at) => byte === 0 && at % 2 === odd).length)
  if (Math.max(...zeros) > 10 * (Math.min(...zeros) + 1)) return 'it is UTF-16 without the mark at its beginning that says so. Save it as UTF-8.'
  return 'it holds zero bytes. Save it as CSV.'
}

async function sniff(file: string): Promise<CsvForm> {
  const about = await stat(file).catch((thrown: unknown) => {
    throw new Invalid(`The file "${file}" cannot be read: ${reasons[codeOf(thrown)] ?? sentence(thrown)}`, { path: file }, 'linkage.unreadable-file')
  })
  if (about.isDirectory()) throw new Invalid(`"${file}" is a folder. Name a CSV file.`, { path: file }, 'linkage.unreadable-file')
  if (about.size === 0) throw new Invalid(`The file "${file}" is empty. It needs a first line with the names of the columns.`, { path: file }, 'linkage.empty-file')
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(sniffedBytes, about.size)), 0, undefined, 0)
    const bytes = buffer.subarray(0, bytesRead)
    const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
    if (marked !== null) return { encoding: marked, separator: sniffSeparator(new TextDecoder(marked).decode(bytes)) }
    if (bytes.includes(0)) throw new Invalid(`The file "${file}" is not text: ${kindOfBytes(bytes)}`, { path: file }, 'linkage.not-text')
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
