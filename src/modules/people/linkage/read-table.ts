/** Reads a file of people into a table: one row each, an id column apart. */
import { Invalid } from '../../../kernel/fault.ts'
import { readCsv } from './read-csv.ts'
import type { CsvForm } from './read-csv.ts'
import { mostRows, RawTableBuilder } from './raw-table.ts'
import type { RawTable } from './raw-table.ts'

export interface ReadTable extends RawTable {
  readonly form: CsvForm
  /** What was odd but bearable, in sentences. */
  readonly notes: readonly string[]
}

/** Names of columns: trimmed, none empty, none twice. */
export function columnNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return header.map((cell, index) => {
    const name = cell.trim() || `column ${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

const listed = (names: readonly string[]): string => (names.length > 20 ? `${names.slice(0, 20).join(', ')} and ${names.length - 20} more` : names.join(', '))

/** The column that was most likely meant: the same but for case and spaces. */
function meantOf(names: readonly string[], wanted: string): string {
  const bare = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')
  const meant = names.find((name) => bare(name) === bare(wanted))
  return meant === undefined ? '' : `Did you mean "${meant}"? `
}

class TableReading {
  private readonly file: string
  private readonly idColumn: string
  private builder: RawTableBuilder | undefined
  private names: string[] = []
  private id = -1
  private readonly rows = new Map<string, number>()
  private readonly long: number[] = []

  constructor(file: string, idColumn: string) {
    this.file = file
    this.idColumn = idColumn
  }

  row(cells: readonly string[], row: number): void {
    if (!this.builder) {
      this.header(cells)
      return
    }
    const id = (cells[this.id] ?? '').trim()
    if (id === '') throw new Invalid(`Row ${row} of "${this.file}" has no "${this.idColumn}". Every row needs an id of its own.`, { path: this.idColumn }, 'linkage.missing-id')
    const before = this.rows.get(id)
    if (before !== undefined) throw new Invalid(`The id "${id}" stands in row ${before} and again in row ${row} of "${this.file}". Ids must differ: name another column with --id, or number the rows.`, { path: this.idColumn }, 'linkage.duplicate-id')
    if (this.rows.size === mostRows) throw new Invalid(`"${this.file}" has more than ${mostRows} rows, which is more than one run can hold. Split it, for instance by country.`, { path: this.file }, 'linkage.too-many-rows')
    this.rows.set(id, row)
    if (cells.length > this.names.length) this.long.push(row)
    this.builder.add(id, cells.toSpliced(this.id, 1))
  }

  private header(cells: readonly string[]): void {
    this.names = columnNames(cells)
    this.id = this.names.indexOf(this.idColumn)
    if (this.id < 0) throw new Invalid(`"${this.file}" has no column "${this.idColumn}". ${meantOf(this.names, this.idColumn)}Its columns are: ${listed(this.names)}.`, { path: this.idColumn }, 'linkage.missing-column')
    this.builder = new RawTableBuilder(this.names.toSpliced(this.id, 1))
  }

  finish(form: CsvForm): ReadTable {
    if (!this.builder || this.rows.size === 0) throw new Invalid(`"${this.file}" has names of columns but no rows.`, { path: this.file }, 'linkage.empty-file')
    const notes = this.long.length === 0 ? [] : [`${this.long.length} rows of "${this.file}" have more cells than there are columns, the first of them row ${this.long[0]}; what stands beyond is not read.`]
    this.rows.clear()
    return { ...this.builder.finish(), form, notes }
  }
}

/**
 * Reads a CSV file.
 *
 * @throws Invalid when the file cannot be read, the id column is missing, or an id is missing or stands twice.
 */
export async function readTable(file: string, idColumn: string): Promise<ReadTable> {
  let reading = new TableReading(file, idColumn)
  const form = await readCsv(file, (cells, row) => reading.row(cells, row), () => {
    reading = new TableReading(file, idColumn)
  })
  return reading.finish(form)
}
