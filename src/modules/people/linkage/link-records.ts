/** The whole of recognition in bulk: from rows as they were read to people. */
import { Invalid } from '../../../kernel/fault.ts'
import { certaintyOf } from './pair-certainty.ts'
import { estimateModel } from './estimate-model.ts'
import type { Estimated } from './estimate-model.ts'
import { expectedError } from './expected-error.ts'
import type { ExpectedError } from './expected-error.ts'
import { gatherPeople, peopleAt } from './gather-people.ts'
import type { PeopleTree } from './gather-people.ts'
import type { Kind } from './kinds.ts'
import { bitsOf } from './model.ts'
import type { Model } from './model.ts'
import { acrossFiles, amongRivals, looksOneToOne, oneToOne } from './one-to-one.ts'
import { planFields } from './plan-fields.ts'
import type { ColumnNote, Plan } from './plan-fields.ts'
import { mostRows } from './raw-table.ts'
import type { RawTable } from './raw-table.ts'
import { prepareRecords } from './records.ts'
import type { ScoredPairs } from './scored-pairs.ts'
import { scorePairs } from './score-pairs.ts'
import { Scorer } from './scorer.ts'
import { wholeTable } from './whole-table.ts'

export interface LinkOptions {
  /** Kinds that the user stated, by column. */
  readonly kinds?: ReadonlyMap<string, Kind>
  /** Pairs at and above are joined. */
  readonly threshold?: number
  /** Whether each of two files holds everybody once; found out when not said. */
  readonly oneToOne?: boolean
  /** The present day, `yyyymmdd`. */
  readonly today: string
  readonly threads?: number
  /** Told before each step. */
  readonly onStep?: (step: string) => void
}

export interface Linked {
  readonly ids: readonly string[]
  /** A person's number for every row; it is the person's first row. */
  readonly people: Uint32Array
  /** Pairs with a probability of at least 0.01, as log odds in bits. */
  readonly pairs: ScoredPairs
  readonly model: Model
  readonly plan: Plan
  readonly columns: readonly ColumnNote[]
  readonly estimated: Estimated
  readonly compared: number
  readonly oneToOne: boolean
  readonly errors: readonly ExpectedError[]
  readonly notes: readonly string[]
  /** Milliseconds by step. */
  readonly timings: readonly (readonly [step: string, ms: number])[]
}

/** Pairs below are not reported. */
export const leastProbability = 0.01
/** Clusters are not joined below this: it leaves room to choose a threshold afterwards. */
const leastJoin = 0.03
/** A join that is more likely right than wrong. */
export const defaultThreshold = 0.5

/**
 * Links one table with itself, or two with each other and themselves.
 *
 * Deterministic: the same rows in the same order give the same people.
 *
 * @throws Invalid when there is nothing to compare, or too much.
 */
export async function linkRecords(tables: readonly RawTable[], options: LinkOptions): Promise<Linked> {
  const timings: [string, number][] = []
  let since = performance.now()
  const step = (name: string): void => {
    const now = performance.now()
    timings.push([name, now - since])
    since = now
    options.onStep?.(name)
  }
  const whole = wholeTable(tables)
  if (whole.ids.length > mostRows) throw new Invalid(`${whole.ids.length} rows are more than one run can hold (${mostRows}). Split the file, for instance by country.`, undefined, 'linkage.too-many-rows')
  const plan = planFields(whole, options.kinds ?? new Map())
  const records = prepareRecords(whole, plan.slots, options.today)
  step('bring values to one form')
  const estimated = estimateModel(plan, records, options.today)
  step('choose blocks and learn')
  const threshold = options.threshold ?? defaultThreshold
  const model: Model = { ...estimated.model, threshold }
  const scored = await scorePairs(model, records, estimated.blocked, bitsOf(leastProbability), options.threads)
  step('compare pairs')
  const firstFile = tables[0]?.ids.length ?? 0
  const single = tables.length === 2 && (options.oneToOne ?? looksOneToOne(scored.pairs, firstFile))
  const least = Math.min(bitsOf(leastJoin), bitsOf(threshold))
  let tree: PeopleTree
  let pairs: ScoredPairs
  if (single) {
    pairs = amongRivals(acrossFiles(scored.pairs, firstFile), records.size)
    tree = oneToOne(pairs, records.size, bitsOf(threshold))
  } else {
    tree = gatherPeople(scored.pairs, records.size, new Scorer(model, records), least)
    pairs = certaintyOf(scored.pairs, tree, least)
  }
  const people = peopleAt(tree, bitsOf(threshold))
  step('gather people')
  return {
    ids: whole.ids, people, pairs, model, plan, columns: plan.notes, estimated, compared: scored.compared, oneToOne: single, notes: records.notes, timings,
    errors: [...new Set([0.5, 0.8, 0.9, 0.95, 0.99, threshold])].sort((x, y) => x - y).map((at) => expectedError(pairs, at)),
  }
}
