/** Wakes what was snoozed until a time that has come. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { sentence } from '../../../kernel/fault.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { secondMs } from '../../../kernel/instant.ts'
import { rapport } from '../activity.ts'
import { keepChanges } from '../change.ts'
import { conversationsById } from '../conversation-store.ts'
import type { ConversationDeps } from '../deps.ts'

const everyMs = 5 * secondMs
const block = 200

export async function wakeSnoozed(deps: Pick<ConversationDeps, 'db' | 'clock' | 'log' | 'hooks' | 'telling'>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const woken = await wakeSome(deps).catch((thrown: unknown) => {
      deps.log.warn('conversations.wake-failed', { because: sentence(thrown) })
      return 0
    })
    if (woken < block) await wait(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

async function wakeSome({ db, clock, ...deps }: Pick<ConversationDeps, 'db' | 'clock' | 'log' | 'hooks' | 'telling'>): Promise<number> {
  const now = clock.now()
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: Uuid }>`select id from conversations.conversations where state = 'snoozed' and snoozed_until <= ${new Date(now)} order by snoozed_until limit ${block} for update skip locked`.execute(tx)
    const due = [...(await conversationsById(tx, rows.map(({ id }) => id), true)).values()]
    await keepChanges(tx, deps, rapport, now, due.map((before) => ({ before, after: { ...before, state: 'open', snoozedUntil: null }, lines: [{ deed: 'woken', facts: { until: true } }] })))
    return rows.length
  })
}
