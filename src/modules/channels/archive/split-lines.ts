/** Cuts the bytes of an NDJSON file into lines. */
import { keptOfRefused, maxRowBytes, type RawRow, type RowSplitter } from './archive-model.ts'

const newline = 0x0a

export class LineSplitter implements RowSplitter {
  readonly #maxRow: number
  #held: Buffer[] = []
  #heldLength = 0
  #offset: number

  constructor(offset = 0, maxRow = maxRowBytes) {
    this.#offset = offset
    this.#maxRow = maxRow
  }

  push(piece: Buffer): RawRow[] {
    const rows: RawRow[] = []
    let start = 0
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, start)) {
      this.#hold(piece.subarray(start, at))
      rows.push(this.#row(1))
      start = at + 1
    }
    this.#hold(piece.subarray(start))
    return rows
  }

  end(): RawRow[] {
    return this.#heldLength === 0 ? [] : [this.#row(0)]
  }

  /** Of a line past the limit only its beginning is kept. */
  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return
    if (this.#heldLength <= this.#maxRow) this.#held.push(bytes)
    this.#heldLength += bytes.length
  }

  #row(newlineLength: number): RawRow {
    const length = this.#heldLength
    this.#offset += length + newlineLength
    const bytes = this.#held.length === 1 && this.#held[0] !== undefined ? this.#held[0] : Buffer.concat(this.#held)
    this.#held = []
    this.#heldLength = 0
    if (length > this.#maxRow) return { bytes: bytes.subarray(0, Math.min(keptOfRefused, this.#maxRow)), end: this.#offset, broken: { code: 'archive.row-length', because: 'the line is longer than 2 MB' } }
    return { bytes: bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes, end: this.#offset }
  }
}
