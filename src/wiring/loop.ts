/** The loop behind the door: what was taken in is recorded, a stretch at a time. */
import { recorder } from '../flows/record.ts'
import { sentence } from '../kernel/fault.ts'
import { countKnown } from '../modules/channels/index.ts'
import type { Privacy } from '../flows/privacy.ts'
import type { Ground } from './ground.ts'
import type { WiredListening } from './listening.ts'

/** How long recording waits for a burst of senders, a stretch at a time. */
const takeInFirstMs = 10_000

export function wireLoop(ground: Ground, { listening, privacy }: { listening: WiredListening; privacy: Privacy }): void {
  const { db, history, mentions, metrics, clock, log, stream, pressure } = ground
  const { listener, hearing, cascades, outside } = listening
  const { prepare, record } = recorder({
    db, history, mentions, listener, hearing, cascades, told: outside.offer, metrics, barred: privacy.barred, now: () => clock.now(),
    countKnown: (origin, count, tx) => (origin.startsWith('import:') ? countKnown(origin.slice('import:'.length), count, tx) : Promise.resolve()),
  })
  ground.begin('work', (signal) => stream.consume('record', { signal, prepare, onFault: (thrown, attempt) => log.error('loop.fault', { attempt, because: sentence(thrown) }) }, async (stretch) => {
    await pressure.calm(takeInFirstMs)
    await record(stretch)
  }))
  ground.tidy(async () => {
    metrics.streamLag.set((await stream.lag('record')).items)
    await stream.trim()
  })
}
