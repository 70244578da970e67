/** Hands many rows to a statement as one array a column: PostgreSQL reads them four times as fast as JSON. */
import { sql, type RawBuilder } from 'kysely'

/** What PostgreSQL makes of a column's values. */
export type ColumnType = 'uuid' | 'text' | 'boolean' | 'int' | 'bigint' | 'float8' | 'timestamptz' | 'jsonb'

type Value = string | number | boolean | Date | null | undefined

const special = /["\\]/
const specials = /["\\]/g

/** An array as PostgreSQL reads it. Source: PostgreSQL documentation, 8.15.6, Array Input and Output Syntax. */
function arrayText(values: readonly Value[]): string {
  let text = '{'
  for (const [at, value] of values.entries()) {
    if (at > 0) text += ','
    if (value === null || value === undefined) text += 'NULL'
    else if (typeof value === 'string') text += `"${special.test(value) ? value.replaceAll(specials, String.raw`\$&`) : value}"`
    else text += value instanceof Date ? `"${value.toISOString()}"` : String(value)
  }
  return `${text}}`
}

/**
 * Rows to select from, in their order: `from ${asRows(rows, { id: 'uuid', name: 'text' })} as seen`.
 * Names of columns are the program's own, never anybody's input. Values of
 * `jsonb` come as JSON text; text may hold no NUL character.
 */
export function asRows<Name extends string>(rows: readonly Readonly<Partial<Record<Name, Value>>>[], columns: Readonly<Record<Name, ColumnType>>): RawBuilder<unknown> {
  const all = Object.entries(columns) as [Name, ColumnType][]
  const some = all.filter(([name]) => rows.some((row) => row[name] !== null && row[name] !== undefined))
  // A column that is empty everywhere is not worth an array.
  const given = some.length > 0 ? some : all.slice(0, 1)
  const names = sql.join(given.map(([name]) => sql.ref(name)))
  const arrays = sql.join(given.map(([name, type]) => sql`${arrayText(rows.map((row) => row[name]))}::${sql.raw(type)}[]`))
  const told = sql.join(all.map(([name, type]) => (given.some(([other]) => other === name) ? sql`${sql.ref(name)}` : sql`null::${sql.raw(type)} as ${sql.ref(name)}`)))
  return sql`(select ${told} from unnest(${arrays}) as given (${names}))`
}
