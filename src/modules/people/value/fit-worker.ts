/** Fits the value model beside the server, which goes on answering meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { fitValue } from './fit.ts'
import type { BuyingHistory } from './value-store.ts'

const { histories, about } = workerData as { histories: BuyingHistory[]; about: Parameters<typeof fitValue>[1] }
parentPort?.postMessage(fitValue(histories, about))
