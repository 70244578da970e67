/** One consumer at a time, in order, until it is told to stop: whatever breaks is taken up again. */
import { sql } from 'kysely'
import type { Postgres } from '../postgres/database.ts'
import { readAhead } from './read-ahead.ts'
import type { Recent } from './recent.ts'
import type { ConsumeOptions, Stretch } from './stream.ts'
import { pause } from '../pause.ts'

/** Notified with every append. */
export const channel = 'rapport_stream'

export async function consume<P>(postgres: Postgres, recent: Recent, name: string, options: ConsumeOptions<P>, handler: (stretch: Stretch<P>) => Promise<void>): Promise<void> {
  const { db, pool } = postgres
  const { signal, maxItems = 5_000 } = options
  await sql`insert into platform.stream_consumers (name) values (${name}) on conflict do nothing`.execute(db)
  let wake: () => void = () => undefined
  const abort = (): void => wake()
  signal.addEventListener('abort', abort)

  let attempt = 0
  while (!signal.aborted) {
    // One session holds the listening and the right to consume; when it breaks, both are taken anew.
    const session = await pool.connect().catch((thrown: unknown) => {
      options.onFault(thrown, ++attempt)
      return null
    })
    if (session === null) {
      await pause(Math.min(30_000, 200 * 2 ** attempt), signal)
      continue
    }
    let broken = false
    let notified = true
    const ahead = readAhead(db, recent, name, maxItems, options.prepare)
    const onEnd = (): void => {
      broken = true
      wake()
    }
    const onNotify = (): void => {
      notified = true
      // What fails here is met again when the stretch is taken.
      ahead.read().then(wake, wake)
    }
    session.on('error', onEnd)
    session.on('notification', onNotify)
    try {
      await session.query(`listen ${channel}`)
      while (!signal.aborted && !broken) {
        const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', [`stream:${name}`])
        if (rows[0]?.mine) break
        await pause(1_000, signal)
      }
      recent.isRead = true
      // An attempt that was cut off can have handled anything up to here, in stretches of other lengths than ours.
      const { rows: [newest] } = await sql<{ seq: number }>`select coalesce(max(seq), 0)::bigint as seq from platform.stream`.execute(db)
      while (!signal.aborted && !broken) {
        notified = false
        const stretch = await ahead.take(newest?.seq ?? 0)
        if (stretch === null) {
          attempt = 0
          // A notification can come between reading and here; `notified` remembers it.
          if (!notified) await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, 1_000)
            wake = () => {
              clearTimeout(timer)
              resolve()
            }
            if (signal.aborted || notified) wake()
          })
          continue
        }
        await handler(stretch)
        attempt = 0
      }
    } catch (thrown) {
      options.onFault(thrown, ++attempt)
      await pause(Math.min(30_000, 100 * 2 ** attempt), signal)
    } finally {
      session.off('error', onEnd)
      session.off('notification', onNotify)
      // Closing the session gives back the lock and the listening.
      session.release(true)
    }
  }
  signal.removeEventListener('abort', abort)
}
