/** Scores pairs of records: levels of every field, their weights, and an early end where nothing can come of it. */
import type { Comparison } from './comparison.ts'
import type { FieldPlan } from './plan-fields.ts'
import { agrees } from './dependence.ts'
import { bitsOf, comparisonOf, levelBits, levelBitsGiven, rarityBits, rarityGiven } from './model.ts'
import type { ModelField } from './model.ts'
import type { Records } from './records.ts'

/** Level of a field where one side says nothing. */
export const missing = -1

const cacheBits = 16
const cacheSize = 1 << cacheBits

/** Tells the level of one field for two rows; remembers recent comparisons, since blocks repeat the same values. */
export class FieldComparer {
  readonly slots: readonly number[]
  private readonly partner: number
  private readonly comparison: Comparison
  private readonly values: readonly string[]
  private readonly different: number
  private readonly swapped: number
  private readonly left = new Int32Array(cacheSize)
  private readonly right = new Int32Array(cacheSize)
  private readonly known = new Int8Array(cacheSize)
  /** Codes that gave the last level, for the rarity of the agreement. */
  codeA = 0
  codeB = 0

  constructor(field: Pick<FieldPlan, 'kind' | 'slots' | 'partner'>, records: Records) {
    this.slots = field.slots
    this.partner = field.partner ?? -1
    this.comparison = comparisonOf(field)
    this.values = records.values[field.slots[0] ?? 0] ?? []
    this.different = this.comparison.levels.length - 1
    this.swapped = this.partner < 0 ? -1 : (this.comparison.swapped ?? -1)
  }

  /** Level of the rows that begin at these offsets of `codes`. */
  level(codes: Int32Array, offsetA: number, offsetB: number): number {
    let best = 127
    for (const slotA of this.slots) {
      const a = codes[offsetA + slotA] as number
      if (a === 0) continue
      for (const slotB of this.slots) {
        const b = codes[offsetB + slotB] as number
        if (b === 0) continue
        const level = a === b ? 0 : this.compared(a, b)
        if (level < best) {
          best = level
          this.codeA = a
          this.codeB = b
        }
      }
    }
    if (best === 127) return missing
    return best === this.different && this.swapped >= 0 ? this.crossed(codes, offsetA, offsetB) : best
  }

  /**
   * The level of a different value once the partner column is looked at too.
   *
   * Swapped means crosswise agreement without contradiction; where both columns
   * are filled it is one event, so only the first of them counts it.
   */
  private crossed(codes: Int32Array, offsetA: number, offsetB: number): number {
    const partnerA = codes[offsetA + this.partner] as number
    const partnerB = codes[offsetB + this.partner] as number
    const forth = partnerB === 0 ? missing : this.near(this.codeA, partnerB)
    if (forth === 0) return this.different
    const back = partnerA === 0 ? missing : this.near(partnerA, this.codeB)
    if (back === 0 || forth + back < 0) return this.different
    return partnerA !== 0 && partnerB !== 0 && this.partner < (this.slots[0] ?? 0) ? missing : this.swapped
  }

  private near(a: number, b: number): number {
    return a === b || this.compared(a, b) <= 1 ? 1 : 0
  }

  private compared(x: number, y: number): number {
    const a = x < y ? x : y
    const b = x < y ? y : x
    const at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> (32 - cacheBits)
    if (this.left[at] === a && this.right[at] === b) return this.known[at] as number
    const level = this.comparison.compare(this.values[a] ?? '', this.values[b] ?? '')
    this.left[at] = a
    this.right[at] = b
    this.known[at] = level
    return level
  }
}

interface Scored {
  readonly field: number
  readonly comparer: FieldComparer
  readonly bits: Float64Array
  readonly rarity: Float64Array
  /** Levels that count as agreeing, for the fields that depend on this one. */
  readonly agreeing: Uint8Array
  /** The field this one depends on, or -1; and its weights where that one agrees. */
  readonly parent: number
  readonly bitsGiven: Float64Array
  readonly rarityGiven: Float64Array
  /** What a value's rarity adds at full weight, by code. */
  readonly rare: Float32Array
  /** The most that the fields after this one can add. */
  hope: number
}

/** Bits that each value's rarity adds when two records agree on it, by code. */
export function rarityByCode(field: ModelField, values: readonly string[]): Float32Array {
  const shares = new Map(field.shares)
  const u = field.u[0] ?? 1
  return Float32Array.from(values, (value) => rarityBits(1, u, shares.get(value) ?? field.otherShare))
}

function scoredOf(field: ModelField, index: number, records: Records): Scored {
  const { levels } = comparisonOf(field)
  const kept = rarityGiven(field)
  return {
    field: index,
    comparer: new FieldComparer(field, records),
    bits: Float64Array.from(levelBits(field)),
    rarity: Float64Array.from(levels, (level) => level.rarity),
    agreeing: Uint8Array.from(levels, (_, level) => (agrees(field.kind, level) ? 1 : 0)),
    parent: field.given?.parent ?? -1,
    bitsGiven: Float64Array.from(levelBitsGiven(field)),
    rarityGiven: Float64Array.from(levels, (level) => level.rarity * kept),
    rare: rarityByCode(field, records.values[field.slots[0] ?? 0] ?? []),
    hope: 0,
  }
}

/** Parents before children; among those free to go, fields whose disagreement says most, so that strangers are dropped early. */
function inScoringOrder(fields: readonly Scored[]): Scored[] {
  const waiting = [...fields].sort((a, b) => (a.bits.at(-1) ?? 0) - (b.bits.at(-1) ?? 0) || a.field - b.field)
  const order: Scored[] = []
  while (waiting.length > 0) {
    const at = waiting.findIndex((scored) => scored.parent < 0 || order.some((done) => done.field === scored.parent))
    order.push(...waiting.splice(Math.max(0, at), 1))
  }
  return order
}

/** Scores pairs of rows under a model. Holds caches: one a thread. */
export class Scorer {
  private readonly order: Scored[]
  /** Log odds before anything is compared, in bits. */
  readonly prior: number
  private readonly codes: Int32Array
  private readonly width: number
  readonly fields: number
  /** Whether each field agreed in the pair at hand. */
  private readonly agreed: Uint8Array

  constructor(model: { readonly fields: readonly ModelField[]; readonly prior: number }, records: Records) {
    this.codes = records.codes
    this.width = records.width
    this.fields = model.fields.length
    this.prior = bitsOf(model.prior)
    this.agreed = new Uint8Array(this.fields)
    this.order = inScoringOrder(model.fields.map((field, index) => scoredOf(field, index, records)))
    let hope = 0
    for (const scored of this.order.toReversed()) {
      scored.hope = hope
      const rarest = scored.rare.reduce((most, bits) => Math.max(most, bits), 0)
      hope += Math.max(0, ...scored.bits.map((bits, level) => Math.max(bits, scored.bitsGiven[level] ?? 0) + (scored.rarity[level] ?? 0) * rarest))
    }
  }

  /** Weight of a field whose level was just told, and note of whether it agreed. */
  private weigh(scored: Scored, level: number): number {
    if (level < 0) {
      this.agreed[scored.field] = 0
      return 0
    }
    this.agreed[scored.field] = scored.agreeing[level] as number
    const given = scored.parent >= 0 && this.agreed[scored.parent] === 1
    const bits = (given ? scored.bitsGiven : scored.bits)[level] as number
    const rarity = (given ? scored.rarityGiven : scored.rarity)[level] as number
    return rarity === 0 ? bits : bits + rarity * Math.min(scored.rare[scored.comparer.codeA] as number, scored.rare[scored.comparer.codeB] as number)
  }

  /** Log odds, in bits, that two rows are one person; -Infinity as soon as `least` is out of reach. */
  bits(a: number, b: number, least = -Infinity): number {
    let total = this.prior
    for (const scored of this.order) {
      total += this.weigh(scored, scored.comparer.level(this.codes, a * this.width, b * this.width))
      if (total + scored.hope < least) return -Infinity
    }
    return total
  }

  /** Weight of every field in bits, NaN where one side is missing; the prior is not in it. */
  fieldBits(a: number, b: number, into: Float64Array): void {
    for (const scored of this.order) {
      const level = scored.comparer.level(this.codes, a * this.width, b * this.width)
      const bits = this.weigh(scored, level)
      into[scored.field] = level < 0 ? Number.NaN : bits
    }
  }
}
