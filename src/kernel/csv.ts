/** Cells and lines of CSV (RFC 4180) that are safe to open in a spreadsheet. */

// A spreadsheet runs a cell that starts like this as a formula; some read the full-width signs alike.
const formula = /^[=+\-@\t\r\n＝＋－＠]/
const special = /[",\r\n;]/

/**
 * One cell. Text that a spreadsheet would run gets an apostrophe in front, as
 * OWASP's "CSV Injection" advises; numbers are written as they are.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
