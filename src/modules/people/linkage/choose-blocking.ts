/** Chooses which rules bring records together: as many true pairs as a budget of comparisons allows. */
import { blockingKeys, ruleKeyAt, ruleOf } from './blocking-keys.ts'
import type { BlockingKey, BlockingRule } from './blocking-keys.ts'
import { comparisonOf } from './model.ts'
import type { FieldPlan } from './plan-fields.ts'
import type { Records } from './records.ts'
import { seededRandom } from './seeded-random.ts'

export interface ChosenRule {
  readonly rule: BlockingRule
  /** Pairs the rule brings together, estimated from a sample before the rest is built. */
  readonly estimatedPairs: number
}

export interface Blocking {
  readonly rules: readonly ChosenRule[]
  /** Share of true pairs that some rule is expected to bring together. */
  readonly expectedReach: number
  /** Blocks up to this size are compared in full. */
  readonly largestBlock: number
}

/** Records of one block are all compared up to this size; in larger ones each meets its neighbours only. */
const largestBlock = 400
/** Neighbours that a record of an oversized block meets. */
export const neighbours = 12

/** Pairs that a block of `size` costs. */
function pairsOfBlock(size: number): number {
  return size <= largestBlock ? (size * (size - 1)) / 2 : size * neighbours
}

const sampledRows = 25_000
const imaginedPairs = 4_000
const mostRules = 20
/** Real data agrees less often than the usual rates say; imagining it worse buys more rules. */
const caution = 0.75

/** How many comparisons a table of this size may cost. */
export function pairBudget(size: number): number {
  return Math.max(2_000_000, Math.min(12_000_000, 150 * size), 16 * size)
}

interface Cost {
  readonly pairs: number
  /** Share of the keyed rows that stand in blocks small enough to compare in full. */
  readonly inFull: number
}

/** Estimated cost of a rule over all rows, from some of them. */
function estimateCost(rule: BlockingRule, records: Records, rows: Uint32Array): Cost {
  const scale = records.size / Math.max(1, rows.length)
  const found = new Uint32Array(rows.length * rule.ways.length)
  let filled = 0
  for (const row of rows) {
    for (let way = 0; way < rule.ways.length; way++) {
      const key = ruleKeyAt(rule, way, records.codes, row * records.width)
      if (key !== 0) found[filled++] = key
    }
  }
  const sorted = found.subarray(0, filled).sort()
  let [pairs, inFull] = [0, 0]
  for (let from = 0; from < filled; ) {
    let to = from + 1
    while (to < filled && sorted[to] === sorted[from]) to++
    const size = to - from
    if (size * scale <= largestBlock) inFull += size
    if (size > 1) pairs += scale === 1 || size * scale > largestBlock ? pairsOfBlock(size * scale) : ((size * (size - 1)) / 2) * scale * scale
    from = to
  }
  return { pairs, inFull: inFull / Math.max(1, filled) }
}

/**
 * True pairs as one imagines them: which fields are filled is taken from random
 * rows, whether they agree from what is usual for their kind.
 */
function imagine(fields: readonly FieldPlan[], keys: readonly BlockingKey[], records: Records): Uint8Array {
  const random = seededRandom(20)
  const agree = new Uint8Array(imaginedPairs * keys.length)
  for (let pair = 0; pair < imaginedPairs; pair++) {
    const rows = [Math.floor(random() * records.size), Math.floor(random() * records.size)]
    const same = fields.map((field) => {
      const filled = rows.every((row) => field.slots.some((slot) => (records.codes[row * records.width + slot] ?? 0) !== 0))
      return { filled, same: random() < caution * (comparisonOf(field).levels[0]?.usual ?? 0.5) }
    })
    for (const [k, key] of keys.entries()) {
      const alike = key.fields.every((field) => same[field]?.filled === true)
      const identical = key.fields.every((field) => same[field]?.same === true)
      if (alike && (identical || random() < key.survives)) agree[pair * keys.length + k] = 1
    }
  }
  return agree
}

interface Candidate {
  readonly rule: BlockingRule
  readonly members: readonly number[]
  readonly pairs: number
  readonly inFull: number
}

/** Single keys, then pairs of keys over different fields, then triples of the coarsest, each with its cost. */
function candidates(keys: readonly BlockingKey[], records: Records, budget: number): Candidate[] {
  const stride = Math.max(1, Math.ceil(records.size / sampledRows))
  const rows = Uint32Array.from({ length: Math.ceil(records.size / stride) }, (_, index) => index * stride)
  const measure = (members: readonly number[]): Candidate => {
    const rule = ruleOf(members.map((member) => keys[member] as BlockingKey))
    return { rule, members, ...estimateCost(rule, records, rows) }
  }
  const overlaps = (a: number, b: number): boolean => keys[a]?.fields.some((field) => keys[b]?.fields.includes(field)) === true
  const singles = [...keys.keys()].map((key) => measure([key]))
  const coarse = singles.filter((single) => single.pairs > budget / 40).map((single) => single.members[0] ?? 0)
  const doubles: Candidate[] = []
  for (const [i, a] of coarse.entries()) for (const b of coarse.slice(i + 1)) if (!overlaps(a, b)) doubles.push(measure([a, b]))
  const wide = doubles.filter((double) => double.pairs > budget / 8).sort((a, b) => a.pairs - b.pairs).slice(0, 60)
  const triples: Candidate[] = []
  for (const double of wide) {
    for (const c of coarse) {
      if (c > (double.members[1] ?? 0) && !double.members.some((member) => overlaps(member, c)) && triples.length < 300) triples.push(measure([...double.members, c]))
    }
  }
  return [...singles, ...doubles, ...triples]
}

/** A small table needs no blocking: everybody meets everybody. Undefined when the budget forbids it. */
export function everyPair(records: Records, budget: number = pairBudget(records.size)): Blocking | undefined {
  const pairs = (records.size * (records.size - 1)) / 2
  return pairs > budget ? undefined : { rules: [{ rule: { ...ruleOf([]), name: 'every pair' }, estimatedPairs: pairs }], expectedReach: 1, largestBlock: records.size }
}

/**
 * Greedy choice: again and again the rule that reaches most of the imagined
 * pairs not yet reached for its cost, until the budget is used up.
 *
 * The greedy bound for covering under a budget is that of Khuller, Moss & Naor
 * (1999); learning blocking this way follows Bilenko, Kamath & Mooney (2006),
 * with imagined instead of labelled pairs.
 */
export function chooseBlocking(fields: readonly FieldPlan[], records: Records, budget: number = pairBudget(records.size)): Blocking {
  const keys = blockingKeys(fields, records)
  const agree = imagine(fields, keys, records)
  const open = candidates(keys, records, budget).filter((candidate) => candidate.pairs <= budget / 4)
  const reaches = open.map((candidate) => {
    const reached: number[] = []
    for (let pair = 0; pair < imaginedPairs; pair++) if (candidate.members.every((member) => agree[pair * keys.length + member] === 1)) reached.push(pair)
    return reached
  })
  const reached = new Uint8Array(imaginedPairs)
  const rules: ChosenRule[] = []
  let [spent, covered] = [0, 0]
  while (rules.length < mostRules) {
    let [best, bestWorth, bestGain] = [-1, 0, 0]
    for (const [index, candidate] of open.entries()) {
      if (spent + candidate.pairs > budget) continue
      let gain = 0
      for (const pair of reaches[index] ?? []) if (reached[pair] === 0) gain++
      gain *= candidate.inFull
      const worth = gain / (candidate.pairs + records.size + budget / 50)
      if (worth > bestWorth) [best, bestWorth, bestGain] = [index, worth, gain]
    }
    const chosen = open[best]
    if (!chosen || bestGain < imaginedPairs * 0.0005) break
    // Every so many of the imagined pairs stand in blocks too large to be compared in full.
    for (const [at, pair] of (reaches[best] ?? []).entries()) if ((at * 0.618_034) % 1 < chosen.inFull) reached[pair] = 1
    rules.push({ rule: chosen.rule, estimatedPairs: Math.round(chosen.pairs) })
    spent += chosen.pairs
    covered += bestGain
  }
  return { rules, expectedReach: covered / imaginedPairs, largestBlock }
}
