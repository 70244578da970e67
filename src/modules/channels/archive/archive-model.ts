/** Words of archives: where reading stands, what a batch holds, what a row is. */
import type { Interaction } from '../../../kernel/interaction.ts'

/** Where reading goes on. Bytes are counted after unpacking, and after UTF-16 was turned into UTF-8. */
export interface Position {
  readonly offset: number
  /** Rows behind, everything from the first line of the file counted. */
  readonly row: number
  /** True when a row so far got its id from its content; reading on then counts the rows before again. */
  readonly counted: boolean
  /** Quotes so far that were opened and never closed; past a few, quotes no longer span lines. */
  readonly unclosed: number
}

export const startPosition: Position = { offset: 0, row: 0, counted: false, unclosed: 0 }

/** A row that was not taken in. */
export interface RefusedRow {
  /** From 1, the header counted: as a spreadsheet numbers them when no cell spans lines. */
  readonly row: number
  /** The row as it stood in the file, its first 10,000 characters. */
  readonly raw: string
  readonly because: string
  readonly code: string
}

export interface ArchiveBatch {
  readonly items: readonly Interaction[]
  /** The row of each item. */
  readonly itemRows: readonly number[]
  readonly refused: readonly RefusedRow[]
  readonly position: Position
  /** Rows of data in this batch, taken and refused. */
  readonly rows: number
  /** Bytes of the file as it lies on disk that are behind after this batch. */
  readonly bytes: number
}

/** A row cut from the stream, not yet understood. */
export interface RawRow {
  readonly bytes: Buffer
  /** Where the next row starts. */
  readonly end: number
  /** Quotes opened and never closed up to and with this row. */
  readonly unclosed?: number
  /** Why it cannot be a row, for a person; `bytes` is then only its beginning. */
  readonly broken?: { readonly code: string; readonly because: string }
}

/** Cuts a stream into rows; fed with pieces of any size. */
export interface RowSplitter {
  push(piece: Buffer): RawRow[]
  /** What is left when the stream ends. */
  end(): RawRow[]
}

/** The longest row that is read, in bytes. A post of 100,000 characters and its metadata fit several times. */
export const maxRowBytes = 2_000_000
/** Bytes of a row that is refused for its length or form, kept to show it. */
export const keptOfRefused = 40_000
/** Characters of a refused row that are shown. */
export const maxRawLength = 10_000
