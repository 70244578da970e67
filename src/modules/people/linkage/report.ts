/** Says what was learnt from the files, in lines for a terminal. */
import type { Linked } from './link-records.ts'
import { comparisonOf, levelBits } from './model.ts'
import type { ModelField } from './model.ts'
import type { ReadTable } from './read-table.ts'

const count = (n: number): string => Math.round(n).toLocaleString('en-US')
const rate = (n: number): string => (n >= 0.0995 ? n.toFixed(2) : n >= 0.001 ? n.toFixed(4) : n.toExponential(1))

function columns(linked: Linked): string[] {
  const width = Math.max(...linked.columns.map((note) => Math.min(30, note.column.length)))
  const shown = linked.columns.slice(0, 60)
  const lines = shown.map((note) => `  ${note.column.padEnd(width)}  ${note.kind.padEnd(13)}  ${note.because}`)
  return [...lines, ...(linked.columns.length > shown.length ? [`  and ${linked.columns.length - shown.length} more columns, not compared`] : [])]
}

function fieldLines(field: ModelField, fields: readonly ModelField[]): string[] {
  const bits = levelBits(field)
  const { levels } = comparisonOf(field)
  const lines = levels.map((level, index) => `    ${level.name.padEnd(11)} m ${rate(field.m[index] ?? 0).padEnd(8)} u ${rate(field.u[index] ?? 0).padEnd(8)} ${(bits[index] ?? 0) >= 0 ? '+' : '−'}${Math.abs(bits[index] ?? 0).toFixed(1)} bits`)
  const parents = field.given.map((given) => `"${fields[given.parent]?.name ?? ''}"`)
  return [`  ${field.name}`, ...lines, ...(parents.length === 0 ? [] : [`    counts less where ${parents.join(' or ')} agrees: among strangers they go together`])]
}

function blocks(linked: Linked): string[] {
  const { blocking, blocked } = linked.estimated
  const lines = blocking.rules.map((chosen, index) => {
    const built = blocked.rules[index]
    const over = built && built.oversized > 0 ? `, ${count(built.oversized)} of its blocks too large to compare in full` : ''
    return `  ${chosen.rule.name}: ${count(built?.pairs ?? chosen.estimatedPairs)} pairs${over}`
  })
  return [...lines, `  ${count(linked.compared)} pairs compared, each once; ${(blocking.expectedReach * 100).toFixed(1)} % of the true pairs are expected among them.`]
}

function errors(linked: Linked): string[] {
  return linked.errors.map((error) => {
    const mark = error.threshold === linked.model.threshold ? '→' : ' '
    const wrong = error.joined === 0 ? 0 : (error.wrong / error.joined) * 100
    return `${mark} ${error.threshold.toFixed(2)}  ${count(error.joined).padStart(12)} pairs joined, ${wrong.toFixed(2)} % expected to be wrong, ${count(error.missed)} expected to be missed`
  })
}

/** The report, line by line. */
export function report(tables: readonly (ReadTable & { readonly file: string })[], linked: Linked, timings: readonly (readonly [string, number])[]): string[] {
  const people = new Set(linked.people).size
  const shared = new Set(tables[0]?.ids ?? [])
  const clashes = tables.length === 2 ? (tables[1]?.ids.filter((id) => shared.has(id)).length ?? 0) : 0
  const notes = [
    ...tables.flatMap((table) => table.notes), ...linked.notes,
    ...(clashes > 0 ? [`${count(clashes)} ids stand in both files; clusters.csv lists the rows of the first file first.`] : []),
  ]
  return [
    ...tables.map((table) => `${table.file}: ${count(table.ids.length)} ${table.ids.length === 1 ? 'row' : 'rows'}, ${table.columns.length + 1} columns, ${table.form.encoding}, separated by ${table.form.separator === '\t' ? 'tabs' : `"${table.form.separator}"`}`),
    ...notes.map((note) => `Note: ${note}`),
    '', 'What the columns hold', ...columns(linked),
    '', 'What was learnt (m: among true pairs, u: among two people, weight before rarity)', ...linked.model.fields.flatMap((field) => fieldLines(field, linked.model.fields)),
    `  Two rows drawn at random are one person with probability ${linked.model.prior.toExponential(2)}.`,
    '', 'Which rows were brought together', ...blocks(linked),
    '', 'Thresholds (→ used)', ...errors(linked),
    ...(linked.oneToOne ? ['', 'Each file holds everybody once, so a row has at most one partner. (--no-one-to-one says otherwise.)'] : []),
    '', `${count(linked.ids.length)} rows are ${count(people)} people.`,
    `Time: ${timings.map(([step, ms]) => `${step} ${(ms / 1000).toFixed(1)} s`).join(', ')}; together ${(timings.reduce((sum, [, ms]) => sum + ms, 0) / 1000).toFixed(1)} s.`,
  ]
}
