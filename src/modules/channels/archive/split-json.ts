/** Cuts the elements out of the first array of objects in a JSON file, without reading it whole. */
import { keptOfRefused, maxRowBytes, type RawRow, type RowSplitter } from './archive-model.ts'

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

/**
 * Takes `[{…}, {…}]`, also wrapped as exports wrap it: after an assignment
 * (`window.YTD.tweets.part0 = [`, as X does) or within an object
 * (`{"orderedItems": [`, as Mastodon does). Only elements that are objects count.
 */
export class JsonSplitter implements RowSplitter {
  readonly #maxRow: number
  #offset: number
  #within: 'before' | 'array' | 'element' | 'after'
  #depth = 0
  #inString = false
  #escaped = false
  #lastWasBracket = false
  #element: Buffer[] = []
  #elementLength = 0

  /** Past 0 reading goes on between two elements. */
  constructor(offset = 0, maxRow = maxRowBytes) {
    this.#offset = offset
    this.#maxRow = maxRow
    this.#within = offset === 0 ? 'before' : 'array'
  }

  push(piece: Buffer): RawRow[] {
    const rows: RawRow[] = []
    let start = this.#within === 'element' ? 0 : -1
    for (let at = 0; at < piece.length && this.#within !== 'after'; at++) {
      const byte = piece[at] ?? 0
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (byte === backslash) this.#escaped = true
        else if (byte === quote) this.#inString = false
        continue
      }
      if (byte === quote) {
        this.#inString = true
        this.#lastWasBracket = false
        continue
      }
      switch (this.#within) {
        case 'before':
          if (byte === openBrace && this.#lastWasBracket) {
            this.#within = 'element'
            this.#depth = 1
            start = at
          } else if (byte > 0x20) this.#lastWasBracket = byte === openBracket
          break
        case 'array':
          if (byte === openBrace) {
            this.#within = 'element'
            this.#depth = 1
            start = at
          } else if (byte === closeBracket) this.#within = 'after'
          break
        case 'element':
          if (byte === openBrace || byte === openBracket) this.#depth++
          else if ((byte === closeBrace || byte === closeBracket) && --this.#depth === 0) {
            this.#keep(piece.subarray(start, at + 1))
            rows.push(this.#row(this.#offset + at + 1))
            this.#within = 'array'
            start = -1
          }
      }
    }
    if (this.#within === 'element' && start >= 0) this.#keep(piece.subarray(start))
    this.#offset += piece.length
    return rows
  }

  end(): RawRow[] {
    if (this.#within !== 'element') return []
    const head = Buffer.concat(this.#element).subarray(0, Math.min(keptOfRefused, this.#maxRow))
    return [{ bytes: head, end: this.#offset, broken: { code: 'archive.json', because: 'the file ends in the middle of an element' } }]
  }

  #keep(bytes: Buffer): void {
    if (this.#elementLength <= this.#maxRow) this.#element.push(bytes)
    this.#elementLength += bytes.length
  }

  #row(end: number): RawRow {
    const bytes = this.#element.length === 1 && this.#element[0] !== undefined ? this.#element[0] : Buffer.concat(this.#element)
    const length = this.#elementLength
    this.#element = []
    this.#elementLength = 0
    return length > this.#maxRow ? { bytes: bytes.subarray(0, Math.min(keptOfRefused, this.#maxRow)), end, broken: { code: 'archive.row-length', because: 'the element is longer than 2 MB' } } : { bytes, end }
  }
}
