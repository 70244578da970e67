/** Records ready to compare: canonical values as numbers, one row after the other in shared memory. */
import { normalise } from './normalise.ts'
import type { ComparedKind } from './kinds.ts'
import { wordsWithout } from './plan-fields.ts'
import type { Slot } from './plan-fields.ts'
import type { RawColumn, RawTable } from './raw-table.ts'

/** Columns whose values may be compared with each other share one dictionary. */
export type DomainName = 'name' | Exclude<ComparedKind, 'given-name' | 'family-name'>

/** The dictionary a kind's values live in. */
export function domainOf(kind: ComparedKind): DomainName {
  return kind === 'given-name' || kind === 'family-name' ? 'name' : kind
}

/** Distinct canonical values; `values[0]` is the missing one. */
export class Dictionary {
  readonly values: string[]
  private readonly codes = new Map<string, number>()
  constructor(values: readonly string[] = ['']) {
    this.values = [...values]
    for (const [code, value] of this.values.entries()) this.codes.set(value, code)
  }

  /** The value's code, given out when it is new. */
  code(value: string): number {
    const known = this.codes.get(value)
    if (known !== undefined) return known
    this.codes.set(value, this.values.length)
    return this.values.push(value) - 1
  }

  /** The value's code, or -1 when it was never seen. */
  find(value: string): number {
    return this.codes.get(value) ?? -1
  }
}

/** `codes[row * width + slot]` is a value in the slot's dictionary, 0 where nothing is said. */
export interface Records {
  readonly size: number
  readonly width: number
  readonly codes: Int32Array
  /** The dictionary's values, by slot. */
  readonly values: readonly (readonly string[])[]
}

export interface PreparedRecords extends Records {
  readonly dictionaries: ReadonlyMap<DomainName, Dictionary>
  /** What was set aside while preparing, in sentences. */
  readonly notes: readonly string[]
}

/** Reads a cell's canonical value for a slot; `cell` gives the raw cell of any column. */
export function slotValue(slot: Slot, cell: (column: string) => string, today: string): string {
  const value = normalise(slot.without ? 'full-name' : slot.kind, cell(slot.column), { dateOrder: slot.dateOrder, today })
  if (!slot.without || value === '') return value
  return wordsWithout(value, slot.without.map((column) => normalise('full-name', cell(column), { dateOrder: slot.dateOrder, today })))
}

/**
 * Prepares a table for comparison.
 *
 * @param today `yyyymmdd`; dates after it are not used.
 */
export function prepareRecords(table: RawTable, slots: readonly Slot[], today: string): PreparedRecords {
  const size = table.ids.length
  const width = slots.length
  const codes = new Int32Array(new SharedArrayBuffer(Math.max(4, size * width * 4)))
  const dictionaries = new Map<DomainName, Dictionary>()
  const notes: string[] = []
  const values = slots.map((slot) => {
    const domain = domainOf(slot.kind)
    const dictionary = dictionaries.get(domain) ?? new Dictionary()
    dictionaries.set(domain, dictionary)
    return dictionary.values
  })
  for (const [index, slot] of slots.entries()) {
    const dictionary = dictionaries.get(domainOf(slot.kind))
    if (dictionary) fillSlot({ table, slot, today, dictionary, codes, notes, at: index, width })
  }
  return { size, width, codes, values, dictionaries, notes }
}

interface Filling {
  readonly table: RawTable
  readonly slot: Slot
  readonly today: string
  readonly dictionary: Dictionary
  readonly codes: Int32Array
  readonly notes: string[]
  readonly at: number
  readonly width: number
}

function fillSlot(filling: Filling): void {
  const { table, slot, today, dictionary, codes, at, width } = filling
  const column = table.columns.find((known) => known.name === slot.column)
  if (!column) return
  if (slot.without) {
    const byName = new Map(table.columns.map((known) => [known.name, known]))
    for (let row = 0; row < column.codes.length; row++) {
      codes[at + row * width] = dictionary.code(slotValue(slot, (name) => cellOf(byName.get(name), row), today))
    }
    return
  }
  const canonical = Int32Array.from(column.values, (raw) => dictionary.code(slotValue(slot, () => raw, today)))
  for (let row = 0; row < column.codes.length; row++) codes[at + row * width] = canonical[column.codes[row] ?? 0] ?? 0
  if (slot.kind === 'date') noteFuture(filling, column, canonical)
}

const cellOf = (column: RawColumn | undefined, row: number): string => column?.values[column.codes[row] ?? 0] ?? ''

function noteFuture(filling: Filling, column: RawColumn, canonical: Int32Array): void {
  let unread = 0
  for (const code of column.codes) if (code !== 0 && canonical[code] === 0) unread++
  if (unread > 0) filling.notes.push(`${unread} cells of "${column.name}" lie in the future or are no date, and are not used.`)
}
