/** Decides which columns are compared, as what, and which belong together. */
import { Invalid } from '../../../kernel/fault.ts'
import { comparisons } from './comparisons.ts'
import { guessKind } from './guess-kinds.ts'
import type { ComparedKind, Kind } from './kinds.ts'
import { dateOrderOf } from './normalise-date.ts'
import type { DateOrder } from './normalise-date.ts'
import { normalise } from './normalise.ts'
import type { RawColumn, RawTable } from './raw-table.ts'

/** Where a value comes from: a column, perhaps less the words that other columns already give. */
export interface Slot {
  readonly column: string
  readonly kind: ComparedKind
  readonly dateOrder: DateOrder
  /** Words of these columns are taken out: what a full name says beyond first and last name. */
  readonly without?: readonly string[]
}

/** What is compared as one: usually a column, or several of a kind (mail, second mail). */
export interface FieldPlan {
  readonly name: string
  readonly kind: ComparedKind
  /** Indexes into the slots. */
  readonly slots: readonly number[]
  /** Slot whose value may have been swapped with this one's (first and last name). */
  readonly partner?: number
}

/** What was decided for a column, and why. */
export interface ColumnNote {
  readonly column: string
  readonly kind: Kind
  readonly because: string
  /** Columns whose words are taken out before comparing. */
  readonly without?: readonly string[]
}

export interface Plan {
  readonly slots: readonly Slot[]
  readonly fields: readonly FieldPlan[]
  readonly notes: readonly ColumnNote[]
}

/** More fields than this add cost, not certainty; the least filled are left out. */
const mostFields = 16

const together: ReadonlySet<Kind> = new Set(['email', 'phone', 'handle'])

/**
 * Plans the comparison of a table.
 *
 * @param given kinds that the user stated (`--map`), by column.
 * @throws Invalid when `given` names an unknown column or nothing is left to compare.
 */
export function planFields(table: RawTable, given: ReadonlyMap<string, Kind>): Plan {
  for (const column of given.keys()) {
    if (!table.columns.some((known) => known.name === column)) throw new Invalid(`There is no column "${column}" to map. The columns are: ${listed(table.columns.map((known) => known.name))}.`, { path: column }, 'linkage.unknown-column')
  }
  const notes: ColumnNote[] = table.columns.map((column) => {
    const stated = given.get(column.name)
    return { column: column.name, ...(stated === undefined ? guessKind(column) : { kind: stated, because: 'you said so' }) }
  })
  const repeated = dropRepeats(table, notes, given)
  const kept = keepBest(table, repeated)
  const slots = kept.flatMap((note) => slotOf(table, note))
  if (slots.length === 0) throw new Invalid('No column is left to compare. Say what they hold with --map column=kind.', undefined, 'linkage.nothing-to-compare')
  return { slots, fields: fieldsOf(slots), notes: kept }
}

const listed = (names: readonly string[]): string => (names.length > 20 ? `${names.slice(0, 20).join(', ')} and ${names.length - 20} more` : names.join(', '))

function filledOf(table: RawTable, name: string): number {
  const column = table.columns.find((known) => known.name === name)
  let filled = 0
  if (column) for (const code of column.codes) if (code !== 0) filled++
  return filled
}

function keepBest(table: RawTable, notes: readonly ColumnNote[]): ColumnNote[] {
  const compared = notes.filter((note) => note.kind !== 'ignore')
  if (compared.length <= mostFields) return [...notes]
  const weak: readonly Kind[] = ['text', 'category']
  const ranked = compared.map((note) => ({ note, worth: filledOf(table, note.column) * (weak.includes(note.kind) ? 0.3 : 1) })).sort((a, b) => b.worth - a.worth)
  const kept = new Set(ranked.slice(0, mostFields).map((entry) => entry.note.column))
  return notes.map((note) => (note.kind === 'ignore' || kept.has(note.column) ? note : { ...note, kind: 'ignore', because: `${mostFields} columns that tell more are compared already` }))
}

const columnNamed = (table: RawTable, name: string): RawColumn | undefined => table.columns.find((column) => column.name === name)

/** Words of a canonical value less those of others. */
export function wordsWithout(value: string, others: readonly string[]): string {
  const known = new Set(others.flatMap((other) => other.split(' ')))
  return value.split(' ').filter((word) => !known.has(word)).join(' ')
}

const reading = { dateOrder: 'day-first', today: '99991231' } as const

/** A full name beside first and last name repeats them: comparing it as a whole would count the same evidence twice. */
function dropRepeats(table: RawTable, notes: readonly ColumnNote[], given: ReadonlyMap<string, Kind>): ColumnNote[] {
  const first = notes.find((note) => note.kind === 'given-name')
  const last = notes.find((note) => note.kind === 'family-name')
  if (!first || !last) return [...notes]
  return notes.map((note) => {
    if (note.kind !== 'full-name' || given.has(note.column)) return note
    const share = repeatShare(table, note.column, first.column, last.column)
    if (share.repeats < 0.6) return note
    if (share.beyond < 0.05) return { ...note, kind: 'ignore', because: `it repeats "${first.column}" and "${last.column}" in ${Math.round(share.repeats * 100)} % of the rows` }
    return { ...note, without: [first.column, last.column], because: `it holds "${first.column}" and "${last.column}"; only what it says beyond them is compared` }
  })
}

function repeatShare(table: RawTable, full: string, first: string, last: string): { repeats: number; beyond: number } {
  const [whole, given, family] = [columnNamed(table, full), columnNamed(table, first), columnNamed(table, last)]
  if (!whole || !given || !family) return { repeats: 0, beyond: 0 }
  const rows = whole.codes.length
  const stride = Math.max(1, Math.floor(rows / 5000))
  let [seen, repeats, beyond] = [0, 0, 0]
  for (let row = 0; row < rows; row += stride) {
    const value = normalise('full-name', whole.values[whole.codes[row] ?? 0] ?? '', reading)
    const parts = [given, family].map((column) => normalise('given-name', column.values[column.codes[row] ?? 0] ?? '', reading)).filter((part) => part !== '')
    if (value === '' || parts.length === 0) continue
    seen++
    if (parts.flatMap((part) => part.split(' ')).every((word) => value.split(' ').includes(word))) repeats++
    if (wordsWithout(value, parts) !== '') beyond++
  }
  return { repeats: repeats / Math.max(1, seen), beyond: beyond / Math.max(1, seen) }
}

function slotOf(table: RawTable, note: ColumnNote): Slot[] {
  if (note.kind === 'ignore') return []
  const column = columnNamed(table, note.column)
  const dateOrder = note.kind === 'date' && column ? dateOrderOf(column.values) : 'day-first'
  const slot: Slot = { column: note.column, kind: note.kind, dateOrder }
  return [note.without ? { ...slot, kind: 'text', without: note.without } : slot]
}

function fieldsOf(slots: readonly Slot[]): FieldPlan[] {
  const fields: FieldPlan[] = []
  for (const [index, slot] of slots.entries()) {
    const family = together.has(slot.kind) ? fields.findIndex((field) => field.kind === slot.kind) : -1
    const known = fields[family]
    if (known) fields[family] = { ...known, name: `${known.name}/${slot.column}`, slots: [...known.slots, index] }
    else {
      const partner = partnerOf(slots, index)
      fields.push({ name: slot.without ? `${slot.column} beyond ${slot.without.join(', ')}` : slot.column, kind: slot.kind, slots: [index], ...(partner === undefined ? {} : { partner }) })
    }
  }
  return fields
}

/** The one other slot with which this one's values get mixed up, if there is exactly one. */
function partnerOf(slots: readonly Slot[], index: number): number | undefined {
  const kind = slots[index]?.kind
  if (kind === undefined || comparisons[kind].swapped === undefined) return undefined
  const wanted: Kind = kind === 'given-name' ? 'family-name' : kind === 'family-name' ? 'given-name' : kind
  const others = [...slots.keys()].filter((other) => other !== index && slots[other]?.kind === wanted)
  return others[0]
}
