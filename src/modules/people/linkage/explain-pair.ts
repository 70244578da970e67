/** Says, for two records, how probable it is that they are one person, and why. */
import { comparisonOf, probabilityOf } from './model.ts'
import type { Model, ModelField } from './model.ts'
import { Dictionary, domainOf, slotValue } from './records.ts'
import { Scorer, shareOf } from './scorer.ts'

/** A record as columns and cells. */
export type Cells = Readonly<Record<string, string>>

export interface Evidence {
  readonly field: string
  /** Name of the outcome, such as `same` or `nickname`. */
  readonly level: string
  /** Weight in bits: every bit doubles the odds, negative ones halve them. */
  readonly weight: number
  readonly words: string
  /** What each record says, in the form in which it was compared. */
  readonly a: string
  readonly b: string
}

export interface Explained {
  readonly probability: number
  /** What speaks for it first, what speaks against it last. Fields that one side leaves empty are not in it. */
  readonly evidence: readonly Evidence[]
}

const pairCacheBits = 4

function rarityWords(field: ModelField, value: string): string {
  const share = shareOf(field, value)
  return share > 0.5 ? '' : `, which one in ${Math.max(2, Math.round(1 / share)).toLocaleString('en-US')} has`
}

function evidenceWords(field: ModelField, level: number, a: string, b: string): string {
  const outcome = comparisonOf(field).levels[level]
  if (a === b) return `${field.name} is the same: "${a}"${rarityWords(field, a)}`
  return `${field.name} ${outcome?.words ?? ''}: "${a}" and "${b}"`
}

/**
 * Explains a pair under a model.
 *
 * The probability is that of the pair by itself, exactly as bulk recognition
 * scores it before the other records of both people are heard.
 *
 * @param today `yyyymmdd`; dates after it are not used.
 */
export function explainPair(model: Model, a: Cells, b: Cells, today: string = model.learntOn): Explained {
  const dictionaries = new Map<string, Dictionary>()
  const codes = new Int32Array(model.slots.length * 2)
  const values = model.slots.map((slot, index) => {
    const dictionary = dictionaries.get(domainOf(slot.kind)) ?? new Dictionary()
    dictionaries.set(domainOf(slot.kind), dictionary)
    for (const [row, cells] of [a, b].entries()) {
      const cell = (column: string): string => (Object.hasOwn(cells, column) ? (cells[column] ?? '') : '')
      codes[row * model.slots.length + index] = dictionary.code(slotValue(slot, cell, today))
    }
    return dictionary.values
  })
  const records = { size: 2, width: model.slots.length, codes, values }
  const scorer = new Scorer(model, records, pairCacheBits)
  const weights = new Float64Array(model.fields.length)
  const levels = new Int8Array(model.fields.length)
  scorer.fieldBits(0, 1, weights, levels)
  const evidence = model.fields.flatMap((field, index): Evidence[] => {
    const level = levels[index] ?? -1
    if (level < 0) return []
    const shown = (row: number): string => field.slots.map((slot) => values[slot]?.[codes[row * model.slots.length + slot] ?? 0] ?? '').filter((value) => value !== '').join(' / ')
    return [{ field: field.name, level: comparisonOf(field).levels[level]?.name ?? '', weight: weights[index] ?? 0, words: evidenceWords(field, level, shown(0), shown(1)), a: shown(0), b: shown(1) }]
  })
  return { probability: probabilityOf(scorer.bits(0, 1)), evidence: evidence.sort((x, y) => y.weight - x.weight) }
}
