/** Records that more can be added to: what an index holds. */
import { domainOf, slotValue } from './records.ts'
import type { Dictionary, DomainName, PreparedRecords, Records } from './records.ts'
import type { Slot } from './plan-fields.ts'
import type { Cells } from './explain-pair.ts'

export class GrowingRecords implements Records {
  readonly width: number
  readonly values: readonly (readonly string[])[]
  size: number
  codes: Int32Array
  private readonly slots: readonly Slot[]
  private readonly dictionaries: ReadonlyMap<DomainName, Dictionary>

  constructor(slots: readonly Slot[], start: PreparedRecords) {
    this.slots = slots
    this.width = start.width
    this.size = start.size
    this.codes = start.codes
    this.dictionaries = start.dictionaries
    this.values = start.values
  }

  /** Writes a record into a row at or one past the end, without making it part of the records. */
  write(row: number, cells: Cells, today: string): void {
    this.reserve(row + 1)
    const cell = (column: string): string => (Object.hasOwn(cells, column) ? (cells[column] ?? '') : '')
    for (const [index, slot] of this.slots.entries()) {
      this.codes[row * this.width + index] = this.dictionaries.get(domainOf(slot.kind))?.code(slotValue(slot, cell, today)) ?? 0
    }
  }

  private reserve(rows: number): void {
    if (rows * this.width <= this.codes.length) return
    const wider = new Int32Array(Math.ceil(rows * 1.25 + 64) * this.width)
    wider.set(this.codes)
    this.codes = wider
  }
}
