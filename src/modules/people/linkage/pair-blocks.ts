/** Walks the pairs that blocking brings together, each once, without ever holding them all. */
import { neighbours } from './choose-blocking.ts'
import { ruleKeyAt } from './blocking-keys.ts'
import type { BlockingRule } from './blocking-keys.ts'
import { sortByKey } from './sort-by-key.ts'
import type { Records } from './records.ts'

/** Block keys of every row: `keys[row * columns + column]`, where each way of each rule is a column; all in shared memory. */
export interface BlockedRecords {
  readonly columns: number
  /** Blocks up to this size are compared in full. */
  readonly largestBlock: number
  readonly keys: Uint32Array
  readonly rules: readonly RuleBlocks[]
}

/** One rule's blocks: `entries` are rows sorted by block; block `b` runs from `starts[b]` to `starts[b + 1]`. */
export interface RuleBlocks {
  /** Columns of this rule within the keys: from, up to. */
  readonly from: number
  readonly to: number
  readonly entries: Uint32Array
  readonly starts: Uint32Array
  /** Pairs of the rule, before those of earlier rules are taken off. */
  readonly pairs: number
  /** Blocks too large to compare in full. */
  readonly oversized: number
}

const shared = (length: number): Uint32Array<SharedArrayBuffer> => new Uint32Array(new SharedArrayBuffer(Math.max(4, length * 4)))

function blocksOf(records: Records, keys: Uint32Array, columns: number, from: number, to: number, orderHint: Uint32Array, largestBlock: number): RuleBlocks {
  const capacity = records.size * (to - from)
  let filled = 0
  const entryRows = new Uint32Array(capacity)
  const entryKeys = new Uint32Array(capacity)
  for (const row of orderHint) {
    for (let column = from; column < to; column++) {
      const key = keys[row * columns + column] as number
      if (key === 0) continue
      entryRows[filled] = row
      entryKeys[filled++] = key
    }
  }
  const rows = entryRows.subarray(0, filled)
  const rowKeys = entryKeys.subarray(0, filled)
  sortByKey(rows, rowKeys)
  const { starts, entries } = keepShared(rows, rowKeys)
  let [pairs, oversized] = [0, 0]
  for (let block = 0; block + 1 < starts.length; block++) {
    const size = (starts[block + 1] as number) - (starts[block] as number)
    if (size > largestBlock) oversized++
    pairs += size > largestBlock ? size * neighbours : (size * (size - 1)) / 2
  }
  return { from, to, entries, starts, pairs, oversized }
}

/** Drops blocks of one and keeps the rest in shared memory. */
function keepShared(rows: Uint32Array, keys: Uint32Array): { entries: Uint32Array; starts: Uint32Array } {
  let [kept, blocks] = [0, 0]
  const runs = (visit: (from: number, to: number) => void): void => {
    for (let from = 0; from < rows.length; ) {
      let to = from + 1
      while (to < rows.length && keys[to] === keys[from]) to++
      if (to - from > 1) visit(from, to)
      from = to
    }
  }
  runs((from, to) => {
    kept += to - from
    blocks++
  })
  const entries = shared(kept)
  const starts = shared(blocks + 1)
  let [at, block] = [0, 0]
  runs((from, to) => {
    entries.set(rows.subarray(from, to), at)
    starts[block++] = at
    at += to - from
  })
  starts[block] = at
  return { entries: entries.subarray(0, kept), starts: starts.subarray(0, blocks + 1) }
}

/** Rows in an order where likely neighbours stand together: what decides whom a record of an oversized block meets. */
function neighbourly(records: Records): Uint32Array {
  const order = Uint32Array.from({ length: records.size }, (_, row) => row)
  const { codes, width } = records
  // Rank of every code in the order of its values, so that similar spellings are near each other.
  const ranks = records.values.map((values) => {
    const byValue = [...values.keys()].sort((a, b) => ((values[a] ?? '') < (values[b] ?? '') ? -1 : 1))
    const rank = new Uint32Array(values.length)
    for (const [position, code] of byValue.entries()) rank[code] = position
    return rank
  })
  const slotsByVariety = [...records.values.keys()].sort((a, b) => (records.values[b]?.length ?? 0) - (records.values[a]?.length ?? 0))
  const [first = 0, second = first] = slotsByVariety.slice(0, 2)
  return order.sort((a, b) => {
    const one = (ranks[first]?.[codes[a * width + first] ?? 0] ?? 0) - (ranks[first]?.[codes[b * width + first] ?? 0] ?? 0)
    return one !== 0 ? one : (ranks[second]?.[codes[a * width + second] ?? 0] ?? 0) - (ranks[second]?.[codes[b * width + second] ?? 0] ?? 0)
  })
}

/** Builds the blocks of all rules. */
export function blockRecords(records: Records, rules: readonly BlockingRule[], largestBlock: number): BlockedRecords {
  const columns = rules.reduce((sum, rule) => sum + rule.ways.length, 0)
  const keys = shared(records.size * columns)
  let column = 0
  for (const rule of rules) {
    for (let way = 0; way < rule.ways.length; way++, column++) {
      for (let row = 0; row < records.size; row++) keys[row * columns + column] = ruleKeyAt(rule, way, records.codes, row * records.width)
    }
  }
  const plainOrder = Uint32Array.from({ length: records.size }, (_, row) => row)
  let order: Uint32Array = plainOrder
  let from = 0
  const built: RuleBlocks[] = []
  for (const rule of rules) {
    const to = from + rule.ways.length
    let blocks = blocksOf(records, keys, columns, from, to, order, largestBlock)
    if (blocks.oversized > 0 && order === plainOrder) {
      order = neighbourly(records)
      blocks = blocksOf(records, keys, columns, from, to, order, largestBlock)
    }
    if (blocks.oversized > 0) forgetOversized(blocks, keys, columns, largestBlock)
    built.push(blocks)
    from = to
  }
  return { columns, largestBlock, keys, rules: built }
}

/** A pair of an oversized block may not have met there, so later rules must not count on it. */
function forgetOversized(blocks: RuleBlocks, keys: Uint32Array, columns: number, largestBlock: number): void {
  for (let block = 0; block + 1 < blocks.starts.length; block++) {
    const [start, end] = [blocks.starts[block] as number, blocks.starts[block + 1] as number]
    if (end - start <= largestBlock) continue
    for (let at = start; at < end; at++) for (let column = blocks.from; column < blocks.to; column++) keys[(blocks.entries[at] as number) * columns + column] = 0
  }
}

/** Whether an earlier column brings the two rows together already. */
function metBefore(keys: Uint32Array, a: number, b: number, until: number, blocked: BlockedRecords): boolean {
  for (const rule of blocked.rules) {
    if (rule.from >= until) return false
    for (let left = rule.from; left < rule.to; left++) {
      const key = keys[a + left] as number
      if (key === 0) continue
      for (let right = rule.from; right < rule.to; right++) if (key === keys[b + right]) return true
    }
  }
  return false
}

/**
 * Visits the pairs of some blocks of a rule: rows a < b, not met under an
 * earlier rule unless `metToo`. Pairs of oversized blocks may be visited again
 * by a later rule.
 */
export function visitPairs(blocked: BlockedRecords, rule: number, fromBlock: number, toBlock: number, visit: (a: number, b: number) => void, metToo = false): void {
  const blocks = blocked.rules[rule]
  if (!blocks) return
  const { keys, columns, largestBlock } = blocked
  for (let block = fromBlock; block < toBlock; block++) {
    const [start, end] = [blocks.starts[block] as number, blocks.starts[block + 1] as number]
    const reach = end - start > largestBlock ? neighbours : end
    for (let i = start; i < end; i++) {
      const x = blocks.entries[i] as number
      const stop = Math.min(end, i + 1 + reach)
      for (let j = i + 1; j < stop; j++) {
        const y = blocks.entries[j] as number
        if (x === y || (!metToo && metBefore(keys, x * columns, y * columns, blocks.from, blocked))) continue
        if (x < y) visit(x, y)
        else visit(y, x)
      }
    }
  }
}
