/** How commands speak: results on standard output, everything else on standard error. */
import { Fault } from '../kernel/fault.ts'

/** Prints a fault as a sentence. `RAPPORT_DEBUG=1` adds where it came from. */
export function tell(thrown: unknown): void {
  if (process.env['RAPPORT_DEBUG']) {
    console.error(thrown)
    return
  }
  if (thrown instanceof Fault) console.error(thrown.message)
  else console.error(`${thrown instanceof Error ? thrown.message : String(thrown)}\nThis is a fault of Rapport. Set RAPPORT_DEBUG=1 and try again to see where it comes from.`)
}

/** Prints a result for a script. */
export function printJson(result: unknown): void {
  console.log(JSON.stringify(result, null, 2))
}

/** Prints rows under their names, in columns as wide as they need. */
export function printTable(names: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()
  for (const row of [names, ...rows]) console.log(line(row))
}

/** An instant for the eye: minutes, in UTC; a dash when there is none. */
export function shown(at: number | null): string {
  return at === null ? '–' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`
}
