/** What recognition has learnt: how often true and false pairs agree, field by field, and how rare each value is. */
import { comparisons } from './comparisons.ts'
import type { Comparison } from './comparison.ts'
import type { ComparedKind } from './kinds.ts'
import type { Slot } from './plan-fields.ts'

/** One field of the model. `m[level]` and `u[level]` are P(level | same person) and P(level | two people). */
export interface ModelField {
  readonly name: string
  readonly kind: ComparedKind
  readonly slots: readonly number[]
  readonly partner?: number
  readonly m: readonly number[]
  readonly u: readonly number[]
  /** P(level | two people who agree on the field numbered `parent`), for the fields that drag this one along. */
  readonly given: readonly { readonly parent: number; readonly u: readonly number[] }[]
  /** How often values occur, as shares of the filled cells; only values well above `otherShare`. */
  readonly shares: readonly (readonly [value: string, share: number])[]
  /** Share of each value that is not listed. */
  readonly otherShare: number
}

/** Plain data: `JSON.stringify` keeps a model, `JSON.parse` brings it back. */
export interface Model {
  readonly version: 1
  readonly slots: readonly Slot[]
  readonly fields: readonly ModelField[]
  /** Probability that two records drawn at random are one person. */
  readonly prior: number
  /** Probability at and above which pairs are joined. */
  readonly threshold: number
  /** Day of learning, `yyyymmdd`: later dates were taken as slips. */
  readonly learntOn: string
}

/** The comparison of a field. */
export function comparisonOf(field: { readonly kind: ComparedKind }): Comparison {
  return comparisons[field.kind]
}

/** Evidence in bits for odds, and back. */
export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability))
export const probabilityOf = (bits: number): number => (bits > 60 ? 1 : bits < -60 ? 0 : 1 / (1 + 2 ** -bits))

/** Weight of every level in bits: log2(m/u), before rarity. */
export function levelBits(field: ModelField): number[] {
  return field.m.map((m, level) => Math.log2(m / (field.u[level] ?? 1)))
}

/** Weight of every level in bits, never above the plain one, where a field this one depends on agrees. */
export function levelBitsGiven(field: ModelField, u: readonly number[]): number[] {
  return field.m.map((m, level) => Math.log2(m / Math.max(u[level] ?? 0, field.u[level] ?? 1)))
}

/**
 * How much of a value's rarity still counts where the parent agrees: all of it
 * when the parent tells nothing, none when agreeing on it decides this field.
 */
export function rarityGiven(field: ModelField, u: readonly number[]): number {
  const [plain, known] = [Math.log2(field.u[0] ?? 0.5), Math.log2(u[0] ?? 0.5)]
  return Math.max(0, Math.min(1, known / plain))
}

/**
 * What the rarity of a value adds to an agreement on it, in bits.
 *
 * Agreeing on a rare value says more than on a frequent one. Source: Fellegi &
 * Sunter 1969, section 3.3; the form log2(u/share), scaled by a weight for
 * near agreement, follows Splink's documentation ("Term frequency adjustments").
 */
export function rarityBits(rarity: number, u: number, share: number): number {
  return rarity === 0 ? 0 : rarity * Math.log2(u / share)
}
