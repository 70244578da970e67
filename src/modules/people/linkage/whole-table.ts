/** Puts tables below each other, column by column of the same name. */
import type { RawColumn, RawTable } from './raw-table.ts'

/** One table of all rows. A column that a table lacks is empty there. */
export function wholeTable(tables: readonly RawTable[]): RawTable {
  const [only, ...others] = tables
  if (only && others.length === 0) return only
  const names = [...new Set(tables.flatMap((table) => table.columns.map((column) => column.name)))]
  const rows = tables.reduce((sum, table) => sum + table.ids.length, 0)
  return { ids: tables.flatMap((table) => table.ids), columns: names.map((name) => wholeColumn(name, tables, rows)) }
}

function wholeColumn(name: string, tables: readonly RawTable[], rows: number): RawColumn {
  const values: string[] = ['']
  const known = new Map<string, number>([['', 0]])
  const codes = new Int32Array(rows)
  let first = 0
  for (const table of tables) {
    const column = table.columns.find((candidate) => candidate.name === name)
    if (column) {
      const recoded = Int32Array.from(column.values, (value) => {
        const seen = known.get(value)
        if (seen !== undefined) return seen
        known.set(value, values.length)
        return values.push(value) - 1
      })
      for (let row = 0; row < column.codes.length; row++) codes[first + row] = recoded[column.codes[row] ?? 0] ?? 0
    }
    first += table.ids.length
  }
  return { name, values, codes }
}
