/** A thread that scores pairs; started by score-pairs.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { scoreParts } from './score-part.ts'
import type { Task } from './score-part.ts'

const scored = scoreParts(workerData as Task)
parentPort?.postMessage(scored, [scored.pairs.a.buffer as ArrayBuffer, scored.pairs.b.buffer as ArrayBuffer, scored.pairs.bits.buffer as ArrayBuffer])
