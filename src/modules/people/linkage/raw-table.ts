/** Rows as they were read, each column as distinct values and codes, so that a million rows stay small. */

/** More rows do not fit a map of ids, nor the memory of an ordinary machine. */
export const mostRows = 15_000_000

/** One column: `values[codes[row]]` is the cell; code 0 is the empty cell. */
export interface RawColumn {
  readonly name: string
  readonly values: readonly string[]
  readonly codes: Int32Array
}

export interface RawTable {
  readonly ids: readonly string[]
  readonly columns: readonly RawColumn[]
}

class GrowingColumn {
  readonly values: string[] = ['']
  private readonly known = new Map<string, number>([['', 0]])
  private codes = new Int32Array(1024)
  readonly name: string
  constructor(name: string) {
    this.name = name
  }

  put(row: number, cell: string): void {
    if (row >= this.codes.length) {
      const wider = new Int32Array(this.codes.length * 2)
      wider.set(this.codes)
      this.codes = wider
    }
    let code = this.known.get(cell)
    if (code === undefined) {
      code = this.values.length
      this.values.push(cell)
      this.known.set(cell, code)
    }
    this.codes[row] = code
  }

  done(rows: number): RawColumn {
    this.known.clear()
    return { name: this.name, values: this.values, codes: this.codes.slice(0, rows) }
  }
}

/** Takes rows one by one and keeps each distinct cell once. */
export class RawTableBuilder {
  private readonly ids: string[] = []
  private readonly columns: GrowingColumn[]
  constructor(names: readonly string[]) {
    this.columns = names.map((name) => new GrowingColumn(name))
  }

  /** `cells` in the order of the names given at the start. */
  add(id: string, cells: readonly string[]): void {
    const row = this.ids.length
    this.ids.push(id)
    for (const [index, column] of this.columns.entries()) column.put(row, cells[index] ?? '')
  }

  finish(): RawTable {
    return { ids: this.ids, columns: this.columns.map((column) => column.done(this.ids.length)) }
  }
}
