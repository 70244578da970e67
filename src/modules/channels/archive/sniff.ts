/** Tells from its beginning how an archive is written: format, encoding, delimiter, header. */
import { isUtf8 } from 'node:buffer'
import type { Mapping } from '../api.ts'
import { headOf, isGzip, type Source } from './archive-bytes.ts'
import { startPosition, type RawRow } from './archive-model.ts'
import { NotAnArchive } from './faults.ts'
import { isKnownName } from './known-names.ts'
import { readTime } from './archive-times.ts'
import { columnNames, csvReader, jsonReader, pathsOf, type ReadRow, type Row } from './row-fields.ts'
import { cellsOf } from './split-csv.ts'
import { splitterFor } from './splitters.ts'

export interface Sniffed {
  readonly source: Source
  readonly format: Mapping['format']
  readonly encoding: string
  readonly delimiter?: string
  readonly headerRow: number
  /** Names of the columns, or paths within the objects, in order of first appearance. */
  readonly columns: readonly string[]
  /** The first rows of data, those that could be read. */
  readonly rows: readonly Row[]
  /** What a person should know about how the file is written. */
  readonly doubts: readonly string[]
}

const headBytes = 4_000_000
const sampleRows = 5_000

/** @throws {NotAnArchive} when it is neither CSV, NDJSON nor a JSON array, with what it is and what to do. */
export async function sniffArchive(path: string): Promise<Sniffed> {
  const gzip = await isGzip(path)
  const bytes = (await headOf({ path, gzip, encoding: 'utf-8' }, headBytes)).bytes
  const encoding = encodingOf(bytes)
  const source: Source = { path, gzip, encoding }
  const head = encoding.startsWith('utf-16') ? await headOf(source, headBytes) : { bytes, whole: bytes.length < headBytes }
  const start = new TextDecoder(encoding.startsWith('utf-16') ? 'utf-8' : encoding).decode(head.bytes.subarray(0, 20_000)).replace(/^\ufeff/, '').trimStart()
  if (start === '') throw new NotAnArchive('The file holds nothing but white space. Expected CSV, NDJSON or JSON.')
  if (start.startsWith('<')) throw new NotAnArchive('The file is a page or an XML document, not an archive of posts. Expected CSV, NDJSON or JSON; an export often has a choice of formats.')
  const doubts = encoding === 'windows-1252' ? ['The file is not UTF-8; it was taken for windows-1252. If letters look wrong in the preview, choose another encoding.'] : []
  const format = jsonFormatOf(start)
  return format === null ? sniffCsv(source, head, doubts) : sniffJson(source, head, format, doubts)
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 4_096)
  let even = 0
  let odd = 0
  for (const [at, byte] of sample.entries()) if (byte === 0) { if (at % 2 === 0) even++; else odd++ }
  if (odd > sample.length / 5 && even < sample.length / 50) return 'utf-16le'
  if (even > sample.length / 5 && odd < sample.length / 50) return 'utf-16be'
  if (isMostlyUtf8(bytes)) return 'utf-8'
  return 'windows-1252'
}

/** Whole, or with so few broken lines that those are the mistake and not the encoding. */
function isMostlyUtf8(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return true
  let broken = 0
  let foreign = 0
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(0x0a, start)
    const end = found < 0 ? bytes.length : found
    const line = bytes.subarray(start, end)
    if (!isUtf8(line)) broken += found < 0 ? 0 : 1
    else if (line.some((byte) => byte > 0x7f)) foreign++
    start = end + 1
  }
  return broken === 0 || foreign > broken
}

function jsonFormatOf(start: string): 'ndjson' | 'json' | null {
  if (/^\[\s*[{\]]/.test(start) || /^[\w.$]+\s*=\s*[[{]/.test(start)) return 'json'
  if (!start.startsWith('{')) return null
  const line = start.split(/\r?\n/, 1)[0] ?? ''
  if (line.length >= start.length && start.length > 10_000) return /^\{\s*"[^"]*"\s*:\s*\[\s*\{/.test(start) ? 'json' : 'ndjson'
  try {
    const first: unknown = JSON.parse(line)
    // One object that holds a list of objects is a wrapper around it.
    const wraps = typeof first === 'object' && first !== null && !start.slice(line.length).trim().startsWith('{') && Object.values(first).some((value) => Array.isArray(value) && typeof value[0] === 'object' && value.length > 1)
    return wraps ? 'json' : 'ndjson'
  } catch {
    return 'json'
  }
}

function sniffJson(source: Source, head: { bytes: Buffer; whole: boolean }, format: 'ndjson' | 'json', doubts: readonly string[]): Sniffed {
  const raws = rowsOf(head, { format })
  const { rows, refused } = readAll(raws, jsonReader({ encoding: source.encoding }))
  if (rows.length === 0) throw new NotAnArchive(refused ?? 'The file is JSON without a list of objects. Expected one object a line (NDJSON), or one array of objects; convert it for example with: jq -c ".[]" file.json > file.ndjson')
  const columns = [...new Set(rows.slice(0, 500).flatMap((row) => pathsOf(row.value('') as Readonly<Record<string, unknown>>)))].slice(0, 1_000)
  return { source, format, encoding: source.encoding, headerRow: 1, columns, rows, doubts }
}

const delimiters = [',', ';', '\t', '|']

function sniffCsv(source: Source, head: { bytes: Buffer; whole: boolean }, doubts: readonly string[]): Sniffed {
  const decoder = new TextDecoder(source.encoding.startsWith('utf-16') ? 'utf-8' : source.encoding)
  const beginning = { bytes: head.bytes.subarray(0, 300_000), whole: head.whole && head.bytes.length <= 300_000 }
  const candidates = delimiters.map((delimiter) => {
    const cells = rowsOf(beginning, { format: 'csv', delimiter }).filter((raw) => raw.broken === undefined).slice(0, 300).map((raw) => cellsOf(decoder.decode(raw.bytes), delimiter))
    const width = commonest(cells.filter((row) => row.some((cell) => cell.trim() !== '')).map((row) => row.length))
    const alike = cells.filter((row) => row.length === width).length / Math.max(1, cells.length)
    return { delimiter, cells, width, score: width < 2 ? 0 : alike * alike * Math.log2(1 + width) }
  })
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a))
  const first = best.cells.findIndex((row) => row.length === best.width && row.filter((cell) => cell.trim() !== '').length * 2 > best.width)
  const header = best.cells[Math.max(0, first)] ?? []
  const isNamed = isHeader(header, best.cells.slice(first + 1))
  const headerRow = isNamed ? Math.max(0, first) + 1 : 0
  const columns = columnNames(isNamed ? header : header.map(() => ''))
  const { rows, refused } = readAll(rowsOf(head, { format: 'csv', delimiter: best.delimiter }).slice(headerRow), csvReader({ encoding: source.encoding, delimiter: best.delimiter }, columns))
  return {
    source, format: 'csv', encoding: source.encoding, delimiter: best.delimiter, headerRow, columns, rows,
    doubts: [
      ...doubts,
      ...(headerRow > 1 ? [`The columns are named in row ${headerRow}; what stands above is passed over.`] : []),
      ...(isNamed ? [] : ['No row names the columns, so they are numbered. Say what each of them means.']),
      ...(rows.length === 0 ? [refused ?? 'There are no rows of data below the header.'] : []),
    ],
  }
}

function rowsOf(head: { bytes: Buffer; whole: boolean }, mapping: { format: Mapping['format']; delimiter?: string }): RawRow[] {
  const splitter = splitterFor(mapping, startPosition)
  const rows = splitter.push(head.bytes)
  return head.whole ? [...rows, ...splitter.end()] : rows
}

function readAll(raws: readonly RawRow[], reader: (raw: RawRow) => ReadRow): { rows: Row[]; refused: string | undefined } {
  const rows: Row[] = []
  let refused: string | undefined
  for (const raw of raws) {
    const read = reader(raw)
    if (read === 'blank') continue
    if ('row' in read) rows.push(read.row)
    else refused ??= read.refused.because
    if (rows.length >= sampleRows) break
  }
  return { rows, refused }
}

function commonest(numbers: readonly number[]): number {
  const times = new Map<number, number>()
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1)
  return [...times].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0]
}

/** A header names things: no times, addresses or numbers, nothing twice, and other than what stands below. */
function isHeader(cells: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (cells.some((cell) => isKnownName(cell))) return cells.filter((cell) => isValue(cell)).length * 3 < cells.length
  if (cells.some((cell) => isValue(cell) || cell.length > 100)) return false
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (new Set(filled).size !== filled.length) return false
  return below.slice(0, 50).some((row) => row.some((cell) => isValue(cell)))
}

function isValue(cell: string): boolean {
  const text = cell.trim()
  return /^[\d.,:%+-]+$/.test(text) || /^https?:\/\//i.test(text) || (text.length >= 6 && /\d/.test(text) && readTime(text) !== null)
}
