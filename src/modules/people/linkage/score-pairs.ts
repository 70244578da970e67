/** Scores all pairs that blocking brings together, on as many cores as it is worth. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Model } from './model.ts'
import type { BlockedRecords } from './pair-blocks.ts'
import type { Records } from './records.ts'
import { scoreParts } from './score-part.ts'
import type { Part, Scored, Task } from './score-part.ts'
import { inOrder } from './scored-pairs.ts'

/** Below this many pairs a thread takes longer to start than it saves. */
const worthThreads = 1_500_000
const pairsAPart = 100_000

function partsOf(blocked: BlockedRecords): Part[] {
  const parts: Part[] = []
  for (const [rule, blocks] of blocked.rules.entries()) {
    const count = blocks.starts.length - 1
    if (count < 1) continue
    const pieces = Math.max(1, Math.min(count, Math.ceil(blocks.pairs / pairsAPart)))
    for (let piece = 0; piece < pieces; piece++) parts.push({ rule, fromBlock: Math.floor((count * piece) / pieces), toBlock: Math.floor((count * (piece + 1)) / pieces) })
  }
  return parts
}

function inThread(task: Task): Promise<Scored> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./score-worker.ts', import.meta.url), { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      if (code !== 0) reject(new Error(`A scoring thread ended with code ${code}. The machine may be out of memory.`))
    })
  })
}

/** All pairs with log odds of at least `least` bits, ordered by rows: the same with any number of threads. */
export async function scorePairs(model: Model, records: Records, blocked: BlockedRecords, least: number, threads: number = availableParallelism()): Promise<Scored> {
  const pairs = blocked.rules.reduce((sum, rule) => sum + rule.pairs, 0)
  const task: Task = { model, records: { size: records.size, width: records.width, codes: records.codes, values: records.values }, blocked, parts: partsOf(blocked), next: new Int32Array(new SharedArrayBuffer(4)), least }
  const used = pairs < worthThreads ? 1 : Math.max(1, Math.min(threads, 16))
  const scored = used === 1 ? [scoreParts(task)] : await Promise.all(Array.from({ length: used }, () => inThread(task)))
  return { pairs: inOrder(scored.map((part) => part.pairs), records.size), compared: scored.reduce((sum, part) => sum + part.compared, 0) }
}
