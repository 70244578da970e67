/** Fits the value model anew from what was bought. */
import { Worker } from 'node:worker_threads'
import type { Instant } from '../../../kernel/instant.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import { mainCurrency } from '../purchases.ts'
import type { fitValue } from './fit.ts'
import { customerHistories, keepModel, type BuyingHistory, type ValueModel } from './value-store.ts'

/** More customers make the four parameters no surer. */
const maxCustomers = 20_000

function fitBeside(histories: readonly BuyingHistory[], about: Parameters<typeof fitValue>[1]): Promise<ValueModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('fit-worker.ts', import.meta.url), { workerData: { histories, about } })
    worker.once('message', (model: ValueModel) => { resolve(model); void worker.terminate() })
    worker.once('error', reject)
    worker.once('exit', (code) => { if (code !== 0) reject(new Error(`The fit of the value model ended with ${code}.`)) })
  })
}

export async function refit(db: Db, now: Instant): Promise<ValueModel> {
  const currency = await mainCurrency(db)
  const histories = await customerHistories(db, currency, maxCustomers)
  const model = await fitBeside(histories, { now, currency, sampled: histories.length === maxCustomers })
  await keepModel(db, model)
  return model
}
