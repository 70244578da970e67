/** Scores pairs of records: levels of every field, their weights, and an early end where nothing can come of it. */
import type { Comparison } from './comparison.ts'
import type { ComparedKind } from './kinds.ts'
import type { FieldPlan } from './plan-fields.ts'
import { agrees } from './dependence.ts'
import { bitsOf, comparisonOf, levelBits, levelBitsGiven, rarityBits, rarityGiven } from './model.ts'
import type { ModelField } from './model.ts'
import type { Records } from './records.ts'

/** Level of a field where one side says nothing. */
export const missing = -1

/** Comparisons remembered by a field, as a power of two: enough for blocks, small enough to stay near the processor. */
const usualCacheBits = 16

/** Tells the level of one field for two rows; remembers recent comparisons, since blocks repeat the same values. */
export class FieldComparer {
  readonly slots: readonly number[]
  private readonly partner: number
  private readonly comparison: Comparison
  private readonly values: readonly string[]
  private readonly different: number
  private readonly swapped: number
  private readonly left: Int32Array
  private readonly right: Int32Array
  private readonly known: Int8Array
  private readonly shift: number
  /** Codes that gave the last level, for the rarity of the agreement. */
  codeA = 0
  codeB = 0

  constructor(field: Pick<FieldPlan, 'kind' | 'slots' | 'partner'>, records: Records, cacheBits: number = usualCacheBits) {
    this.left = new Int32Array(1 << cacheBits)
    this.right = new Int32Array(1 << cacheBits)
    this.known = new Int8Array(1 << cacheBits)
    this.shift = 32 - cacheBits
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
    const at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> this.shift
    if (this.left[at] === a && this.right[at] === b) return this.known[at] as number
    const level = this.comparison.compare(this.values[a] ?? '', this.values[b] ?? '')
    this.left[at] = a
    this.right[at] = b
    this.known[at] = level
    return level
  }
}

interface Parent {
  readonly field: number
  readonly bits: Float64Array
  /** Share of a value's rarity that still counts. */
  readonly rarity: number
}

interface Scored {
  readonly field: number
  readonly kind: ComparedKind
  readonly comparer: FieldComparer
  readonly bits: Float64Array
  readonly rarity: Float64Array
  /** Levels that count as agreeing, for the fields that depend on this one. */
  readonly agreeing: Uint8Array
  /** The fields this one depends on, and its weights where they agree. */
  readonly parents: readonly Parent[]
  /** What a value's rarity adds at full weight, by code; values that came later than the scorer add `unseen`. */
  readonly rare: Float64Array
  readonly unseen: number
  /** The most that the fields after this one can add. */
  hope: number
}

const shareMaps = new WeakMap<ModelField, ReadonlyMap<string, number>>()

/** A field's frequent values, looked up by name; built once a field. */
function sharesOf(field: ModelField): ReadonlyMap<string, number> {
  const known = shareMaps.get(field) ?? new Map(field.shares)
  shareMaps.set(field, known)
  return known
}

/** Share of the filled cells that hold a value. */
export function shareOf(field: ModelField, value: string): number {
  return sharesOf(field).get(value) ?? field.otherShare
}

function scoredOf(field: ModelField, index: number, records: Records, cacheBits: number): Scored {
  const { levels } = comparisonOf(field)
  return {
    field: index,
    kind: field.kind,
    comparer: new FieldComparer(field, records, cacheBits),
    bits: Float64Array.from(levelBits(field)),
    rarity: Float64Array.from(levels, (level) => level.rarity),
    agreeing: Uint8Array.from(levels, (_, level) => (agrees(field.kind, level) ? 1 : 0)),
    parents: field.given.map((given) => ({ field: given.parent, bits: Float64Array.from(levelBitsGiven(field, given.u)), rarity: rarityGiven(field, given.u) })),
    rare: Float64Array.from(records.values[field.slots[0] ?? 0] ?? [], (value) => rarityBits(1, field.u[0] ?? 1, shareOf(field, value))),
    unseen: rarityBits(1, field.u[0] ?? 1, field.otherShare),
    hope: 0,
  }
}

/** What comparing two values costs, roughly, against comparing two dates. */
const cost: Readonly<Record<ComparedKind, number>> = {
  date: 1, category: 1, 'street-number': 1, number: 1.2, postcode: 1.2, phone: 1.5, 'given-name': 2, 'family-name': 2, place: 2, handle: 3, address: 3, email: 3, text: 4, 'full-name': 6,
}

/** Parents before children; among those free to go, fields whose disagreement says most for what it costs, so that strangers are dropped early and cheaply. */
function inScoringOrder(fields: readonly Scored[]): Scored[] {
  const worth = (scored: Scored): number => (scored.bits.at(-1) ?? 0) / cost[scored.kind]
  const waiting = [...fields].sort((a, b) => worth(a) - worth(b) || a.field - b.field)
  const order: Scored[] = []
  while (waiting.length > 0) {
    const at = waiting.findIndex((scored) => scored.parents.every((parent) => order.some((done) => done.field === parent.field)))
    order.push(...waiting.splice(Math.max(0, at), 1))
  }
  return order
}

/** Scores pairs of rows under a model. Holds caches: one a thread. */
export class Scorer {
  private readonly order: Scored[]
  /** Log odds before anything is compared, in bits. */
  readonly prior: number
  private readonly records: Records
  private readonly width: number
  readonly fields: number
  /** Whether each field agreed in the pair at hand. */
  private readonly agreed: Uint8Array

  constructor(model: { readonly fields: readonly ModelField[]; readonly prior: number }, records: Records, cacheBits: number = usualCacheBits) {
    this.records = records
    this.width = records.width
    this.fields = model.fields.length
    this.prior = bitsOf(model.prior)
    this.agreed = new Uint8Array(this.fields)
    this.order = inScoringOrder(model.fields.map((field, index) => scoredOf(field, index, records, cacheBits)))
    let hope = 0
    for (const scored of this.order.toReversed()) {
      scored.hope = hope
      const rarest = scored.rare.reduce((most, bits) => Math.max(most, bits), Math.max(0, scored.unseen))
      hope += Math.max(0, ...scored.bits.map((bits, level) => bits + (scored.rarity[level] ?? 0) * rarest))
    }
  }

  /** Weight of a field whose level was just told, and note of whether it agreed. */
  private weigh(scored: Scored, level: number): number {
    if (level < 0) {
      this.agreed[scored.field] = 0
      return 0
    }
    this.agreed[scored.field] = scored.agreeing[level] as number
    let bits = scored.bits[level] as number
    let rarity = scored.rarity[level] as number
    for (const parent of scored.parents) {
      if (this.agreed[parent.field] === 0) continue
      bits = Math.min(bits, parent.bits[level] as number)
      rarity = Math.min(rarity, (scored.rarity[level] as number) * parent.rarity)
    }
    return rarity === 0 ? bits : bits + rarity * Math.min(scored.rare[scored.comparer.codeA] ?? scored.unseen, scored.rare[scored.comparer.codeB] ?? scored.unseen)
  }

  /** Log odds, in bits, that two rows are one person; -Infinity as soon as `least` is out of reach. */
  bits(a: number, b: number, least = -Infinity): number {
    const { codes } = this.records
    let total = this.prior
    for (const scored of this.order) {
      total += this.weigh(scored, scored.comparer.level(codes, a * this.width, b * this.width))
      if (total + scored.hope < least) return -Infinity
    }
    return total
  }

  /** Weight of every field in bits, NaN where one side is missing; the prior is not in it. Levels too, when asked. */
  fieldBits(a: number, b: number, into: Float64Array, levels?: Int8Array): void {
    const { codes } = this.records
    for (const scored of this.order) {
      const level = scored.comparer.level(codes, a * this.width, b * this.width)
      const bits = this.weigh(scored, level)
      into[scored.field] = level < 0 ? Number.NaN : bits
      if (levels) levels[scored.field] = level
    }
  }
}
