/** Keeps reading what is to be read: begins what is new, ends what is gone, and begins anew what has changed. */
import { sentence } from '../../kernel/fault.ts'

interface Reading {
  readonly key: string
  readonly stop: AbortController
  readonly ended: Promise<void>
}

export interface ReadingsOptions<One extends { readonly id: string }> {
  /** What is to be read now. */
  wanted(): Promise<readonly One[]>
  /** What of it a reading depends on: another key begins it anew. */
  keyOf(one: One): string
  /** Reads until the signal aborts; never throws. */
  read(one: One, signal: AbortSignal): Promise<void>
  /** Calls when it may have changed; answers how to stop listening. */
  onChange(look: () => void): () => void
  onFault(because: string): void
}

export function keepReadings<One extends { readonly id: string }>({ wanted, keyOf, read, onChange, onFault }: ReadingsOptions<One>): { stop(): Promise<void> } {
  const readings = new Map<string, Reading>()
  let stopped = false
  let turn = Promise.resolve()

  async function reconcile(): Promise<void> {
    const now = new Map((await wanted()).map((one) => [one.id, one]))
    for (const [id, reading] of readings) {
      const one = now.get(id)
      if (one && keyOf(one) === reading.key) continue
      reading.stop.abort()
      await reading.ended
      readings.delete(id)
    }
    if (stopped) return
    for (const one of now.values()) {
      if (readings.has(one.id)) continue
      const stop = new AbortController()
      readings.set(one.id, { key: keyOf(one), stop, ended: read(one, stop.signal) })
    }
  }

  // One look after another, so that none begins what the one before is ending.
  const look = (): void => {
    turn = turn.then(() => reconcile().catch((thrown: unknown) => onFault(sentence(thrown))))
  }
  const off = onChange(look)
  look()
  return {
    stop: async () => {
      stopped = true
      off()
      for (const reading of readings.values()) reading.stop.abort()
      await turn
      await Promise.all([...readings.values()].map((reading) => reading.ended))
    },
  }
}
