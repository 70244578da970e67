/** Cuts the bytes of a CSV file into rows, and the text of a row into cells. */
import { keptOfRefused, maxRowBytes, type RawRow, type RowSplitter } from './archive-model.ts'

const quote = 0x22
const newline = 0x0a
const carriageReturn = 0x0d
/** UTF-8's, at the start of a file; it belongs to no cell. */
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

interface Refusing {
  readonly head: Buffer
  readonly code: string
  readonly because: string
}

/** After so many quotes that were never closed the file's quotes are no brackets: they no longer span lines. */
const maxUnclosed = 20

/**
 * Rows as RFC 4180 has them, and as exports have them: a quote opens a cell only
 * at its start and closes it only before a delimiter or the end of the line, so
 * quotes inside words do no harm. Lines end with LF, CRLF or CR.
 *
 * A quote that is opened and not closed within `maxRowBytes` costs its own line
 * only: that line is refused and reading goes on at the next.
 */
export class CsvSplitter implements RowSplitter {
  #unclosed: number
  readonly #delimiter: number
  readonly #maxRow: number
  #held: Buffer = Buffer.alloc(0)
  #offset: number
  #refusing: Refusing | null = null

  constructor(delimiter: string, offset = 0, unclosed = 0, maxRow = maxRowBytes) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#offset = offset
    this.#maxRow = maxRow
    this.#unclosed = unclosed
  }

  push(piece: Buffer): RawRow[] {
    this.#held = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece])
    if (this.#offset === 0 && this.#refusing === null) {
      if (this.#held.length < byteOrderMark.length) return []
      if (this.#held.subarray(0, 3).equals(byteOrderMark)) this.#pass(byteOrderMark.length)
    }
    return this.#cut(false)
  }

  end(): RawRow[] {
    return this.#cut(true)
  }

  #pass(length: number): void {
    this.#held = this.#held.subarray(length)
    this.#offset += length
  }

  #cut(atEnd: boolean): RawRow[] {
    const rows: RawRow[] = []
    const held = this.#held
    let start = this.#refusing === null ? 0 : this.#passLine(held, 0, atEnd, rows)
    while (start < held.length) {
      // A row is judged by these bytes alone, so that it never depends on where the pieces were cut.
      const window = held.subarray(start, start + this.#maxRow + 2)
      const isFull = window.length === this.#maxRow + 2
      const found = this.#rowEnd(window, atEnd && !isFull)
      if (typeof found === 'string' && !isFull && !atEnd) break
      if (found === 'unclosed') {
        this.#unclosed++
        this.#refusing = this.#refused(window, 'archive.quote', 'a quotation mark is opened in this line and never closed')
      } else if (found === 'longer' || found.end > this.#maxRow) {
        this.#refusing = this.#refused(window, 'archive.row-length', 'the row is longer than 2 MB')
      } else {
        rows.push({ bytes: window.subarray(0, found.end), end: this.#offset + start + found.next, unclosed: this.#unclosed })
        start += found.next
        continue
      }
      start = this.#passLine(held, start, atEnd, rows)
    }
    this.#pass(start)
    return rows
  }

  #refused(window: Buffer, code: string, because: string): Refusing {
    return { head: Buffer.from(window.subarray(0, Math.min(keptOfRefused, this.#maxRow))), code, because }
  }

  /** Passes over the rest of a line that is refused; it may not have arrived yet. */
  #passLine(bytes: Buffer, start: number, atEnd: boolean, rows: RawRow[]): number {
    const lineEnd = bytes.indexOf(newline, start)
    if (lineEnd < 0 && !atEnd) return bytes.length
    const next = lineEnd < 0 ? bytes.length : lineEnd + 1
    if (this.#refusing !== null) {
      const { head, ...broken } = this.#refusing
      const ownEnd = head.indexOf(newline)
      rows.push({ bytes: ownEnd < 0 ? head : head.subarray(0, ownEnd), end: this.#offset + next, unclosed: this.#unclosed, broken })
      this.#refusing = null
    }
    return next
  }

  /** Where the row at the start of these bytes ends; or that they end within a quote, or outside of one. */
  #rowEnd(bytes: Buffer, isEnd: boolean): { end: number; next: number } | 'unclosed' | 'longer' {
    let cellStart = true
    let at = 0
    while (at < bytes.length) {
      const byte = bytes[at]
      if (byte === quote && cellStart) {
        const close = this.#closing(bytes, at + 1, isEnd)
        if (typeof close === 'string') return close
        at = close
        cellStart = false
        continue
      }
      if (byte === newline) return { end: at, next: at + 1 }
      if (byte === carriageReturn) {
        if (at + 1 >= bytes.length && !isEnd) return 'longer'
        return { end: at, next: bytes[at + 1] === newline ? at + 2 : at + 1 }
      }
      cellStart = byte === this.#delimiter
      at++
    }
    return isEnd ? { end: bytes.length, next: bytes.length } : 'longer'
  }

  /** The place after the closing quote of the cell whose text starts at `from`; `from` itself when that quote is no bracket. */
  #closing(bytes: Buffer, from: number, isEnd: boolean): number | 'unclosed' | 'longer' {
    const spans = this.#unclosed < maxUnclosed
    let at = from
    for (;;) {
      const found = bytes.indexOf(quote, at)
      if (!spans) {
        const lineEnd = bytes.indexOf(newline, at)
        if (lineEnd >= 0 ? found < 0 || found > lineEnd : found < 0 && isEnd) return from
        if (found < 0) return 'longer'
      }
      if (found < 0) return 'unclosed'
      const next = bytes[found + 1]
      if (next === undefined && !isEnd) return spans ? 'unclosed' : 'longer'
      if (next === undefined || next === this.#delimiter || next === newline || next === carriageReturn) return found + 1
      at = next === quote ? found + 2 : found + 1
    }
  }
}

/** The cells of one row's text. Doubled quotes are one; a quote inside a word is itself. */
export function cellsOf(row: string, delimiter: string): string[] {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (row.charCodeAt(at) === quote) {
      const close = closingQuote(row, at + 1, delimiter)
      if (close >= 0) {
        cells.push(row.slice(at + 1, close).replaceAll('""', '"'))
        if (close + 1 >= row.length) return cells
        at = close + 2
        continue
      }
    }
    const next = row.indexOf(delimiter, at)
    if (next < 0) {
      cells.push(row.slice(at))
      return cells
    }
    cells.push(row.slice(at, next))
    at = next + 1
  }
}

function closingQuote(row: string, from: number, delimiter: string): number {
  let at = from
  for (;;) {
    const found = row.indexOf('"', at)
    if (found < 0) return -1
    if (row[found + 1] === '"') { at = found + 2; continue }
    if (found + 1 === row.length || row[found + 1] === delimiter) return found
    at = found + 1
  }
}
