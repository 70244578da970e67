/** Word between processes: PostgreSQL's NOTIFY, listened to on a connection that is renewed when it breaks. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Postgres } from './database.ts'

export interface Notifications {
  /** Calls the handler for each notification; also, with `null`, after a break, when some may have been missed. */
  on(channel: string, handler: (payload: string | null) => void): () => void
  close(): Promise<void>
}

export function openNotifications(postgres: Postgres): Notifications {
  const handlers = new Map<string, Set<(payload: string | null) => void>>()
  const stopped = new AbortController()

  function tell(channel: string, payload: string | null): void {
    for (const handler of handlers.get(channel) ?? []) handler(payload)
  }

  let listen: (channel: string) => void = () => undefined

  async function hold(): Promise<void> {
    const session = await postgres.pool.connect()
    const end = Promise.withResolvers<void>()
    const onAbort = (): void => end.resolve()
    const onError = (): void => end.resolve()
    session.on('error', onError)
    session.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
    stopped.signal.addEventListener('abort', onAbort)
    // One question at a time on this connection.
    let turn = Promise.resolve()
    listen = (channel) => {
      turn = turn.then(() => session.query(`listen "${channel}"`)).then(() => tell(channel, null), () => end.resolve())
    }
    for (const channel of handlers.keys()) listen(channel)
    await end.promise
    stopped.signal.removeEventListener('abort', onAbort)
    session.release(true)
  }

  const running = (async () => {
    while (!stopped.signal.aborted) {
      await hold().catch(() => undefined)
      if (!stopped.signal.aborted) await wait(500)
    }
  })()

  return {
    on: (channel, handler) => {
      const set = handlers.get(channel) ?? new Set()
      set.add(handler)
      if (!handlers.has(channel)) {
        handlers.set(channel, set)
        listen(channel)
      }
      return () => set.delete(handler)
    },
    close: async () => {
      stopped.abort()
      await running
    },
  }
}
