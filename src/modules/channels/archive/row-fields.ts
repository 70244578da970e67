/** From a row's bytes to its columns by name, or to the reason why it has none. */
import { isUtf8 } from 'node:buffer'
import type { Mapping } from '../api.ts'
import { maxRawLength, type RawRow, type RefusedRow } from './archive-model.ts'
import { cellsOf } from './split-csv.ts'

/** A row's columns. Text for CSV; for JSON whatever stood there. */
export interface Row {
  /** Text of a column, trimmed; `''` when it is absent or empty. */
  text(column: string): string
  /** As it stood there; of JSON the whole object for `''`. */
  value(column: string): unknown
  /** What makes this row this row, whatever is mapped: for rows without an id. */
  readonly identity: string
}

export type ReadRow = { readonly row: Row } | { readonly refused: Omit<RefusedRow, 'row'> } | 'blank'

/** Reads rows of one file; for CSV it must have been given the header. */
export type RowReader = (raw: RawRow) => ReadRow

function rawText(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\0', '\ufffd').slice(0, maxRawLength)
}

function refusal(bytes: Buffer, code: string, because: string): ReadRow {
  return { refused: { raw: rawText(bytes), code, because } }
}

/** Decodes as the mapping says; a broken character is a refusal, never a question mark in somebody's words. */
function decoderFor(encoding: string): (bytes: Buffer) => string | null {
  if (/^(utf-?8|utf-16(le|be)?|us-ascii)$/i.test(encoding)) return (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : null)
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch {
      return null
    }
  }
}

function checked(raw: RawRow, decode: (bytes: Buffer) => string | null, encoding: string): { text: string } | ReadRow {
  if (raw.broken !== undefined) return refusal(raw.bytes, raw.broken.code, `The row cannot be followed: ${raw.broken.because}. Mend it in the file and import the file again; what is here already is not doubled.`)
  if (raw.bytes.includes(0)) return refusal(raw.bytes, 'archive.zero-byte', 'The row holds a zero byte, which no text has. It was damaged on its way; export it again.')
  const text = decode(raw.bytes)
  if (text === null) return refusal(raw.bytes, 'archive.encoding', `The row holds bytes that are not ${encoding}. Choose another encoding for the whole file, or mend this row.`)
  return { text }
}

/** Names for the columns of a header: empty ones numbered, repeated ones told apart. */
export function columnNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return header.map((cell, at) => {
    const name = cell.replace(/^\ufeff/, '').trim().slice(0, 200) || `column ${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

export function csvReader(mapping: { readonly encoding: string; readonly delimiter?: string | undefined }, columns: readonly string[]): RowReader {
  const decode = decoderFor(mapping.encoding)
  const delimiter = mapping.delimiter ?? ','
  const places = new Map(columns.map((name, at) => [name, at]))
  return (raw) => {
    const read = checked(raw, decode, mapping.encoding)
    if (read === 'blank' || !('text' in read)) return read
    if (read.text.trim() === '') return 'blank'
    const cells = cellsOf(read.text, delimiter)
    while (cells.length > columns.length && cells.at(-1)?.trim() === '') cells.pop()
    if (cells.every((cell) => cell.trim() === '')) return 'blank'
    if (cells.length !== columns.length) return refusal(raw.bytes, 'archive.columns', `The row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} where the header has ${columns.length}. Often a delimiter or quotation mark in a text is not escaped.`)
    const text = (column: string) => cells[places.get(column) ?? -1]?.trim() ?? ''
    return { row: { text, value: text, get identity() { return cells.join('\u001f') } } }
  }
}

export function jsonReader(mapping: Pick<Mapping, 'encoding'>): RowReader {
  const decode = decoderFor(mapping.encoding)
  return (raw) => {
    const read = checked(raw, decode, mapping.encoding)
    if (read === 'blank' || !('text' in read)) return read
    const trimmed = read.text.replace(/^\ufeff/, '').trim()
    if (trimmed === '') return 'blank'
    let json: unknown
    try {
      json = JSON.parse(trimmed)
    } catch (thrown) {
      return refusal(raw.bytes, 'archive.json', `The row is not JSON: ${thrown instanceof Error ? thrown.message.slice(0, 200) : 'unknown'}.`)
    }
    if (!isObject(json)) return refusal(raw.bytes, 'archive.json', `The row is ${Array.isArray(json) ? 'a list' : `the ${typeof json} ${trimmed.slice(0, 40)}`}; expected an object such as {"text": "…", "at": "…"}.`)
    const value = (column: string) => (column === '' ? json : lookUp(json, column))
    return { row: { value, text: (column) => shown(value(column)), identity: JSON.stringify(json) } }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `author.handle` is a key of its own, or `handle` within `author`. */
function lookUp(json: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(json, path)) return json[path]
  let here: unknown = json
  for (const key of path.split('.')) {
    if (Array.isArray(here)) here = here[0]
    if (!isObject(here) || !Object.hasOwn(here, key)) return undefined
    here = here[key]
  }
  return here
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string' || typeof one === 'number') ? value.join(', ') : JSON.stringify(value)
  return JSON.stringify(value)
}

/** All paths to values in an object, in order, lists as values; for the list of columns. */
export function pathsOf(json: Readonly<Record<string, unknown>>, prefix = '', depth = 0): string[] {
  return Object.entries(json).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (isObject(value) && depth < 6 && Object.keys(value).length > 0) return pathsOf(value, path, depth + 1)
    return [path]
  })
}
