/** Finds, among a million records, those that a new one may belong to, in milliseconds. */
import { ruleKeyAt } from './blocking-keys.ts'
import type { BlockingRule } from './blocking-keys.ts'
import { chooseBlocking } from './choose-blocking.ts'
import type { Cells } from './explain-pair.ts'
import { GrowingRecords } from './growing-records.ts'
import { bitsOf, probabilityOf } from './model.ts'
import type { Model } from './model.ts'
import type { RawTable } from './raw-table.ts'
import { prepareRecords } from './records.ts'
import { RowsByKey } from './rows-by-key.ts'
import { Scorer } from './scorer.ts'

/** A record that the new one may belong to. */
export interface Placement {
  readonly id: string
  readonly probability: number
}

/** Pairs a record that the rules of an index may bring together, on average: more than in bulk, since there is but one record to compare. */
const pairsARecord = 40
/** Records compared at most for one placement; the most telling rules go first. */
const mostCandidates = 2_000
/** Larger blocks tell nothing and are passed over: a shop's telephone, a default date. */
const largestBlock = 1_000
const leastProbability = 0.01

/** An index over records, kept in memory. One thread. */
export class PeopleIndex {
  private readonly model: Model
  private readonly today: string
  private readonly records: GrowingRecords
  private readonly rules: readonly BlockingRule[]
  private readonly blocks: readonly (readonly RowsByKey[])[]
  private readonly scorer: Scorer
  private readonly ids: string[]
  private readonly rowOf = new Map<string, number>()
  private readonly removed = new Set<number>()
  /** Query in which a row was last seen, so that no row is compared twice. */
  private seen: Uint32Array
  private query = 0

  /**
   * Builds an index over a table.
   *
   * @param today `yyyymmdd`; dates after it are not used.
   */
  constructor(model: Model, table: RawTable, today: string) {
    this.model = model
    this.today = today
    this.records = new GrowingRecords(model.slots, prepareRecords(table, model.slots, today))
    this.ids = [...table.ids]
    for (const [row, id] of this.ids.entries()) this.rowOf.set(id, row)
    this.rules = chooseBlocking(model.fields, this.records, Math.max(100_000, pairsARecord * this.records.size)).rules.map((chosen) => chosen.rule)
    this.blocks = this.rules.map((rule) => rule.ways.map((_, way) => new RowsByKey(this.records.size, (row) => ruleKeyAt(rule, way, this.records.codes, row * this.records.width))))
    this.scorer = new Scorer(model, this.records)
    this.seen = new Uint32Array(this.records.size + 1)
  }

  /** Records in the index. */
  get size(): number {
    return this.rowOf.size
  }

  /** Ids of the records that some rule brings together with this one. */
  candidates(record: Cells): string[] {
    return this.candidateRows(record).map((row) => this.ids[row] ?? '')
  }

  /** Records that are this person with a probability of at least 0.01, the most probable first. */
  place(record: Cells): Placement[] {
    const row = this.records.size
    const least = bitsOf(leastProbability)
    const found: { row: number; bits: number }[] = []
    for (const other of this.candidateRows(record)) {
      const bits = this.scorer.bits(other, row, least)
      if (bits >= least) found.push({ row: other, bits })
    }
    found.sort((x, y) => y.bits - x.bits || x.row - y.row)
    return found.map((one) => ({ id: this.ids[one.row] ?? '', probability: probabilityOf(one.bits) }))
  }

  /** Adds a record, or puts it in the place of the one with the same id. */
  add(id: string, record: Cells): void {
    this.remove(id)
    const row = this.records.size
    this.records.write(row, record, this.today)
    this.records.size = row + 1
    this.ids.push(id)
    this.rowOf.set(id, row)
    for (const [index, rule] of this.rules.entries()) {
      for (let way = 0; way < rule.ways.length; way++) this.blocks[index]?.[way]?.add(this.keyOf(rule, way, row), row)
    }
  }

  /** Takes a record out; one that is not there is no fault. */
  remove(id: string): void {
    const row = this.rowOf.get(id)
    if (row === undefined) return
    this.rowOf.delete(id)
    this.removed.add(row)
  }

  /** The model that the index scores by. */
  get rating(): Model {
    return this.model
  }

  private keyOf(rule: BlockingRule, way: number, row: number): number {
    const { codes, width, values } = this.records
    return ruleKeyAt(rule, way, codes, row * width, values)
  }

  /** Rows of all blocks that the record belongs to; the record itself stands one row past the end. */
  private candidateRows(record: Cells): number[] {
    const row = this.records.size
    this.records.write(row, record, this.today)
    if (this.seen.length <= row) {
      const wider = new Uint32Array(Math.ceil(row * 1.25) + 64)
      wider.set(this.seen)
      this.seen = wider
    }
    this.query++
    const rows: number[] = []
    for (const [index, rule] of this.rules.entries()) {
      for (let way = 0; way < rule.ways.length && rows.length < mostCandidates; way++) {
        const key = this.keyOf(rule, way, row)
        if (key === 0) continue
        // Any way of the rule may hold what this way of the new record says.
        for (const block of this.blocks[index] ?? []) block.visit(key, largestBlock, (other) => this.take(other, rows))
      }
    }
    return rows
  }

  private take(row: number, into: number[]): void {
    if (this.seen[row] === this.query || this.removed.has(row)) return
    this.seen[row] = this.query
    into.push(row)
  }
}
