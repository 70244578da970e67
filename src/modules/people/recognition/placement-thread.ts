/** The comparing thread as the rest sees it: started when first asked, started anew when it ended. */
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../../../kernel/fault.ts'
import type { Answered, AnswerTo, Asked } from './placement-protocol.ts'

export interface PlacementThread {
  ask<K extends keyof Asked>(what: K, of: Asked[K]): Promise<Answered[K]>
  /** Counts the threads that were started: a new one knows nobody yet. */
  readonly started: number
  close(): Promise<void>
}

interface Waiting {
  resolve(answer: never): void
  reject(thrown: unknown): void
}

export function openPlacementThread(): PlacementThread {
  let worker: Worker | null = null
  let started = 0
  let number = 0
  const waiting = new Map<number, Waiting>()

  function end(because: string): void {
    worker = null
    for (const one of waiting.values()) one.reject(new Unavailable(`Comparing profiles was interrupted (${because}). It begins again by itself.`, 'people.comparing'))
    waiting.clear()
  }

  function running(): Worker {
    if (worker) return worker
    const made = new Worker(new URL('./placement-worker.ts', import.meta.url))
    // Who stops the product does not wait for a comparison.
    made.unref()
    made.on('message', (message: AnswerTo) => {
      const one = waiting.get(message.number)
      waiting.delete(message.number)
      if ('fault' in message) one?.reject(new Unavailable(`Profiles could not be compared: ${message.fault}`, 'people.comparing'))
      else one?.resolve(message.answer as never)
    })
    made.on('error', (error) => end(error.message))
    made.on('exit', () => { if (worker === made) end('the thread ended') })
    started++
    worker = made
    return made
  }

  return {
    ask: (what, of) => new Promise((resolve, reject) => {
      number++
      waiting.set(number, { resolve, reject })
      running().postMessage({ ask: what, number, of })
    }),
    get started() {
      return started
    },
    close: async () => {
      const ending = worker
      end('stopped')
      await ending?.terminate()
    },
  }
}
