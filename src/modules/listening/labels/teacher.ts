/** Keeps every worker up to date with what people taught: corrections and the retraining in use. */
import { sentence } from '../../../kernel/fault.ts'
import type { Log } from '../../../platform/logs.ts'
import type { Db } from '../../../platform/postgres/database.ts'
import type { Notifications } from '../../../platform/postgres/notifications.ts'
import { leansInUse } from '../retraining/retraining-store.ts'
import type { UnderstandingPool } from '../understanding/index.ts'
import { correctedSketches } from './corrections.ts'

export interface Teacher {
  /** Resolves when the workers know all that is taught now. */
  teach(): Promise<void>
  stop(): void
}

/** Later posts are compared with at most so many corrected ones, the newest. */
const mostCorrected = 5_000

export function openTeacher(db: Db, pool: UnderstandingPool, notifications: Notifications, log: Log): Teacher {
  let running: Promise<void> | null = null
  let again = false

  async function load(): Promise<void> {
    do {
      again = false
      const [leans, corrected] = await Promise.all([leansInUse(db), correctedSketches(db, mostCorrected)])
      pool.teach({ leans, corrected })
    } while (again)
  }
  const teach = (): Promise<void> => {
    if (running) {
      again = true
      return running
    }
    running = load().finally(() => { running = null })
    return running
  }
  // Also once at the start, and after a break in which word may have been missed.
  const off = notifications.on('rapport_taught', () => void teach().catch((thrown: unknown) => log.warn('listening.not-taught', { because: sentence(thrown) })))
  return { teach, stop: off }
}
