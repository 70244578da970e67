/** The thread that retrains: one task, one answer. */
import { parentPort, workerData } from 'node:worker_threads'
import { retrain } from './retrain.ts'
import type { RetrainingTask } from './retraining-thread.ts'

if (parentPort) {
  const { taught, recent, seed } = workerData as RetrainingTask
  parentPort.postMessage(retrain(taught, recent, seed))
}
