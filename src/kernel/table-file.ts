/** Files of rows and columns, as whoever imports them reads them. */

/** How a file is written. */
export interface WrittenAs {
  readonly format: 'csv' | 'ndjson' | 'json'
  readonly encoding: string
  /** CSV only. */
  readonly delimiter?: string | undefined
  /** CSV only: the row that names the columns, from 1; 0 when none does. */
  readonly headerRow: number
}

/** A row's columns by name; `''` when a column is absent or empty. */
export interface TableRow {
  text(column: string): string
  /** What makes this row this row, whatever its columns mean. */
  readonly identity: string
}

/** Where reading goes on: opaque to all but the reader; kept as JSON. */
export type TablePlace = Readonly<Record<string, unknown>>

export interface RefusedTableRow {
  /** From 1, the header counted. */
  readonly row: number
  readonly raw: string
  readonly code: string
  readonly because: string
}

export interface TableBlock {
  readonly rows: readonly { readonly row: number; readonly cells: TableRow }[]
  readonly refused: readonly RefusedTableRow[]
  readonly place: TablePlace
  /** Bytes of the file behind after this block. */
  readonly bytes: number
}

/** What a look at the beginning of a file tells. */
export interface TableLook {
  readonly written: WrittenAs
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  /** What a person should know about how it is written. */
  readonly doubts: readonly string[]
}

export interface TableFiles {
  /** @throws {Fault} when it is no table, with what it is and what to do. */
  look(path: string): Promise<TableLook>
  /** Takes out the rows that hold any of these values as a whole; places of the others stay. */
  blank(path: string, written: WrittenAs | null, values: ReadonlySet<string>): Promise<number>
  /** In constant memory, from any place on; the same file gives the same blocks. */
  blocks(path: string, written: WrittenAs, from: TablePlace | null, blockRows: number, signal: AbortSignal): AsyncGenerator<TableBlock, void, undefined>
}
