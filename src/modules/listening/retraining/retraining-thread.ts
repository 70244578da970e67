/** Retrains on a thread of its own, so that nothing waits for it. */
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../../../kernel/fault.ts'
import type { Leans } from '../understanding/index.ts'
import type { RetrainingReport, Taught } from './retrain.ts'

export interface RetrainingTask {
  readonly taught: readonly Taught[]
  readonly recent: readonly { readonly text: string; readonly language: string }[]
  readonly seed: number
}
export interface Retrained {
  readonly leans: Leans
  readonly report: RetrainingReport
}

/** @throws {Unavailable} when the thread failed or took too long. */
export function retrainInThread(task: RetrainingTask, timeMs: number): Promise<Retrained> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('retraining-worker.ts', import.meta.url), { workerData: task })
    const timer = setTimeout(() => {
      reject(new Unavailable(`Retraining took longer than ${timeMs / 1_000} s and was stopped. Try again when the machine has less to do; nothing was changed.`, 'listening.retraining.too-slow'))
      void worker.terminate()
    }, timeMs)
    worker.on('message', resolve)
    worker.on('error', (cause) => reject(new Unavailable(`Retraining failed: ${String(cause)}. Nothing was changed.`, 'listening.retraining.failed', { cause })))
    worker.on('exit', () => {
      clearTimeout(timer)
      reject(new Unavailable('Retraining ended without an answer. Nothing was changed.', 'listening.retraining.failed'))
    })
  })
}
