/** Pairs summed up by their levels: a million pairs make a few thousand patterns, and learning works on those. */
import { FieldComparer } from './scorer.ts'
import type { FieldPlan } from './plan-fields.ts'
import type { Records } from './records.ts'

/** `levels[pattern * fields + field]` (-1 where one side is missing), seen `counts[pattern]` times. */
export interface Patterns {
  readonly fields: number
  readonly levels: Int8Array
  readonly counts: Float64Array
}

/** Takes pairs one by one and counts their patterns. */
export class PatternCounter {
  private readonly comparers: FieldComparer[]
  private readonly seen = new Map<number, number>()
  private readonly rows: number[][] = []
  private readonly counts: number[] = []
  private readonly records: Records
  constructor(fields: readonly FieldPlan[], records: Records) {
    this.records = records
    this.comparers = fields.map((field) => new FieldComparer(field, records))
  }

  add(a: number, b: number): void {
    const { codes, width } = this.records
    // Nine outcomes a field and sixteen fields at most: the key stays an exact integer below 2^53.
    let key = 0
    const levels: number[] = []
    for (const comparer of this.comparers) {
      const level = comparer.level(codes, a * width, b * width)
      key = key * 9 + level + 1
      levels.push(level)
    }
    const known = this.seen.get(key)
    if (known !== undefined) this.counts[known] = (this.counts[known] ?? 0) + 1
    else {
      this.seen.set(key, this.rows.length)
      this.rows.push(levels)
      this.counts.push(1)
    }
  }

  finish(): Patterns {
    return { fields: this.comparers.length, levels: Int8Array.from(this.rows.flat()), counts: Float64Array.from(this.counts) }
  }
}
