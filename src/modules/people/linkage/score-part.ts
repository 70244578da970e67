/** Scores part of the pairs: what each thread does. */
import type { Model } from './model.ts'
import { visitPairs } from './pair-blocks.ts'
import type { BlockedRecords } from './pair-blocks.ts'
import type { Records } from './records.ts'
import { PairCollector } from './scored-pairs.ts'
import type { ScoredPairs } from './scored-pairs.ts'
import { Scorer } from './scorer.ts'

/** A run of blocks of one rule. */
export interface Part {
  readonly rule: number
  readonly fromBlock: number
  readonly toBlock: number
}

export interface Task {
  readonly model: Model
  readonly records: Records
  readonly blocked: BlockedRecords
  readonly parts: readonly Part[]
  /** The number of the next part that nobody has taken, shared by all threads. */
  readonly next: Int32Array
  /** Pairs below are dropped; log odds in bits. */
  readonly least: number
}

export interface Scored {
  readonly pairs: ScoredPairs
  readonly compared: number
}

/** Takes part after part until none is left. */
export function scoreParts(task: Task): Scored {
  const scorer = new Scorer(task.model, task.records)
  const collector = new PairCollector()
  let compared = 0
  for (let taken = Atomics.add(task.next, 0, 1); taken < task.parts.length; taken = Atomics.add(task.next, 0, 1)) {
    const part = task.parts[taken]
    if (!part) break
    visitPairs(task.blocked, part.rule, part.fromBlock, part.toBlock, (a, b) => {
      compared++
      const bits = scorer.bits(a, b, task.least)
      if (bits >= task.least) collector.add(a, b, bits)
    })
  }
  return { pairs: collector.finish(), compared }
}
